"""What a command line looks like when it is written down again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from data_sources.passwords import masked_address, masked_word

STORE = "--db"


def command_line(words: Sequence[str]) -> str:
    """Write a command so that it can be pasted, without the password of a database."""
    return shlex.join(["backtest", *(_shown(before, word) for before, word in zip(["", *words], words, strict=False))])


def _shown(before: str, word: str) -> str:
    if before == STORE:
        return masked_address(word)
    if word.startswith(f"{STORE}="):
        return f"{STORE}={masked_address(word.removeprefix(f'{STORE}='))}"
    return masked_word(word)
