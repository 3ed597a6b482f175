"""What a load of a snapshot is held against."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, empty: who upgrades a store records it for the latest snapshot (``store.proof``)."""
    op.add_column("snapshots", sa.Column("proof", sa.JSON()))
