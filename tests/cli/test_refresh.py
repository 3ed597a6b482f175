"""``backtest refresh``: exit codes, what is printed where, a folder as the source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from backtest.app.night.refresh import RefreshOrder, refresh_store
from tests.cli.command import backtest
from tests.data_sources.market_folder import FILES, spoiled, write_market
from tests.data_sources.refresh.nights import SYMBOLS, Nights, after_close, sqlite, vendors_at

LEVELS = {"index_csv": FILES["index.csv"] + "H00300.CSI,2024-01-04,3960.5,\nH00300.CSI,2024-01-05,3940.5,\n"}
"""The market with all levels of the total return."""
FRIDAY = date(2024, 1, 5)
BOTH = ("600000_SH", "000001_SZ")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Friday after the close, as far as the command can see."""
    from data_sources.calendar.clock import Clock  # noqa: PLC0415

    monkeypatch.setattr("data_sources.calendar.clock.SYSTEM", Clock(lambda: after_close(FRIDAY), lambda _: None, float))
    monkeypatch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH", "H00300.CSI"))


@pytest.fixture
def vendors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nights]:
    with vendors_at(sqlite(tmp_path)) as nights:
        monkeypatch.setattr("data_sources.calendar.clock.SYSTEM", nights.clock)
        yield nights


def universe(folder: Path, *symbols: str) -> Path:
    path = folder / "universe.txt"
    path.write_text("\n".join(symbols), encoding="utf-8")
    return path


@pytest.mark.usefixtures("clock")
def test_a_folder_is_refreshed_like_a_vendor(tmp_path: Path) -> None:
    folder, db = write_market(tmp_path / "data", **LEVELS), tmp_path / "market.db"
    ran = backtest("refresh", "--source", folder, "--universe", "all", "--db", db, "--json")
    assert ran.code == 0, ran.err
    assert {name: count["new"] for name, count in ran.document["counts"].items()} == {
        "index": 8,
        "instruments": 2,
        "status": 1,
        "actions": 1,
        "bars": 7,
        "signals": 1,
    }
    assert ran.document["calls"] == {}
    again = backtest("refresh", "--source", folder, "--universe", "all", "--db", db)
    assert again.code == 0
    assert "nothing new" in again.out


@pytest.mark.usefixtures("clock")
def test_a_bad_symbol_is_missing_and_the_rest_is_published(tmp_path: Path) -> None:
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", **LEVELS, bars__600000_SH_csv=bad)
    ran = backtest("refresh", "--source", folder, "--universe", "all", "--db", tmp_path / "market.db", "--json")
    assert ran.code == 3
    assert ran.document["counts"]["bars"]["new"] == 3
    assert [(one["table"], one["symbol"], one["state"]) for one in ran.document["missing"]] == [
        ("bars", "600000.SH", "rejected")
    ]
    severe = [finding for finding in ran.document["findings"] if finding["severity"] == "severe"]
    assert [(finding["file"], finding["line"]) for finding in severe] == [("bars/600000.SH.csv", 3)]
    assert "missing: bars of 600000.SH: rejected" in ran.err


