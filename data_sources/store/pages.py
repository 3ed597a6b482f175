"""The pages of a SQLite database, and where on them the records of a table are.

Layout: https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6, which SQLite keeps for good. All numbers are
big-endian. A table WITHOUT ROWID is one b-tree of records in key order; they lie on its leaves, and on the pages above
is one between every two leaves.

The bytes are what the reader's transaction sees: the file when that is all of it (``settled_file``), else a copy that
SQLite makes (``sqlite3_serialize``). Drivers that make columns, Arrow's ADBC and ConnectorX, bring a SQLite library of
their own: closing the file, it would drop the locks of all connections here, and what they see could change under them.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from data_sources.store.settled_file import settled_bytes
from data_sources.tables.frame import Array

Places = NDArray[np.int64]

MALFORMED = "database disk image is malformed"
UTF_8 = 1
INTERIOR, LEAF = 2, 10
DEEPEST = 20  # of any tree: its pages have at least four children
MOST_BYTES = 1 << 30
"""Larger databases are left to the driver: SQLite makes two copies for a moment, and none at all of 2 GiB."""


class Pages:
    """A database as bytes. A place is the number of a byte in it."""

    def __init__(self, content: memoryview) -> None:
        """Keep the bytes, and never a copy of them."""
        self._content = content
        self._size = _page_size(content)

    def items(self, kind: str) -> Array:
        """Return the bytes as items of a NumPy type, one from every place on."""
        dtype = np.dtype(kind)
        return np.ndarray((len(self._content) - dtype.itemsize + 1,), dtype, self._content, strides=(1,))

    def longest(self) -> int:
        """Return how many bytes of a record lie on its page; those of a longer one go on elsewhere."""
        usable = self._size - self._content[20]
        return (usable - 12) * 64 // 255 - 23

    def records(self, root: int) -> Places:
        """Return where each record of a table begins, with its length, in key order.

        ``root`` is the number of the table's first page, from 2. Raises sqlite3.DatabaseError when there is no such
        tree.
        """
        pages, between = np.array([(root - 1) * self._size]), np.empty(0, np.int64)
        for _ in range(DEEPEST):
            kinds = self.items("u1")[pages]
            if np.all(kinds == LEAF):
                return self._in_order(pages, 8, 0, between)
            if np.any(kinds != INTERIOR) or len(pages) * self._size > len(self._content):
                break
            children = self._in_order(pages, 12, 0, pages + 8)
            between = self._in_order(pages, 12, 4, between)
            pages = (self.items(">u4")[children].astype(np.int64) - 1) * self._size
        raise sqlite3.DatabaseError(MALFORMED)

    def _in_order(self, pages: Places, head: int, skip: int, between: Places) -> Places:
        """Return the places of each page's cells, ``skip`` further on, and after each page the one of ``between``."""
        numbers = self.items(">u2")
        counts = numbers[pages + 3].astype(np.int64)
        ends = np.cumsum(counts)
        page = np.repeat(np.arange(len(pages)), counts)
        cell = np.arange(len(page)) - (ends - counts)[page]
        places = np.empty(len(page) + len(between), np.int64)
        places[np.arange(len(page)) + page] = pages[page] + numbers[pages[page] + head + 2 * cell] + skip
        places[(ends + np.arange(len(pages)))[: len(between)]] = between
        return places


def read_pages(connection: Connection) -> Pages | None:
    """Return the database as the transaction sees it; None when its pages cannot be had, or not read as they are.

    That is so for another kind of database, one above ``MOST_BYTES`` or with texts in UTF-16, and where Python's SQLite
    was built without serialisation.
    """
    driver: Any = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection) or not hasattr(driver, "serialize"):
        return None
    size = connection.execute(
        sa.text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    ).scalar()
    if int(size or 0) > MOST_BYTES:
        return None
    settled = settled_bytes(connection)
    content = memoryview(driver.serialize() if settled is None else settled.data)
    return Pages(content) if int.from_bytes(content[56:60], "big") == UTF_8 else None


def _page_size(content: memoryview) -> int:
    size = int.from_bytes(content[16:18], "big")
    return 1 << 16 if size == 1 else size
