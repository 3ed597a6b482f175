"""One file as it was read, before its cells have meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.file_names import symbol_in_name
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array

RawColumn: TypeAlias = Sequence[str] | Array


@dataclass(frozen=True)
class RawTable:
    """Columns by header as text, or as numbers and days where the format has types; ``line`` places each row.

    ``name`` is how findings call the file. ``around`` are lines above the header and below the last row that are no
    rows, such as the title of a terminal's export; ``in_path`` is what the path says of every row, such as
    ``symbol=600000.SH/`` of a partitioned folder.
    """

    name: str
    columns: Mapping[str, RawColumn]
    line: NDArray[np.int64]
    findings: tuple[Finding, ...] = field(default=())
    around: tuple[str, ...] = ()
    in_path: Mapping[str, str] = field(default_factory=dict)


def texts_of(given: RawColumn) -> Sequence[str]:
    """Return cells as text; a typed column of numbers holds codes or days like 600000 and 20240131."""
    if not isinstance(given, np.ndarray):
        return given
    if given.dtype.kind == "M":
        return ["" if text == "NaT" else text for text in np.datetime_as_string(given).tolist()]
    return ["" if number != number else _whole(number) for number in given.tolist()]  # noqa: PLR0124 - NaN


def _whole(number: float) -> str:
    return f"{number:06.0f}" if number.is_integer() else str(number)


class FileFaultError(Exception):
    """A file that cannot be read any further; carries the rule, the sentence and the line."""

    def __init__(self, rule: str, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.rule, self.message, self.line = rule, message, line

    def finding(self, table: str, name: str) -> Finding:
        """Return the fault as a severe finding of the file, pinned to the symbol it is named after, if any."""
        return Finding("severe", self.rule, self.message, table, symbol_in_name(table, name), None, name, self.line)
