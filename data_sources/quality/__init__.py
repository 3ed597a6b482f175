"""Pure functions from tables to findings. Each rule is one function; its docstring says what it finds and how bad.

An import goes through ``check`` and then through ``days_of_market``, which needs whole histories. A refresh sends each
answer of a vendor through ``check``, a stretch of one symbol (``Reference.stretch``), and judges the table that all of
them make by ``refresh.table_checks``; both take sessions as a whole from ``market_sessions``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from data_sources.quality.days import sessions
from data_sources.quality.prices import (
    bars,
    coarse_steps,
    ex_dates,
    given_reference,
    limit_closes,
    moves,
    suspicions,
)
from data_sources.quality.reference import Reference, reference
from data_sources.quality.rows import earnings, keys, other_tables
from data_sources.quality.units import adjusted_volume, scale, ticks, unit_changes, unit_proof, unproved
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
    unit_proof.unit_proof,
    bars.less_than_a_share,
    sessions.no_calendar,
    sessions.not_a_session,
    sessions.after_delisting,
    sessions.before_the_exchange,
    sessions.index_off_session,
    sessions.index_gap,
    sessions.holiday_session,
    other_tables.negative_action,
    other_tables.unknown_status,
    other_tables.status_ends_early,
    other_tables.bad_rename,
    other_tables.rename_into_gone,
    other_tables.bad_delist_value,
    other_tables.bad_level,
    other_tables.repeated_level,
    other_tables.published_early,
    other_tables.year_total_as_quarter,
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
    unit_changes.unit_changes,
    unproved.unproved,
    unproved.no_actions,
    moves.illegal_move,
    ex_dates.actions_without_jump,
    coarse_steps.coarse_steps,
    limit_closes.closes_beyond_limits,
    given_reference.given_references,
    other_tables.no_bar,
)


def check(tables: Reference) -> tuple[Finding, ...]:
    """Return what every rule finds. Frames must be in key order."""
    # A rule meets any number a file can hold; what overflows or divides by zero breaks a rule of its own.
    with np.errstate(all="ignore"):
        return tuple(finding for rule in RULES for finding in rule(tables))


__all__ = ["RULES", "Reference", "Rule", "check", "reference"]
