"""As a process: exit codes, what goes where, pipes that close, disks that are full, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import backtest, process, surroundings

WAIT = 120
"""Seconds for what takes one or two."""

WEIGHTS = "date,symbol,weight\n2024-01-02,600000.SH,0.5\n"


def test_results_on_stdout_progress_on_stderr(tiny_store: Path, tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text(WEIGHTS)
    ran = process("run", "--targets", "weights.csv", "--json", cwd=tmp_path, BACKTEST_DATABASE_URL=str(tiny_store))
    assert ran.code == 0
    (folder,) = (each for each in (tmp_path / "var/runs/weights").iterdir() if not each.is_symlink())
    assert ran.document["runs"][0]["folder"] == f"var/runs/weights/{folder.name}"
    assert ran.err == "running weights ...\n"
    assert (tmp_path / "var/runs/weights/latest/report.html").is_file()


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(("words", "code"), [(("nosuch",), 2), (("run", "nosuch"), 1), (("list",), 0)])
def test_full_disk_behind_stderr_leaves_the_exit_code(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "backtest", *words],
            cwd=tmp_path,
            env=surroundings(PYTHONUNBUFFERED=""),
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert done.returncode == code


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody removes a folder that a process works in")
@pytest.mark.parametrize("words", ["status", "run rate_power", "diary show", "import data"])
def test_a_working_folder_that_is_gone_is_called_so(words: str, tmp_path: Path) -> None:
    script = "import os, sys\nos.rmdir(os.getcwd())\nfrom backtest.cli.start import main\nmain()\n"
    folder = tmp_path / "gone"
    folder.mkdir()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script, *words.split()],
        cwd=folder, env=surroundings(), capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    assert last == "error: the working folder is gone; change to one that is there, and run the same command again"


def test_want_of_memory_ends_the_process_at_once_with_its_code(tmp_path: Path) -> None:
    # A hook stands for the interpreter's own end, which may crash for want of memory.
    script = """
import atexit, os
from backtest.cli.errors import exit_code
from backtest.cli.process import begin, end_process
atexit.register(os._exit, 77)
def command():
    print("half of it")
    raise MemoryError
begin()
end_process(exit_code(command))
"""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script], cwd=tmp_path, env=surroundings(), capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout) == (1, "half of it\n")
    assert done.stderr.startswith("error: there is not enough memory to do this")


def test_terminal_without_chinese_gets_marks_and_json_escapes(tmp_path: Path) -> None:
    ran = process("list", "reports", "--json", cwd=tmp_path, PYTHONIOENCODING="latin-1")
    assert ran.code == 0
    assert "\\u4e1c\\u5434" in ran.out  # 东吴
    assert process("list", "reports", cwd=tmp_path, PYTHONIOENCODING="latin-1").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="finds the process that decides in /proc")
def test_interrupt_while_a_rule_decides_is_one_line_and_exit_130(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "endless.py"
    path.write_text("def weights(history):\n    return {}\nwhile True:\n    pass\n")
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "backtest", "run", path, "--out", tmp_path / "out", "--db", sample_store],
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job is started with Ctrl-C ignored, and so would the command be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no thread is here
    ) as asked:
        try:
            deciding = wait_for_grandchild(asked.pid)
            asked.send_signal(signal.SIGINT)
            out, err = asked.communicate(timeout=WAIT)
        finally:
            asked.kill()
    assert (asked.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "error: stopped before it was done"
    ended = time.monotonic() + WAIT
    while Path(f"/proc/{deciding}").exists() and time.monotonic() < ended:
        time.sleep(0.05)
    assert not Path(f"/proc/{deciding}").exists()


def test_a_rule_cannot_end_the_command_as_its_user_does(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "interrupts.py"
    path.write_text("def weights(history):\n    raise KeyboardInterrupt\n")
    ran = backtest("run", path, "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 1
    assert ran.error == f"{path}:2: KeyboardInterrupt:"


def wait_for_grandchild(process: int) -> int:
    """Return the process that executes a user's file: a copy that the helper of a command has made."""
    ended = time.monotonic() + WAIT
    while time.monotonic() < ended:
        for child in children(process):
            for grandchild in children(child):
                return grandchild
        time.sleep(0.05)
    raise AssertionError("no process decides")


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that are still there."""
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(word) for word in found.read_text(encoding="ascii").split()] if found.exists() else []


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