@pytest.fixture
def one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports name 000001.SZ alone."""
    one = SimpleNamespace(memberships=lambda: [SimpleNamespace(symbol="000001.SZ")])
    monkeypatch.setattr("backtest.app.refresh.asked_library", lambda _: one)


@pytest.mark.usefixtures("clock", "one_name")
def test_a_folder_is_taken_whole_though_the_reports_name_one_of_its_shares(tmp_path: Path) -> None:
    folder, db = write_market(tmp_path / "data", **LEVELS), tmp_path / "market.db"
    words = ("refresh", "--source", folder, "--db", db, "--json")
    assert backtest(*words, "--dry-run").document["plan"]["bars"]["items"] == 2
    ran = backtest(*words)
    assert ran.code == 0, ran.err
    assert [ran.document["counts"][name]["new"] for name in ("bars", "instruments", "status")] == [7, 2, 1]
    # A bar, a name, an action and a spell of the other share are corrected; each is one cell.
    more = {
        "bars__600000_SH_csv": spoiled("bars/600000.SH.csv", "6.75,2000000", "6.76,2000000"),
        "instruments_csv": spoiled("instruments.csv", "浦发银行", "浦发"),
        "actions_csv": FILES["actions.csv"] + "600000.SH,2024-01-03,0.1,,0,\n",
        "status_csv": spoiled("status.csv", ",,*ST", ",2024-01-05,*ST"),
    }
    write_market(folder, **LEVELS, **more)
    ran = backtest(*words)
    assert ran.code == 0, ran.err
    counts = ran.document["counts"]
    assert [counts[name]["changed"] for name in ("bars", "instruments", "status")] == [1, 1, 1]
    assert counts["actions"]["new"] == 1


@pytest.mark.usefixtures("clock", "one_name")
def test_a_universe_restricts_a_folder(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data", **LEVELS)
    ran = backtest(
        *("refresh", "--source", folder, "--universe", universe(tmp_path, "000001.SZ"), "--json"),
        store=tmp_path / "market.db",
    )
    assert ran.code == 0, ran.err
    assert [ran.document["counts"][name]["new"] for name in ("bars", "instruments")] == [3, 1]


@pytest.mark.usefixtures("clock")
def test_a_source_that_is_no_folder_and_a_universe_that_is_no_file(tmp_path: Path) -> None:
    ran = backtest("refresh", "--source", tmp_path / "nowhere", "--db", tmp_path / "market.db")
    assert (ran.code, "is no folder" in ran.error) == (1, True)
    ran = backtest("refresh", "--universe", tmp_path / "nothing.txt", "--db", tmp_path / "market.db")
    assert (ran.code, "cannot be read" in ran.error) == (1, True)


def test_vendors_fill_a_store_and_the_summary_names_their_calls(vendors: Nights, tmp_path: Path) -> None:
    words = ("refresh", "--universe", universe(tmp_path, *SYMBOLS), "--db", vendors.url)
    plan = backtest(*words, "--dry-run")
    assert plan.code == 0
    assert "64 calls to akshare, up to 2024-01-09; nothing was asked" in plan.out
    assert vendors.server.calls == []
    ran = backtest(*words)
    assert ran.code == 0, ran.err
    assert ["bars", "35", "0", "0", "2024-01-09", "0"] in [line.split() for line in ran.out.splitlines()]
    assert "calls: csindex 2, eastmoney " in ran.out
    assert "asking for bars ..." in ran.err
    explained = backtest("explain", SYMBOLS[0], "2024-01-09", "--json", "--db", vendors.url).document
    assert explained["bar"]["read_from"] == "akshare (eastmoney)"
    assert explained["instrument"][0]["read_from"] == "akshare (exchanges)"


def test_what_is_missing_is_named_with_the_next_step_and_exit_code_3(vendors: Nights, tmp_path: Path) -> None:
    vendors.server.set_fault("403", "vISSUE_ShareBonus")
    vendors.server.set_fault("403", "datacenter-web")
    ran = backtest("refresh", "--universe", universe(tmp_path, *SYMBOLS), "--db", vendors.url)
    assert ran.code == 3
    assert "missing: actions of 000001.SZ, 300750.SZ" in ran.err
    assert "partly done: run the same command again after 2024-01-09 19:0" in ran.err
    assert "sina is left alone until" in ran.out


def test_calls_of_a_list_that_breaks_off_are_those_it_took(vendors: Nights, tmp_path: Path) -> None:
    # Some 13 calls are foreseen for a quarter of reported earnings; the first of each fails three times.
    vendors.server.set_fault("500", "RPT_LICO_FN_CPD")
    ran = backtest(
        *("refresh", "--universe", universe(tmp_path, *SYMBOLS), "--earnings", "--json"), store=tmp_path / "market.db"
    )
    assert ran.document["calls"]["eastmoney"] == len([each for each in vendors.server.calls if "eastmoney" in each])


def test_nothing_at_all_is_exit_code_1_and_one_line(vendors: Nights, tmp_path: Path) -> None:
    vendors.server.set_fault("500")
    ran = backtest("refresh", "--universe", universe(tmp_path, *SYMBOLS), "--db", vendors.url)
    assert ran.code == 1
    assert "there is no calendar" in ran.error


def ending(name: str, day: str) -> str:
    """A file of the market without its rows after a day."""
    head, *rows = FILES[name].splitlines()
    return "\n".join([head, *(row for row in rows if row.split(",")[1] <= day)]) + "\n"


@pytest.mark.usefixtures("clock")
def test_a_folder_whose_bars_end_early_is_partly_done_until_newer_rows_come(tmp_path: Path) -> None:
    # The CSI 300 goes on to Friday 2024-01-05; both shares end on Wednesday, two sessions before.
    old = {f"bars__{symbol}_csv": ending(f"bars/{symbol.replace('_', '.')}.csv", "2024-01-03") for symbol in BOTH}
    folder = write_market(tmp_path / "data", **LEVELS, **old)
    words = ("refresh", "--source", folder, "--universe", "all", "--db", tmp_path / "market.db")
    ran = backtest(*words)
    assert ran.code == 3
    assert "missing: bars: 2 symbols end on 2024-01-03, 2 sessions behind" in ran.err
    assert "bring newer rows into the source" in ran.err
    assert ["bars", "4", "0", "0", "2024-01-03", "2"] in [line.split() for line in ran.out.splitlines()]
    assert "no bar on the last 2 sessions, since 2024-01-03" in ran.out
    assert backtest(*words).code == 3
    write_market(folder, **LEVELS)
    ran = backtest(*words, "--json")
    assert (ran.code, ran.document["counts"]["bars"]["new"]) == (0, 3)


@pytest.mark.usefixtures("clock")
def test_industry_series_of_a_folder_are_refreshed_and_checked(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data", **LEVELS)
    words = ("refresh", "--source", folder, "--universe", "all", "--db", tmp_path / "market.db", "--json")
    assert backtest(*words).code == 0
    more = FILES["signals/prices.csv"] + "dram,2024-01,2024-01-31,oops,2.00,USD,a publisher\n"
    write_market(folder, **LEVELS, signals__prices_csv=more)
    ran = backtest(*words, "--since", "2024-01-02")
    assert ran.code == 3
    assert [(one["table"], one["state"]) for one in ran.document["missing"]] == [("signals", "rejected")]
    write_market(folder, **LEVELS, signals__prices_csv=more.replace("oops", "2024-01-05"))
    ran = backtest(*words, "--since", "2024-01-02")
    assert (ran.code, ran.document["counts"]["signals"]["new"]) == (0, 1)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("count", "code"), [(9, 0), (10, 3)])
def test_ten_shares_that_end_on_one_day_are_no_suspensions(count: int, code: int, tmp_path: Path) -> None:
    # Eleven go on to Friday, the two of the market and nine more.
    ends, goes_on = [f"60010{number}.SH" for number in range(count)], [f"60020{number}.SH" for number in range(9)]
    last = dict.fromkeys(ends, "2024-01-03") | dict.fromkeys(goes_on, "2024-01-05")
    names = "".join(f"{symbol},x,1999-11-10,\n" for symbol in last)
    bars = {
        f"bars__{symbol.replace('.', '_')}_csv": ending("bars/600000.SH.csv", day).replace("600000.SH", symbol)
        for symbol, day in last.items()
    }
    folder = write_market(tmp_path / "data", **LEVELS, instruments_csv=FILES["instruments.csv"] + names, **bars)
    ran = backtest("refresh", "--source", folder, "--universe", "all", "--db", tmp_path / "market.db")
    assert ran.code == code, ran.err
    assert ("missing: bars: 10 symbols end on 2024-01-03, 2 sessions behind" in ran.err) == bool(code)
    assert [line.split()[-2:] for line in ran.out.splitlines() if line.startswith("bars")] == [["2024-01-05", "0"]]


def test_a_vendor_that_gave_nothing_is_one_line_in_the_refresh_the_night_and_the_doctor(
    vendors: Nights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (
        "bars: eastmoney gave nothing usable for 6 of 6 symbols (the answer has changed its form): look for an update"
    )
    vendors.server.set_fault("changed", "push2his.eastmoney.com/api/qt/stock/kline/get")
    ran = backtest(
        "refresh", "--universe", universe(tmp_path, *SYMBOLS), "--db", tmp_path / "market.db", "--since", "2024-01-02"
    )
    assert ran.code == 0, ran.err
    assert [line for line in (ran.out + ran.err).splitlines() if said in line] == [
        f"warning: {said}; sina gave them [vendor_gave_nothing]"
    ]
    examined = backtest("doctor", "--no-network", store=tmp_path / "market.db").out
    (line,) = [line for line in examined.splitlines() if "last refresh" in line]
    assert line.startswith(f"warn  last refresh: {said}; sina gave them (2024-01-09T09:")
    monkeypatch.setattr("backtest.app.refresh.symbols_of", lambda *_: SYMBOLS)
    vendors.now += timedelta(hours=1)
    vendors.server.clock = vendors.now
    told = refresh_store(tmp_path / "other.db", RefreshOrder((), 1), lambda *_: None)
    assert (told.outcome, told.sentence, told.silent) == ("done", "", (f"{said}; sina gave them",))


@pytest.mark.usefixtures("clock")
def test_a_refresh_publishes_in_spite_of_an_accepted_judge_and_says_so(tmp_path: Path) -> None:
    # 13,400,000 CNY for 20,000 shares are 670 each, where 6.60 to 6.80 were paid: volume in lots.
    lots = spoiled("bars/600000.SH.csv", "2000000,13400000", "20000,13400000")
    folder, db = write_market(tmp_path / "data", **LEVELS, bars__600000_SH_csv=lots), tmp_path / "market.db"
    words = ("refresh", "--source", folder, "--universe", "all", "--db", db)
    refused = backtest(*words)
    assert refused.code == 3
    assert "  mend: give volume in shares" in refused.out
    assert "missing: bars of 600000.SH: rejected" in refused.err
    ran = backtest(*words, "--accept", "unit_proof,row_floor")
    assert ran.code == 0
    assert "[unit_proof, accepted]" in ran.out
    assert "nothing was published in spite of row_floor: leave --accept away" in ran.err
    listed = ("findings", "--open", "--rule", "unit_proof", "--json", "--db", db)
    held = [(each["symbol"], each["accepted"]) for each in backtest(*listed).document["findings"]]
    assert held == [("600000.SH", True)]
    # Without the word the same rows are not refused again, for they are stored, and the mark stays beside them.
    assert backtest(*words).code == 0
    assert [(each["symbol"], each["accepted"]) for each in backtest(*listed).document["findings"]] == held
