"""Runs compared from their folders: what is read there is what the runs were, and what cannot be read is said."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import cast

import numpy as np
import pytest

import backtest
from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.compare import Compared
from backtest.app.job import RunSettings, job_of
from backtest.app.named_run import run_folder, runs_below
from backtest.market.panel import Panel
from backtest.options import Options
from data_sources.errors import UserError
from data_sources.language.text import Language, said
from strategies.own.find import find_strategy
from tests.strategies.families.test_every_strategy import random_market

NAMES = ("edge_ai", "ai_cloud_side")


@pytest.fixture(scope="module")
def panel() -> Panel:
    """A random walk of every name that a report gives, 520 sessions, and an index."""
    return random_market().panel


def carried_out(panel: Panel, folder: Path, *names: str, hindsight: bool = False) -> BatchOutcome:
    settings = RunSettings(Options(), hindsight=hindsight)
    jobs = [job_of(find_strategy(name), panel, settings, folder / name) for name in names]
    return carry_out_all(jobs, panel, settings.options)


@pytest.fixture(scope="module")
def made(panel: Panel, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BatchOutcome]:
    folder = tmp_path_factory.mktemp("runs")
    return folder, carried_out(panel, folder, *NAMES)


@pytest.fixture
def runs(made: tuple[Path, BatchOutcome], tmp_path: Path) -> Path:
    """The two runs in a folder that a test may change."""
    return Path(shutil.copytree(made[0], tmp_path / "runs"))


def of(compared: Compared, key: str) -> tuple[object, ...]:
    rows = (*compared.beside.numbers.common, *compared.beside.numbers.own)
    return next(row.values for row in rows if row.definition.key == key)


def test_what_folders_keep_is_what_the_runs_were(made: tuple[Path, BatchOutcome]) -> None:
    folder, outcome = made
    kept = backtest.compare(*NAMES, below=folder)
    held = backtest.compare(*(run.result for run in outcome.finished))
    assert kept.beside.labels == held.beside.labels == NAMES
    assert kept.beside.shared.dates.tolist() == held.beside.shared.dates.tolist()
    # Files have money to the cent, of some ten million.
    assert kept.beside.shared.growth == pytest.approx(held.beside.shared.growth, abs=1e-8)
    for one, other in zip(kept.beside.sides, held.beside.sides, strict=True):
        assert one.verdict == other.verdict
        assert one.verdict.badge is not None
        assert one.names == other.names
        assert one.metrics["turnover"] == other.metrics["turnover"]
    assert kept.beside.held is not None
    assert held.beside.held is not None
    assert kept.beside.held.counts == held.beside.held.counts
    shares = [np.concatenate([pair.shares for pair in seen.overlaps]) for seen in (kept.beside.held, held.beside.held)]
    assert shares[0] == pytest.approx(shares[1], abs=1e-8)
    assert kept.beside.otherwise is not None
    assert kept.beside.otherwise.same_data


def test_a_comparison_is_a_frame_and_shows_itself_in_a_notebook(made: tuple[Path, BatchOutcome]) -> None:
    compared = backtest.compare(*NAMES, below=made[0])
    frame = compared.to_frame()
    assert list(frame.columns) == list(NAMES)
    assert tuple(frame.loc["total_return"]) == of(compared, "total_return")
    assert "<table" in compared._repr_html_()
    assert repr(compared).startswith("<Compared edge_ai, ai_cloud_side: ")


def test_a_run_is_named_by_folder_by_a_file_in_it_or_by_its_name(runs: Path) -> None:
    assert run_folder(runs / "edge_ai") == runs / "edge_ai"
    assert run_folder(runs / "edge_ai" / "report.html") == runs / "edge_ai"
    assert run_folder("edge_ai", runs) == runs / "edge_ai"


def test_the_newest_run_of_a_name_is_meant(runs: Path) -> None:
    later = Path(shutil.copytree(runs / "edge_ai", runs / "morning" / "edge_ai"))
    os.utime(later / "manifest.json", ns=(2**62, 2**62))
    assert runs_below(runs) == {"edge_ai": later, "ai_cloud_side": runs / "ai_cloud_side"}


def test_hidden_folders_and_links_hold_no_runs(runs: Path, tmp_path: Path) -> None:
    shutil.copytree(runs / "edge_ai", tmp_path / "empty" / ".hidden")
    (tmp_path / "empty" / "link").symlink_to(runs)
    (tmp_path / "empty" / "manifest.json").write_text('{"name": "no run"}')
    assert runs_below(tmp_path / "empty") == {}


def test_two_runs_of_one_name_are_told_apart_by_their_folders(runs: Path) -> None:
    other = Path(shutil.copytree(runs / "edge_ai", runs / "again"))
    assert backtest.compare(runs / "edge_ai", other).beside.labels == ("edge_ai", "edge_ai (again)")
    # Two folders of one name in different places: nothing but a number tells them apart.
    third = Path(shutil.copytree(other, runs / "morning" / "again"))
    assert backtest.compare(other, third).beside.labels == ("edge_ai (again)", "edge_ai (again) #2")


def test_a_run_beside_itself_is_refused_however_it_is_named(
    runs: Path, tmp_path: Path, made: tuple[Path, BatchOutcome]
) -> None:
    (tmp_path / "link").symlink_to(runs / "edge_ai")
    for again in (runs / "edge_ai", runs / "edge_ai" / "report.html", tmp_path / "link", "edge_ai"):
        with pytest.raises(UserError, match=r"the same run is given twice; name runs of different folders") as told:
            backtest.compare(runs / "edge_ai", "ai_cloud_side", again, below=runs)
        assert "同一个回测给了两次" in said(told.value.words, "zh")
    held = made[1].finished[0].result
    with pytest.raises(UserError, match=r"^edge_ai: the same run is given twice"):
        backtest.compare(held, held)


def test_a_verdict_that_was_taken_away_is_missed(runs: Path) -> None:
    """The manifest names it: without it the run would be taken whole, and its badge would be none."""
    (runs / "edge_ai" / "verdict.json").unlink()
    with pytest.raises(UserError, match=r"edge_ai/verdict.json is missing, so the run cannot be read"):
        backtest.compare(*NAMES, below=runs)


def test_a_number_that_no_machine_holds_is_none(runs: Path) -> None:
    """JSON knows no largest integer; a float does, at some 1.8e308."""
    huge = "9" * 400
    folder = runs / "edge_ai"
    without_file(folder, "verdict.json")
    kept = {
        "badge": "HELD",
        "title": "",
        "a_year": True,
        "names": {},
        "base": None,
        "last": None,
        "low": None,
        "high": None,
    }
    (folder / "verdict.json").write_text(json.dumps({**kept, "excess": int(huge)}))
    with pytest.raises(UserError, match="is no verdict of a run: inf is no number"):
        backtest.compare(*NAMES, below=runs)
    (folder / "verdict.json").write_text(json.dumps({**kept, "excess": None}))
    without_file(folder, "split.json")
    (folder / "split.json").write_text("{}")
    without_file(folder, "metrics.json")
    (folder / "metrics.json").write_text(f'{{"turnover": {huge}, "refusals": {{"suspended": {huge}}}}}')
    assert of(backtest.compare(*NAMES, below=runs), "turnover")[0] is None


@pytest.mark.parametrize("lang", [cast("Language", each) for each in ("fr", 3)])
def test_a_page_in_a_language_that_there_is_not_is_refused(runs: Path, tmp_path: Path, lang: Language) -> None:
    """It would hide both."""
    with pytest.raises(UserError, match="the languages are en and zh"):
        backtest.compare(*NAMES, below=runs).report(tmp_path / "page.html", lang=lang)
    assert not (tmp_path / "page.html").exists()


def test_an_unknown_name_is_told_with_those_there_are(runs: Path) -> None:
    with pytest.raises(UserError, match=r"'egde_ai' is no folder of a run and no name of one. Did you mean edge_ai\?"):
        backtest.compare("egde_ai", "ai_cloud_side", below=runs)
    with pytest.raises(UserError, match="holds no run; make one: backtest run NAME"):
        backtest.compare("a", "b", below=runs / "nowhere")


def test_one_run_has_nothing_beside_it(runs: Path) -> None:
    with pytest.raises(UserError, match="1 run was given; two to 10 can be compared"):
        backtest.compare("edge_ai", below=runs)


def without_file(folder: Path, name: str) -> None:
    """Take a file away as if the version that wrote the run had not known it."""
    (folder / name).unlink()
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["files"][name]
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_run_of_a_version_without_verdicts_has_no_badge_and_is_taken_whole(runs: Path) -> None:
    without_file(runs / "edge_ai", "verdict.json")
    first, second = backtest.compare(*NAMES, below=runs).beside.sides
    assert first.verdict.badge is None
    assert second.verdict.badge is not None


def test_a_run_without_its_positions_is_compared_in_all_but_what_it_held(runs: Path) -> None:
    without_file(runs / "edge_ai", "positions.csv")
    assert backtest.compare(*NAMES, below=runs).beside.held is None


def test_a_table_changed_by_hand_is_refused(runs: Path) -> None:
    table = runs / "edge_ai" / "equity.csv"
    table.write_text(table.read_text().replace("10000000.00", "20000000.00", 1))
    with pytest.raises(UserError, match=r"is not one run: equity.csv is not as its manifest was written with"):
        backtest.compare(*NAMES, below=runs)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("equity.csv", "a,b\n1,2\n", "has other columns than date, cash, holdings, equity, benchmark"),
        ("equity.csv", "date,cash,holdings,equity,benchmark\n", "has no session"),
        ("equity.csv", "date,cash,holdings,equity,benchmark\n2025-01-02,1\n", "line 2: it has not 5 cells"),
        ("equity.csv", "date,cash,holdings,equity,benchmark\nnoon,1,1,1,1\n", "cannot be compared"),
        ("equity.csv", "date,cash,holdings,equity,benchmark\n2025-01-02,1,1,nan,1\n", "equity must be finite"),
        ("positions.csv", "date,symbol,shares,close,value\n2025-01-02,A,1,1,much\n", "cannot be compared"),
        ("positions.csv", "date,symbol,shares,close,value\n2025-01-02,A,1,1,inf\n", "a value of a holding is none"),
        ("positions.csv", "date,symbol,shares,close,value\n2025-01-02,A,1,1,-5\n", "a value of a holding is none"),
        ("metrics.json", "[]", "holds no metrics of a run"),
        ("metrics.json", "{", "cannot be read"),
        ("verdict.json", "{}", "is no verdict of a run: it names no badge that there is"),
        ("verdict.json", '{"badge": "HELD", "title": 1, "a_year": true, "names": {}}', "its title or a_year is none"),
        ("verdict.json", '{"badge": "HELD", "title": "", "a_year": true, "names": {}}', "is no verdict of a run"),
    ],
)
def test_what_is_no_table_of_a_run_is_one_line(runs: Path, name: str, text: str, words: str) -> None:
    folder = runs / "edge_ai"
    without_file(folder, name)
    (folder / name).write_text(text)
    with pytest.raises(UserError, match=words) as told:
        backtest.compare(*NAMES, below=runs)
    assert "\n" not in str(told.value)
    assert str(folder / name) in str(told.value)


def test_a_hindsight_run_is_compared_as_it_was_published(
    panel: Panel, made: tuple[Path, BatchOutcome], tmp_path: Path
) -> None:
    """Its own curve is chosen with knowledge of the future; the one as published is that of the plain run."""
    carried_out(panel, tmp_path, "edge_ai", hindsight=True)
    seen = backtest.compare(tmp_path / "edge_ai", made[0] / "edge_ai").beside
    assert [side.hindsight for side in seen.sides] == [False, False]
    assert seen.shared.growth[0] == pytest.approx(seen.shared.growth[1], abs=1e-8)
    assert seen.otherwise is not None
    assert {row.name: tuple(map(str, row.values)) for row in seen.otherwise.differing}["hindsight"] == ("yes", "no")


def test_numbers_that_are_none_are_left_out_and_days_that_never_were_change_nothing(runs: Path) -> None:
    """Anybody may have written a run folder."""
    folder = runs / "edge_ai"
    for name, text in {
        "split.json": '{"test": {"turnover": NaN, "fills": "many", "refusals": {"suspended": "often"}}}',
        "verdict.json": json.dumps({
            "badge": "HELD", "title": "", "a_year": True, "names": {}, "base": "2099-01-01", "last": "2001-01-01",
            "excess": None, "low": None, "high": None,
        }),
    }.items():  # fmt: skip
        without_file(folder, name)
        (folder / name).write_text(text)
    compared = backtest.compare(*NAMES, below=runs)
    assert of(compared, "turnover")[0] is None
    assert of(compared, "refusals")[0] is None
    json.dumps(compared.document(), default=str, allow_nan=False)
