"""The audits: what the look-ahead audit of a rule found on a snapshot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; what was audited before it is audited again when it runs."""
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("identity", sa.String(64), nullable=False, unique=True),
        sa.Column("strategy", key, nullable=False),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("snapshot", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("decisions", sa.String(64), nullable=False),
        sa.Column("audited_at", sa.DateTime, nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
