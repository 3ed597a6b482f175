"""What was proved of one part of a store."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.language.text import Text


@dataclass(frozen=True)
class Verdict:
    """``counted`` says what was looked at; ``faults`` has a sentence for each thing that is not as it was written."""

    name: Text
    counted: Text
    faults: tuple[str, ...] = ()
