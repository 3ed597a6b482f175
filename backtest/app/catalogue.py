"""The reports, their theses, the strategies and the names, as they were known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from strategies.contract.parameters import Value
from strategies.contract.variant import Variant
from strategies.coverage import coverage as coverage_rows
from strategies.documents.document import Membership, Report, Thesis
from strategies.documents.library import load_reports, memberships, report, reports_as_of
from strategies.registry import STRATEGIES

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal["reports", "theses", "strategies", "members"]


@dataclass(frozen=True)
class ListedStrategy:
    """A registered strategy; ``known_from`` is the day of its first report, ``parameters`` are the defaults.

    ``sources`` say which line of a document prints a default, or that it is ours. ``variants`` have names, reasons and
    the values that they set; each runs as ``NAME/VARIANT`` when asked for.
    """

    name: str
    title: str
    known_from: date | None
    reports: tuple[str, ...]
    parameters: Mapping[str, Value]
    sources: Mapping[str, str]
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class ListedReport:
    """A published document; ``theses`` and ``names`` are counted, names once each."""

    id: str
    known_from: date
    published: date
    date_basis: str
    broker: str
    broker_zh: str
    title: str
    title_zh: str
    sector: str
    rating: str
    rating_class: str
    horizon_months: int
    theses: int
    names: int


@dataclass(frozen=True)
class ListedThesis:
    """One claim of a report; ``names`` are counted, once each."""

    report: str
    id: str
    name: str
    name_zh: str
    kind: str
    parent: str
    segments: tuple[str, ...]
    names: int
    known_from: date
    claim: str
    falsifiers: tuple[str, ...]


@dataclass(frozen=True)
class ListedCoverage:
    """Where a thesis went: the strategies that trade it, the series it feeds, or why neither."""

    report: str
    id: str
    name: str
    status: str
    strategies: tuple[str, ...]
    feeds: tuple[str, ...]
    where: str
    note: str


Row: TypeAlias = ListedStrategy | ListedReport | ListedThesis | ListedCoverage | Membership
AnyRow = TypeVar("AnyRow", ListedStrategy, ListedReport, ListedThesis, ListedCoverage)


@dataclass(frozen=True, repr=False)
class Catalogue:
    """What there is of one kind, in the order of the reports or of the registry."""

    kind: Kind
    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        """Return the kind and the count, not the rows."""
        return f"<Catalogue of {self.kind}: {len(self.rows):,} rows>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {self.kind: [asdict(row) for row in self.rows]}

    def to_frame(self) -> pd.DataFrame:
        """One row per strategy, report, thesis or mention of a name; columns are the fields of its class."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame([vars(row) for row in self.rows])


def catalogue(kind: Kind = "strategies", *, as_of: Day | None = None, coverage: bool = False) -> Catalogue:
    """List strategies, reports, theses or the names they give.

    Parameters
    ----------
    kind : {"strategies", "reports", "theses", "members"}, default "strategies"
        What to list; a member is one mention of a share by one thesis.
    as_of : date or str, optional
        Nothing is listed whose report was published after that day; by default everything is.
    coverage : bool, default False
        Of theses: the strategy that trades each, or why none does.

    Returns
    -------
    Catalogue
        Rows of ``ListedStrategy``, ``ListedReport``, ``ListedThesis``, ``Membership`` or, with ``coverage``,
        ``ListedCoverage``.

    Raises
    ------
    InputError
        For another kind, for what is no day, and for ``coverage`` of anything but theses.
    """
    insist_on_kind("kind", kind, str, f"one of {', '.join(_LISTS)}")
    if kind not in _LISTS:
        raise InputError(f"there is no list of {kind!r}; there are {', '.join(_LISTS)}")
    if coverage and kind != "theses":
        raise InputError(f"coverage is of theses, not of {kind}")
    day = None if as_of is None else day_of(as_of)
    return Catalogue(kind, _coverage(day) if coverage else _LISTS[kind](day))


def _listed(row: type[AnyRow], of: object, **more: object) -> AnyRow:
    """Return a row whose fields are those of the same name, but for what is given."""
    names = [each.name for each in fields(row)]
    values: dict[str, Any] = {name: more[name] if name in more else getattr(of, name) for name in names}
    return row(**values)


def _strategies(as_of: date | None) -> tuple[Row, ...]:
    return tuple(
        _listed(
            ListedStrategy,
            each,
            parameters={name: given.default for name, given in each.parameters.items()},
            sources={name: given.source for name, given in each.parameters.items()},
        )
        for each in STRATEGIES.values()
        if as_of is None or each.known_from is None or each.known_from <= as_of
    )


def _known_reports(as_of: date | None) -> tuple[Report, ...]:
    return load_reports() if as_of is None else reports_as_of(as_of)


def _reports(as_of: date | None) -> tuple[Row, ...]:
    return tuple(
        _listed(
            ListedReport,
            each,
            horizon_months=each.standard.horizon_months,
            theses=len(each.theses),
            names=len({member.symbol for member in each.memberships}),
        )
        for each in _known_reports(as_of)
    )


def _theses(as_of: date | None) -> tuple[Row, ...]:
    return tuple(_thesis(each, thesis) for each in _known_reports(as_of) for thesis in each.theses)


def _thesis(of: Report, thesis: Thesis) -> ListedThesis:
    names = len({member.symbol for member in of.memberships if member.thesis == thesis.id})
    return _listed(ListedThesis, thesis, report=of.id, names=names, known_from=of.known_from)


def _coverage(as_of: date | None) -> tuple[Row, ...]:
    return tuple(
        _listed(ListedCoverage, row, id=row.thesis)
        for row in coverage_rows()
        if as_of is None or report(row.report).known_from <= as_of
    )


_LISTS: Mapping[Kind, Callable[[date | None], tuple[Row, ...]]] = {
    "strategies": _strategies,
    "reports": _reports,
    "theses": _theses,
    "members": memberships,
}
