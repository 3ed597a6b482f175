"""What the database itself says of its pages and references."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.language.text import both, same
from data_sources.store.proof import cut_off
from data_sources.store.verification.verdict import Verdict

MOST = 20
"""Findings of SQLite that are asked for: one broken page is followed by hundreds."""
LONGEST = 160


def verify_database(connection: Connection) -> Verdict:
    """Ask SQLite to check every page and reference; of PostgreSQL, whether it checks its pages at every reading."""
    if connection.dialect.name == "postgresql":
        (checks,) = connection.execute(sa.text("SHOW data_checksums")).one()
        said = "checks its pages at every reading" if checks == "on" else "has data_checksums off: it checks no page"
        return Verdict(both("database", "数据库文件"), same(f"PostgreSQL {said}"))
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    found = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})")]
    faults = [_shortened(line) for line in "\n".join(found).splitlines() if line != "ok"]
    faults += [said] if (said := cut_off(connection)) else []
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST)
    faults += [f"a row of {row[0]} refers to a row of {row[2]} that is not there" for row in lost]
    return Verdict(
        both("database", "数据库文件"),
        both(
            f"{pages:,} pages of SQLite, and every reference between its tables",
            f"SQLite 的 {pages:,} 页，及各表之间的引用",
        ),
        tuple(faults),
    )


def _shortened(line: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in line)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."
