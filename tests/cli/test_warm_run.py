"""A run on a store that was read before: quick because it imports little, and no different from the first."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import surroundings
from tests.cli.test_help import HEAVY

NEEDED = {"jinja2", "numpy"}
"""Of what is heavy: pages and arrays."""


def ran(out: Path, store: Path) -> tuple[list[str], str]:
    """Run ``rate_power`` in a process of its own; return what it printed and which heavy libraries it imported."""
    words = ["run", "rate_power", "--db", str(store), "--out", str(out)]
    code = (
        "import sys; from backtest.cli.app import app\n"
        f"try: app({words!r})\n"
        "finally: print('IMPORTED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=out.parent, env=surroundings(), capture_output=True, text=True, check=True
    )
    shown, _, imported = done.stdout.partition("IMPORTED")
    return sorted(set(imported.split()) & HEAVY), shown


@pytest.fixture(scope="session")
def runs(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[list[str], str]]]:
    """Three runs on a copy of the sample market, which nobody has read yet."""
    folder = tmp_path_factory.mktemp("warm")
    store = Path(shutil.copy(sample_store, folder / "market.db"))
    return folder, [ran(folder / str(k), store) for k in range(3)]


def test_what_the_store_was_read_for_once_needs_no_database_library(
    runs: tuple[Path, list[tuple[list[str], str]]],
) -> None:
    _, (first, *later) = runs
    assert set(first[0]) == {"sqlalchemy", *NEEDED}
    assert [set(imported) for imported, _ in later] == [NEEDED, NEEDED]


def test_every_run_writes_the_same_and_counts_once(runs: tuple[Path, list[tuple[list[str], str]]]) -> None:
    folder, shown = runs
    first, last = folder / "0", folder / "2"
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in last.iterdir())
    assert {"equity.csv", "fills.csv", "verdict.json", "metrics.json", "report.html"} <= set(names)
    # The command has the folder in it, and so the page; the manifest has the sum of that.
    for name in (each for each in names if each != "manifest.json"):
        one, other = ((each / name).read_text().replace(str(each), "OUT") for each in (first, last))
        assert one == other, name
    # How many settings were tried stands among what is printed: other tests may have tried some on this store before.
    assert re.search(r"[1-9]\d* settings? of this strategy ha(s|ve) been tried", shown[0][1])
    assert shown[0][1].replace(str(first), "OUT") == shown[2][1].replace(str(last), "OUT")
