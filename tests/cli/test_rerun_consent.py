"""``backtest rerun`` of code that was not run before: in a terminal it asks, and executes nothing without a yes."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import process, surroundings

SPEAKS = """
def weights(history):
    print("this file", "was executed")
    return {history.panel.sessions[0]: {"600000.SH": 0.5}}
"""
SPOKEN = "this file was executed"
PATIENCE = 180.0
"""Seconds until a process that says nothing is given up."""


@pytest.mark.parametrize(("answer", "code", "executed"), [("y\n", 0, True), ("n\n", 1, False), ("\n", 1, False)])
def test_the_terminal_is_asked_and_only_a_yes_executes(
    store: Path, tmp_path: Path, answer: str, code: int, *, executed: bool
) -> None:
    folder = run_of_a_stranger(store, tmp_path)
    ended, said = in_a_terminal(answer, tmp_path, "rerun", str(folder), "--db", str(store))
    assert "Execute it now? [y/N]" in said
    assert "run of code that you have not run before" in said
    assert (ended, SPOKEN in said) == (code, executed)


def test_without_a_terminal_nothing_is_asked_and_nothing_executed(store: Path, tmp_path: Path) -> None:
    folder = run_of_a_stranger(store, tmp_path)
    ran = process("rerun", folder, "--db", store, cwd=tmp_path, XDG_STATE_HOME=str(tmp_path / "mine"))
    assert ran.code == 1
    assert "--trust" in ran.error
    assert SPOKEN not in ran.err


def run_of_a_stranger(store: Path, tmp_path: Path) -> Path:
    """A run folder whose file says so when it is executed."""
    path = tmp_path / "theirs.py"
    path.write_text(SPEAKS)
    theirs = process(
        "run", path, "--no-audit", "--out", tmp_path / "run", "--db", store, cwd=tmp_path,
        XDG_STATE_HOME=str(tmp_path / "theirs"),
    )  # fmt: skip
    assert theirs.code == 0, theirs.err
    assert SPOKEN in theirs.err
    return tmp_path / "run"


def in_a_terminal(answer: str, cwd: Path, *words: str, asks: str = "[y/N]") -> tuple[int, str]:
    """Run a command whose stdin and stderr are a terminal in which an answer is typed once it asks."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "backtest", *words]
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        cwd=cwd,
        env=surroundings(XDG_STATE_HOME=str(cwd / "mine")),
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        said = ""
        while asks not in said and select.select([ours], [], [], PATIENCE)[0]:
            said += os.read(ours, 4096).decode()
        os.write(ours, answer.encode())
        while select.select([ours], [], [], PATIENCE)[0]:
            try:
                said += os.read(ours, 4096).decode()
            except OSError:  # Linux: the other end was closed
                break
        code = running.wait(PATIENCE)
    os.close(ours)
    return code, " ".join(said.split())
