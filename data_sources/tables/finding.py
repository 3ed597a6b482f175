"""A data-quality observation: which rule, how bad, about which row, seen where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, TypeAlias

from data_sources.language.finding_words import finding_words
from data_sources.language.text import Text, both

Severity: TypeAlias = Literal["severe", "warning", "note"]
SEVERITIES: Mapping[Severity, Text] = {
    "severe": Text("severe", "严重"),
    "warning": Text("warning", "警告"),
    "note": Text("note", "提示"),
}
"""How bad, in words of both languages."""


@dataclass(frozen=True, order=True)
class Finding:
    """One observation. ``severe`` refuses the rows it is about; the others are published with them and shown.

    ``accepted`` says that its rows were published in spite of it, because somebody named its rule (``--accept``).
    """

    severity: Severity
    rule: str
    message: str
    table: str = ""
    symbol: str = ""
    date: date | None = None
    file: str = ""
    line: int = 0
    accepted: bool = False

    @property
    def refuses(self) -> bool:
        """Whether the rows it is about must not be published."""
        return self.severity == "severe" and not self.accepted

    @property
    def words(self) -> Text:
        """The line of the finding in both languages, as far as its message is known in Chinese."""
        message, accepted = finding_words(self.message), "，已放行" if self.accepted else ""
        return both(str(self), _shown(f"{self._place}{message.zh} [{self.rule}{accepted}]"))

    def __str__(self) -> str:
        """Return one line: where, what, which rule."""
        return _shown(f"{self._place}{self.message} [{self.rule}{', accepted' if self.accepted else ''}]")

    @property
    def _place(self) -> str:
        """File and line, then symbol and day where the message does not name them."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        row = [word for word in (self.symbol, str(self.date or "")) if word and word not in self.message]
        about = f"{' '.join(row)}: " if row else ""
        return f"{place}{about}"

    def as_row(self) -> dict[str, object]:
        """Return the finding as plain values for JSON and for the store."""
        return {**asdict(self), "date": self.date.isoformat() if self.date else None}


def _shown(line: str) -> str:
    """Return a line as it may be shown: a cell may hold a line end or worse, which is shown and not obeyed."""
    return line if line.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
