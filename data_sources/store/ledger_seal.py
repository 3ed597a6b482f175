"""The sum that a number of the store's ledger carries, see ``store.ledger``."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Literal, TypeAlias

Entry: TypeAlias = Literal["trials", "unproved"]


def ledger_seal(entry: str, number: int) -> str:
    """Return the sum of an entry."""
    return sha256(json.dumps([entry, number]).encode()).hexdigest()
