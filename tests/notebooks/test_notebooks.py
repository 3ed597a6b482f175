"""Each notebook runs from its first cell to its last, in a folder of its own, and shows what it says.

Proven is that every cell of code runs in IPython's shell in the order in which it stands, and that what a cell ends on
offers itself as HTML; not that a browser draws it well, nor how a kernel of another language or version behaves.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.cli.command import ROOT, Ran, surroundings
from tests.cli.markdown import links

FOLDER = ROOT / "docs/notebooks"
NOTEBOOKS = sorted(each.name for each in FOLDER.glob("*.ipynb"))
STORE = "sample_market.db"


def document(name: str) -> dict[str, Any]:
    """A notebook as it is stored."""
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


def executed(name: str, folder: Path) -> list[dict[str, Any]]:
    """Run a notebook in a folder; fails with the fault of a cell that does not run."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.notebooks.execution", str(FOLDER / name)],
        cwd=folder,
        env=surroundings(IPYTHONDIR=str(folder / ".ipython")),
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    cells: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{cells[-1] if cells else ''}\n{done.stderr}"
    assert len(cells) == sum(each["cell_type"] == "code" for each in document(name)["cells"])
    return cells


def shown(cells: list[dict[str, Any]], source: str, kind: str = "text/plain") -> str:
    """What the only cell that has a piece of code shows, or printed."""
    (cell,) = [each for each in cells if source in each["source"]]
    text: str = cell["printed"] if kind == "printed" else cell["shown"][kind]
    return text


@pytest.fixture
def place(demonstration: tuple[Path, Ran], tmp_path: Path) -> Path:
    """A folder in which the first notebook was looked at: it has the store of the demo."""
    (tmp_path / "demo").mkdir()
    shutil.copy(demonstration[0] / STORE, tmp_path / "demo" / STORE)
    return tmp_path


def test_there_are_the_four_and_the_readme_leads_to_their_folder() -> None:
    assert NOTEBOOKS == ["01_first_run.ipynb", "02_own_rule.ipynb", "03_sweep.ipynb", "04_own_report.ipynb"]
    assert "docs/notebooks" in links((ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_each_is_a_notebook_of_format_4_and_is_stored_without_outputs(name: str) -> None:
    nbformat.validate(document(name))
    cells = document(name)["cells"]
    assert cells[0]["cell_type"] == "markdown"
    code = [each for each in cells if each["cell_type"] == "code"]
    assert all(each["outputs"] == [] and each["execution_count"] is None for each in code)
    text = json.dumps(document(name), indent=1, ensure_ascii=False) + "\n"
    assert (FOLDER / name).read_text(encoding="utf-8") == text, (
        "as Jupyter writes it, so that a diff shows the change alone"
    )


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_its_links_lead_somewhere_and_it_says_that_the_market_is_simulated(name: str) -> None:
    words = "\n".join("".join(each["source"]) for each in document(name)["cells"] if each["cell_type"] == "markdown")
    assert [each for each in links(words) if not (FOLDER / each.partition("#")[0]).exists()] == []
    assert "**simulated**" in words


@pytest.mark.slow
def test_the_first_run_makes_its_market_and_shows_a_verdict(tmp_path: Path) -> None:
    cells = executed("01_first_run.ipynb", tmp_path)
    assert (tmp_path / "demo" / STORE).exists()
    assert shown(cells, "panel = ").endswith("170 shares'")
    verdict = shown(cells, "run = backtest.run", "text/html")
    assert "SIMULATED" in verdict
    assert "CANNOT BE TOLD FROM CHANCE" in verdict
    assert "<svg" in verdict
    # README, A verdict: 11 refusals, here by side and reason.
    counts = re.findall(r" (\d+)$", shown(cells, "run.refusals.groupby"), re.MULTILINE)
    assert sum(map(int, counts)) == 11
    assert (tmp_path / "domestic_compute.html").exists()


def test_a_rule_of_ones_own_is_audited_and_a_cheat_is_found_out(place: Path) -> None:
    cells = executed("02_own_rule.ipynb", place)
    assert shown(cells, "print(run.look_ahead", "printed").startswith("no look-ahead: ")
    assert shown(cells, "def cheat", "printed").splitlines()[:2] == ["LOOKS AHEAD", "SIMULATED"]
    assert "below_lot" in shown(cells, "small = ")
    assert "688981.SH" in shown(cells, "given = ")


def test_a_sweep_looks_at_its_grid_and_goes_on(place: Path) -> None:
    cells = executed("03_sweep.ipynb", place)
    # Five values of one dial times four of the other; one more value of the second adds five.
    assert shown(cells, "found.best").startswith("\"20 settings; best {'lookback': ")
    # From the base on; an own rule has no plain list.
    assert re.search(r"window +walk_forward +own +benchmark", shown(cells, "walked = "))
    assert re.search(r"^\S+ +0 +1\.0+ +1\.0+ +1\.0+$", shown(cells, "walked = "), re.MULTILINE)
    assert shown(cells, "again = ") == "'20 settings were there, 5 were computed'"
    assert re.search(r"momentum +25$", shown(cells, "backtest.trials"), re.MULTILINE)


def test_a_report_of_ones_own_is_drafted_checked_judged_and_traded(place: Path) -> None:
    cells = executed("04_own_report.ipynb", place)
    assert "5 symbols in 2 theses" in shown(cells, "draft = ")
    assert shown(cells, "checked = ") == "'0 faults, 0 warnings'"
    assert "伊戈尔" in shown(cells, "card = ", "text/html")
    assert "SIMULATED" in shown(cells, "run = backtest.run", "text/html")
    assert (place / "grid.html").exists()


def test_a_cell_that_fails_is_told(tmp_path: Path) -> None:
    broken = {"cells": [{"cell_type": "code", "source": ["1 / 0"]}, {"cell_type": "code", "source": ["2"]}]}
    (tmp_path / "broken.ipynb").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(AssertionError, match="division by zero"):
        executed(str(tmp_path / "broken.ipynb"), tmp_path)
