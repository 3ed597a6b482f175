"""The layouts of other systems' files, as data: the folder ``systems/`` has one TOML file a group of systems."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

AUTO = "auto"
PER_SECURITY = ("name", "prev_close")
"""What an index has no column for."""
Alternatives: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Layout:
    """What the files of one system look like. Heads are in lower case and without a unit in brackets.

    A file fits that has all heads of ``tells``, one of ``any_of`` where there are some and none of ``without``;
    where ``exact`` its heads are ``tells`` in their order and no others. Files of an ``ending`` are of that layout.
    ``table`` is the canonical table, "" for a file that is known and not stored: where it has columns, it tells
    suspensions. ``columns`` names for each canonical column the heads that may hold it, the best first; those of
    ``sums`` are added up, and of two in ``growth`` the first becomes the second. Ratios are per ten shares where
    ``per_ten``, or per as many as the column ``per`` says. ``volume`` and ``amount`` are units of ``units.toml``,
    unless a head says another one, and so are ``turnover_rate`` and ``float_shares``, ``columns`` beside the canonical
    ones that are judged and not stored. ``star_in_shares``: the volume of STAR shares is in shares whatever ``volume``
    says. Rows that have another word than those of ``keep``, or an empty cell in a column of ``needs``, are left out.
    ``empty`` are words for no value.

    Prices are adjusted where a cell is one of ``adjusted``, or a number not that of ``adjusted_unless``, or where more
    than a fifth of them lie off the tick (``on_tick``); ``instead`` says what to do then. ``daily`` are the words of
    a column for a bar of one day. ``index`` is the name of the same layout for rows of an index, titled
    ``index_title``. ``st_flag`` is the head of a column that is 1 in sessions under ST.
    """

    name: str
    title: str
    table: str
    source: str
    tells: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    exact: bool = False
    ending: str = ""
    columns: Alternatives = field(default_factory=dict)
    sums: Alternatives = field(default_factory=dict)
    growth: Alternatives = field(default_factory=dict)
    per_ten: bool = False
    per: str = ""
    volume: str = ""
    amount: str = ""
    turnover_rate: str = ""
    float_shares: str = ""
    star_in_shares: bool = False
    keep: Alternatives = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    adjusted: Alternatives = field(default_factory=dict)
    adjusted_unless: Mapping[str, float] = field(default_factory=dict)
    on_tick: bool = False
    daily: Alternatives = field(default_factory=dict)
    instead: str = ""
    index: str = ""
    index_title: str = ""
    st_flag: str = ""

    def of_index(self) -> Layout:
        """Return the same layout for the rows of an index."""
        columns = {name: heads for name, heads in self.columns.items() if name not in PER_SECURITY}
        title = self.index_title or f"{self.title} of an index"
        return replace(self, name=self.index, title=title, table="index", columns=columns, index="", st_flag="")


@cache
def layouts() -> Mapping[str, Layout]:
    """Return every layout that a file is recognised by, by name, in the order of the files and of their rows."""
    return {layout.name: layout for layout in _rows()}


@cache
def named_layouts() -> Mapping[str, Layout]:
    """Return every layout that ``--format`` takes, by name: those of indices too."""
    twins = [layout.of_index() for layout in layouts().values() if layout.index]
    return dict(sorted({**layouts(), **{twin.name: twin for twin in twins}}.items()))


def _rows() -> Iterator[Layout]:
    folder = resources.files(__package__) / "systems"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items():
                yield _layout(name, row)


def _layout(name: str, row: Mapping[str, Any]) -> Layout:
    given = {"any_of" if key == "any" else key: _frozen(value) for key, value in row.items()}
    if unknown := set(given) - {column.name for column in fields(Layout)}:
        raise ValueError(f"layout {name} has the unknown keys {', '.join(sorted(unknown))}")
    return Layout(name=name, **given)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - what TOML holds
    if isinstance(value, list):
        return tuple(value)
    return {key: _frozen(cell) for key, cell in value.items()} if isinstance(value, dict) else value
