"""What a user asks a refresh for, and the file that names its symbols."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_sources.errors import InputError, UserError
from data_sources.tables.symbols import parse_a_share
from data_sources.vendors.source import Vendors
from data_sources.whole_file import read_whole

WITHIN = 6 * 3600.0
"""Seconds a refresh may take, before the next morning's session; what is missing then is for the next one."""

LONGEST = 1 << 24
"""Bytes of a universe; all A shares are some 60,000."""
NO_TEXT = "it is no UTF-8 text"


@dataclass(frozen=True)
class RefreshSettings:
    """``source`` names the ``vendors``, who are asked in their order.

    ``symbols`` None means every A share; with ``every_row`` the lists, spells and actions of a folder are taken whole
    beside them. ``since`` reads everything again from that day on; ``within`` is in seconds;
    ``max_age`` is the number of sessions that are due and not there from which on bars and index are old, None for any.
    ``earnings``: ask vendors for reported earnings too; a folder that has them gives them anyway.
    Findings of the rules in ``accept`` refuse nothing.
    """

    source: str
    vendors: Vendors
    symbols: tuple[str, ...] | None = None
    since: date | None = None
    within: float = WITHIN
    max_age: int | None = None
    every_row: bool = False
    earnings: bool = False
    accept: tuple[str, ...] = ()


def read_universe(path: Path) -> tuple[str, ...]:
    """Return the A shares of a text file, one per line, or of the column ``symbol`` of a CSV file; in order, once each.

    Every dialect is read; empty lines and lines that start with # are skipped. UserError for anything else.
    """
    try:
        lines = csv.reader(read_whole(path, LONGEST).decode("utf-8-sig").splitlines())
        rows = [row for row in lines if row and row[0].strip() and not row[0].startswith("#")]
    except (OSError, ValueError, csv.Error) as error:
        why = getattr(error, "strerror", None) or ("a line is too long" if isinstance(error, csv.Error) else NO_TEXT)
        raise UserError(f"the universe {path} cannot be read: {why}; give reports, all or a file of symbols") from None
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    place = head.index("symbol") if "symbol" in head else 0
    symbols = []
    for row in rows["symbol" in head :]:
        try:
            symbols.append(str(parse_a_share(row[place].strip())))
        except (InputError, IndexError):
            raise UserError(
                f"the universe {path} holds {','.join(row)!r}, which is no A share like 600000.SH"
            ) from None
    if not symbols:
        raise UserError(f"the universe {path} names no symbol")
    return tuple(dict.fromkeys(symbols))
