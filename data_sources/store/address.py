"""Where a store is: its path or URL, how that is shown without its secrets, and what goes wrong there."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from data_sources.errors import OptionError, ResourceError, StoreError, WriteFailed
from data_sources.given_path import given_path
from data_sources.language.text import both
from data_sources.passwords import HARMLESS, MASK, looks_like_address, plainly
from data_sources.plain_text import one_line
from data_sources.refused import NO_ROOM, free_bytes, in_bytes, no_more_files

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

DEFAULT_URL = "sqlite:///var/market.db"
# What was given may hold a password, so it is not repeated.
UNREADABLE = (
    "the database URL cannot be read; write it like postgresql://user@host/name, a file like sqlite:///var/market.db; "
    "in a password @ is %40, : is %3A and / is %2F"
)
DISK_FULL = "53100"
"""PostgreSQL's word for a disk without room."""
NOT_AVAILABLE = "55P03"
"""Its word for a lock that it waited for in vain."""
WAIT = "another program holds it: let that end or close it, and run the same command again"
HOW_TO_FILL = both("fill one with: backtest import DIR", "请导入数据：backtest import DIR")


class StoreNotWritten(StoreError, WriteFailed):  # noqa: N818 - as its bases
    """The disk of the store has no room or fails; the store is as it was."""


class StoreNotOpened(StoreError, ResourceError):  # noqa: N818 - reads as what happened
    """A process that may open no further file: SQLite cannot open its own."""


def default_url() -> str:
    """Return BACKTEST_DATABASE_URL, or the SQLite file ``var/market.db`` below the working directory."""
    return os.environ.get("BACKTEST_DATABASE_URL") or DEFAULT_URL


def url_of(target: str | Path | None) -> URL:
    """Read a path or a database URL, ``default_url()`` when None; StoreError for a URL that cannot be read."""
    from sqlalchemy.engine import URL, make_url  # noqa: PLC0415 - a warm run asks for a cache's place and needs no more
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - as above

    text = str(target) if target is not None else default_url()
    if isinstance(target, Path) or "://" not in text:
        _insist_on_path(text)
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(UNREADABLE) from None
    if url.get_backend_name() == "sqlite":
        if url.database:
            _insist_on_path(url.database)
        if "uri" in url.query:
            # The driver would open a file by another name than the one that is looked at here.
            raise StoreError(f"the option uri of {shown(url)} is not taken; name the file by its path alone")
    elif any(re.search(r"[^\w.~ -]", plainly(part or "")) for part in (url.username, url.database)) or re.search(
        r"[^\w.:%-]", plainly(url.host or "")
    ):
        # Signs of an address in a name of it: a password was not written as it must be, and would be shown in part.
        raise StoreError(UNREADABLE)
    return url


def _insist_on_path(text: str) -> None:
    if not text.strip():
        raise StoreError(
            both(
                "the path of the store is empty; give a file such as var/market.db, or a database URL",
                "数据库路径为空；请给出文件（如 var/market.db）或数据库 URL",
            )
        )
    if looks_like_address(text) and not os.path.exists(text):  # noqa: PTH110 - the text may be no path at all
        raise StoreError(UNREADABLE)
    try:
        place = given_path(text, "the store")
    except OptionError as fault:
        raise StoreError(str(fault)) from None
    # SQLite opens a file by its whole path, in which it takes nothing but UTF-8.
    if not _is_text(str(place.absolute())):
        raise StoreError(
            f"the store {one_line(text)} has a path that is no UTF-8 text, which SQLite cannot open; rename the file "
            "or the folder, or name another store"
        )


def _is_text(path: str) -> bool:
    try:
        return bool(path.encode())
    except UnicodeEncodeError:
        return False


def shown(url: URL) -> str:
    """Return a URL for people, its password masked and every option's value that may be one."""
    secret = {name: MASK for name in url.query if _is_secret(name)}
    return url.update_query_dict(secret).render_as_string(hide_password=True).replace(quote_plus(MASK), MASK)


