"""The installed akshare beside the one that this program asks for: vendors rename columns, and akshare follows them."""

from __future__ import annotations

import re
from importlib import metadata

from data_sources.health_check import HealthCheck

DISTRIBUTION = "a-share-thesis-backtester"


def check_version() -> HealthCheck:
    """Whether the installed akshare is the one whose columns the adapters were written for; imports nothing."""
    try:
        installed = metadata.version("akshare")
    except metadata.PackageNotFoundError:
        return HealthCheck("akshare", "fail", "akshare is not installed", "install this program's dependencies again")
    pinned = _pinned()
    if pinned is None:
        return HealthCheck("akshare", "warn", f"{installed}; this program is not installed, so no version is pinned")
    if installed != pinned:
        return HealthCheck(
            "akshare", "warn", f"{installed} is installed, the adapters were written for {pinned}",
            f"pip install akshare=={pinned}",
        )  # fmt: skip
    return HealthCheck("akshare", "ok", f"{installed}, as pinned")


def _pinned() -> str | None:
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return None
    found = (re.fullmatch(r"akshare\s*==\s*([\w.]+).*", each) for each in wanted)
    return next((match[1] for match in found if match), None)
