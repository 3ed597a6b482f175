"""A vendor that gives nothing is named, though the next one gives everything; until it serves again."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_sources.refresh import RefreshResult, silent_before
from data_sources.refresh.silent import Asked, SilentVendor, Try, asked_of, silent_vendors
from tests.data_sources.refresh.nights import Nights, until
from tests.vendor_server.tiny_market import MARKET, SESSIONS

BEFORE, LAST = SESSIONS[-2], SESSIONS[-1]
KLINES = "push2his.eastmoney.com/api/qt/stock/kline/get"
CHANGED = (
    "bars: eastmoney gave nothing usable for 6 of 6 symbols (the answer has changed its form): look for an update; "
    "sina gave them"
)


def found(report: RefreshResult) -> list[str]:
    return [finding.message for finding in report.findings if finding.rule == "vendor_gave_nothing"]


def stored(nights: Nights) -> list[object]:
    """Those that hold: the last cell but one is the snapshot from which on a finding no longer does."""
    return [row for row in nights.dump()["findings"] if "vendor_gave_nothing" in row and row[-2] is None]


def in_journal(nights: Nights) -> list[str]:
    folder = Path(nights.url.removeprefix("sqlite:///") + ".refresh")
    return [vendor.sentence for vendor in silent_before(folder)]


def test_a_first_vendor_with_another_form_is_named_until_it_serves_again(nights: Nights) -> None:
    nights.server.set_fault("changed", KLINES)
    report = nights.on(SESSIONS[-3]).refresh()
    assert (report.outcome, report.missing) == ("done", ())
    assert found(report) == [CHANGED] == [vendor.sentence for vendor in report.silent] == in_journal(nights)
    assert len(stored(nights)) == 1
    # A second refresh of the evening asks nobody: nobody has served, so it is still so.
    nights.refresh()
    assert in_journal(nights) == [CHANGED]
    # The next night it gives nothing again: one finding, not two.
    assert found(nights.on(BEFORE).refresh()) == [CHANGED]
    assert len(stored(nights)) == 1
    nights.server.rules.clear()
    assert found(nights.on(LAST).refresh()) == []
    assert (stored(nights), in_journal(nights)) == ([], [])


def test_throttling_by_empty_bodies_slows_down_and_trips_the_breaker(nights: Nights) -> None:
    nights.server.set_fault("blank", KLINES)
    report = nights.refresh()
    assert report.outcome == "done"
    # Three tries of the first symbol, one of the second, then ten minutes' rest: 6 symbols cost 4 calls, not 18.
    assert len([call for call in nights.server.calls if "push2his" in call]) == 4
    assert "the answer has no content" in report.left_alone["eastmoney"]
    assert found(report) == [
        (
            "bars: eastmoney gave nothing usable for 6 of 6 symbols (no answer: the answer has no content, as of "
            "a vendor that is asked too fast): it is asked again the next time; sina gave them"
        )
    ]


def test_a_first_list_of_the_whole_market_is_named_as_well(nights: Nights) -> None:
    nights.server.set_fault("changed", "CATALOGID=SSGSGMXX")
    report = nights.refresh()
    assert report.outcome == "done"
    assert found(report) == [
        (
            "status: exchanges gave nothing usable for the list of all (the answer has changed its form): look for an "
            "update; eastmoney gave them"
        )
    ]


def test_a_list_of_all_with_impossible_rows_is_named_and_refuses_nothing(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_sources.vendors.akshare.eastmoney.MARKET_PAGES", 1)
    nights.on(BEFORE).refresh()
    nights.server.set_fault("wrong", "82.push2.eastmoney.com")  # a last close of 0
    report = nights.on(LAST).refresh()
    assert (report.outcome, [each for each in report.findings if each.refuses]) == ("done", [])
    (said,) = found(report)
    assert said.startswith("bars: eastmoney gave nothing usable for the list of all (its rows are refused: bad_price)")


def test_answers_of_another_form_are_mended_by_an_update_and_not_by_asking_again(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    nights.server.set_fault("changed")
    report = nights.on(LAST).refresh()
    assert report.outcome == "partly"
    assert report.next_step.startswith("look for an update of this program")


def test_a_vendor_that_answers_nothing_to_each_symbol_is_named(nights: Nights) -> None:
    nights.server.set_fault("empty", KLINES)
    (said,) = found(nights.refresh())
    assert said.startswith("bars: eastmoney gave nothing usable for 6 of 6 symbols (the answer is empty: its form may")


def test_a_vendor_whose_rows_end_a_session_early_is_named_where_another_has_the_last_one(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    nights.lies = {"push2his.eastmoney.com": until(MARKET, BEFORE)}
    report = nights.on(LAST).refresh()
    assert report.outcome == "done"
    assert found(report) == [
        (
            "bars: eastmoney gave nothing usable for 6 of 6 symbols (its rows end before the last session): it is "
            "asked again the next time; sina gave them"
        )
    ]
    # Where no vendor has the last row, nobody is to blame.
    nights.lies = {}
    nights.market = until(MARKET, BEFORE)
    assert found(nights.on(LAST).refresh(since=SESSIONS[0])) == []


def test_a_night_without_a_new_row_names_a_vendor_and_keeps_no_finding_until_one_has(nights: Nights) -> None:
    first = nights.on(BEFORE).refresh()
    nights.server.set_fault("changed", KLINES)
    report = nights.refresh(since=SESSIONS[0])
    assert (report.snapshot, report.fresh) == (first.snapshot, False)
    assert found(report) == [CHANGED] == in_journal(nights)
    assert stored(nights) == []
    # The next night adds rows and the vendor is still silent: now the finding is kept with them.
    assert nights.on(LAST).refresh().fresh
    assert len(stored(nights)) == 1


def test_a_night_in_which_nobody_answers_names_what_is_missing_and_nobody_besides(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    nights.on(LAST).server.set_fault("500")
    report = nights.refresh()
    assert report.outcome == "failed"
    assert found(report) == []


def asked(table: str, *tries: Try, served: bool = True) -> tuple[Asked, ...]:
    return asked_of(table, tries, together=False, served=served, optional=False)


CHANGED_ONE, GOOD = Try("eastmoney", "changed", update=True), Try("sina")
EMPTY = [Try(vendor, "empty", empty=True, update=True) for vendor in ("eastmoney", "sina", "tencent")]


def test_half_of_the_symbols_and_fewer_than_three_are_no_dead_vendor() -> None:
    bad, good = asked("bars", CHANGED_ONE, GOOD), asked("bars", Try("eastmoney"))
    assert silent_vendors([*bad * 2]) == ()
    assert silent_vendors([*bad * 3, *good * 3]) == ()
    (named,) = silent_vendors([*bad * 4, *good * 3])
    assert (named.vendor, named.nothing, named.asked) == ("eastmoney", 4, 7)


def test_a_vendor_that_gave_neither_the_list_nor_the_symbols_is_named_once() -> None:
    of_list = asked_of("bars", (CHANGED_ONE,), together=True, served=False, optional=True)
    (named,) = silent_vendors([*of_list, *asked("bars", CHANGED_ONE, GOOD) * 4])
    assert (named.vendor, named.nothing, named.asked) == ("eastmoney", 4, 4)
    (named,) = silent_vendors(of_list)
    assert "the list of all" in named.sentence


def test_symbols_without_rows_anywhere_and_codes_a_last_vendor_lacks_accuse_nobody() -> None:
    # Five suspended shares: all three vendors have nothing, and that is right.
    assert silent_vendors(asked("bars", *EMPTY, served=False) * 5) == ()
    # Tencent is asked for what the first two have in part, and does not have Beijing.
    assert silent_vendors(asked("bars", Try("eastmoney"), Try("sina"), EMPTY[2]) * 5) == ()


@pytest.mark.parametrize("line", ['{"event":"done","silent":[{"vendor":"x"},7]}', '{"event":"done","silent":3}', ""])
def test_a_torn_journal_names_nobody(line: str, tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text(line + "\n")
    assert silent_before(tmp_path) == ()


def test_what_is_welcome_and_never_came_names_its_vendor_when_nothing_of_it_came() -> None:
    lost = asked_of("index", (EMPTY[0],), together=False, served=False, optional=False, welcome=True)
    came = asked("index", Try("eastmoney"))
    (named,) = silent_vendors(lost * 2)
    assert (named.nothing, named.asked) == (2, 2)
    assert silent_vendors([*lost, *came]) == ()


def test_what_is_said_of_a_vendor_is_a_warning_about_the_table() -> None:
    finding = SilentVendor("sina", "bars", 3, 4, "bars: sina gave nothing usable").finding
    assert (finding.severity, finding.rule, finding.table, finding.symbol) == (
        "warning", "vendor_gave_nothing", "bars", "",
    )  # fmt: skip
