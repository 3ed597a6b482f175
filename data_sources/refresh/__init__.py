"""Keeping a store right, night after night: plan, fetch, stage, check, publish, journal."""

from data_sources.refresh.dry_run import plan_only
from data_sources.refresh.files import state_folder
from data_sources.refresh.journal import last_done, read_journal
from data_sources.refresh.refreshing import Order, refresh
from data_sources.refresh.report import Missing, RefreshReport, TableState
from data_sources.refresh.universe import read_universe
from data_sources.vendors.registry import AKSHARE, named_sources

__all__ = [
    "AKSHARE",
    "Missing",
    "Order",
    "RefreshReport",
    "TableState",
    "last_done",
    "named_sources",
    "plan_only",
    "read_journal",
    "read_universe",
    "refresh",
    "state_folder",
]
