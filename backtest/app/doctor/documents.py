"""The check of a folder of documents of the user's own."""

from __future__ import annotations

from backtest.app.library import Reports, library
from data_sources.errors import UserError
from data_sources.health_check import HealthCheck

NAME = "documents"


def check_documents(reports: Reports) -> list[HealthCheck]:
    """Look at the folder that a caller or the environment names; no check without one, and for an empty one."""
    try:
        found = library(reports)
    except UserError as fault:
        return [HealthCheck(NAME, "fail", str(fault), "look at --reports and BACKTEST_REPORTS")]
    if found.folder is None:
        return []
    there = found.folder.counted
    if not found.faults:
        return [HealthCheck(NAME, "ok", f"{found.folder.path}: {there}")]
    problems = "; ".join(fault.problem for fault in found.faults)
    diagnosis = f"{found.folder.path}: {there}; left out: {problems}"
    return [HealthCheck(NAME, "warn", diagnosis, "put right what each sentence names; all other files are used")]
