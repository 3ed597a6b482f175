"""Findings that are only consequences of another one: the cause is told, and not what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from data_sources.tables.finding import Finding
from data_sources.tables.schema import BARS, CALENDAR_INDEX

MOVES = frozenset(
    {
        *("price_jump", "action_without_jump", "missing_action", "action_does_not_fit", "level_shift"),
        *("actions_without_jump", "actions_per_ten", "actions_of_another_day", "closes_beyond_limits"),
        *("prev_close_series", "prev_close_of_ex_date", "prev_close_differs", "prev_close_without_action"),
    }
)
"""What rests on a bar and the one of the session before it."""

GAPS = frozenset({"no_bars_at_all", "bars_missing_for_all", "long_hole", "index_gap"})
OFF_DAYS = frozenset({"not_a_session", "holiday_session", "index_off_session", "after_calendar"})
MISSING_SESSIONS = frozenset({"sessions_missing", "session_missing"})
SIZES = frozenset(
    {"turnover_scale", "turnover_scale_all", "huge_turnover", "huge_volume", "unit_changes", "thin_flat_bar"}
)
PARTS = frozenset({"fractional_volume", "less_than_a_share"})
BOTH_COLUMNS = PARTS | {
    *("turnover_scale", "huge_turnover", "huge_volume", "thin_flat_bar", "volume_unit", "unit_proof"),
}
"""What follows from two columns in one wrong unit: small and rounded numbers make no price between low and high."""
WIDE = MOVES | GAPS | OFF_DAYS | MISSING_SESSIONS | SIZES

CONSEQUENCES: dict[str, frozenset[str]] = {
    "calendar_shifted": MOVES | GAPS | OFF_DAYS | MISSING_SESSIONS | {"bars_shifted", "index_lag"},
    "not_exchange_days": MOVES | {"holiday_session", "repeated_level", "no_bars_at_all"},
    "sessions_missing": MOVES | {"not_a_session", "long_hole"},
    "bars_shifted": MOVES | GAPS | OFF_DAYS | {"index_lag"},
    "index_lag": MOVES,
    "bars_missing_for_all": MOVES | {"no_bars_at_all", "long_hole"},
    "weekly_bars": WIDE,
    "monthly_bars": WIDE,
    "minute_bars": MOVES | SIZES | {"duplicate_key"},
    "actions_per_ten": MOVES,
    "actions_of_another_day": MOVES,
    "never_traded": frozenset({"not_traded"}),
    "not_an_a_share": MOVES | SIZES | PARTS | {"unknown_symbol", "unit_proof", "between_ticks", "off_tick"},
    "unit_proof": PARTS | {"huge_turnover", "whole_yuan", "coarse_steps", "price_jump", "closes_beyond_limits"},
    "turnover_scale": frozenset({"huge_turnover"}),
    "between_ticks": PARTS | {"adjusted_volume", "coarse_steps"},
    "adjusted_volume": PARTS,
    "volume_unit": PARTS | {"turnover_scale", "unit_changes"},
    "turnover_scale_all": BOTH_COLUMNS | {"adjusted_volume", "unit_changes", "volume_beside_float", "float_jumps"},
    "volume_beside_float": BOTH_COLUMNS | {"adjusted_volume"},
    "float_jumps": BOTH_COLUMNS | {"unit_changes"},
    "unit_changes": BOTH_COLUMNS - {"volume_unit"},
}
"""By rule the rules whose findings follow from its own."""


def told_once(findings: Iterable[Finding], accepted: Collection[str] = ()) -> tuple[Finding, ...]:
    """Leave out what follows from a severe finding about the same symbol, or about the table or the calendar.

    A cause that is accepted explains nothing away: its consequences are then judged by themselves. No refusal becomes
    a publication by it, for the cause refuses all that its consequences would.
    """
    found = tuple(findings)
    explained: dict[str, set[str]] = {}
    for each in found:
        if each.severity == "severe" and each.rule not in accepted:
            explained.setdefault(_scope(each), set()).update(CONSEQUENCES.get(each.rule, frozenset()) - {each.rule})
    of_all = explained.get("", set())
    return tuple(
        each for each in found if each.rule not in of_all and each.rule not in explained.get(_scope(each), of_all)
    )


def _scope(finding: Finding) -> str:
    """Return whom a finding is about: a symbol, "" for all; the calendar index among the bars is no calendar."""
    return "" if finding.symbol == CALENDAR_INDEX and finding.table != BARS.name else finding.symbol
