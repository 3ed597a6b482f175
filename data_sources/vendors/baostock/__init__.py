"""baostock behind one wall: its server as a source, with the timeouts and the errors that the library lacks.

An optional extra, for Shanghai and Shenzhen: bars with the exchange's reference price, index levels, dividends and
bonus shares, the list of shares, ST, suspensions, sessions. No rights issues and no total-return index.
"""

from __future__ import annotations

from importlib.util import find_spec

from data_sources.errors import UserError
from data_sources.vendors.baostock.vendor import BAOSTOCK
from data_sources.vendors.source import Source


def vendors_of(table: str) -> tuple[Source, ...]:
    """Return the source of a table, nothing for a table it does not give."""
    return (BAOSTOCK,) if table in BAOSTOCK.tables else ()


def insist_on_installed() -> None:
    """Raise UserError where the extra is not installed; imports nothing."""
    if find_spec("baostock") is None:
        raise UserError(
            'baostock is not installed; install the extra: pip install "a-share-thesis-backtester[baostock]"'
        )


__all__ = ["BAOSTOCK", "insist_on_installed", "vendors_of"]
