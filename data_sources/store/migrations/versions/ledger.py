"""What shows that a trial was changed or taken away, and that a snapshot has lost its proof."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data_sources.store.ledger_seal import ledger_seal
from data_sources.store.trial_sums import trial_seal

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Number the trials there are from 1, seal them as they are, and remember which snapshots have no proof."""
    op.add_column("trials", sa.Column("seal", sa.String(64)))
    ledger = op.create_table(
        "ledger",
        sa.Column("entry", sa.String(20), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    connection = op.get_bind()
    trials = sa.Table("trials", sa.MetaData(), autoload_with=connection)
    rows = [dict(row) for row in connection.execute(sa.select(trials).order_by(trials.c.id)).mappings()]
    for number, row in enumerate(rows, 1):
        values = {"id": number, "seal": trial_seal({**row, "id": number})}
        connection.execute(sa.update(trials).where(trials.c.id == row["id"]).values(values))
    snapshots = sa.table("snapshots", sa.column("id"), sa.column("proof"))
    last = sa.select(sa.func.coalesce(sa.func.max(snapshots.c.id), 0)).where(snapshots.c.proof.is_(None))
    numbers = {"trials": len(rows), "unproved": int(connection.execute(last).scalar_one())}
    op.bulk_insert(
        ledger,
        [{"entry": entry, "number": number, "seal": ledger_seal(entry, number)} for entry, number in numbers.items()],
    )
