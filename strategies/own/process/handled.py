"""A handler in a process of its own: what it asks for on a history, written down and read again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from backtest.handler import Instruction
from data_sources.errors import UserError
from data_sources.market_rules import tables
from strategies.contract.parameters import Parameter
from strategies.own.handler_file import handler_of
from strategies.own.handler_run import NotDecidedError, run_made
from strategies.own.known_history import Asked
from strategies.own.signature import argument_words

# Read once, before files are shut; every process that answers is a copy of the one that imports this.
for rules in sorted(Path(tables.__file__).parent.glob("*.csv")):
    tables.rule_rows(rules.stem)


@dataclass(frozen=True)
class Said:
    """What a handler said by evening; or, with ``follows``, which strategy must decide before it can be run."""

    said: Mapping[date, tuple[Instruction, ...]]
    follows: Asked | None = None


def description(question: Any) -> bytes:  # noqa: ANN401 - a Question, whose module this one may not need
    """Write down what the file of a question says of its handler: its start and its parameters."""
    handler = handler_of(question.path, question.text)
    defaults = {name: _plain(parameter.default) for name, parameter in handler.parameters.items()}
    return json.dumps({"start": handler.start and str(handler.start)[:10], "parameters": defaults}).encode()


def read_description(path: Path, text: bytes) -> tuple[date | None, dict[str, Parameter]]:
    """Read what ``description`` wrote; raises UserError for anything else, whatever process sent it."""
    try:
        told = json.loads(text)
        start = told["start"] and date.fromisoformat(told["start"])
        parameters = {
            str(name): Parameter(_value(default), argument_words(path)) for name, default in told["parameters"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise UserError(f"{path}: its process described no handler but {type(fault).__name__}: {fault}") from None
    return start, parameters


def answer(question: Any) -> bytes:  # noqa: ANN401 - a Question, whose module this one may not need
    """Run the handler of a question and write down what it said."""
    # Machine code is kept in files too.
    os.environ["BACKTEST_COMPILE"] = "never"
    handler = handler_of(question.path, question.text)
    run = question.run
    try:
        _, heard = run_made(handler, question.history, question.settings.values, (run.options, run.start), run.decided)
    except NotDecidedError as fault:
        name, given = fault.asked
        return json.dumps({"follows": [name, [[word, _plain(value)] for word, value in given]]}).encode()
    said = {
        str(day): [
            [each.kind, each.auction, {str(word): float(value) for word, value in each.values.items()}]
            for each in instructions
        ]
        for day, instructions in heard.said.items()
    }
    return json.dumps({"said": said}).encode()


def read_said(path: Path, text: bytes) -> Said:
    """Read what ``answer`` wrote; raises UserError for anything else, whatever process sent it."""
    try:
        told = json.loads(text)
        if "follows" in told:
            name, given = told["follows"]
            return Said({}, (str(name), tuple((str(word), _value(value)) for word, value in given)))
        return Said(
            {
                date.fromisoformat(day): tuple(_instruction(*each) for each in instructions)
                for day, instructions in told["said"].items()
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise UserError(f"{path}: its process gave no instructions but {type(fault).__name__}: {fault}") from None


def _instruction(kind: str, auction: str, values: Mapping[str, float]) -> Instruction:
    if kind not in {"weights", "orders"} or auction not in {"open", "close"}:
        raise ValueError(f"{kind} at the {auction}")
    return Instruction({str(word): float(value) for word, value in values.items()}, kind, auction)  # type: ignore[arg-type]


def _plain(value: Any) -> Any:  # noqa: ANN401 - a parameter's value
    return value.item() if hasattr(value, "item") else value


def _value(value: Any) -> float | int | str | bool:  # noqa: ANN401 - as another process sent it
    if not isinstance(value, float | int | str):
        raise TypeError(f"{type(value).__name__} is no value of a parameter")
    return value
