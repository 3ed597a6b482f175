"""Why a night failed, in parts for a program: what was asked, what there is, what to do next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = 2
"""Of the documents of a night: 1 had no number, an error that was a sentence, and nothing of what changed."""
AGAIN = "see to it and run the same command again; nothing is half-written"


@dataclass(frozen=True)
class NightError:
    """``sentence`` is the whole of it as people read it, ``exit_code`` what the command ends with."""

    asked: str
    found: str
    next: str
    sentence: str
    exit_code: int


def night_error(sentence: str, asked: str, exit_code: int, step: str = "") -> NightError:
    """Return the parts of an error.

    Errors of this program say what there is, a semicolon, and what to do. ``step`` is what to do where it is known
    apart; it may end the sentence.
    """
    if step:
        found = sentence.removesuffix(".").removesuffix(step).rstrip("; ")
        return NightError(asked, found, step, sentence, exit_code)
    found, _, step = sentence.partition("; ")
    return NightError(asked, found, step or AGAIN, sentence, exit_code)


def fault_document(sentence: str, asked: str, exit_code: int) -> dict[str, Any]:
    """Return the JSON document of a night that could not begin."""
    error = asdict(night_error(sentence, asked, exit_code))
    return {"schema": SCHEMA, "outcome": "failed", "error": error, "exit_code": exit_code, "summary": sentence}
