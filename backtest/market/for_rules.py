"""The panel as every rule gets it: without what nobody could have known on any of its days.

Names are those of today (a share's name changes with its business, and ``*ST`` tells a fate), findings were written
when the data were checked, the snapshot and its store tell when and where. Facts with a clock stay: a look at those of
tomorrow is what the look-ahead audit finds. What begins or ends after the last session is unknown on every one of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backtest.market.panel import Panel
from data_sources.tables.facts import Instrument, StatusSpan

KEPT = "kept for rules"
"""Where a panel keeps its view for rules, so that all strategies of a command share one."""
DERIVED = ("traded", "last_traded", "position", "adjusted_close", "total_return_index")


def for_rules(panel: Panel) -> Panel:
    """Return the panel without names, findings, store and snapshot, and without what is dated after its last session.

    Arrays are shared. The same panel gives the same view each time, and a view is its own.
    """
    kept = vars(panel)
    if KEPT not in kept:
        view = as_it_is(_stripped(panel))
        vars(view).update({name: kept[name] for name in DERIVED if name in kept})
        kept[KEPT] = view
    found: Panel | None = kept[KEPT]
    return panel if found is None else found


def as_it_is(panel: Panel) -> Panel:
    """Mark a panel that was made from a view as its own view: nothing more is taken from it."""
    # A panel that held itself would stay in memory, with all its bars, until the next collection of cycles.
    vars(panel)[KEPT] = None
    return panel


def _stripped(panel: Panel) -> Panel:
    day = panel.sessions[-1].item()
    return replace(
        panel,
        instruments=tuple(_known(each, day) for each in panel.instruments),
        status=tuple(_until(span, day) for span in panel.status if span.start <= day),
        renames=tuple(each for each in panel.renames if each.date <= day),
        findings=(),
        snapshot="unsaved",
        store=None,
    )


def _known(instrument: Instrument, day: date) -> Instrument:
    listed = instrument.list_date is not None and instrument.list_date <= day
    delisted = instrument.delist_date is not None and instrument.delist_date <= day
    return Instrument(
        instrument.symbol,
        list_date=instrument.list_date if listed else None,
        delist_date=instrument.delist_date if delisted else None,
        issue_price=instrument.issue_price if listed else None,
        delist_value=instrument.delist_value if delisted else None,
    )


def _until(span: StatusSpan, day: date) -> StatusSpan:
    return replace(span, end=None) if span.end and span.end > day else span
