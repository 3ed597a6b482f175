"""baostock behind one wall: its server as a source, with the timeouts and the errors that the library lacks.

An optional extra, for Shanghai and Shenzhen: bars with the exchange's reference price, index levels, dividends and
bonus shares, the list of shares, ST, suspensions, sessions. No rights issues and no total-return index.
"""

from __future__ import annotations

from importlib.util import find_spec

from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.missing_extra import missing_extra
from data_sources.vendors.baostock.vendor import BAOSTOCK
from data_sources.vendors.source import Library


def insist_on_installed() -> None:
    """Raise UserError where the extra is not installed; imports nothing."""
    if find_spec("baostock") is None:
        raise UserError(missing_extra(both("the source baostock", "数据源 baostock "), "baostock", "baostock"))


LIBRARY = Library(dict.fromkeys(BAOSTOCK.tables, (BAOSTOCK,)), insist_on_installed)

__all__ = ["LIBRARY"]
