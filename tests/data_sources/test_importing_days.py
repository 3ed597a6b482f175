"""An import asks the calendar of the exchange, the clock and the histories before it publishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from data_sources.calendar import clock
from data_sources.import_result import ImportResult
from data_sources.importing import import_folder
from data_sources.store import open_store, read_facts
from tests.data_sources.market_folder import FILES, write_market
from tests.data_sources.quality.markets import SESSIONS, moved

BARS = "bars/600000.SH.csv"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_store(tmp_path / "market.db", create=True)


def quarter(folder: Path, days: Sequence[date], bars: Sequence[date] | None = None) -> Path:
    """A market of one symbol on days of the second quarter of 2024."""
    head = "symbol,date,open,high,low,close,volume,amount"
    prices = [",".join([f"1{k % 5}.00"] * 4) for k in range(len(days))]
    traded = zip(days if bars is None else bars, prices, strict=True)
    rows = [f"600000.SH,{day},{price},{900_000 + k}," for k, (day, price) in enumerate(traded)]
    levels = [f"000300.SH,{day},{3000 + k}" for k, day in enumerate(days)]
    return write_market(
        folder,
        bars__600000_SH_csv="\n".join([head, *rows, ""]),
        bars__000001_SZ_csv=None,
        index_csv="\n".join(["symbol,date,close", *levels, ""]),
        actions_csv=None,
        status_csv="symbol,start,end,kind\n",
    )


def severe(report: ImportResult) -> list[str]:
    return [finding.rule for finding in report.findings if finding.severity == "severe"]


def test_a_market_on_the_exchange_s_days_is_published(tmp_path: Path, engine: Engine) -> None:
    report = import_folder(quarter(tmp_path / "in", SESSIONS), engine)
    assert (report.outcome, severe(report)) == ("done", [])


@pytest.mark.parametrize("by", [-1, 1])
def test_bars_and_index_shifted_together_are_refused_with_the_cause_first(
    by: int, tmp_path: Path, engine: Engine
) -> None:
    report = import_folder(quarter(tmp_path / "in", moved(SESSIONS, by)), engine)
    assert (report.outcome, report.can_skip, report.snapshot) == ("refused", False, None)
    assert severe(report)[0] == "calendar_shifted"
    assert f"moved by {-by:+d} they fit" in report.findings[0].message


def test_bars_shifted_alone_are_named_and_not_their_single_days(tmp_path: Path, engine: Engine) -> None:
    report = import_folder(quarter(tmp_path / "in", SESSIONS, moved(SESSIONS, -1)), engine)
    assert report.outcome == "refused"
    assert severe(report) == ["bars_shifted"]


def test_a_bar_of_this_morning_waits_for_the_close(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_market(tmp_path / "small")
    # Friday, 5 January: 11:00 in Shanghai, then 15:31.
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: datetime(2024, 1, 5, 3, tzinfo=UTC)))
    report = import_folder(folder, engine, skip_bad=True)
    assert (report.outcome, report.can_skip) == ("refused", False)
    assert severe(report) == ["unfinished", "unfinished"]
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: datetime(2024, 1, 5, 7, 31, tzinfo=UTC)))
    assert import_folder(folder, engine).outcome == "done"


def test_a_status_of_days_to_come_is_left_out_and_named(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: datetime(2024, 1, 5, 10, tzinfo=UTC)))
    later = FILES["status.csv"] + "000001.SZ,2024-01-08,,ST\n"
    report = import_folder(write_market(tmp_path / "small", status_csv=later), engine)
    assert report.outcome == "done"
    assert [(each.rule, each.symbol, each.line) for each in report.findings] == [("not_known_yet", "000001.SZ", 3)]
    assert [each.symbol for each in read_facts(engine).status] == ["600000.SH"]


def test_a_symbol_whose_bars_end_early_is_named_as_a_refresh_does(tmp_path: Path, engine: Engine) -> None:
    # 27 of 59 sessions have a bar of 000001.SZ; the last one is the 27th, 14 May, and 32 follow.
    folder = quarter(tmp_path / "in", SESSIONS)
    lines = (folder / BARS).read_text(encoding="utf-8").splitlines()[:28]
    (folder / "bars/000001.SZ.csv").write_text("\n".join(lines).replace("600000.SH", "000001.SZ"), encoding="utf-8")
    report = import_folder(folder, engine)
    (finding,) = [each for each in report.findings if each.rule == "bars_end_early"]
    assert finding.message == (
        f"no bar on the last 32 sessions, since {SESSIONS[26]}, and no delist_date says why: "
        "suspended (停牌), or the source lacks it"
    )
