"""Processes of this machine end when their sweep has ended, whatever the process that began them listens to."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import backtest
from backtest.app.executors.local import compute_locally
from backtest.app.sweep.desk import Desk
from backtest.app.sweep.setting import settings_of
from backtest.app.sweep.task import sweep_task
from backtest.options import Options
from strategies.contract.strategy import known_history
from strategies.registry import STRATEGIES


def test_a_process_is_ended_by_a_signal_that_its_parent_handles_slowly(store: Path) -> None:
    strategy = STRATEGIES["rate_power"]
    desk = Desk(strategy, "d" * 64, known_history(backtest.load_market(store)))
    pieces = [settings_of(strategy, [{"top": top}], {}, Options()) for top in (3, 4, 5)]
    before = signal.signal(signal.SIGTERM, lambda *_: sleep(60))
    try:
        assert sum(len(made) for made in compute_locally(sweep_task(desk), pieces, 2)) == 3
        for child in multiprocessing.active_children():
            child.join(30)
            assert not child.is_alive()
    finally:
        signal.signal(signal.SIGTERM, before)


ENDLESS = """
import os, sys, time
from backtest.app.executors.local import compute_locally
from backtest.app.executors.task import Task
from data_sources.language.text import both

def work(shared, items):
    print(os.getpid(), flush=True)
    time.sleep(0.1)
    return items

for _ in compute_locally(Task(work, None, both("items", "")), [[k] for k in range(100_000)], 2):
    pass
"""


def test_no_process_outlives_a_parent_that_was_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(backtest.__file__).parents[1])}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", ENDLESS], env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        workers: set[int] = set()
        while len(workers) < 2:
            workers.add(int(parent.stdout.readline()))
        parent.kill()
        # The pipe that they print to ends with the last of them.
        parent.communicate(timeout=60)
    assert parent.returncode == -signal.SIGKILL
