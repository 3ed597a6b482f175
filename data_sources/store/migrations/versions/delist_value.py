"""What a share pays at its delisting, where a cash option (现金选择权) was given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column, empty: of the stored instruments nothing is known of it."""
    op.add_column("instruments", sa.Column("delist_value", sa.Double()))
