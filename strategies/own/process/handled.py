"""A handler in a process of its own: what it asks for on a history, written down and read again."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from backtest.targets import Targets
from data_sources.errors import UserError
from data_sources.market_rules import tables
from strategies.own.handler_file import handler_of
from strategies.own.handler_run import run_made, targets_of

# Read once, before files are shut; every process that answers is a copy of the one that imports this.
for rules in sorted(Path(tables.__file__).parent.glob("*.csv")):
    tables.rule_rows(rules.stem)


def answer(question: Any) -> bytes:  # noqa: ANN401 - a Question, whose module this one may not need
    """Run the handler of a question and write down what it asked for."""
    # Machine code is kept in files too.
    os.environ["BACKTEST_COMPILE"] = "never"
    handler = handler_of(question.path, question.text)
    run = question.run
    _, heard = run_made(handler, question.history, question.settings.values, (run.options, run.start), run.decided)
    plans = {str(day): {word: float(value) for word, value in plan.items()} for day, plan in heard.plans.items()}
    return json.dumps(plans).encode()


def read_plans(path: Path, text: bytes) -> Targets:
    """Read what ``answer`` wrote; raises UserError for anything else, whatever process sent it."""
    try:
        plans = {
            date.fromisoformat(day): {str(word): float(value) for word, value in plan.items()}
            for day, plan in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError) as fault:
        raise UserError(f"{path}: its process gave no instructions but {type(fault).__name__}: {fault}") from None
    return targets_of(plans)
