"""What is asked of a user's file in a process of its own, and how its answer is written down."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from backtest.targets import Targets, checked_targets
from data_sources.errors import UserError
from data_sources.language.text import both, same
from data_sources.tables.read_only import read_only
from strategies.contract.history import History
from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, Segment, Strategy
from strategies.documents.document import Membership
from strategies.documents.segment_names import segment_id
from strategies.signals.quantities import Quantity, Reads, SeriesSource

if TYPE_CHECKING:
    from strategies.own.handler_run import HandlerRun

Task: TypeAlias = Literal["describe", "decide", "drawn", "describe handler", "handle"]
COLUMNS = (("dates", "<M8[D]"), ("offsets", "<i8"), ("columns", "<i8"), ("weights", "<f8"))
LONGEST = 300
"""Characters of what is wrong with a description."""


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
        """Read where the file lies while the folder that its path starts from is still the present one.

        A panel made anew brings no array that was worked out before: each process works out what it asks for.
        """
        if not self.folder:
            object.__setattr__(self, "folder", str(self.path.absolute().parent))
        if self.history is not None:
            object.__setattr__(self, "history", replace(self.history, panel=replace(self.history.panel)))


def elsewhere(*_arguments: object) -> Any:  # noqa: ANN401 - never answers
    """Stand for a function that only the file's own process has."""
    raise UserError("this function of a user's file is called in a process of its own")


def description(strategy: Strategy) -> bytes:
    """Write a strategy down without its functions, as JSON."""
    told = {name: getattr(strategy, name) for name in ("name", "title", "reports", "stated_by", "account")}
    edited = strategy.rules_written
    parts = {
        "rules_written": None if edited is None else edited.isoformat()[:10],
        "draws": strategy.drawn_names is not None,
        "parameters": {name: _told(each) for name, each in strategy.parameters.items()},
        **{name: [asdict(each) for each in getattr(strategy, name)] for name in ("segments", "gates", "reads")},
    }
    return json.dumps(told | parts).encode()


def _told(parameter: Parameter) -> dict[str, object]:
    return {**asdict(parameter), "meaning": [str(parameter.words), parameter.words.zh]}


def described(path: Path, text: bytes) -> Strategy:
    """Read what ``description`` wrote; raises UserError for what is no plain description."""
    try:
        return _strategy(json.loads(text))
    except Exception as fault:  # noqa: BLE001 - what a file sends may be anything
        what = f"{type(fault).__name__}: {fault}"[:LONGEST]
        raise UserError(f"{path}: STRATEGY holds what is no part of a strategy: {what}") from None


def _strategy(told: Any) -> Strategy:  # noqa: ANN401 - as another process sent it
    edited = told["rules_written"]
    parameters = {_text(name): _parameter(**each) for name, each in told["parameters"].items()}
    return Strategy(
        name=_text(told["name"]),
        title=same(_text(told["title"])),
        targets=elsewhere,
        reports=_texts(told["reports"]),
        stated_by=_texts(told["stated_by"]),
        rules_written=None if edited is None else date.fromisoformat(edited),
        drawn_names=elsewhere if told["draws"] else None,
        parameters=parameters,
        segments=tuple(_segment(parameters, **each) for each in told["segments"]),
        gates=tuple(_quantity(**each) for each in told["gates"]),
        reads=tuple(_quantity(**each) for each in told["reads"]),
        account=same(_text(told["account"])),
    )


def _parameter(
    *, default: object, meaning: object, low: object, high: object, choices: object, source: object
) -> Parameter:
    if not isinstance(default, float | int | str):
        raise TypeError(f"{type(default).__name__} is no value of a parameter")
    en, zh = _texts(meaning)
    return Parameter(default, both(en, zh), _bound(low), _bound(high), _texts(choices), _text(source))


def _segment(
    dials: Collection[str], *, name: object, sleeve: object, theses: object, kinds: object, dial: object
) -> Segment:
    if dial and dial not in dials:
        raise ValueError(f"{dial} is no parameter")
    return Segment(_text(name), _text(sleeve), _texts(theses), _texts(kinds), _text(dial))


def _quantity(*, name: object, sources: Any, months: object, path: object) -> Quantity:  # noqa: ANN401
    if not isinstance(months, int):
        raise TypeError(f"{type(months).__name__} is no number of months")
    return Quantity(_text(name), tuple(_series(**each) for each in sources), months, _text(path))


def _series(*, series: object, reads: object) -> SeriesSource:
    for way in get_args(Reads):
        if way == reads:
            return SeriesSource(_text(series), way)
    raise ValueError(f"{reads} is no way to read a series")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{type(value).__name__} is no list of texts")
    return tuple(map(_text, value))


def _bound(value: object) -> float | None:
    if value is not None and not isinstance(value, float | int):
        raise TypeError(f"{type(value).__name__} is no bound of a parameter")
    return value


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
        segments = {symbol: segment_id(str(name)) for symbol, name in dict(head["segment_of"]).items()}
        return Decisions(targets, tuple(head["notes"]), segments)
    except UserError as fault:
        raise UserError(f"{path}: {fault}") from None
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise UserError(f"{path}: its process gave no decisions but {type(fault).__name__}: {fault}") from None
