"""akshare behind one wall: the vendors it reaches, as sources, and the order in which they are asked.

Its users report that a vendor bans an address for about two hours (akshare issue 6592), hence ``refresh.pace.WINDOW``.
"""

from __future__ import annotations

import re
from importlib import metadata

from data_sources.health_check import HealthCheck
from data_sources.vendors.akshare.csindex import CSINDEX
from data_sources.vendors.akshare.eastmoney import EASTMONEY
from data_sources.vendors.akshare.exchanges import EXCHANGES
from data_sources.vendors.akshare.shenwan import SHENWAN
from data_sources.vendors.akshare.sina import SINA
from data_sources.vendors.akshare.tencent import TENCENT
from data_sources.vendors.akshare.ths import THS
from data_sources.vendors.source import Library

DISTRIBUTION = "a-share-thesis-backtester"


def check_version() -> HealthCheck:
    """Whether the installed akshare is the one whose columns the adapters were written for; imports nothing.

    Vendors rename columns, and akshare follows them.
    """
    try:
        installed = metadata.version("akshare")
    except metadata.PackageNotFoundError:
        return HealthCheck("akshare", "fail", "akshare is not installed", "install this program's dependencies again")
    pinned = _pinned()
    if pinned is None:
        return HealthCheck("akshare", "warn", f"{installed}; this program is not installed, so no version is pinned")
    if installed != pinned:
        diagnosis = f"{installed} is installed, the adapters were written for {pinned}"
        return HealthCheck("akshare", "warn", diagnosis, f"pip install akshare=={pinned}")
    return HealthCheck("akshare", "ok", f"{installed}, as pinned")


def _pinned() -> str | None:
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return None
    found = (re.fullmatch(r"akshare\s*==\s*([\w.]+).*", each) for each in wanted)
    return next((match[1] for match in found if match), None)


LIBRARY = Library(
    {
        "bars": (EASTMONEY, SINA, TENCENT),
        "index": (CSINDEX, EASTMONEY, SINA, SHENWAN),
        "actions": (SINA, EASTMONEY),
        "instruments": (EXCHANGES,),
        "status": (EXCHANGES, EASTMONEY),
        "suspensions": (EASTMONEY,),
        "sessions": (SINA,),
        "earnings": (EASTMONEY,),
        "forecasts": (THS,),
    },
    check=check_version,
)
"""Each is asked only for what the one before did not give; actions begin with Sina, which tells rights issues."""

__all__ = ["LIBRARY"]
