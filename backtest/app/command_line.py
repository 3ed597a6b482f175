"""What a command line looks like when it is written down again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

SCHEME = "://"


def command_line(words: Sequence[str]) -> str:
    """Write a command so that it can be pasted, without the password of a database."""
    if any(SCHEME in word for word in words):
        from data_sources.store.address import masked  # noqa: PLC0415 - heavy, and only a URL has something to hide

        words = [masked(word) for word in words]
    return shlex.join(["backtest", *words])
