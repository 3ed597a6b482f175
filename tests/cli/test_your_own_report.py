"""``docs/your-own-report.md`` runs as it stands: each command ends well and says what the document shows of it.

The files of the document are laid out as it tells, in a folder of their own with the store of the demo; a line ``...``
of a shown answer stands for what is left out there.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.command import backtest

GUIDE = (Path(__file__).parents[2] / "docs" / "your-own-report.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL)
LEFT_OUT = "..."
MEMBER = r'^"(\d{6}\.\w\w)" ='


def commands() -> list[tuple[list[str], list[str]]]:
    """Each command after the demo with the lines that the document shows of its answer."""
    found: list[tuple[list[str], list[str]]] = []
    for kind, text in BLOCKS:
        if kind == "sh":
            found.append((shlex.split(text, comments=True)[1:], []))
        elif kind == "text" and found[1:]:
            found[-1][1].extend(line for line in text.splitlines() if line.strip() != LEFT_OUT)
    return found[1:]


@pytest.fixture
def place(demonstration: tuple[Path, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the demo's store, the note and an empty folder of documents, in which the commands run."""
    (tmp_path / "demo").mkdir()
    shutil.copy(demonstration[0] / "sample_market.db", tmp_path / "demo" / "sample_market.db")
    note = next(text for kind, text in BLOCKS if kind == "text")
    (tmp_path / "grid-note.txt").write_text(note, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # tests at once have one
    return tmp_path


def test_the_document_runs_as_it_stands(place: Path) -> None:
    corrected = next(text for kind, text in BLOCKS if kind == "toml")
    assert [words[0] for words, _ in commands()] == ["report", "report", "scorecard", "run"]
    for words, shown in commands():
        ran = backtest(*words)
        assert ran.code == 0, ran.err
        said = ran.out.splitlines()
        for line in shown:
            assert line in said, f"{' '.join(words)} does not say: {line}"
        if words[1] == "draft":
            draft = (place / "research" / "grid.toml").read_text(encoding="utf-8")
            # The eight names are there with their codes, and nothing is lost by the corrections.
            codes = set(re.findall(MEMBER, corrected, re.MULTILINE))
            assert len(codes) == 8
            assert codes == set(re.findall(MEMBER, draft, re.MULTILINE))
            (place / "research" / "grid.toml").write_text(corrected, encoding="utf-8")
    # The note has no English broker or title: the table shows what it has.
    listed = backtest("list", "reports", "--reports", "research").out
    assert "grid\t2025-09-01\t松柏证券\t配电网进入更新周期:变压器与电源先受益\t推荐\t2\t8" in listed
    page = (place / "grid-run" / "report.html").read_text(encoding="utf-8")
    assert "City grids of twenty years ago are replaced" in page
    assert "Delivery times fall below two months" in page
    assert (place / "grid-scorecard" / "index.html").is_file()
