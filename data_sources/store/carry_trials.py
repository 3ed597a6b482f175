"""Add the trials of one store to another: after a backup was put back, or on a move to another database.

``python -m data_sources.store.carry_trials FROM TO``, each a path or URL; one that is there already is not doubled.
"""

import sys

from data_sources.errors import UserError
from data_sources.store import opened_store, shown
from data_sources.store.trials import carry_trials

TWO = 2


def main(words: list[str]) -> int:
    """Carry them and say how many there were; 1 with one line on stderr when that cannot be done, 2 for wrong usage."""
    if len(words) != TWO:
        print("error: give two stores, FROM and TO", file=sys.stderr)  # noqa: T201 - this is a command
        return TWO
    try:
        with opened_store(words[0]) as source, opened_store(words[1]) as target:
            there = carry_trials(source, target)
            print(f"{shown(target.url)}: has the trials of {shown(source.url)} ({there})")  # noqa: T201
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
