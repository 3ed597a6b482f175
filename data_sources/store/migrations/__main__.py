"""Upgrade the store at a path or URL, ``default_url()`` without one; a store is never made here."""

import sys

from sqlalchemy.engine import Engine

from data_sources.errors import InputError, StoreError, UserError
from data_sources.passwords import masked
from data_sources.store.address import HOW_TO_FILL, shown, sqlite_path, store_errors
from data_sources.store.connection import connect_store
from data_sources.store.migrations import COMMAND, migrate, revision
from data_sources.store.transactions import reading

USAGE = f"usage: {COMMAND} [STORE], a path or a database URL"


def main(words: list[str]) -> int:
    """Upgrade and say so; 1 with one line on stderr when that cannot be done."""
    try:
        engine = connect_store(_target(words), writes=True)
        try:
            _insist_on_store(engine)
            before, after = migrate(engine)
        finally:
            engine.dispose()
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - this is a command
        return 1
    print(f"{shown(engine.url)}: schema {before} -> {after}")  # noqa: T201
    return 0


def _target(words: list[str]) -> str | None:
    """The one word, a path or a URL; anything else might upgrade a store that nobody meant."""
    for word in words[1:] or words:
        if len(words) > 1 or word.startswith("-") or not word:
            raise InputError(f"{masked(word)!r} is not understood; {USAGE}")
    return words[0] if words else None


def _insist_on_store(engine: Engine) -> None:
    path = sqlite_path(engine.url)
    if path is not None and not path.exists():
        raise StoreError(f"there is no store at {path}; {HOW_TO_FILL}")
    with store_errors(engine.url, TypeError, ValueError), reading(engine) as connection:
        if revision(connection) is None:
            raise StoreError(f"the store {shown(engine.url)} is empty; {HOW_TO_FILL}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
