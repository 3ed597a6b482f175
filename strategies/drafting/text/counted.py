"""Lines of a document that has none of its own, counted as they come."""

from __future__ import annotations

from collections.abc import Sequence

from strategies.drafting.lines import Line


class Counted:
    """Gathers lines and gives them their numbers; a line of blanks is none."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines so far."""
        return tuple(self._lines)

    def add(self, text: str, page: int = 0) -> None:
        """Add a line of text, its white space collapsed."""
        if words := " ".join(text.split()):
            self._lines.append(Line(len(self._lines) + 1, words, (), page))

    def add_row(self, cells: Sequence[str], page: int = 0) -> None:
        """Add a row of a table; one with a single cell is a line of text."""
        kept = tuple(" ".join(cell.split()) for cell in cells)
        if len(kept) == 1:
            self.add(kept[0], page)
        elif any(kept):
            self._lines.append(Line(len(self._lines) + 1, "\t".join(kept).strip(), kept, page))
