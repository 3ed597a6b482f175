"""Which falsifiers of the documents had happened by a night, and which of them are news."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backtest.market.panel import Panel
from strategies.contract.history import merge_signals
from strategies.library.library import Library
from strategies.standing.sign_state import SignState, sign_states

Happened = Mapping[str, SignState]
"""The falsifiers that have happened, by ``003.storage_super_cycle: `` and their condition."""


def happened_by(library: Library, panel: Panel, day: date) -> Happened:
    """Return the falsifiers of a library that had happened by what was known after the close of a day."""
    states = sign_states(library.reports, merge_signals(library.signals, panel.signals), day, panel)
    return {
        f"{each.report}.{each.thesis}: {each.when}": each
        for each in states
        if each.kind == "falsifier" and each.state == "happened"
    }


def news_of(happened: Happened, stamp: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a sentence for each that the last site did not know of; ``stamp`` is what that was made from.

    One sentence with their number where no site knew of any, as on the first night: they are no news of this one.
    """
    known = stamp.get("falsifiers")
    if not isinstance(known, dict):
        count = len(happened)
        begin = "1 falsifier has" if count == 1 else f"{count} falsifiers have"
        return (f"{begin} happened by now (backtest list theses)",) if count else ()
    return tuple(
        f"falsifier of {each.report}.{each.thesis} {each.words}: {each.text.rstrip('.')}"
        for key, each in happened.items()
        if key not in known
    )


def stamped(happened: Happened) -> dict[str, str]:
    """Return what the stamp of a site keeps: the day of each."""
    return {key: str(each.happened_on) for key, each in happened.items()}
