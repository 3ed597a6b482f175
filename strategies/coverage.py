"""Where each thesis of the reports went: traded by a strategy, a premise without names, or without an A share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, TypeAlias

from data_sources.errors import InputError
from data_sources.language.text import NOTHING, Text, both
from strategies.contract.strategy import Strategy
from strategies.documents.document import Membership, Report
from strategies.documents.library import load_reports
from strategies.documents.segment_names import segment_name
from strategies.documents.toml_row import TomlRow, read_toml
from strategies.readers import gates_on, series_of_signs
from strategies.registry import STRATEGIES

Status: TypeAlias = Literal["traded", "premise", "no_a_share", "list"]

FILE = "coverage.toml"
STATED: Mapping[str, Status] = {"premise": "premise", "no_a_share": "no_a_share", "list": "list"}
# It holds the formal names of every thesis, so it would cover all of them without a word about any.
HOLDS_ALL = "all_reports"


@dataclass(frozen=True)
class Statement:
    """What ``coverage.toml`` says about a thesis that no family trades; ``tested_by`` is ``strategy[/segment]``."""

    thesis: str
    status: Status
    tested_by: tuple[str, ...]
    note: Text


@dataclass(frozen=True)
class CoverageRow:
    """One thesis and its place; ``strategies`` are written ``rate_power/ocs``.

    ``reads`` are the series that the conditions of its signs read, ``gates`` those of all gates that read one of them,
    ``rate_power/hyperscaler_capex``. Both are found from the conditions and the strategies, never stated.
    """

    report: str
    thesis: str
    name: Text
    status: Status
    strategies: tuple[str, ...]
    reads: tuple[str, ...]
    gates: tuple[str, ...]
    note: Text

    @property
    def where(self) -> Text:
        """The place in one line; in Chinese with the names of strategies and segments."""
        tested = both(", ".join(self.strategies), "、".join(_place(each).zh for each in self.strategies))
        if self.status == "premise":
            stored = _STORED if self.reads else _NOT_STORED
            by = both(f"tested by {tested}", f"由{tested.zh}检验") if tested else stored
            return both(f"premise, no names: {by}", f"前提，没有个股：{by.zh}")
        return both("names no A-share to trade", "没有可交易的 A 股") if self.status == "no_a_share" else tested


def coverage() -> tuple[CoverageRow, ...]:
    """One row for each shipped thesis, in the order of the reports; raises InputError when one has no place."""
    statements = read_statements(resources.files("strategies") / FILE)
    return cover(load_reports(), STRATEGIES, statements)


def cover(
    reports: Iterable[Report],
    strategies: Mapping[str, Strategy],
    statements: Iterable[Statement],
) -> tuple[CoverageRow, ...]:
    """Join what the segments hold with what is stated.

    Raises InputError that names the thesis: without a row, with two, or with a row that names what does not exist.
    """
    stated = {statement.thesis: statement for statement in statements}
    rows = []
    for report in reports:
        for thesis in report.theses:
            statement = stated.pop(f"{report.id}.{thesis.id}", None)
            named = [each for each in report.memberships if each.thesis == thesis.id and each.tradable]
            held = _held(named, strategies)
            if statement is None and not held:
                raise InputError(f"{FILE}: {report.id}.{thesis.id}: no strategy trades it and no row says why")
            if statement:
                _check(statement, named, held, strategies)
            series = series_of_signs(thesis)
            found = (series, gates_on(series, strategies))
            status, places = (statement.status, statement.tested_by) if statement else ("traded", held)
            note = statement.note if statement else NOTHING
            rows.append(CoverageRow(report.id, thesis.id, thesis.called, status, places, *found, note))
    if stated:
        raise InputError(f"{FILE}: {', '.join(sorted(stated))}: no report has such a thesis")
    return tuple(rows)


def read_statements(file: Path | Traversable) -> tuple[Statement, ...]:
    """Read ``coverage.toml``; raises InputError for a wrong key or the same thesis twice."""
    statements: dict[str, Statement] = {}
    for row in read_toml(file).rows("thesis", "thesis", ("id", "status", "tested_by", "note", "note_zh")):
        thesis, status = row.text("id"), row.text("status", among=STATED)
        if thesis in statements:
            raise row.error("id", f"{thesis} stands twice")
        statements[thesis] = Statement(thesis, STATED[status], row.texts("tested_by"), _noted(row))
    return tuple(statements.values())


def _noted(row: TomlRow) -> Text:
    note = row.text("note")
    return both(note, row.text("note_zh", default="") or note)


_STORED = both("a stored series tests it", "由已存序列检验")
_NOT_STORED = both("no stored series tests it", "没有已存序列可检验")


def _place(word: str) -> Text:
    """A strategy, or one of its segments, ``rate_power/ocs``, by its title."""
    family, _, segment = word.partition("/")
    title = STRATEGIES[family].title.zh if family in STRATEGIES else family
    return both(word, f"{title}/{segment_name(segment).zh}" if segment else title)


def _held(named: Sequence[Membership], strategies: Mapping[str, Strategy]) -> tuple[str, ...]:
    """The segments, all_reports apart, that hold a name of a thesis."""
    return tuple(
        f"{strategy.name}/{segment.name}"
        for strategy in strategies.values()
        if strategy.name != HOLDS_ALL
        for segment in strategy.segments
        if any(segment.holds(membership) for membership in named)
    )


def _check(
    statement: Statement,
    named: Sequence[Membership],
    held: Sequence[str],
    strategies: Mapping[str, Strategy],
) -> None:
    place = f"{FILE}: {statement.thesis}"
    if held:
        raise InputError(f"{place}: {', '.join(held)} trades it; take the row away")
    if named and statement.status != "list":
        raise InputError(f"{place}: is said to have no names, but gives {', '.join(each.symbol for each in named)}")
    for word in statement.tested_by:
        family, _, segment = word.partition("/")
        names = {each.name for each in strategies[family].segments} if family in strategies else set()
        if not names or (segment and segment not in names):
            raise InputError(f"{place}: there is no strategy or segment {word}")
