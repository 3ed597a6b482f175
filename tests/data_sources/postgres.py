"""A PostgreSQL server for tests: a private cluster that ends with the session, or the one that the environment names.

``BACKTEST_TEST_POSTGRES`` is the URL of a server on which databases may be made and dropped.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

# Debian keeps the server's own programs out of the path.
PROGRAMS = (*Path("/usr/lib/postgresql").glob("*/bin"), Path("/usr/local/bin"), Path("/usr/bin"))
PASSWORD = "un-geheimer-Spruch"  # noqa: S105 - that must never be seen; it protects nothing


def server(*, fsync: bool = False) -> Iterator[URL]:
    """Yield the URL of a server, or skip with the reason why there is none.

    A cluster of its own waits for the disk only with ``fsync``, as benchmarks want it.
    """
    if named := os.environ.get("BACKTEST_TEST_POSTGRES"):
        yield make_url(named)
        return
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    programs = next(
        (folder for folder in PROGRAMS if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None
    )
    if programs is None:
        pytest.skip("no PostgreSQL server here (apt-get install postgresql) and no BACKTEST_TEST_POSTGRES")
    # Not below pytest's own folder, which only its user may enter.
    folder = Path(tempfile.mkdtemp(prefix="backtest-postgres-"))
    try:
        yield from _cluster(programs, folder, fsync=fsync)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server: URL, name: str) -> Iterator[URL]:
    """Make an empty database, and drop it afterwards whoever is still connected."""
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    try:
        yield server.set(database=name)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.dispose()


def _cluster(programs: Path, folder: Path, *, fsync: bool) -> Iterator[URL]:
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    if os.geteuid() == 0:
        # The server refuses to run as root.
        shutil.chown(folder, user)
    port = _free_port()
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    password.chmod(0o644)
    data = folder / "data"
    _run(user, programs / "initdb", "-D", data, "-U", "quant", "-A", "scram-sha-256", "--pwfile", password, "-E",
         "UTF8", "--locale", "C.UTF-8", "-N")  # fmt: skip
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    options += "" if fsync else " -c fsync=off"
    _run(user, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield URL.create("postgresql", "quant", PASSWORD, "127.0.0.1", port, "postgres")
    finally:
        _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(user: str, *words: object) -> None:
    command = [str(word) for word in words]
    as_user = {"user": user, "group": user, "extra_groups": []} if os.geteuid() == 0 else {}
    # Its output goes nowhere: a server that was started would otherwise keep a pipe of ours open.
    subprocess.run(  # noqa: S603
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **as_user,  # type: ignore[call-overload]
    )


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
