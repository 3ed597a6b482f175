"""Keeping a store right, night after night: plan, call, check, stage, publish, journal."""

from data_sources.refresh.dry_run import plan_only
from data_sources.refresh.journal import last_done, read_journal, silent_before
from data_sources.refresh.result import Missing, RefreshResult, TableState
from data_sources.refresh.run import refresh
from data_sources.refresh.served import Served, last_served
from data_sources.refresh.settings import RefreshSettings, read_universe
from data_sources.refresh.state_folder import state_folder
from data_sources.vendors.libraries import DEFAULT
from data_sources.vendors.registry import named_sources

__all__ = [
    "DEFAULT",
    "Missing",
    "RefreshResult",
    "RefreshSettings",
    "Served",
    "TableState",
    "last_done",
    "last_served",
    "named_sources",
    "plan_only",
    "read_journal",
    "read_universe",
    "refresh",
    "silent_before",
    "state_folder",
]
