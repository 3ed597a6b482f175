"""How the answers that judge reports begin: on which day, of which market, of how many reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from data_sources.tables.brief import first_of


def head_in_words(answer: str, as_of: date, ids: Sequence[str], *, simulated: bool) -> str:
    """Return the first line of an answer's ``repr``, up to its counts."""
    return f"<{answer}{' SIMULATED' * simulated} on {as_of}: {len(ids)} reports ({first_of(ids)}),\n"


def head_of_document(as_of: date, snapshot: str, caveat: str, *, simulated: bool) -> dict[str, Any]:
    """Return what every JSON document of such an answer says before its reports."""
    return {"as_of": as_of, "simulated": simulated, "snapshot": snapshot, "caveats": [caveat] if caveat else []}
