"""Which falsifiers of the documents had happened by a night, and which of them are news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from backtest.market.panel import Panel
from data_sources.language.text import Text, both, same
from strategies.contract.history import merge_signals
from strategies.library.library import Library
from strategies.standing.sign_state import SignState, sign_states

Happened = Mapping[str, SignState]
"""The falsifiers that have happened, by ``003.storage_super_cycle: `` and their condition."""


def falsifiers_by(library: Library, panel: Panel, day: date) -> tuple[SignState, ...]:
    """Return the falsifiers of a library as they stood by what was known after the close of a day."""
    states = sign_states(library.reports, merge_signals(library.signals, panel.signals), day, panel)
    return tuple(each for each in states if each.kind == "falsifier")


def happened_of(falsifiers: Iterable[SignState]) -> Happened:
    """Return those that have happened."""
    return {f"{each.report}.{each.thesis}: {each.when}": each for each in falsifiers if each.state == "happened"}


def news_of(happened: Happened, stamp: Mapping[str, Any]) -> tuple[Text, ...]:
    """Return a clause for each that the last site did not know of; ``stamp`` is what that was made from.

    One clause with their number where no site knew of any, as on the first night: they are no news of this one.
    """
    known = stamp.get("falsifiers")
    if not isinstance(known, dict):
        count = len(happened)
        begin = "1 falsifier has" if count == 1 else f"{count} falsifiers have"
        told = both(
            f"{begin} happened by now (backtest list theses)",
            f"至今已有 {count} 个证伪条件发生（backtest list theses）",
        )
        return (told,) if count else ()
    return tuple(_told(each) for key, each in happened.items() if key not in known)


def stamped(happened: Happened) -> dict[str, str]:
    """Return what the stamp of a site keeps: the day of each."""
    return {key: str(each.happened_on) for key, each in happened.items()}


def _told(each: SignState) -> Text:
    name, words, text = f"{each.report}.{each.thesis}", same(each.words), same(each.text)
    return both(
        f"falsifier of {name} {words}: {text.rstrip('.')}", f"{name} 的证伪条件 {words.zh}：{text.zh.rstrip('.。')}"
    )
