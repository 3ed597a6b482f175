"""Until when a listed company has to report on a period (定期报告披露期限)."""

from __future__ import annotations

from datetime import date

from data_sources.market_rules.tables import rule_rows


def report_periods(first: date, last: date) -> tuple[tuple[date, date], ...]:
    """Return the end of each reporting period from ``first`` to ``last``, ascending, with the last day to report it."""
    return tuple(
        (end, date.fromisoformat(f"{year + int(row['years_later'])}-{row['due']}"))
        for year in range(first.year, last.year + 1)
        for row in rule_rows("report_deadlines")
        if first <= (end := date.fromisoformat(f"{year}-{row['period_end']}")) <= last
    )
