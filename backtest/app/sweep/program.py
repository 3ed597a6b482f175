"""The program that computes a curve: a set that another state of it computed is computed again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import backtest
import strategies

PARTS = ("engine", "market")
FILES = ("targets.py", "sweeps/curves.py")
RULES = ("contract", "declared", "families", "plain_list", "rules")


@cache
def program_sum() -> str:
    """Return the SHA-256 sum, in hexadecimal, of the source that decides and executes."""
    market, rules = Path(str(backtest.__file__)).parent, Path(str(strategies.__file__)).parent
    folders = [*(market / name for name in PARTS), *(rules / name for name in RULES)]
    files = [*(market / name for name in FILES), *(file for folder in folders for file in sorted(folder.rglob("*.py")))]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
