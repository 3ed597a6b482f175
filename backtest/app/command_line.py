"""What a command line looks like when it is written down again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from data_sources.passwords import masked_word


def command_line(words: Sequence[str]) -> str:
    """Write a command so that it can be pasted, without the password of a database."""
    return shlex.join(["backtest", *(masked_word(word) for word in words)])
