"""The SQLAlchemy tables of a market store, made from the canonical tables.

Every fact row says from which ``source`` it came and which ``snapshot`` published its present value; a value that was
replaced stays in ``revisions`` with the snapshot that published it and the one that replaced it. So the facts as of
any snapshot can be told from these two (``store.history``): a row whose snapshot is not later, or the revision that
held then. Findings that were replaced stay too. ``trials``, ``audits`` and ``swept`` are no facts: what was looked at,
see ``store.trials``, ``store.audits`` and ``store.swept``. ``ledger`` shows what was taken away. A change here needs a
revision in ``store.migrations``.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from data_sources.tables.schema import TABLES, Column, Table

METADATA = sa.MetaData()

# Symbol order is the order of the full string everywhere; a PostgreSQL server's own collation may differ.
SYMBOL = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")
KEY_TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

snapshots = sa.Table(
    "snapshots",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("created_at", sa.DateTime, nullable=False),  # UTC
    sa.Column("source", sa.String, nullable=False),
    sa.Column("simulated", sa.Boolean, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),  # content sum by table, see store.content
    sa.Column("content_hash", sa.String(64), nullable=False),
    sa.Column("counts", sa.JSON, nullable=False),  # new, changed, unchanged by table
    sa.Column("proof", sa.JSON(none_as_null=True)),  # what a load is held against, see store.proof
)

revisions = sa.Table(
    "revisions",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("table", sa.String, nullable=False),
    sa.Column("key", sa.JSON, nullable=False),
    sa.Column("old", sa.JSON, nullable=False),
    sa.Column("snapshot", sa.ForeignKey(snapshots.c.id), nullable=False),  # that published the old values
    sa.Column("replaced_by", sa.ForeignKey(snapshots.c.id), nullable=False),
    sa.Index("revisions_by_table", "table", "replaced_by"),
)

findings = sa.Table(
    "findings",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("snapshot", sa.ForeignKey(snapshots.c.id), nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("severity", sa.String, nullable=False),
    sa.Column("rule", sa.String, nullable=False),
    sa.Column("message", sa.String, nullable=False),
    sa.Column("table", sa.String, nullable=False),
    sa.Column("symbol", sa.String, nullable=False),
    sa.Column("date", sa.Date),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("replaced_by", sa.ForeignKey(snapshots.c.id)),  # empty while it holds
    sa.Column("accepted", sa.Boolean, nullable=False, server_default=sa.false()),  # published in spite of it
)

# ``snapshot`` is the name that results cite and refers to no row: a store made anew keeps the trials of the one before.
trials = sa.Table(
    "trials",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("identity", sa.String(64), nullable=False, unique=True),  # of all that makes two trials the same
    sa.Column("strategy", KEY_TEXT, nullable=False),
    sa.Column("definition", sa.String(64), nullable=False),  # sum of the text that defines the strategy
    sa.Column("setting", sa.String(64), nullable=False),  # of definition, parameters and options
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("options", sa.JSON, nullable=False),
    sa.Column("base", sa.Date, nullable=False),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("snapshot", sa.String, nullable=False),
    sa.Column("looked_at", sa.DateTime, nullable=False),  # UTC
    sa.Column("sessions", sa.Integer, nullable=False),  # with a return, of the judged part; the next three of it too
    sa.Column("sharpe", sa.Double),
    sa.Column("skew", sa.Double),
    sa.Column("kurtosis", sa.Double),
    sa.Column("seal", sa.String(64)),  # sum of the row
    sa.Index("trials_by_setting", "strategy", "setting"),
)

# One row for each rule, its parameters and the facts it was audited on; the last audit of the same counts.
audits = sa.Table(
    "audits",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("identity", sa.String(64), nullable=False, unique=True),  # of all that makes two audits the same
    sa.Column("strategy", KEY_TEXT, nullable=False),
    sa.Column("definition", sa.String(64), nullable=False),  # sum of the file with the modules it imports beside it
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("snapshot", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # of the audit
    sa.Column("decisions", sa.String(64), nullable=False),  # sum of the decisions on the whole history
    sa.Column("audited_at", sa.DateTime, nullable=False),  # UTC
    sa.Column("outcome", sa.JSON, nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),  # sum of the row
)

# One row for each set of a sweep that was looked at, see ``store.swept``.
swept = sa.Table(
    "swept",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("identity", sa.String(64), nullable=False, unique=True),  # of all that its curve follows from
    sa.Column("strategy", KEY_TEXT, nullable=False),
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("options", sa.JSON, nullable=False),
    sa.Column("snapshot", sa.String, nullable=False),
    sa.Column("base", sa.Date),  # first and last session of its curve; none without one
    sa.Column("last", sa.Date),
    sa.Column("curve", sa.LargeBinary, nullable=False),  # equity in cents by session
    sa.Column("fault", sa.String, nullable=False),  # why there is no curve: a line of English, one of Chinese
    sa.Column("seal", sa.String(64), nullable=False),  # sum of the row
)

# What a store remembers of its own rows, see ``store.ledger``.
ledger = sa.Table(
    "ledger",
    METADATA,
    sa.Column("entry", sa.String(20), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),  # sum of the row
)


def _column(table: Table, column: Column) -> sa.Column[Any]:
    in_key = column.name in table.key
    types: dict[str, Any] = {
        "symbol": SYMBOL,
        "index_symbol": SYMBOL,
        "date": sa.Date(),
        "number": sa.Double(),
        "text": KEY_TEXT if in_key else sa.String(),
    }
    nullable = not column.filled and column.kind != "text"
    return sa.Column(column.name, types[column.kind], primary_key=in_key, nullable=nullable)


def _fact_table(table: Table) -> sa.Table:
    # "index" is a reserved word in every SQL dialect.
    name = "index_levels" if table.name == "index" else table.name
    # Signals and earnings have a source of their own, the publisher; this one is the folder or vendor they came from.
    return sa.Table(
        name,
        METADATA,
        *(_column(table, column) for column in table.columns),
        sa.Column("read_from", sa.String, nullable=False),
        sa.Column("snapshot", sa.ForeignKey(snapshots.c.id), nullable=False),
        sqlite_with_rowid=False,
    )


FACT_TABLES: dict[str, sa.Table] = {name: _fact_table(table) for name, table in TABLES.items()}


class epoch_day(sa.sql.functions.GenericFunction[int]):  # noqa: N801 - named as it reads in SQL
    """Days since 1970-01-01 of a date column, so that dates arrive as numbers."""

    type = sa.Integer()
    inherit_cache = True


@compiles(epoch_day, "sqlite")
def _epoch_day_sqlite(element: epoch_day, compiler: Any, **options: Any) -> str:  # noqa: ANN401
    return f"CAST(julianday({compiler.process(element.clauses, **options)}) - 2440587.5 AS INTEGER)"


@compiles(epoch_day, "postgresql")
def _epoch_day_postgresql(element: epoch_day, compiler: Any, **options: Any) -> str:  # noqa: ANN401
    return f"({compiler.process(element.clauses, **options)} - DATE '1970-01-01')"
