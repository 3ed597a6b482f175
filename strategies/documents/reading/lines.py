"""On which line each key of a TOML text stands; ``tomllib`` does not say. Pure.

A text that ``tomllib`` has read is taken apart into marks, keys and texts, so nothing here checks anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Token: TypeAlias = tuple[str, int]

TOKEN = re.compile(
    r"""
    [ \t\r]+ | \#[^\n]*
    | (?P<token>
        \n
        | \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5}
        | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
        | [][{}=,.]
        | [^\s\[\]{}=,.#"']+
    )
    """,
    re.VERBOSE | re.DOTALL,
)
MARKS = frozenset("[]{}=,\n")
HEADER = 2


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line, from 1, on which each table, key and item of a TOML text begins.

    A path is the keys from the top, with the number from 0 of each item of an array:
    ``("thesis", 0, "members", "600000.SH")``.
    """
    return _Scanner(_tokens(text)).scan()


def line_at(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest table around what is not there; 1 for the top."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _tokens(text: str) -> list[Token]:
    tokens, line, at = [], 1, 0
    for found in TOKEN.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        if found["token"]:
            tokens.append((found["token"], line))
    return tokens


class _Scanner:
    """The tokens of one text and how far they have been read."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}  # items of each array of tables so far

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self.at < len(self.tokens):
            word = self.tokens[self.at][0]
            if word == "\n":
                self.at += 1
            elif word == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> Path:
        line = self.tokens[self.at][1]
        brackets = 0
        while self.tokens[self.at][0] == "[":
            brackets, self.at = brackets + 1, self.at + 1
        *outer, last = self._keys()
        self.at += brackets
        path: Path = ()
        for key in outer:
            path = self._newest((*path, key))
        path = (*path, last)
        if brackets == HEADER:
            self.counts[path] = self.counts.get(path, 0) + 1
            self.lines.setdefault(path, line)
        path = self._newest(path)
        self.lines.setdefault(path, line)
        return path

    def _newest(self, path: Path) -> Path:
        """A table of an array is that array's newest one so far."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _keys(self) -> list[str]:
        keys = []
        while self.tokens[self.at][0] not in MARKS:
            word = self.tokens[self.at][0]
            if word != ".":
                keys.append(_key(word))
            self.at += 1
        return keys

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at][1]
        path = table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self.at += 1
        self._value(path)

    def _value(self, path: Path) -> None:
        word = self.tokens[self.at][0]
        if word in ("[", "{"):
            self.at += 1
            self._items(path, "]" if word == "[" else "}")
            return
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in MARKS:
            self.at += 1

    def _items(self, path: Path, end: str) -> None:
        number = 0
        while (word := self.tokens[self.at][0]) != end:
            if word in (",", "\n"):
                self.at += 1
            elif end == "}":
                self._pair(path)
            else:
                self.lines[(*path, number)] = self.tokens[self.at][1]
                self._value((*path, number))
                number += 1
        self.at += 1


def _key(word: str) -> str:
    return str(tomllib.loads(f"key = {word}")["key"]) if word[0] in "\"'" else word
