"""Completion as bash, zsh and fish ask for it: by the variables that their scripts set, and by bash itself."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from strategies.registry import NAMES
from tests.cli.command import process, surroundings

HEAVY = {"akshare", "jinja2", "numba", "numpy", "pandas", "pyarrow", "rich", "sqlalchemy", "vectorbt"}


def bash(line: str, cwd: Path, **more: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_BACKTEST_COMPLETE": "complete_bash"}
    return process(cwd=cwd, **asked, **more).out.split()


def zsh(line: str, cwd: Path, **more: str) -> str:
    return process(cwd=cwd, _TYPER_COMPLETE_ARGS=line, _BACKTEST_COMPLETE="complete_zsh", **more).out


def fish(line: str, cwd: Path, action: str = "get-args", **more: str) -> str:
    asked = {"_TYPER_COMPLETE_FISH_ACTION": action, "_BACKTEST_COMPLETE": "complete_fish"}
    return process(cwd=cwd, _TYPER_COMPLETE_ARGS=line, **asked, **more).out


def test_bash_is_offered_commands_options_choices_and_strategies(tmp_path: Path) -> None:
    assert bash("backtest ru", tmp_path) == ["run"]
    assert "--lang" in bash("backtest status --", tmp_path)
    assert bash("backtest status --lang ", tmp_path) == ["en", "zh"]
    assert bash("backtest run --fill ", tmp_path) == ["open", "close", "vwap"]
    assert bash("backtest run rate_power ", tmp_path) == list(NAMES)
    assert bash("backtest run rate_power do", tmp_path) == ["domestic_compute"]
    assert bash("backtest run rate_power/", tmp_path) == ["rate_power/plain", "rate_power/momentum"]
    assert bash("backtest scorecard 00", tmp_path) == ["000", "001", "002", "003", "004"]


def test_zsh_and_fish_are_offered_the_same_with_what_it_is(tmp_path: Path) -> None:
    assert zsh("backtest run dom", tmp_path) == "_arguments '*: :((\"domestic_compute\"))'\n"
    assert '"run":"Trade strategies or a weight table, and..."' in zsh("backtest ru", tmp_path)
    assert fish("backtest run dom", tmp_path) == "domestic_compute\n"
    assert fish("backtest ru", tmp_path).startswith("run\tTrade strategies or a weight table")


def test_where_nothing_fits_zsh_and_fish_offer_files(tmp_path: Path) -> None:
    assert zsh("backtest run ./mi", tmp_path) == "_files\n"
    asked = {"_TYPER_COMPLETE_FISH_ACTION": "is-args", "_BACKTEST_COMPLETE": "complete_fish"}
    assert process(cwd=tmp_path, _TYPER_COMPLETE_ARGS="backtest run ./mi", **asked).code == 1
    assert process(cwd=tmp_path, _TYPER_COMPLETE_ARGS="backtest run dom", **asked).code == 0


def test_the_runs_that_lie_below_var_runs_are_offered(tmp_path: Path) -> None:
    for name in ("rate_power", "rate_power_2", "unfinished", "edge_ai/plain"):
        (tmp_path / "var" / "runs" / name).mkdir(parents=True)
        if name != "unfinished":
            (tmp_path / "var" / "runs" / name / "manifest.json").write_text("{}")
    assert bash("backtest rerun ", tmp_path) == [
        "var/runs/edge_ai/plain",
        "var/runs/rate_power",
        "var/runs/rate_power_2",
    ]
    # A name with its last runs is offered by itself: the newest is meant.
    (tmp_path / "var/runs/mine/2026-11-30_161205").mkdir(parents=True)
    (tmp_path / "var/runs/mine/2026-11-30_161205/manifest.json").write_text("{}")
    (tmp_path / "var/runs/mine/latest").symlink_to("2026-11-30_161205")
    assert bash("backtest rerun var/runs/m", tmp_path) == ["var/runs/mine"]
    assert bash("backtest rerun var/runs/mine/2", tmp_path) == ["var/runs/mine/2026-11-30_161205"]
    assert bash("backtest rerun var/runs/rate_power_", tmp_path) == ["var/runs/rate_power_2"]
    assert bash("backtest rerun elsewhere/", tmp_path) == []


def test_symbols_are_those_of_the_store_with_their_names(tiny_store: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{tiny_store}"
    (found,) = bash("backtest explain 6000", tmp_path, BACKTEST_DATABASE_URL=address)
    assert found == "600000.SH"
    assert bash(f"backtest explain --db {tiny_store} 6000", tmp_path) == ["600000.SH"]
    assert fish("backtest findings --symbol 6000", tmp_path, BACKTEST_DATABASE_URL=address).startswith("600000.SH\t")
    for nothing in (str(tmp_path / "none.db"), "postgresql://nobody@nowhere/market"):
        assert bash("backtest explain 6000", tmp_path, BACKTEST_DATABASE_URL=nothing) == []
    (tmp_path / "damaged.db").write_text("no database")
    assert bash("backtest explain 6000", tmp_path, BACKTEST_DATABASE_URL="damaged.db") == []


@pytest.mark.parametrize("line", ["backtest run do", "backtest explain 6", "backtest rerun v", "backtest scorecard "])
def test_an_answer_imports_nothing_heavy(line: str, tmp_path: Path, tiny_store: Path) -> None:
    code = (
        "import json, sys\nfrom backtest.cli.app import app\n"
        "try: app()\n"
        "finally: print(json.dumps(sorted({name.partition('.')[0] for name, held in sys.modules.items() if held})))"
    )
    asked = {"_TYPER_COMPLETE_ARGS": line, "_BACKTEST_COMPLETE": "complete_zsh"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=surroundings(**asked, BACKTEST_DATABASE_URL=f"sqlite:///{tiny_store}"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(json.loads(done.stdout.splitlines()[-1])) & HEAVY == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_asks_under_our_name(shell: str, tmp_path: Path) -> None:
    script = process(cwd=tmp_path, _BACKTEST_COMPLETE=f"source_{shell}").out
    assert f"_BACKTEST_COMPLETE=complete_{shell}" in script
    assert "backtest" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself_fills_its_reply_from_the_script(tmp_path: Path) -> None:
    program = tmp_path / "backtest"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m backtest "$@"\n')
    program.chmod(0o755)
    script = process(cwd=tmp_path, _BACKTEST_COMPLETE="source_bash").out
    ask = 'COMP_WORDS=(backtest audit all); COMP_CWORD=2; _backtest_completion backtest; echo "${COMPREPLY[@]}"'
    done = subprocess.run(  # noqa: S603 - our own program
        [str(shutil.which("bash")), "--norc", "-c", f"{script}\n{ask}"],
        cwd=tmp_path,
        env={**surroundings(), "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "all_reports"


def test_names_that_a_shell_would_run_are_not_offered(tiny_store: Path, tmp_path: Path) -> None:
    """zsh runs what it is offered through its parser, bash puts it into the line as it stands."""
    evil = 'a\\") ; touch pwned ; x=('
    for name in (evil, "b;touch pwned", "c d", "e$(touch pwned)", "f`touch pwned`", "plain-1"):
        run = tmp_path / "var" / "runs" / name
        run.mkdir(parents=True)
        (run / "manifest.json").write_text("{}")
    assert bash("backtest compare ", tmp_path) == ["var/runs/plain-1"]
    assert zsh("backtest compare ", tmp_path) == "_arguments '*: :((\"var/runs/plain-1\"))'\n"
    store = Path(shutil.copy(tiny_store, tmp_path / "market.db"))
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE instruments SET name = ?", (f"*ST 中文(甲){evil}\x1b[2J\t'",))
        connection.commit()
    offered = zsh("backtest explain 6", tmp_path, BACKTEST_DATABASE_URL=f"sqlite:///{store}")
    # Of the name what no shell and no terminal reads is left.
    assert '"600000.SH":"*ST 中文(甲)a)  touch pwned  x([2J"'.replace("[2J", "2J") in offered
    assert not set(offered) & set(";\\`$\x1b")
