"""As a process: exit codes, what goes where, pipes that close, disks that are full, Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import backtest, process, surroundings

WEIGHTS = "date,symbol,weight\n2024-01-02,600000.SH,0.5\n"


def test_results_on_stdout_progress_on_stderr(tiny_store: Path, tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text(WEIGHTS)
    ran = process("run", "--targets", "weights.csv", "--json", cwd=tmp_path, BACKTEST_DATABASE_URL=str(tiny_store))
    assert ran.code == 0
    assert ran.document["runs"][0]["folder"] == "var/runs/weights"
    assert ran.err == "running weights ...\n"
    assert (tmp_path / "var/runs/weights/report.html").is_file()


def test_error_is_one_line_and_exit_1(tmp_path: Path) -> None:
    ran = process("run", "rate_pwer", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "rate_power" in ran.error


def test_wrong_usage_is_one_line_and_exit_2(tmp_path: Path) -> None:
    ran = process("run", "rate_power", "--from", "soon", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "'soon'" in ran.error


def test_reader_that_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "backtest", "list", "members"],
            cwd=tmp_path,
            env=surroundings(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_behind_stdout_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "backtest", "list"],
            cwd=tmp_path,
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "error: cannot write the output: No space left on device\n"


def test_terminal_without_chinese_gets_marks_and_json_escapes(tmp_path: Path) -> None:
    ran = process("list", "reports", "--json", cwd=tmp_path, PYTHONIOENCODING="latin-1")
    assert ran.code == 0
    assert "\\u4e1c\\u5434" in ran.out  # 东吴
    assert process("list", "reports", cwd=tmp_path, PYTHONIOENCODING="latin-1").code == 0


def test_interrupt_is_one_line_and_exit_130(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "slow.py"
    path.write_text("def weights(history):\n    raise KeyboardInterrupt\n")
    ran = backtest("run", path, "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 130
    assert ran.error == "stopped before it was done"


def test_terminal_obeys_nothing_that_a_rule_prints(tiny_store: Path, tmp_path: Path) -> None:
    (tmp_path / "loud.py").write_text(
        "import sys\n"
        "def weights(history):\n"
        r"    print('\x1b]0;title\x07', '\x9b2J', '\u202e')"
        "\n"
        r"    sys.stderr.write('\x1b[31mred\n')"
        "\n"
        "    return {history.panel.sessions[0]: {history.panel.symbols[0]: 0.5}}\n"
    )
    words = ("run", "./loud.py", "--no-audit", "--json")
    ran = process(*words, cwd=tmp_path, BACKTEST_DATABASE_URL=str(tiny_store))
    assert ran.code == 0
    assert ran.document["runs"][0]["name"] == "loud"
    assert not set("\x1b\x07\x9b\u202e") & set(ran.err)
    assert r"\x1b]0;title\x07 \x9b2J \u202e" in ran.err
    assert r"\x1b[31mred" in ran.err
