"""The first tables: facts with the snapshot that published them, snapshots, revisions, findings.

Written out, not taken from ``store.tables``: what a revision made must never change afterwards.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SYMBOL = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")
KEY_TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
TEXT, DAY = sa.String(), sa.Date()
NUMBER: sa.Double[float] = sa.Double()

# Name: columns that make the key, columns that are filled, columns that may be empty.
FACTS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "instruments": ({"symbol": SYMBOL}, {"name": TEXT}, {"list_date": DAY, "delist_date": DAY, "issue_price": NUMBER}),
    "bars": (
        {"symbol": SYMBOL, "date": DAY},
        {},
        dict.fromkeys(("open", "high", "low", "close", "volume", "amount", "prev_close"), NUMBER),
    ),
    "actions": (
        {"symbol": SYMBOL, "ex_date": DAY},
        {},
        dict.fromkeys(("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price"), NUMBER),
    ),
    "status": ({"symbol": SYMBOL, "start": DAY, "kind": KEY_TEXT}, {}, {"end": DAY}),
    "renames": ({"old_symbol": SYMBOL, "date": DAY}, {"new_symbol": SYMBOL}, {"ratio": NUMBER}),
    "sessions": ({"date": DAY}, {}, {}),
    "index_levels": (
        {"symbol": SYMBOL, "date": DAY},
        {},
        dict.fromkeys(("open", "high", "low", "close", "volume", "amount"), NUMBER),
    ),
    "signals": (
        {"series": KEY_TEXT, "period": KEY_TEXT, "published_on": DAY},
        {"period_end": DAY, "value": NUMBER, "unit": TEXT, "source": TEXT},
        {},
    ),
}
FINDING = ("source", "severity", "rule", "message", "table", "symbol", "file")


def upgrade() -> None:
    """Make the tables of an empty database."""
    op.create_table("store_schema", sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("table", sa.String, nullable=False),
        sa.Column("key", sa.JSON, nullable=False),
        sa.Column("old", sa.JSON, nullable=False),
        _snapshot("snapshot"),
        _snapshot("replaced_by"),
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer, primary_key=True),
        _snapshot("snapshot"),
        *(sa.Column(name, sa.String, nullable=False) for name in FINDING),
        sa.Column("date", sa.Date),
        sa.Column("line", sa.Integer, nullable=False),
    )
    for name, (key, filled, empty) in FACTS.items():
        op.create_table(
            name,
            *(sa.Column(column, kind, primary_key=True) for column, kind in key.items()),
            *(sa.Column(column, kind, nullable=False) for column, kind in filled.items()),
            *(sa.Column(column, kind) for column, kind in empty.items()),
            sa.Column("read_from", sa.String, nullable=False),
            _snapshot("snapshot"),
            sqlite_with_rowid=False,
        )


def _snapshot(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("snapshots.id"), nullable=False)
