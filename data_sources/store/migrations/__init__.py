"""From an empty database, or an older store, to the tables this program reads.

Alembic's revisions in order; it is imported only when there is something to do. A publication upgrades the store it
writes to in its own transaction; ``python -m data_sources.store.migrations [STORE]`` does so without one.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError
from data_sources.store.address import HOW_TO_FILL, shown, sqlite_path, store_errors
from data_sources.store.head import HEAD, REVISIONS
from data_sources.store.proof import record_missing_proof
from data_sources.store.transactions import reading, writing

COMMAND = "python -m data_sources.store.migrations"

version_table = sa.table("alembic_version", sa.column("version_num", sa.String))


def migrate(engine: Engine) -> tuple[str | None, str]:
    """Bring a store to the newest schema; return its revision before (None: empty) and after.

    Raises StoreBusy while another process writes and StoreError for a newer store or a database that is not a store.
    """
    with writing(engine, "migrate") as connection:
        before = upgrade(connection)
        record_missing_proof(connection)
    return before, HEAD


def upgrade_older(engine: Engine) -> None:
    """Bring a store of an older schema to the newest one; one without tables, or of the newest, stays as it is."""
    path = sqlite_path(engine.url)
    if path is not None and not path.exists():
        return  # a look would make it
    with store_errors(engine.url), reading(engine) as connection:
        older = revision(connection) not in (None, HEAD)
    if older:
        migrate(engine)


def upgrade(connection: Connection) -> str | None:
    """Bring the tables to HEAD inside the caller's transaction; return the revision before, None when empty."""
    before = revision(connection)
    if before == HEAD:
        return before
    _refuse_newer(connection, before)
    from alembic import command  # noqa: PLC0415 - heavy, and most publications have nothing to do
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    if before == REVISIONS[0] and not sa.inspect(connection).has_table(version_table.name):
        command.stamp(config, before)
    command.upgrade(config, HEAD)
    return before


def revision(connection: Connection) -> str | None:
    """Return the revision of a store, None for a database without any table; StoreError for one that is not ours."""
    names = set(sa.inspect(connection).get_table_names())
    if not names:
        return None
    if {"store_schema", "snapshots", "bars"} <= names and version_table.name not in names:
        # The first stores were made before Alembic kept their version.
        return REVISIONS[0]
    if not {version_table.name, "snapshots", "bars"} <= names:
        url = shown(connection.engine.url)
        raise StoreError(f"{url} is a database, but no market store; {HOW_TO_FILL} --db URL")
    return str(connection.execute(sa.select(version_table.c.version_num)).scalar_one())


def insist_on_head(connection: Connection, *, older: bool = False) -> bool:
    """Say whether there is a store; StoreError, with what to run, when it has another schema than this program.

    ``older``: an older one will do, for a writer that is going to upgrade it.
    """
    found = revision(connection)
    _refuse_newer(connection, found)
    if found not in (None, HEAD) and not older:
        url = connection.engine.url
        how = f"upgrade it with: {COMMAND} {shlex.quote(str(sqlite_path(url) or shown(url)))}"
        raise StoreError(f"the store {shown(url)} has the older schema {found}, this program reads {HEAD}; {how}")
    return found is not None


def _refuse_newer(connection: Connection, found: str | None) -> None:
    if found is not None and found not in REVISIONS:
        url = shown(connection.engine.url)
        raise StoreError(f"the store {url} has the newer schema {found}, this program reads {HEAD}; update the program")
