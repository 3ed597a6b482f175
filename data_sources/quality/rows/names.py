"""Names of shares: what they say about the status, and whether they are those of the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from data_sources.market_rules.price_limits import LIMIT_STATUS, limit_rates
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import each_or_counted
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.schema import BARS
from data_sources.tables.short_names import kind_of_name, plain_name
from data_sources.tables.symbols import BOARDS, parse_symbol

DELISTING = "DELISTING"
LONGEST_PERIOD = np.timedelta64(40, "D")
"""A delisting period has 15 sessions, before 2020-12-31 30; a share leaves within days after it.

Source: SSE and SZSE listing rules (上市规则), delisting period.
"""
RULES = {"ST": "st_without_status", DELISTING: "delisting_without_status"}


def name_without_status(tables: Reference) -> Iterator[Finding]:
    """A name with ST or 退 and no such status on the symbol's last bar, which would be traded as an ordinary share.

    ``st_without_status``, ``delisting_without_status``: a warning, and a note where an ST has the limits of the others.
    The name is that of today: while the last bar is older, the share may have got it later.
    """
    background = tables.background
    instruments, status = background["instruments"], _joined(tables, "status")
    marked = {
        symbol: (name, kind)
        for symbol, name in zip(instruments["symbol"].tolist(), instruments["name"].tolist(), strict=True)
        if (kind := kind_of_name(name))
    }
    found: dict[tuple[str, Severity], list[Finding]] = {}
    last = _last_days(tables, set(marked))
    for symbol, (name, kind) in marked.items():
        day = last.get(symbol)
        if day is not None and not _has_status(status, symbol, kind, day):
            severity, words = _after_the_bars(tables, symbol, kind, day) or _limits(symbol, kind, day)
            message = f"the name {name} says {kind}, and no status of {day}, its last bar, does: {words}"
            finding = Finding(severity, RULES[kind], message, "status", symbol, day)
            found.setdefault((kind, severity), []).append(finding)
    for (kind, _), findings in found.items():
        yield from each_or_counted(findings, f"a name says {kind} and no status does: those")


def _joined(tables: Reference, name: str) -> Frame:
    """Return given and stored rows of a table."""
    stored = tables.stored.get(name)
    return concatenate(tables[name].table, [tables[name], *([stored] if stored is not None else [])])


def _last_days(tables: Reference, symbols: set[str]) -> dict[str, date]:
    """Return the last day with a traded bar of each of the symbols, stored ones included."""
    last: dict[str, date] = {}
    if not symbols:
        return last
    for frame in (tables[BARS.name], tables.background[BARS.name]):
        rows = frame.rows((frame["volume"] > 0) & np.isin(frame["symbol"], sorted(symbols)))
        for symbol, day in zip(rows["symbol"].tolist(), rows["date"].tolist(), strict=True):
            last[symbol] = max(day, last.get(symbol, day))
    return last


def _has_status(status: Frame, symbol: str, kind: str, day: date) -> bool:
    """Whether a status of the kind holds on a day; a delisting period is looked for whenever it was."""
    own = status.rows((status["symbol"] == symbol) & (status["kind"].astype(str) == kind))
    on = np.datetime64(day)
    open_then = (own["start"] <= on) & (np.isnat(own["end"]) | (own["end"] >= on))
    return bool(len(own)) if kind == DELISTING else bool(open_then.any())


def _after_the_bars(tables: Reference, symbol: str, kind: str, day: date) -> tuple[Severity, str] | None:
    """Return that a delisting period lies after the last bar, which a ``delist_date`` long after it says."""
    delisted = tables.listing(np.array([symbol]))[1][0]
    if kind == DELISTING and not np.isnat(delisted) and delisted > np.datetime64(day) + LONGEST_PERIOD:
        return "note", f"delisted {delisted}, the delisting period (退市整理期) may have begun later"
    return None


def _limits(symbol: str, kind: str, day: date) -> tuple[Severity, str]:
    """Return how bad it is, and which limits are used for want of the status."""
    if kind == DELISTING:
        return "warning", "its delisting period (退市整理期) is traded like any other, its first session with limits"
    rates = limit_rates(np.array([day], "datetime64[D]"))[0, BOARDS.index(parse_symbol(symbol).board or BOARDS[0])]
    normal, special = (float(rates[LIMIT_STATUS.index(status)]) for status in ("normal", "ST"))
    if np.isnan(normal) or normal == special:
        return "note", "the limits are the same"
    return "warning", f"the limit of {normal:.0%} is used and not that of {special:.0%}"


def name_of_another(tables: Reference) -> Iterator[Finding]:
    """Given names beside the stored ones.

    ``name_of_another`` (warning): a symbol has the name that another one has in the store, which may be a wrong code.
    ``name_changed`` (note): another name than before, which is common.
    """
    instruments, stored = tables["instruments"], tables.stored.get("instruments")
    if stored is None or not len(stored) or not len(instruments):
        return
    before = _names(stored)
    owners: dict[str, str] = {name: symbol for symbol, name in before.items() if name}
    changed: list[Finding] = []
    taken: list[Finding] = []
    for row, (symbol, name) in enumerate(_names(instruments).items()):
        old, owner = before.get(symbol), owners.get(name, symbol)
        if not name or name == old:
            continue
        file, line = instruments.place(row)
        if owner != symbol:
            message = f"{symbol} is named {name}, which is {owner} in the store: is the code another one's?"
            taken.append(Finding("warning", "name_of_another", message, "instruments", symbol, None, file, line))
        elif old:
            message = f"{symbol} is named {name}, {old} until now"
            changed.append(Finding("note", "name_changed", message, "instruments", symbol, None, file, line))
    yield from each_or_counted(taken, "the name is another one's in the store: those")
    yield from each_or_counted(changed, "the name is another than before: those")


def _names(instruments: Frame) -> dict[str, str]:
    """Return the plain name by symbol, as it is but for spaces and marks."""
    names = zip(instruments["symbol"].tolist(), instruments["name"].tolist(), strict=True)
    return {symbol: plain_name(name) for symbol, name in names}
