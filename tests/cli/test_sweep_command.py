"""``backtest sweep`` as a user meets it."""

from __future__ import annotations

import csv
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from backtest.app.library import asked_library
from backtest.app.runnable import find_runnable
from backtest.app.sweep.setting import checked_grid
from backtest.cli.commands.sweep import EXAMPLES
from backtest.cli.errors import FAILED, PARTLY, USAGE
from backtest.sweeps.grid import read_dial
from strategies.contract.strategy import Strategy
from tests.cli.command import ROOT, Ran, backtest, surroundings

MINE = '''\
"""Half of the money in one share, or none."""


def weights(history, share: float = 0.5, wait: int = 0):
    if wait > 2:
        raise ValueError("waits for ever")
    return {history.panel.sessions[wait]: {"600000.SH": share}}
'''
SLOW = """\
import time


def weights(history, share: float = 0.5):
    time.sleep(0.2)
    return {history.panel.sessions[0]: {"600000.SH": share}}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(MINE, encoding="utf-8")
    return tmp_path / "mine.py"


def swept(mine: Path, store: Path, *words: str) -> Ran:
    return backtest("sweep", mine, *words, "--out", mine.parent / "out", "--workers", "1", store=store)


def test_the_best_and_the_own_setting_stand_in_sentences_and_in_a_table(mine: Path, store: Path) -> None:
    ran = swept(mine, store, "--grid", "share=0.2,0.5,0.8", "--metric", "annual_return")
    assert ran.code == 0
    lines = ran.out.splitlines()
    # The share falls from 6.65, where it is bought, to 6.62 and rises to 6.68: the more of it, the better.
    assert lines[0].startswith("Best of 3 settings by annual return: share=0.8 with ")
    assert any(line.startswith("The strategy's own setting, share=0.5, stands at rank 2 of 3") for line in lines)
    (head,) = (line for line in lines if line.startswith("rank "))
    rows = [line.split() for line in lines[lines.index(head) + 1 :][:3]]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("1", "0.8", "best"),
        ("2", "0.5", "own"),
        ("3", "0.2", rows[2][-1]),
    ]
    # What ranks has a column.
    assert head.split()[:4] == ["rank", "share", "annual", "return"]
    assert lines[-1] == f"files: {mine.parent / 'out'}"


def test_a_narrow_reader_sees_what_ranks_and_is_told_what_was_left_out(
    mine: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    words = ("--grid", "share=0.2,0.5", "--grid", "wait=0,1", "--grid", "fill=open,close", "--metric", "annual_return")
    lines = swept(mine, store, *words).out.splitlines()
    (head,) = (line for line in lines if line.startswith("rank "))
    assert "annual return" in head
    # The path of the files is as long as it is.
    assert max(map(len, lines[:-1])) <= 60
    told = " ".join(line.strip() for line in lines)
    assert re.search(r"left out for want of room: .*drawdown \(settings.csv shows all\)", told)


def test_the_files_hold_every_setting_its_curve_and_a_page(mine: Path, store: Path) -> None:
    assert swept(mine, store, "--grid", "share=0.2,0.8", "--grid", "fill=open,close").code == 0
    folder = mine.parent / "out"
    assert sorted(each.name for each in folder.iterdir()) == ["curves.csv", "settings.csv", "sweep.html", "sweep.json"]
    with (folder / "settings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    # Four of the grid, and the own setting behind them, which it lacks.
    assert [(row["share"], row["fill"], row["own"], row["in_grid"]) for row in rows] == [
        ("0.2", "open", "False", "True"), ("0.2", "close", "False", "True"), ("0.8", "open", "False", "True"),
        ("0.8", "close", "False", "True"), ("0.5", "open", "True", "False"),
    ]  # fmt: skip
    head = (folder / "curves.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == "date,1,2,3,4,5"
    page = (folder / "sweep.html").read_text(encoding="utf-8")
    assert "backtest sweep" in page
    assert "Annual" not in page.partition("<h1")[0]
    assert len(page.encode()) <= 300_000


def test_json_is_one_document(mine: Path, store: Path) -> None:
    found = swept(mine, store, "--grid", "share=0.2,0.8", "--json").document
    assert found["strategy"] == "mine"
    assert found["simulated"] is False
    assert found["grid"] == {"share": [0.2, 0.8]}
    assert found["counts"] == {"settings": 3, "traded": 3, "dead": 0, "failed": 0, "computed": 3, "kept": 0}
    # Three returns are too few for any of these.
    assert [found[name] for name in ("overfitting", "deflated", "superiority")] == [None] * 3


def test_what_is_done_is_kept_and_counted_once(mine: Path, store: Path) -> None:
    first = swept(mine, store, "--grid", "share=0.2,0.8", "--json").document
    again = swept(mine, store, "--grid", "share=0.2,0.8", "--json").document
    assert (again["counts"]["computed"], again["counts"]["kept"]) == (0, 3)
    assert again["settings"] == first["settings"]
    assert (first["trials"]["count"], again["trials"]["count"]) == (3, 3)
    larger = swept(mine, store, "--grid", "share=0.2,0.4,0.8", "--json").document
    assert (larger["counts"]["computed"], larger["counts"]["kept"], larger["trials"]["count"]) == (1, 3, 4)


def test_a_setting_that_fails_is_named_and_costs_no_other(mine: Path, store: Path) -> None:
    ran = swept(mine, store, "--grid", "wait=0,3")
    assert ran.code == PARTLY
    assert "1 failed, in no rank: wait=3: " in " ".join(line.strip() for line in ran.out.splitlines())
    # What the store keeps of it has both languages.
    chinese = swept(mine, store, "--grid", "wait=0,3,9", "--lang", "zh").out
    assert "2 组失败，不参与排名：wait=3；wait=9：" in chinese.replace("\n  ", "")
    nothing = swept(mine, store, "--grid", "wait=3", "--set", "wait=3")
    assert nothing.code == FAILED
    assert "No set has a curve, so nothing was counted." in nothing.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--grid", "share"], USAGE, "--grid share: write NAME=VALUE,VALUE or NAME=FIRST:LAST:STEP"),
        (["--grid", "share=1:0:1"], USAGE, "1:0:1 is no range"),
        (["--grid", "share=0.1", "--grid", "share=0.2"], USAGE, "--grid share is given twice"),
        (["--grid", "shares=0.1"], FAILED, "--grid shares: mine has no such parameter (it has share, wait)"),
        (["--grid", "start=2024-01-02"], FAILED, "could not be compared"),
        (["--grid", "wait=soon"], FAILED, "soon"),
        ([], FAILED, "a sweep needs a dial to turn"),
        (["--grid", "share=0.1", "--metric", "luck"], FAILED, "--metric luck: there are sharpe"),
        (
            ["--grid", "share=0.1", "--benchmark", "000300.SH", "--benchmark", "000905.SH"],
            FAILED,
            "a sweep is against one index; give --benchmark once",
        ),
    ],
)
def test_a_wrong_grid_is_one_line_and_writes_nothing(
    mine: Path, store: Path, words: list[str], code: int, said: str
) -> None:
    ran = swept(mine, store, *words)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (mine.parent / "out").exists()


def test_a_rule_that_decides_day_by_day_is_refused(store: Path, tmp_path: Path) -> None:
    (tmp_path / "daily.py").write_text("def make_handler(history):\n    return lambda view: None\n", encoding="utf-8")
    ran = swept(tmp_path / "daily.py", store, "--grid", "top=3")
    assert ran.code == FAILED
    assert "decides day by day, which a sweep does not do" in ran.error


def test_chinese_is_spoken(mine: Path, store: Path) -> None:
    ran = swept(mine, store, "--grid", "share=0.2,0.8", "--lang", "zh")
    assert ran.out.startswith("3 组参数中按夏普比率最好的是")
    page = (mine.parent / "out" / "sweep.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans" data-lang="zh"' in page


def test_a_simulated_market_is_marked_everywhere(sample_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(sample_store, tmp_path / "sample.db"))
    words = ("--grid", "lookback=20,60", "--grid", "top=2,3")
    ran = backtest("sweep", "rate_power/momentum", *words, "--out", tmp_path / "out", "--workers", "1", store=store)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "SIMULATED market: no price in it is real"
    assert '"simulated": true' in (tmp_path / "out" / "sweep.json").read_text(encoding="utf-8")
    assert "SIMULATED." in (tmp_path / "out" / "sweep.html").read_text(encoding="utf-8")


def test_an_interrupt_keeps_what_is_done_and_the_same_command_goes_on(store: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    grid = ["--grid", "share=" + ",".join(f"0.{k:02d}" for k in range(10, 50)), "--workers", "1", "--json"]
    command = [sys.executable, "-m", "backtest", "sweep", "slow.py", *grid, "--out", "out"]
    environment = surroundings(BACKTEST_DATABASE_URL=f"sqlite:///{store}", PYTHONPATH=str(ROOT))
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        # The first piece, of four sets, is kept, and a later one is begun.
        until(lambda: count_of_sets(store) > 4, running)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode not in {0, None}
    assert (out, "Traceback" in err) == ("", False)
    done = count_of_sets(store)
    told = re.search(r"^(\d+) of 41 settings are done and kept; the same command goes on$", err, re.MULTILINE)
    # The last piece may be kept and not yet told of.
    assert told is not None
    assert 4 <= int(told[1]) <= done
    ran = backtest("sweep", tmp_path / "slow.py", *grid, "--out", tmp_path / "out", store=store)
    kept = ran.document["counts"]["kept"]
    assert 4 < kept == done < 41
    assert ran.document["counts"]["computed"] + kept == 41
    assert ran.document["trials"]["count"] == 41


def count_of_sets(store: Path) -> int:
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute("select count(*) from swept").fetchone()[0])


def until(happened: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    """Wait at most a minute for something; fail when the process ends before."""
    for _ in range(1200):
        if happened():
            return
        assert running.poll() is None, running.stderr and running.stderr.read()
        time.sleep(0.05)
    raise AssertionError("it did not happen within a minute")


def shown_sweeps() -> list[list[str]]:
    """The words of every sweep of a shipped strategy that help and guide show."""
    guide = (ROOT / "docs/sweeps.md").read_text(encoding="utf-8")
    lines = [*EXAMPLES, *re.findall(r"^backtest sweep .*$", guide, re.MULTILINE)]
    return [line.split()[2:] for line in lines if not line.split()[2].startswith("./")]


@pytest.mark.parametrize("words", shown_sweeps(), ids=" ".join)
def test_what_help_and_guide_show_turns_dials_that_are_there(words: list[str]) -> None:
    found = find_runnable(words[0], asked_library(None))
    assert isinstance(found, Strategy)
    turned = [word for before, word in pairwise(words) if before == "--grid"]
    assert turned
    checked_grid(found, dict(read_dial(word) for word in turned))
