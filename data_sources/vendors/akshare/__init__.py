"""akshare behind one wall: the vendors it reaches, as sources, and the order in which they are asked."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.vendors.akshare.csindex import CSINDEX
from data_sources.vendors.akshare.eastmoney import EASTMONEY
from data_sources.vendors.akshare.exchanges import EXCHANGES
from data_sources.vendors.akshare.fallback import ORDER, differences, still_wanted
from data_sources.vendors.akshare.sina import SINA
from data_sources.vendors.akshare.st_names import continued
from data_sources.vendors.akshare.tencent import TENCENT
from data_sources.vendors.source import Source

SOURCES: Mapping[str, Source] = {source.vendor: source for source in (EASTMONEY, SINA, TENCENT, CSINDEX, EXCHANGES)}
"""Every vendor by name."""


def vendors_of(table: str) -> tuple[Source, ...]:
    """Return the sources of a table in the order they are asked, each only for what the one before did not give."""
    return tuple(SOURCES[name] for name in ORDER.get(table, ()))


__all__ = ["ORDER", "SOURCES", "continued", "differences", "still_wanted", "vendors_of"]
