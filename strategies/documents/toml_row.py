"""One table of a TOML file, read key by key: a wrong or missing key is one line that names file, table and key."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Self, TypeVar

from data_sources.errors import InputError

Instead = TypeVar("Instead")


@dataclass(frozen=True)
class TomlRow:
    """The keys of one table; ``place`` (file, table, number) begins every error."""

    place: str
    values: Mapping[str, Any]

    def error(self, key: str, problem: str) -> InputError:
        """Build the one-line error for a key."""
        return InputError(f"{self.place}: {key}: {problem}")

    def refuse(self, key: str, problem: str, instead: Instead, allowed: Collection[str] = ()) -> Instead:
        """Raise the error for a key, with the words that are ``allowed``; who collects faults returns ``instead``."""
        del instead
        raise self.error(key, f"{problem}; there are {', '.join(allowed)}" if allowed else problem)

    def inside(self, place: str, values: Mapping[str, Any], *_keys: str | int) -> Self:
        """Return a table inside this one, under the keys."""
        return replace(self, place=place, values=values)

    def known_keys(self, keys: Collection[str]) -> None:
        """Refuse a key that is not read, so that a misspelt one is not silently lost."""
        for key in self.values:
            if key not in keys:
                self.refuse(key, "unknown key", None, sorted(keys))

    def text(self, key: str, default: str | None = None, among: Collection[str] = ()) -> str:
        """Read a text with its white space collapsed; without ``default`` it must be there and not be empty."""
        value = self.values.get(key, default)
        if value is None:
            return self.refuse(key, "is missing", "", among)
        if not isinstance(value, str):
            return self.refuse(key, f"{value!r} is no text", "", among)
        word = " ".join(value.split())
        if not word and default is None:
            return self.refuse(key, "is empty", "", among)
        if among and key in self.values and word not in among:
            return self.refuse(key, f"{word!r} is unknown", "", among)
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; an absent key is an empty list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            return self.refuse(key, "is no list of texts", ())
        return tuple(" ".join(each.split()) for each in value)

    def day(self, key: str) -> date:
        """Read a calendar day written as TOML date or as text, 2025-02-06."""
        day = self.optional_day(key)
        if day is None:
            return self.refuse(key, "is missing; write it like 2025-02-06", date.max)
        return day

    def optional_day(self, key: str) -> date | None:
        """Read a calendar day, None when the key is absent."""
        value = self.values.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return self.refuse(key, f"{str(value)!r} is no date; write it like 2025-02-06", date.max)

    def number(self, key: str) -> float | None:
        """Read a number, None when the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.refuse(key, f"{value!r} is no number", None)
        return float(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            return self.refuse(key, f"{value!r} is neither true nor false", default)
        return value

    def table(self, key: str) -> Self:
        """Read a table under a key, empty when the key is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            value = self.refuse(key, "is no table", {})
        return self.inside(f"{self.place}: {key}" if self.place else key, value, key)

    def rows(self, key: str, title: str, known: Collection[str] = ()) -> Iterator[Self]:
        """Read an array of tables, each with ``known`` keys alone when there are any.

        Each row's place is the file, ``title`` and its number from 1.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            value = self.refuse(key, "is no array of tables", [])
        for number, each in enumerate(value, 1):
            place = f"{self.place}: {title} {number}" if self.place else f"{title} {number}"
            row = self.inside(place, each, key, number - 1)
            if known:
                row.known_keys(known)
            yield row


def read_toml(file: Path | Traversable) -> TomlRow:
    """Read a file, whose name is the place; raises InputError in one line for text that is not TOML."""
    try:
        return TomlRow(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except ValueError as fault:  # not TOML, not UTF-8, or a whole number that Python refuses to read for its length
        raise InputError(f"{file.name}: is no TOML in UTF-8: {fault}") from None
