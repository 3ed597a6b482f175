"""One thing that is wrong in a report file: where it stands, what it is, which words are allowed instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A fault of a report file, or a doubt about it.

    ``line`` counts lines of the file from 1, 0 for the file as a whole; ``where`` names table and key, empty for the
    file. ``allowed`` are the words that may stand there, empty where there is no list of them.
    """

    file: str
    line: int
    where: str
    what: str
    allowed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it on one line, the allowed words last."""
        place = f"{self.file} line {self.line}" if self.line else self.file
        said = ": ".join(filter(None, (place, self.where, self.what)))
        return f"{said}; there are {', '.join(self.allowed)}" if self.allowed else said


def first_of(faults: tuple[Fault, ...]) -> str:
    """Return the first fault as one line, with how many more there are and how to see them."""
    more = len(faults) - 1
    return faults[0].sentence + (f" (and {more} more: backtest report check {faults[0].file})" if more else "")
