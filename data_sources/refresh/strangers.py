"""Rows of a list of the whole market that may be another share's: their reference price is not explained. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data_sources.quality.prices.moves import TICKS
from data_sources.refresh.outcome import Night, StageOutcome
from data_sources.refresh.stage import Staged
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame


def without_strangers(
    night: Night, listed: Sequence[Staged], answers: Iterable[Staged], odd: Collection[str]
) -> tuple[Night, list[Staged], tuple[str, ...]]:
    """Return the night and the lists without the rows of ``odd`` symbols that no history confirms, and whose these are.

    The reference price of an odd symbol is not the close before less all known actions. An action may be missing, and
    then its own history has the same close; or the list has the row of another share. ``answers`` are the histories.
    """
    closes = _closes([answer.frame for answer in answers], np.datetime64(night.span.last))
    if not listed or not odd:
        return night, list(listed), ()
    kept = [replace(answer, frame=answer.frame.rows(_own(answer.frame, closes, odd))) for answer in listed]
    dropped = set(odd) - {symbol for answer in kept for symbol in answer.frame.symbols.tolist()}
    bars = night.known["bars"]
    strange = np.isin(bars.symbols, sorted(dropped)) & (bars["date"] == np.datetime64(night.span.last))
    known = replace(night.known, frames={**night.known.frames, "bars": bars.rows(~strange)})
    return night.knowing(known), kept, tuple(sorted(dropped))


def told_as_strangers(actions: StageOutcome, strangers: Collection[str], last: date) -> StageOutcome:
    """Return an outcome that says of strangers' rows that they were not taken, and not that an action is missing."""
    held = [each for each in actions.findings if each.rule != "reference_differs" or each.symbol not in strangers]
    message = "the list of all has a row whose reference price nothing explains and no history confirms; it is not used"
    said = [Finding("warning", "another_row", message, "bars", symbol, last) for symbol in strangers]
    again = frozenset(("bars", symbol) for symbol in strangers)
    return replace(actions, findings=(*held, *said), ask_again=actions.ask_again | again)


def _closes(frames: Iterable[Frame], day: np.datetime64) -> dict[str, float]:
    found: dict[str, float] = {}
    for frame in frames:
        rows = frame.rows(frame["date"] == day)
        found.update(zip(rows.symbols.tolist(), rows["close"].tolist(), strict=True))
    return found


def _own(frame: Frame, closes: dict[str, float], odd: Collection[str]) -> NDArray[np.bool_]:
    pairs = zip(frame.symbols.tolist(), frame["close"].tolist(), strict=True)
    return np.array(
        [symbol not in odd or abs(closes.get(symbol, np.nan) - close) < TICKS for symbol, close in pairs], np.bool_
    )
