"""Findings stay when others replace them, so that a look back sees those of its day; Alembic keeps the version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Say which snapshot replaced a finding, and find the values of a day among many revisions."""
    # SQLite adds a column with its reference only when both stand in one definition.
    op.execute(sa.text("ALTER TABLE findings ADD COLUMN replaced_by INTEGER REFERENCES snapshots (id)"))
    op.create_index("revisions_by_table", "revisions", ["table", "replaced_by"])
    op.drop_table("store_schema")
