"""Upgrade the store at a path or URL, ``default_url()`` without one."""

import sys

from data_sources.errors import UserError
from data_sources.store.address import shown
from data_sources.store.connection import connect_store
from data_sources.store.migrations import migrate


def main(words: list[str]) -> int:
    """Upgrade and say so; 1 with one line on stderr when that cannot be done."""
    try:
        engine = connect_store(words[0] if words else None, writes=True)
        before, after = migrate(engine)
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - this is a command
        return 1
    print(f"{shown(engine.url)}: schema {before or 'none'} -> {after}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
