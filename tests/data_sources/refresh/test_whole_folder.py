"""A folder is read whole: what it corrects is a revision, what it rewrites is refused, what it loses is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data_sources.refresh.feed import SESSIONS, SYMBOLS, Feed, close, missing


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    made = Feed(tmp_path)
    assert made.night(30).outcome == "done"
    assert made.revisions() == []
    return made


def test_corrections_three_twelve_and_twenty_sessions_back_are_kept_as_revisions(feed: Feed) -> None:
    # Closes of session 30 - 3, 30 - 12 and 30 - 20 of three shares, a cent more each.
    for number, session in ((0, 27), (1, 18), (2, 10)):
        feed.faults[SYMBOLS[number], session, "close"] = close(SYMBOLS[number], session) + 0.01
    result = feed.night(31)
    assert (result.outcome, result.counts["bars"].changed, result.counts["bars"].new) == ("done", 3, 12)
    assert feed.stored(SYMBOLS[2], 10) == 12.11
    assert sorted(finding.symbol for finding in result.findings if finding.rule == "revised") == list(SYMBOLS[:3])
    assert len(feed.revisions()) == 3
    # The same folder again, and the next night, revise nothing.
    assert feed.refresh(SESSIONS[31]).fresh is False
    assert feed.night(32).counts["bars"].changed == 0
    assert len(feed.revisions()) == 3


def test_a_correction_of_the_same_evening_is_seen(feed: Feed) -> None:
    feed.faults[SYMBOLS[4], 5, "high"] = 15.0
    result = feed.night(30)
    assert (result.outcome, result.counts["bars"].changed) == ("done", 1)


def test_a_volume_is_corrected_like_a_price_and_an_empty_cell_says_nothing(feed: Feed) -> None:
    feed.faults[SYMBOLS[3], 4, "volume"] = 1_000_100
    feed.faults[SYMBOLS[3], 6, "amount"] = float("nan")
    assert feed.night(31).counts["bars"].changed == 1


def test_a_bar_that_was_missing_long_ago_comes_in(tmp_path: Path) -> None:
    feed = Feed(tmp_path, dropped={(SYMBOLS[5], 8)})
    feed.night(30)
    assert feed.stored(SYMBOLS[5], 8) is None
    feed.dropped.clear()
    assert feed.night(31).counts["bars"].new == 13
    assert feed.stored(SYMBOLS[5], 8) == 15.08


def test_levels_actions_and_instruments_are_corrected_too(feed: Feed) -> None:
    for name, old, new in (
        ("index.csv", f"{SESSIONS[4]},3504", f"{SESSIONS[4]},3504.5"),
        ("actions.csv", f"{SESSIONS[2]},0.1,", f"{SESSIONS[2]},0.15,"),
        ("instruments.csv", f"{SYMBOLS[7]},x", f"{SYMBOLS[7]},y"),
    ):
        path = feed.folder / name
        path.write_text(path.read_text().replace(old, new))
    result = feed.refresh(SESSIONS[30])
    assert (result.outcome, [result.counts[name].changed for name in ("index", "actions", "instruments")]) == (
        "done",
        [1, 1, 1],
    )
    assert len(feed.revisions()) == 3


def test_status_renames_and_signals_are_corrected_too(feed: Feed) -> None:
    (feed.folder / "signals").mkdir()
    right = {
        "status.csv": f"symbol,start,end,kind\n{SYMBOLS[3]},{SESSIONS[5]},{SESSIONS[9]},ST\n",
        "renames.csv": f"old_symbol,new_symbol,date,ratio\n600099.SH,{SYMBOLS[4]},{SESSIONS[6]},1\n",
        "signals/prices.csv": "series,period,period_end,published_on,value,unit,source\n"
        f"dram,2024-02,2024-02-29,{SESSIONS[4]},1.95,USD,a publisher\n",
    }
    for name, text in right.items():
        (feed.folder / name).write_text(text)
    assert feed.refresh(SESSIONS[30]).outcome == "done"
    assert feed.revisions() == []
    for name, old, new in (
        ("status.csv", f"{SESSIONS[9]}", f"{SESSIONS[10]}"),
        ("renames.csv", ",1\n", ",2\n"),
        ("signals/prices.csv", "1.95", "1.96"),
    ):
        (feed.folder / name).write_text(right[name].replace(old, new))
    assert feed.refresh(SESSIONS[30]).outcome == "done"
    # One value each: the end of a span, a ratio, a price.
    assert sorted(str(table) for table, _ in feed.revisions()) == ["renames", "signals", "status"]


def test_a_row_that_is_gone_from_the_files_is_named_and_kept(feed: Feed) -> None:
    feed.dropped.add((SYMBOLS[6], 9))
    feed.write(31)
    path = feed.folder / "actions.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines[:2], lines[2].replace(SYMBOLS[1], SYMBOLS[2])]))
    result = feed.refresh(SESSIONS[31])
    gone = {finding.table: str(finding) for finding in result.findings if finding.rule == "vanished_row"}
    assert set(gone) == {"bars", "actions"}
    assert f"the stored row of {SESSIONS[9]} is in no file any more and kept" in gone["bars"]
    assert feed.stored(SYMBOLS[6], 9) == 16.09


def test_adjusted_prices_are_no_corrections(feed: Feed) -> None:
    # As after a bonus issue on session 15: every earlier price of one share at half, 15 of 31 closes.
    for session in range(15):
        for name, plus in (("open", 0.0), ("high", 0.1), ("low", -0.1), ("close", 0.0)):
            feed.faults[SYMBOLS[8], session, name] = (close(SYMBOLS[8], session) + plus) / 2
    result = feed.night(31)
    assert (result.outcome, missing(result)) == ("partly", [("bars", SYMBOLS[8], "rejected")])
    assert feed.stored(SYMBOLS[8], 3) == 18.03
    assert feed.stored(SYMBOLS[9], 31) == 19.31
    assert feed.revisions() == []


def test_a_stretch_of_ten_rewritten_closes_is_refused_though_most_stay(feed: Feed) -> None:
    for session in range(2, 12):
        feed.faults[SYMBOLS[8], session, "close"] = close(SYMBOLS[8], session) + 0.05
    assert missing(feed.night(31)) == [("bars", SYMBOLS[8], "rejected")]
    # Somebody knows better: the doubt is published, with its mark, and the other shares' checks stay as they are.
    accepted = feed.refresh(SESSIONS[31], accept=("history_differs",))
    assert (missing(accepted), len(feed.revisions())) == ([], 10)
    marked = [(each.rule, each.symbol) for each in accepted.findings if each.accepted]
    assert marked == [("history_differs", SYMBOLS[8])]


def test_nine_rewritten_closes_in_a_row_are_corrections(feed: Feed) -> None:
    for session in range(3, 12):
        feed.faults[SYMBOLS[8], session, "close"] = close(SYMBOLS[8], session) + 0.05
    result = feed.night(31)
    assert (missing(result), len(feed.revisions())) == ([], 9)
