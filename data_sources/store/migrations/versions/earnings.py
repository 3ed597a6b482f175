"""Earnings as companies reported them and as analysts expected them, each known from its announcement on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

SYMBOL = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")
KEY_TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "earnings",
        sa.Column("symbol", SYMBOL, primary_key=True),
        sa.Column("period_end", sa.Date(), primary_key=True),
        sa.Column("announced_on", sa.Date(), primary_key=True),
        sa.Column("kind", KEY_TEXT, primary_key=True),
        sa.Column("eps", sa.Double()),
        sa.Column("net_profit", sa.Double()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("read_from", sa.String(), nullable=False),
        sa.Column("snapshot", sa.Integer(), sa.ForeignKey("snapshots.id"), nullable=False),
        sqlite_with_rowid=False,
    )
