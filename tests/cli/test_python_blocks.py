"""The Python of the README and of the guide does what a reader would do with it: every line runs, in order."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from data_sources.sample_market import sample_facts
from tests.cli.command import ROOT
from tests.cli.markdown import blocks
from tests.data_sources.folder_writing import write_folder

# The files of their own that the pages speak of beside the market in my-data.
OWN_FILES = {
    "holdings.csv": "symbol,shares\n688981,300\n",
    "weights.csv": "date,symbol,weight\n2025-05-07,688981,0.5\n",
    "returns.csv": "date,return\n2025-05-07,1%\n2025-05-08,-1%\n2025-05-09,2%\n",
}
# What the pages say that their lines write, and one of a run without out=.
WRITTEN = {
    "README.md": ("var/market.db", "rate_power.html"),
    "docs/python.md": (
        "var/market.db", "rate_power.html", "sheet.html", "results/index.html",
        "results/rate_power/top=5,board=star/report.html", "var/runs/few/latest/report.html",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def my_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The simulated market as a folder of a user's, with every name that a report gives."""
    folder = tmp_path_factory.mktemp("python") / "my-data"
    write_folder(sample_facts(), folder)
    return folder


@pytest.mark.parametrize("page", WRITTEN)
def test_every_line_runs(page: str, my_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BACKTEST_DATABASE_URL", "BACKTEST_REPORTS", "BACKTEST_LANG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "my-data").symlink_to(my_data, target_is_directory=True)
    for name, text in OWN_FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = blocks((ROOT / page).read_text(encoding="utf-8"), "python")
    assert found
    known: dict[str, object] = {"__name__": page}
    for lines in found:
        # Statement by statement, so that a line that fails is named.
        for statement in ast.parse("\n".join(lines)).body:
            try:
                exec(compile(ast.Module([statement], []), page, "exec"), known)  # noqa: S102 - our own page
            except Exception as fault:
                fault.add_note(f"in {page}: {ast.unparse(statement)}")
                raise
    assert [each for each in WRITTEN[page] if not (tmp_path / each).is_file()] == []
