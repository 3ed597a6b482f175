"""The rule tables of this package; those of the price limits are in ``data_sources/market_rules``."""

from __future__ import annotations

from data_sources.market_rules import tables
from data_sources.market_rules.tables import BOARDS, rate_by_session


def rule_rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``<table>.csv`` as text, in file order."""
    return tables.rule_rows(table, __package__)


__all__ = ["BOARDS", "rate_by_session", "rule_rows"]
