"""The help: quick because nothing heavy is imported, and every example in it can be pasted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from backtest import __version__
from backtest.cli.app import COMMANDS
from tests.cli.command import backtest, surroundings, understood

HEAVY = {"akshare", "jinja2", "numba", "numpy", "pandas", "plotly", "pyarrow", "rich", "sqlalchemy", "vectorbt"}


@pytest.mark.parametrize("words", [["--help"], *([*name.split(), "--help"] for name, _, _ in COMMANDS)], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    code = (
        "import sys; from backtest.cli.app import app\n"
        f"try: app({words!r})\n"
        "finally: print('IMPORTED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=True
    )
    assert "Usage: backtest" in done.stdout
    imported = set(done.stdout.partition("IMPORTED")[2].split())
    assert "typer" in imported
    assert imported & HEAVY == set()


@pytest.mark.parametrize("name", ["refresh", "nightly"])
def test_help_lists_the_libraries_that_are_registered(name: str) -> None:
    assert "--source akshare|baostock|DIR " in backtest(name, "--help").out


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_help_shows_examples_whole_and_the_shared_options(name: str) -> None:
    examples = next(examples for each, _, examples in COMMANDS if each == name)
    shown = backtest(*name.split(), "--help")
    assert shown.code == 0
    lines = [line.strip() for line in shown.out.splitlines()]
    assert examples
    assert [line for line in lines if line in examples] == list(examples)
    assert "--json" in shown.out
    assert "--debug" in shown.out
    assert "Exit codes: 0 done, 1 failed" in shown.out


@pytest.mark.parametrize(("name", "example"), [(name, each) for name, _, examples in COMMANDS for each in examples])
def test_every_example_is_understood(name: str, example: str) -> None:
    assert understood(example) == name


def test_overview_fits_its_lines() -> None:
    shown = backtest("--help").out
    for name in dict.fromkeys(name.partition(" ")[0] for name, _, _ in COMMANDS):
        line = next(line for line in shown.splitlines() if line.startswith(f"  {name} "))
        assert not line.endswith("...")
        assert len(line) < 80


def test_overview_offers_the_language_once() -> None:
    assert backtest("--help").out.count("--lang ") == 1


def test_no_command_shows_the_help_as_wrong_usage() -> None:
    ran = backtest()
    assert ran.code == 2
    assert ran.out.startswith("Usage: backtest")


def test_version() -> None:
    assert backtest("--version").out == f"backtest {__version__}\n"
