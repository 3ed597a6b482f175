"""akshare behind one wall: the vendors it reaches, as sources, and the order in which they are asked."""

from __future__ import annotations

from data_sources.vendors.akshare.csindex import CSINDEX
from data_sources.vendors.akshare.eastmoney import EASTMONEY
from data_sources.vendors.akshare.exchanges import EXCHANGES
from data_sources.vendors.akshare.installed import check_version
from data_sources.vendors.akshare.sina import SINA
from data_sources.vendors.akshare.tencent import TENCENT
from data_sources.vendors.source import Library

LIBRARY = Library(
    {
        "bars": (EASTMONEY, SINA, TENCENT),
        "index": (CSINDEX, EASTMONEY, SINA),
        "actions": (SINA, EASTMONEY),
        "instruments": (EXCHANGES,),
        "status": (EXCHANGES, EASTMONEY),
        "suspensions": (EASTMONEY,),
        "sessions": (SINA,),
    },
    check=check_version,
)
"""Each is asked only for what the one before did not give; actions begin with Sina, which tells rights issues."""

__all__ = ["LIBRARY"]
