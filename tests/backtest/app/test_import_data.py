"""Market data from memory: the same facts and findings as from files of it, whatever form the frames have."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import backtest
from data_sources.errors import UserError
from tests.data_sources.market_folder import FILES, write_market

A, B = "600000.SH", "000001.SZ"


def table(name: str) -> pd.DataFrame:
    frame: pd.DataFrame = pd.read_csv(io.StringIO(FILES[name]))
    return frame


BARS = pd.concat([table(f"bars/{A}.csv"), table(f"bars/{B}.csv")], ignore_index=True)
INDEX = table("index.csv")
REST: dict[str, Any] = {name: table(f"{name}.csv") for name in ("instruments", "actions", "status")} | {
    "signals": table("signals/prices.csv")
}
ALL: dict[str, Any] = {"bars": BARS, "index": INDEX, **REST}
DAYS = BARS.assign(date=pd.to_datetime(BARS["date"]))


def of(symbol: str) -> pd.DataFrame:
    return BARS[BARS["symbol"] == symbol].drop(columns="symbol")


def points_of(symbol: str) -> pd.DataFrame:
    return INDEX[INDEX["symbol"] == symbol].drop(columns="symbol")


FORMS: dict[str, Callable[[Path], Any]] = {
    "by keyword": lambda db: backtest.import_data(db=db, **ALL),
    "by name": lambda db: backtest.import_data(ALL, db=db),
    "by name and keyword": lambda db: backtest.import_data({"bars": BARS, "index": INDEX}, db=db, **REST),
    "bars by themselves": lambda db: backtest.import_data(BARS, db=db, index=INDEX, **REST),
    "by symbol": lambda db: backtest.import_data(
        {"sh600000": of(A), B: of(B), "000300.SH": points_of("000300.SH"), "H00300.CSI": points_of("H00300.CSI")},
        db=db,
        **REST,
    ),
    "days": lambda db: backtest.import_data({**ALL, "bars": DAYS}, db=db),
    "days in the index": lambda db: backtest.import_data({**ALL, "bars": DAYS.set_index("date")}, db=db),
    "date and symbol in the index": lambda db: backtest.import_data(
        {**ALL, "bars": DAYS.set_index(["date", "symbol"])}, db=db
    ),
    "midnights in Shanghai told in UTC": lambda db: backtest.import_data(
        {**ALL, "bars": DAYS.assign(date=DAYS["date"].dt.tz_localize("Asia/Shanghai").dt.tz_convert("UTC"))}, db=db
    ),
    "categories, nullable and 32-bit numbers": lambda db: backtest.import_data(
        {
            **ALL,
            "bars": BARS.astype(
                {"symbol": "category", "volume": "Int64", "amount": "Float64", "open": "float32", "close": "float32"}
            ),
        },
        db=db,
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The market as a folder of CSV files gave it."""
    assert backtest.import_data(write_market(tmp_path / "data"), db=tmp_path / "market.db").outcome == "done"
    return tmp_path / "market.db"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_frames_is_what_the_files_are(form: str, store: Path) -> None:
    done = FORMS[form](store)
    assert done.outcome == "done"
    # 7 bars, 4 + 2 rows of indices, and all the rest, each as it is stored.
    assert {name: (count.new, count.changed, count.unchanged) for name, count in done.counts.items()} == {
        "instruments": (0, 0, 2), "bars": (0, 0, 7), "actions": (0, 0, 1), "status": (0, 0, 1), "index": (0, 0, 6),
        "signals": (0, 0, 1),
    }  # fmt: skip


def test_frames_make_a_store_of_their_own(tmp_path: Path) -> None:
    done = backtest.import_data(db=tmp_path / "market.db", **ALL)
    assert (done.outcome, done.source, done.counts["bars"].new) == ("done", "frames in memory", 7)
    assert backtest.load_market(tmp_path / "market.db").symbols == (B, A)


