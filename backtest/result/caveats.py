"""What must be read with a run's verdict: sessions without bars, frozen holdings, an index's gap, accepted data.

A caveat stands beside the verdict wherever it is written: page, index, table, notebook and terminal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.market.indices import missing_days, total_return_of
from backtest.market.panel import Panel
from backtest.result.accepted import accepted_findings, accepted_rules_of, accepted_sentence
from backtest.result.frozen import frozen_holdings
from backtest.result.no_fill import why_no_fill
from backtest.result.wording import percent
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.tables.brief import first_of
from data_sources.tables.facts import Dates
from data_sources.tables.schema import CALENDAR_INDEX

IDLE_SESSIONS = 20
"""A month: a run may begin that long before the first bar of what it holds without a word."""


@dataclass(frozen=True)
class Caveat:
    """A whole sentence without its full stop, and the same as a line of a table: a label and a few words."""

    label: str
    short: str
    sentence: str


def caveats_of(panel: Panel, ledger: Ledger, targets: Targets, benchmark: str) -> tuple[Caveat, ...]:
    """Return the caveats of a run that is judged against the index ``benchmark``."""
    found = (
        _accepted(panel, ledger, targets, benchmark),
        _without_fill(ledger, targets),
        _before_bars(panel, ledger, targets),
        _after_bars(panel, ledger),
        _frozen(panel, ledger),
        _without_dividends(panel, ledger, benchmark),
    )
    return tuple(each for each in found if each)


def _accepted(panel: Panel, ledger: Ledger, targets: Targets, benchmark: str) -> Caveat | None:
    """The rules in spite of which the data of this run was published (``--accept``)."""
    rules = accepted_rules_of(accepted_findings(panel, ledger, targets, benchmark))
    if not rules:
        return None
    return Caveat("accepted data", f"in spite of {', '.join(rules)}", accepted_sentence(rules))


def _without_fill(ledger: Ledger, targets: Targets) -> Caveat | None:
    """A run that never traded; one that ends on its base date had no session to trade on."""
    why = why_no_fill(ledger, targets) if len(ledger.sessions) > 1 else None
    return Caveat("no fill", why, f"the run never traded: {why}") if why else None


def _before_bars(panel: Panel, ledger: Ledger, targets: Targets) -> Caveat | None:
    """The sessions before the first bar of anything that the targets ever hold; of any symbol for a handler."""
    wanted = [panel.position[symbol] for symbol in targets.symbols if symbol in panel.position]
    begun = panel.listed_from[wanted] if len(targets.dates) else panel.listed_from
    first = int(begun.min(initial=len(panel.sessions)))
    base = base_row(panel.sessions, ledger.sessions[0].item())
    end = base + len(ledger.sessions) - 1
    idle = first - base - 1
    if not len(begun) or idle < IDLE_SESSIONS or first > end:
        return None
    day = panel.sessions[first]
    return Caveat(
        "no bar before",
        f"{day}, {idle:,} sessions",
        f"nothing could be held in the first {idle:,} sessions: the first bar of anything this run holds is of {day}; "
        f"--from {day} starts there",
    )


def _after_bars(panel: Panel, ledger: Ledger) -> Caveat | None:
    """The sessions that a later ``--to`` adds behind the last bar of any symbol, over which the index goes on alone."""
    carried = int((ledger.sessions[1:] > panel.sessions[panel.last_traded]).sum()) if panel.last_traded >= 0 else 0
    if not carried:
        return None
    day = panel.sessions[panel.last_traded]
    sessions = f"last {carried} sessions carry" if carried > 1 else "last session carries"
    return Caveat(
        "no bar after",
        f"{day}, {carried} session{'s' if carried > 1 else ''}",
        f"--to {ledger.sessions[-1]} lies behind the last bar of any symbol: the {sessions} closes of {day} while the "
        "index moves on, and orders are refused as suspended, in every number of this run; without --to it ends on "
        f"{day}",
    )


def _frozen(panel: Panel, ledger: Ledger) -> Caveat | None:
    """What is held of shares whose bars ended while others went on, as a share of the account at the end."""
    frozen = frozen_holdings(panel, ledger)
    if not frozen:
        return None
    weight = sum(each.weight for each in frozen)
    days = sorted({str(each.last_bar) for each in frozen})
    names = first_of([each.symbol for each in frozen])
    end = "s" if len(frozen) == 1 else ""
    return Caveat(
        "frozen",
        f"{percent(weight, 0)} at closes of {first_of(days)}",
        f"{percent(weight, 0)} of the account carries closes of {first_of(days)}: {names} ha{end or 've'} no bar after "
        f"that while other shares trade for {max(each.sessions for each in frozen):,} more sessions, and no "
        "delist_date; import its bars or its delisting",
    )


def _without_dividends(panel: Panel, ledger: Ledger, benchmark: str) -> Caveat | None:
    """On which sessions the total return of the default index, though stored, has no value."""
    total_return = total_return_of(CALENDAR_INDEX)
    if benchmark != CALENDAR_INDEX or total_return not in panel.benchmarks:
        return None
    base = base_row(panel.sessions, ledger.sessions[0].item())
    missing = missing_days(panel, total_return, base, base + len(ledger.sessions) - 1)
    if not len(missing):
        return None
    return Caveat(
        "no dividends in index",
        f"{total_return} lacks {_days(missing)}",
        f"{total_return} has no value on {_days(missing)}, so the price index without dividends stands in for it; "
        f"{_advice(ledger, missing)} to compare with dividends",
    )


def _days(missing: Dates) -> str:
    if len(missing) <= 3:  # noqa: PLR2004 - as many as a sentence can name
        return " and ".join(", ".join(map(str, missing)).rsplit(", ", 1))
    return f"{len(missing):,} sessions from {missing[0]} to {missing[-1]}"


def _advice(ledger: Ledger, missing: Dates) -> str:
    """What would help: an earlier end when only the last sessions are missing, and else the values."""
    levels = "its level of that day" if len(missing) == 1 else "its levels of those days"
    before = int(np.searchsorted(ledger.sessions, missing[0])) - 1
    if before > 0 and len(missing) == len(ledger.sessions) - 1 - before:
        return f"import {levels}, or end with --to {ledger.sessions[before]},"
    return f"import {levels}"
