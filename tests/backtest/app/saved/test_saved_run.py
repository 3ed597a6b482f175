"""A run that is saved and read again has the same frames and numbers, whichever way it was written, without a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

import backtest
from backtest.app.run_result import Run, held
from backtest.result.files import write_run
from backtest.result.look_ahead import LookAhead
from backtest.result.manifest import About, manifest
from data_sources.errors import InputError, UserError
from data_sources.language.text import both
from tests.reports.made_results import tiny_result

FRAMES = ("equity", "fills", "refusals", "events", "positions", "weights", "trades", "orders")


@pytest.fixture(scope="module")
def run() -> Run:
    """The tiny run by hand, in which a share is renamed while it is held."""
    made = tiny_result(simulated=True)
    about = About(made.name, hindsight=made.hindsight)
    return held(replace(made, manifest=manifest(made.ledger.panel, made.options, about)))


@pytest.fixture(scope="module", params=["folder", "file.ZIP", "run --out"])
def saved(request: pytest.FixtureRequest, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run as each way of writing leaves it; ``backtest run`` writes no mark."""
    path = tmp_path_factory.mktemp("saved") / str(request.param)
    if request.param == "run --out":
        write_run(run, path)
        return path
    assert run.save(path) == path
    return path


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_is_the_same(name: str, run: Run, saved: Path) -> None:
    pd.testing.assert_frame_equal(getattr(backtest.load(saved), name), getattr(run, name))


def test_numbers_returns_and_words_are_the_same(run: Run, saved: Path) -> None:
    found = backtest.load(saved)
    pd.testing.assert_series_equal(found.returns, run.returns)
    pd.testing.assert_series_equal(found.benchmark_returns, run.benchmark_returns, check_names=False)
    assert (found.metrics, found.split) == (run.metrics, run.split)
    assert found.manifest["options"] == run.manifest["options"]
    assert found.warnings == run.warnings
    # 106,069.00 of 100,000.00; a renamed share is sold as B and still held as C.
    assert repr(found).startswith("<SavedRun rate_power SIMULATED HINDSIGHT: 2025-01-24 to 2025-02-10, +6.07%")
    assert found.trades["symbol"].tolist() == ["600001.SH", "600002.SH", "600003.SH"]
    assert found.targets["weight"].tolist() == [0.5]
    assert "<svg" in found._repr_html_()


def test_the_page_is_the_one_that_was_saved(run: Run, tmp_path: Path) -> None:
    run.save(tmp_path / "run.zip")
    run.report(tmp_path / "now.html")
    found = backtest.load(tmp_path / "run.zip")
    assert found.report(tmp_path / "page.html").read_bytes() == (tmp_path / "now.html").read_bytes()
    assert found.verdict is not None
    assert found.verdict.names["600003.SH"] == "丙公司"


def test_what_needs_the_market_says_so(run: Run, tmp_path: Path) -> None:
    write_run(run, tmp_path / "out")
    found = backtest.load(tmp_path / "out")
    assert found.verdict is None
    with pytest.raises(UserError, match=r"out holds no page, and a new one needs the market; make the run again"):
        found.report(tmp_path / "page.html")
    with pytest.raises(UserError, match=r"saved without the market, which to_vectorbt\(\) needs"):
        found.to_vectorbt()


def test_the_same_run_is_the_same_file_and_replaces_an_older_one(run: Run, tmp_path: Path) -> None:
    first = run.save(tmp_path / "run.zip").read_bytes()
    (tmp_path / "run.zip").write_bytes(b"something else")
    assert run.save(tmp_path / "run.zip").read_bytes() == first


def test_a_run_that_looks_ahead_says_so_ever_after(run: Run, tmp_path: Path) -> None:
    looked = replace(run, look_ahead=LookAhead("failed", both("it changed", "决策改变")))
    assert backtest.load(looked.save(tmp_path / "run")).warnings == looked.warnings
    assert "LOOKS AHEAD" in repr(backtest.load(tmp_path / "run"))


def changed(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text)


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (lambda folder: folder.rename(folder.parent / "away"), "holds no manifest.json"),
    "a changed table": (changed("equity.csv", "date\n"), "is not one run: equity.csv is not as its manifest"),
    "a table less": (lambda folder: (folder / "fills.csv").unlink(), "fills.csv is missing, so the run cannot be read"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_whole_is_one_line(case: str, run: Run, tmp_path: Path) -> None:
    spoil, words = WRONG[case]
    spoil(run.save(tmp_path / "run"))
    with pytest.raises(UserError, match=words):
        backtest.load(tmp_path / "run")


def unsealed(run: Run, folder: Path, name: str, text: str) -> Path:
    """A run folder whose manifest has no sums, as of an early version, with one file in other words."""
    write_run(run, folder)
    (folder / "manifest.json").write_text((folder / "manifest.json").read_text().replace('"files"', '"sums"'))
    (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("saved.json", '{"version": 9, "successors": {}}', "saved.json is of version 9, this program reads up to 1"),
        ("saved.json", '{"version": "new", "successors": {}}', "saved.json is no mark of a saved run"),
        ("saved.json", '{"version": 1, "successors": {"a": 1}}', "saved.json is no mark of a saved run"),
        ("equity.csv", "date,cash,holdings,equity,benchmark\n", "is a run without a session"),
        (
            "events.csv",
            "date,symbol,kind,shares,cash\n2025-02-07,600001.SH,bonus,many,0\n",
            "events.csv, line 2: inval",
        ),
    ],
)
def test_a_file_in_other_words_is_named(name: str, text: str, words: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=words):
        backtest.load(unsealed(run, tmp_path / "run", name, text))


def test_a_rename_that_two_names_fit_leaves_the_round_trips_untold(run: Run, tmp_path: Path) -> None:
    # 500 came of the rename, and two names have 500 more than the day before.
    more = "2025-02-10,600003.SH,500,25,12500.00\n2025-02-10,600009.SH,500,25,12500.00\n"
    folder = unsealed(run, tmp_path / "run", "positions.csv", f"date,symbol,shares,close,value\n{more}")
    with pytest.raises(UserError, match=r"does not tell the round trips: 600002.SH is renamed on 2025-02-10, and what"):
        backtest.load(folder).trades  # noqa: B018 - asking for it is the test


def test_a_file_that_is_no_saved_run_is_named_as_it_was_given(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "notes.zip"
    other.write_text("no archive")
    with pytest.raises(InputError, match=r"notes.zip is no saved run; give what run.save\(path\) wrote"):
        backtest.load(other)
    with ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", "{}")
    with pytest.raises(UserError, match=r"^\S*notes.zip/manifest.json is no manifest of a run"):
        backtest.load(other)
    whole = run.save(tmp_path / "run.zip").read_bytes()
    middle = len(whole) // 2
    other.write_bytes(whole[:middle] + bytes(200) + whole[middle + 200 :])
    with pytest.raises(UserError, match=r"notes.zip (cannot be unpacked|is not one run)"):
        backtest.load(other)
