"""``--out`` over an older run: it is replaced, and one line says which one; nothing else in the folder goes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import backtest as library
from tests.cli.command import Ran, backtest, untimed

HOLD = 'def weights(history):\n    return {"2024-01-02": {"600000.SH": 0.5}}\n'
# 12:00 in Shanghai.
NOON = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "mine.py", tmp_path / "other.py"
    for path in paths:
        path.write_text(HOLD)
    return paths


def run(store: Path, out: Path, *words: str | Path) -> Ran:
    ran = backtest("run", *words, "--out", out, "--no-audit", store=store)
    assert ran.code == 0, ran.err
    return ran


def dated(folder: Path) -> None:
    """Let all files of a folder be of noon."""
    for path in folder.rglob("*"):
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))


def told(ran: Ran) -> list[str]:
    return [untimed(line) for line in ran.err.splitlines() if "replaced" in line]


def test_the_run_that_went_is_named_with_its_time(store: Path, rules: tuple[Path, Path], tmp_path: Path) -> None:
    mine, other = rules
    out = tmp_path / "out"
    assert told(run(store, out, mine)) == []
    (out / "notes.txt").write_text("mine")
    dated(out)
    line = f"replaced the older run in {out} (mine, 2026-11-30 12:00); without --out the last ten of each name are kept"
    assert told(run(store, out, other)) == [line]
    assert (out / "notes.txt").read_text() == "mine"


def test_json_and_python_have_it_too(store: Path, rules: tuple[Path, Path], tmp_path: Path) -> None:
    mine, _ = rules
    out = tmp_path / "out"
    assert "replaced" not in run(store, out, mine, "--json").document
    dated(out)
    (row,) = run(store, out, mine, "--json").document["replaced"]
    assert row == {"folder": str(out), "name": "mine", "written": "2026-11-30T04:00:00+00:00"}
    (found,) = library.run_many(mine, db=store, out=out, audit=False).finished
    assert found.older is not None
    assert (found.older.name, found.older.folder) == ("mine", out)


def test_several_are_one_line(store: Path, rules: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(store, out, *rules)
    dated(out)
    (line,) = told(run(store, out, *rules))
    assert line.startswith("replaced the older runs in ")
    assert f"{out / 'mine'} (mine, 2026-11-30 12:00), {out / 'other'} (other, 2026-11-30 12:00);" in line


def test_files_of_no_run_are_named_as_such(store: Path, rules: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "equity.csv").write_text("somebody's")
    dated(out)
    (line,) = told(run(store, out, rules[0]))
    assert f"{out} (files that no run had sealed, 2026-11-30 12:00)" in line


def test_without_out_nothing_is_replaced(
    store: Path, rules: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert told(backtest("run", rules[0], "--no-audit", store=store)) == []


def test_a_repetition_says_it_among_its_notes(store: Path, rules: tuple[Path, Path], tmp_path: Path) -> None:
    run(store, tmp_path / "out", rules[0])
    first = library.rerun(tmp_path / "out", db=store, out=tmp_path / "again")
    assert [each for each in first.notes if "replaced" in each] == []
    second = library.rerun(tmp_path / "out", db=store, out=tmp_path / "again")
    assert len([each for each in second.notes if each.startswith("replaced the older run in ")]) == 1
