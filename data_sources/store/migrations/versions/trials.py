"""The trials: every setting of every strategy that somebody looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; what was looked at before it is not known."""
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "trials",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("identity", sa.String(64), nullable=False, unique=True),
        sa.Column("strategy", key, nullable=False),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("setting", sa.String(64), nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("base", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("snapshot", sa.String, nullable=False),
        sa.Column("looked_at", sa.DateTime, nullable=False),
        sa.Column("sessions", sa.Integer, nullable=False),
        sa.Column("sharpe", sa.Double),
        sa.Column("skew", sa.Double),
        sa.Column("kurtosis", sa.Double),
    )
    op.create_index("trials_by_setting", "trials", ["strategy", "setting"])
