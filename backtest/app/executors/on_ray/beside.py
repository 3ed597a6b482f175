"""The modules beside a user's file, laid into a folder of a node: its rule imports them from there."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from strategies.contract.strategy import Strategy
from strategies.own.file_rule import FileRule


def with_files_here(strategy: Strategy) -> Strategy:
    """Return a strategy whose rule finds its modules on this machine; one without a file of its own as it is.

    They are those that the file imports where it is written (``strategies.own.imports``). The folder lasts as long as
    this process.
    """
    rule = strategy.targets
    if not isinstance(rule, FileRule) or strategy.source is None:
        return strategy
    folder = Path(mkdtemp(prefix="backtest-rule-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in strategy.source.files:
        place = folder / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data or b"")
    return replace(strategy, targets=replace(rule, folder=str(folder)))
