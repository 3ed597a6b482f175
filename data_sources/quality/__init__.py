"""Pure functions from tables to findings. Each rule is one function; its docstring says what it finds and how bad.

An import goes through ``check`` and then through ``days_of_market``, which needs whole histories. A refresh sends each
answer of a vendor through ``check``, a stretch of one symbol (``Reference.stretch``), and judges the table that all of
them make by ``refresh.table_checks``; both take sessions as a whole from ``market_sessions``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from data_sources.quality import (
    adjusted_volume,
    bars,
    days,
    earnings,
    ex_dates,
    given_reference,
    keys,
    limit_closes,
    moves,
    others,
    scale,
    suspicions,
    ticks,
    units,
    unproved,
)
from data_sources.quality.reference import Reference, reference
from data_sources.tables.finding import Finding

Rule: TypeAlias = Callable[[Reference], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    keys.duplicate_key,
    keys.not_an_a_share,
    keys.unknown_symbol,
    bars.negative_volume,
    bars.bad_price,
    bars.high_below_low,
    bars.outside_range,
    units.unit_proof,
    bars.less_than_a_share,
    days.no_calendar,
    days.not_a_session,
    days.after_delisting,
    days.before_the_exchange,
    days.index_off_session,
    days.index_gap,
    days.holiday_session,
    others.negative_action,
    others.unknown_status,
    others.status_ends_early,
    others.bad_rename,
    others.rename_into_gone,
    others.bad_delist_value,
    others.bad_level,
    others.repeated_level,
    others.published_early,
    others.year_total_as_quarter,
    earnings.unknown_earnings,
    earnings.announced_early,
    earnings.empty_earnings,
    suspicions.not_traded,
    suspicions.never_traded,
    suspicions.whole_yuan,
    ticks.between_ticks,
    ticks.off_tick,
    adjusted_volume.adjusted_volume,
    suspicions.fractional_volume,
    suspicions.huge_turnover,
    suspicions.stale_copy,
    suspicions.thin_flat_bar,
    suspicions.huge_volume,
    scale.turnover_scale,
    scale.unit_changes,
    unproved.unproved,
    moves.illegal_move,
    ex_dates.actions_without_jump,
    limit_closes.closes_beyond_limits,
    given_reference.given_references,
    others.no_bar,
)


def check(tables: Reference) -> tuple[Finding, ...]:
    """Return what every rule finds. Frames must be in key order."""
    # A rule meets any number a file can hold; what overflows or divides by zero breaks a rule of its own.
    with np.errstate(all="ignore"):
        return tuple(finding for rule in RULES for finding in rule(tables))


__all__ = ["RULES", "Reference", "Rule", "check", "reference"]
