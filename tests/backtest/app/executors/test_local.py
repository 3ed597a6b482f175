"""Processes of this machine end when their sweep has ended, whatever the process that began them listens to."""

from __future__ import annotations

import multiprocessing
import signal
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
