"""What is asked of a user's file in a process of its own, and how its answer is written down."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from backtest.targets import Targets, checked_targets
from data_sources.errors import UserError
from data_sources.tables.read_only import read_only
from strategies.contract.history import History
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Decisions, Strategy
from strategies.documents.document import Membership

if TYPE_CHECKING:
    from strategies.own.handler_run import HandlerRun

Task: TypeAlias = Literal["describe", "decide", "drawn", "describe handler", "handle"]
COLUMNS = (("dates", "<M8[D]"), ("offsets", "<i8"), ("columns", "<i8"), ("weights", "<f8"))
CLASSES = {
    ("strategies.contract.strategy", "Strategy"),
    ("strategies.contract.strategy", "Segment"),
    ("strategies.contract.parameters", "Parameter"),
    ("strategies.signals.quantities", "Quantity"),
    ("strategies.signals.quantities", "SeriesSource"),
    ("strategies.own.process.question", "elsewhere"),
    ("datetime", "date"),
}
"""All that the description of a strategy consists of; a file that sends anything else is refused."""


@dataclass(frozen=True)
class Question:
    """One question.

    ``describe`` wants the strategy that a file defines, ``decide`` its decisions on a history, ``drawn`` which of
    ``members`` the settings leave, ``describe handler`` what it says of its handler, ``handle`` what that one asks for
    in a ``run`` on a history.
    ``text`` is the file as it was when it was first read. ``folder`` is where the file lies, in full: whoever answers
    may work in another one.
    """

    task: Task
    path: Path
    text: bytes
    history: History | None = None
    settings: Settings = field(default_factory=lambda: Settings({}))
    members: tuple[Membership, ...] = ()
    run: HandlerRun | None = None
    folder: str = ""

    def __post_init__(self) -> None:
        """Read where the file lies while the folder that its path starts from is still the present one."""
        if not self.folder:
            object.__setattr__(self, "folder", str(self.path.absolute().parent))


def elsewhere(*_arguments: object) -> Any:  # noqa: ANN401 - never answers
    """Stand for a function that only the file's own process has."""
    raise UserError("this function of a user's file is called in a process of its own")


def description(strategy: Strategy) -> bytes:
    """Write a strategy down without its functions."""
    plain = Strategy(**{each.name: getattr(strategy, each.name) for each in fields(Strategy)})
    drawn = None if plain.drawn_names is None else elsewhere
    return pickle.dumps(replace(plain, targets=elsewhere, drawn_names=drawn, parameters=dict(plain.parameters)))


def described(path: Path, text: bytes) -> Strategy:
    """Read what ``description`` wrote; raises UserError for what is no plain description."""
    try:
        found = _Reader(BytesIO(text)).load()
    except Exception as fault:  # noqa: BLE001 - what a file sends may be anything
        raise UserError(f"{path}: STRATEGY holds what is no part of a strategy: {fault}") from None
    if not isinstance(found, Strategy):
        raise UserError(f"{path}: STRATEGY is no Strategy")
    return found


def written(decisions: Decisions) -> bytes:
    """Write decisions down: a line of JSON, then the arrays."""
    targets = decisions.targets
    arrays = [np.ascontiguousarray(getattr(targets, name), kind) for name, kind in COLUMNS]
    head = {
        "lengths": [len(array) for array in arrays],
        "symbols": [str(symbol) for symbol in targets.symbols],
        "notes": [str(note) for note in decisions.notes],
        "segment_of": {str(symbol): str(name) for symbol, name in decisions.segment_of.items()},
    }
    return b"\n".join([json.dumps(head).encode(), b"".join(array.tobytes() for array in arrays)])


def read_decisions(path: Path, text: bytes) -> Decisions:
    """Read what ``written`` wrote; raises UserError for weights that are none, whatever process sent them."""
    try:
        first, rest = text.split(b"\n", 1)
        head: Mapping[str, Any] = json.loads(first)
        arrays, start = [], 0
        for (_, kind), length in zip(COLUMNS, head["lengths"], strict=True):
            array = np.frombuffer(rest, kind, length, start).astype(np.dtype(kind).newbyteorder("="))
            arrays.append(read_only(array))
            start += array.nbytes
        dates, offsets, columns, weights = arrays
        targets = checked_targets(Targets(dates, offsets, tuple(head["symbols"]), columns, weights))
        return Decisions(targets, tuple(head["notes"]), dict(head["segment_of"]))
    except UserError as fault:
        raise UserError(f"{path}: {fault}") from None
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise UserError(f"{path}: its process gave no decisions but {type(fault).__name__}: {fault}") from None


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - one of CLASSES
        if (module, name) not in CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
