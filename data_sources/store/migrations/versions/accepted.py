"""Findings in spite of which their rows were published, because somebody accepted their rule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the mark, which no finding of an older program has."""
    op.add_column("findings", sa.Column("accepted", sa.Boolean(), nullable=False, server_default=sa.false()))