def sqlite_path(url: URL) -> Path | None:
    """Return the file of a SQLite store, None for another database or one in memory."""
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def lasting_address(url: URL) -> str | None:
    """Return a URL, passwords and all, by which the store is found again from any folder; None for one in memory."""
    if url.get_backend_name() != "sqlite":
        return url.render_as_string(hide_password=False)
    path = sqlite_path(url)
    return None if path is None else url.set(database=str(path.resolve())).render_as_string(hide_password=False)


def folder_beside(url: URL, what: str, variable: str, *below_home: str) -> Path:
    """Return ``market.db.<what>`` beside a SQLite store; for a server a folder where ``variable`` says, or at home.

    Raises RuntimeError for a user without a home.
    """
    path = sqlite_path(url)
    if path is not None:
        return beside_file(path, what)
    place = url.set(password=None, query={}).render_as_string()
    base = Path(os.environ.get(variable) or Path.home().joinpath(*below_home))
    return base / "a-share-thesis-backtester" / sha256(place.encode()).hexdigest()[:16]


def beside_file(path: Path, what: str) -> Path:
    """Return ``market.db.<what>`` beside the SQLite file ``market.db``."""
    return path.with_name(f"{path.name}.{what}")


@contextmanager
def store_errors(url: URL, *more: type[Exception]) -> Iterator[None]:
    """Turn what a database can say into one line that names the store and no password.

    ``more`` are further exceptions to take for the database's own. A StoreError passes as it is.
    """
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - as in ``url_of``

    known: tuple[type[Exception], ...] = (SQLAlchemyError, sqlite3.Error, OSError, *more)
    try:
        yield
    except known as error:
        cause = getattr(error, "orig", None) or error
        reason = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
        line = f"the store {shown(url)} cannot be used: {_without_secrets(reason, url)}"
        if (room := _no_room(cause, url)) is not None:
            raise StoreNotWritten(f"{line}{room}") from (None if _secrets(url) else error)
        if _is_locked(cause):
            raise StoreError(f"{line}; {WAIT}") from (None if _secrets(url) else error)
        # SQLite says only that it is unable to open a file, whatever the reason.
        if _sqlite_code(cause) == sqlite3.SQLITE_CANTOPEN and (limit := no_more_files()):
            raise StoreNotOpened(f"{line}: {limit}") from error
        # A driver's own words may repeat the address, so its error goes no further than this line when there is one.
        raise StoreError(line) from (None if _secrets(url) else error)


def _no_room(cause: BaseException, url: URL) -> str | None:
    """Say what is free and what to do when a database has no room or its disk fails; None for another fault."""
    code = _sqlite_code(cause)
    full = isinstance(cause, OSError) and cause.errno in NO_ROOM
    if (
        not full
        and code not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        and getattr(cause, "sqlstate", "") != DISK_FULL
    ):
        return None
    if code == sqlite3.SQLITE_IOERR:
        return "; see to the disk, its quota and the limit on the size of a file (ulimit -f), and run it again"
    path = sqlite_path(url)
    there = f" ({in_bytes(free_bytes(path))} free there)" if path else ""
    return f"{there}; make room and run the same command again"


def _is_locked(cause: BaseException) -> bool:
    """Whether another program holds what was waited for, in vain by now."""
    return _sqlite_code(cause) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or (
        getattr(cause, "sqlstate", "") == NOT_AVAILABLE
    )


def _sqlite_code(cause: BaseException) -> int:
    """SQLite's own number of an error without its extension, 0 for any other database's."""
    return (getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF


def _is_secret(name: str) -> bool:
    return name.lower() not in HARMLESS


def _secrets(url: URL) -> list[str]:
    in_query = [value for name, value in url.query.items() if _is_secret(name)]
    values = [
        str(url.password or ""),
        *(v for value in in_query for v in ([value] if isinstance(value, str) else value)),
    ]
    return [value for value in values if value]


def _without_secrets(text: str, url: URL) -> str:
    for secret in _secrets(url):
        for spelling in {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}:
            text = text.replace(spelling, MASK)
    return text
