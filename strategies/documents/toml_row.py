"""One table of a TOML file, read key by key: a wrong or missing key is one line that names file, table and key."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from data_sources.errors import InputError


@dataclass(frozen=True)
class TomlRow:
    """The keys of one table; ``place`` (file, table, number) begins every error."""

    place: str
    values: Mapping[str, Any]

    def error(self, key: str, problem: str) -> InputError:
        """Build the one-line error for a key."""
        return InputError(f"{self.place}: {key}: {problem}")

    def known_keys(self, keys: Collection[str]) -> None:
        """Refuse a key that is not read, so that a misspelt one is not silently lost."""
        for key in self.values:
            if key not in keys:
                raise self.error(key, f"unknown key; there are {', '.join(sorted(keys))}")

    def text(self, key: str, default: str | None = None, among: Collection[str] = ()) -> str:
        """Read a text with its white space collapsed; without ``default`` it must be there and not be empty."""
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, "is missing")
        if not isinstance(value, str):
            raise self.error(key, f"{value!r} is no text")
        word = " ".join(value.split())
        if not word and default is None:
            raise self.error(key, "is empty")
        if among and word not in among:
            raise self.error(key, f"{word!r} is unknown; there are {', '.join(among)}")
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; an absent key is an empty list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.error(key, "is no list of texts")
        return tuple(" ".join(each.split()) for each in value)

    def day(self, key: str) -> date:
        """Read a calendar day written as TOML date or as text, 2025-02-06."""
        day = self.optional_day(key)
        if day is None:
            raise self.error(key, "is missing")
        return day

    def optional_day(self, key: str) -> date | None:
        """Read a calendar day, None when the key is absent."""
        value = self.values.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.error(key, f"{str(value)!r} is no date; write it like 2025-02-06") from None

    def number(self, key: str) -> float | None:
        """Read a number, None when the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, f"{value!r} is no number")
        return float(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"{value!r} is neither true nor false")
        return value

    def table(self, key: str) -> TomlRow:
        """Read a table under a key, empty when the key is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "is no table")
        return TomlRow(f"{self.place}: {key}", value)

    def rows(self, key: str, title: str, known: Collection[str] = ()) -> Iterator[TomlRow]:
        """Read an array of tables, each with ``known`` keys alone when there are any.

        Each row's place is the file, ``title`` and its number from 1.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(key, "is no array of tables")
        for number, each in enumerate(value, 1):
            row = TomlRow(f"{self.place}: {title} {number}", each)
            if known:
                row.known_keys(known)
            yield row


def read_toml(file: Path | Traversable) -> TomlRow:
    """Read a file, whose name is the place; raises InputError in one line for text that is not TOML."""
    try:
        return TomlRow(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except ValueError as fault:  # not TOML, not UTF-8, or a whole number that Python refuses to read for its length
        raise InputError(f"{file.name}: is no TOML in UTF-8: {fault}") from None