def test_a_refused_frame_names_its_table_and_row_and_leaves_no_snapshot(tmp_path: Path) -> None:
    wrong = BARS.astype({"high": object})
    wrong.loc[2, "high"] = "oops"
    done = backtest.import_data(db=tmp_path / "market.db", **{**ALL, "bars": wrong})
    severe = [str(finding) for finding in done.findings if finding.severity == "severe"]
    assert (done.outcome, done.snapshot) == ("refused", None)
    assert severe[0] == f"bars:3: {A} 2024-01-04: high 'oops' is no finite number [bad_number]"


def test_a_refused_frame_under_a_symbol_names_the_symbol(tmp_path: Path) -> None:
    wrong = of(A).assign(low=99.0)
    done = backtest.import_data({A: wrong, B: of(B)}, db=tmp_path / "market.db", index=INDEX, **REST)
    assert done.outcome == "refused"
    assert {finding.file for finding in done.findings if finding.severity == "severe"} == {A}


def test_a_frame_of_minutes_is_named_as_such(tmp_path: Path) -> None:
    minutes = pd.date_range("2024-01-02 09:31", periods=7, freq="min")
    done = backtest.import_data(db=tmp_path / "market.db", **{**ALL, "bars": BARS.assign(date=minutes)})
    assert done.outcome == "refused"
    assert "minute_bars" in {finding.rule for finding in done.findings if finding.file == "bars"}


def test_a_frame_of_tushare_is_recognised_and_what_was_done_is_said(store: Path) -> None:
    # 12 345 lots of 100 shares at 6.70 are 8 271.15 thousand CNY.
    row = {"ts_code": A, "trade_date": "20240108", "open": 6.68, "high": 6.75, "low": 6.65, "close": 6.70,
           "pre_close": 6.68, "change": 0.02, "pct_chg": 0.2994, "vol": 12345.0, "amount": 8271.15}  # fmt: skip
    done = backtest.import_data(pd.DataFrame([row]), db=store, dry_run=True)
    assert done.said[0].startswith("Tushare daily: 1 frame, 1 row; volume in lots, amount in thousand CNY")
    assert done.dry_run


def test_paths_may_be_one_or_several(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data")
    several: list[str | Path] = [folder / "bars", str(folder / "index.csv"), *folder.glob("*.csv")]
    given: list[Any] = [str(folder), folder, several]
    for number, data in enumerate(given):
        assert backtest.import_data(data, db=tmp_path / f"{number}.db").outcome == "done"


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "nothing": (backtest.import_data, "there is no data; give a path, several paths, a frame"),
    "an empty list": (lambda: backtest.import_data([]), "there is no data"),
    "an empty dictionary": (lambda: backtest.import_data({}), "there is no data"),
    "a number": (lambda: backtest.import_data(7), "there is no data"),  # type: ignore[arg-type]
    "a list of frames": (lambda: backtest.import_data([BARS, INDEX]), "a list of frames names no tables"),  # type: ignore[list-item]
    "no table": (lambda: backtest.import_data(prices=BARS), "prices is no table; there are instruments, bars"),
    "neither table nor symbol": (lambda: backtest.import_data({"x": BARS}), "'x' is neither a table nor a symbol"),
    "a table twice": (lambda: backtest.import_data({"bars": BARS}, bars=BARS), "bars is given twice"),
    "paths and frames": (lambda: backtest.import_data("./data", bars=BARS), "are two imports; give one"),
    "no frame": (lambda: backtest.import_data(bars=[1]), "bars: list is no frame"),  # type: ignore[arg-type]
    "a column twice": (lambda: backtest.import_data(bars=BARS.assign(Close=1)), "^bars: column close stands more than"),
    "no such layout": (lambda: backtest.import_data(BARS, format="mine"), "format mine is unknown; .*docs.layouts.md"),
    "no path": (lambda: backtest.import_data("./nowhere"), "nowhere is not there"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_data_is_one_line(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_DATABASE_URL", str(tmp_path / "market.db"))
    call, sentence = WRONG[case]
    with pytest.raises(UserError, match=sentence) as error:
        call()
    assert "\n" not in str(error.value)
