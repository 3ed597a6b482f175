"""One table of a report file: a wrong key is noted with its line, and reading goes on to the next fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import Any, Self

from data_sources.errors import InputError
from data_sources.plain_text import visible
from data_sources.tables.symbols import parse_a_share
from strategies.documents.reading.fault import Fault
from strategies.documents.reading.lines import Path, line_at, lines_of
from strategies.documents.toml_row import Instead, TomlRow

WORD = re.compile(r"[a-z0-9][a-z0-9_-]*")
LONGEST_WORD = 60


@dataclass(frozen=True)
class Sheet:
    """A file while it is read: its name, its text, and the faults so far."""

    file: str
    text: str
    faults: list[Fault]

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """The line of each path; looked for only where something is wrong, since it takes longer than the reading."""
        return lines_of(self.text)


@dataclass(frozen=True)
class ReportRow(TomlRow):
    """A table that notes what is wrong instead of raising; what it returns then stands in and never leaves the reader.

    ``place`` are the words for the table inside the file, ``path`` are its keys from the top.
    """

    sheet: Sheet
    path: Path = ()

    def refuse(self, key: str, problem: str, instead: Instead, allowed: Collection[str] = ()) -> Instead:
        """Note the fault of a key and return what stands in for its value."""
        line = line_at(self.sheet.lines, (*self.path, key))
        where = ": ".join(filter(None, (self.place, key)))
        self.sheet.faults.append(Fault(self.sheet.file, line, where, problem, tuple(dict.fromkeys(allowed))))
        return instead

    def inside(self, place: str, values: Mapping[str, Any], *keys: str | int) -> Self:
        """Return a table inside this one, which notes its faults on the same sheet."""
        return replace(self, place=place, values=values, path=(*self.path, *keys))

    def word(self, key: str) -> str:
        """Read an id: small letters, digits, ``_`` and ``-``, which begins a name of files and of commands."""
        word = self.text(key)
        if len(word) > LONGEST_WORD:
            return self.refuse(key, f"has {len(word)} characters; an id has at most {LONGEST_WORD}", word)
        if word and not WORD.fullmatch(word):
            return self.refuse(key, f"{word!r} is no id; write small letters, digits, _ and -", word)
        return word

    def text(self, key: str, default: str | None = None, among: Collection[str] = ()) -> str:
        """Read a text as every table does, and refuse characters that a terminal would obey or that are not seen."""
        word = super().text(key, default, among)
        return word if visible(word) == word else self.refuse(key, f"{visible(word)} holds a control character", "")

    def number(self, key: str) -> float | None:
        """Read a finite number, None when the key is absent."""
        value = super().number(key)
        return value if value is None or isfinite(value) else self.refuse(key, f"{value!r} is no number", None)

    def price(self, key: str) -> float | None:
        """Read a number above 0, None when the key is absent."""
        value = self.number(key)
        return value if value is None or value > 0 else self.refuse(key, f"{value!r} is not above 0", None)

    def whole(self, key: str) -> int:
        """Read a whole number from 0 on, 0 when the key is absent."""
        value = self.values.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return self.refuse(key, f"{value!r} is no whole number from 0 on", 0)
        return value

    def symbol(self) -> str:
        """Return the key under which this table stands, which must be the canonical code of an A share."""
        word = next(str(key) for key in reversed(self.path) if isinstance(key, str))
        try:
            symbol = str(parse_a_share(word))
        except InputError as fault:
            return self.refuse("", f"{fault}; a company of another market goes under [[excluded]]", word)
        return symbol if symbol == word else self.refuse("", f"{word!r} is written {symbol} here", symbol)

    def by_symbol(self, key: str, known: Collection[str]) -> list[Self]:
        """Read the tables under the symbols of a table, with ``known`` keys alone; a list of tables is several."""
        table = self.table(key)
        rows = []
        for symbol, value in table.values.items():
            place = f"{table.place} {symbol}"
            several = value if isinstance(value, list) else [value]
            if not several or not all(isinstance(each, dict) for each in several):
                table.refuse(symbol, "is no table; write { name = ..., line = ... }", None)
                continue
            for number, each in enumerate(several):
                keys = (symbol, number) if isinstance(value, list) else (symbol,)
                rows.append(table.inside(place, each, *keys))
        for row in rows:
            row.known_keys(known)
        return rows
