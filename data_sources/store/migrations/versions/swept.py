"""The sets of sweeps: what each set of parameters made, so that a sweep that was interrupted goes on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; what was swept before it is computed again when it is asked for."""
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "swept",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("identity", sa.String(64), nullable=False, unique=True),
        sa.Column("strategy", key, nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("snapshot", sa.String, nullable=False),
        sa.Column("base", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("curve", sa.LargeBinary, nullable=False),
        sa.Column("fault", sa.String, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
