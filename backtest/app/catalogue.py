"""The reports, their theses, the strategies and the names, as they were known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from backtest.app.library import Reports, asked_library
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.today import today
from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.contract.variant import Variant
from strategies.coverage import coverage as coverage_rows
from strategies.declared.strategy import declared_strategy
from strategies.documents.document import Excluded, Membership, Report, Thesis
from strategies.documents.library import report
from strategies.library.library import Library
from strategies.library.strategy_file import summary_of
from strategies.registry import STRATEGIES
from strategies.standing.sign_state import SignState, counted, sign_states

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal["reports", "theses", "strategies", "members"]
KINDS: tuple[Kind, ...] = ("strategies", "reports", "theses", "members")


@dataclass(frozen=True)
class ListedStrategy:
    """A registered strategy; ``known_from`` is the day of its first report, ``parameters`` are the defaults.

    Of a strategy file in a folder of the user's only the name is known, and as its title the file's first line of
    documentation: it is not executed to be listed. ``sources`` say which line of a document prints a default, or that
    it is ours. ``variants`` have names, reasons and the values that they set; each runs as ``NAME/VARIANT`` when asked
    for.
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
    horizon_months: int | None
    theses: int
    names: int


@dataclass(frozen=True)
class ListedThesis:
    """One claim of a report; ``names`` are counted, once each.

    ``falsifiers`` and ``confirms`` say of each sign whether it has happened, ``state`` counts the falsifiers.
    """

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
    state: str
    falsifiers: tuple[SignState, ...]
    confirms: tuple[SignState, ...]


@dataclass(frozen=True)
class ListedCoverage:
    """Where a thesis went: the strategies that trade it or why none does.

    ``reads`` are the series that its falsifiers and confirming signs read, ``gates`` all gates that read one of them.
    """

    report: str
    id: str
    name: str
    status: str
    strategies: tuple[str, ...]
    reads: tuple[str, ...]
    gates: tuple[str, ...]
    where: str
    note: str


@dataclass(frozen=True)
class ListedMember:
    """One mention of a share, or a company that a report names and nobody could buy.

    ``why_not`` is empty for a mention that may be traded; else the word of its standing (``source``, ``incidental``,
    ``unreliable``) or the reason of a company that has no A share, whose ``symbol`` is empty and whose ``code`` is that
    of another market or of its later listing.
    """

    symbol: str
    name: str
    report: str
    thesis: str
    segment: str
    listing: str
    listed_as: str
    line: int
    why_not: str
    code: str
    role: str
    code_source: str
    confidence: str
    known_from: date
    note: str


Row: TypeAlias = ListedStrategy | ListedReport | ListedThesis | ListedCoverage | ListedMember
AnyRow = TypeVar("AnyRow", ListedStrategy, ListedReport, ListedThesis, ListedCoverage, ListedMember)


@dataclass(frozen=True, repr=False)
class Catalogue:
    """What there is of one kind, in the order of the reports or of the registry.

    Of theses ``without_store`` is empty, or says why there was no store to read: what would refute them is then held
    against the series that ship with the product alone. ``simulated`` says that the store is a simulated one.
    """

    kind: Kind
    rows: tuple[Row, ...]
    simulated: bool = False
    without_store: str = ""

    def __repr__(self) -> str:
        """Return the kind and the count, not the rows."""
        return f"<Catalogue of {self.kind}: {len(self.rows):,} rows>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        rows: dict[str, Any] = {self.kind: [asdict(row) for row in self.rows]}
        return {"simulated": True, **rows} if self.simulated else rows

    def to_frame(self) -> pd.DataFrame:
        """One row per strategy, report, thesis or mention of a name; columns are the fields of its class."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame([vars(row) for row in self.rows])


def catalogue(
    kind: Kind = "strategies",
    *,
    as_of: Day | None = None,
    coverage: bool = False,
    db: str | Path | None = None,
    reports: Reports = None,
) -> Catalogue:
    """List strategies, reports, theses or the names they give.

    Parameters
    ----------
    kind : {"strategies", "reports", "theses", "members"}, default "strategies"
        What to list; a member is one mention of a share by one thesis, or a company that could not be bought.
    as_of : date or str, optional
        Nothing is listed whose report was published after that day; by default everything is.
    coverage : bool, default False
        Of theses: the strategy that trades each, or why none does; of the shipped ones alone.
    db : str or Path, optional
        Of theses: the store from which their falsifiers are judged, a file or a database URL; by default
        ``BACKTEST_DATABASE_URL``, or else ``var/market.db``. When none is asked for and there is none, only the series
        that ship with the product are known.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.

    Returns
    -------
    Catalogue
        Rows of ``ListedStrategy``, ``ListedReport``, ``ListedThesis``, ``ListedMember`` or, with ``coverage``,
        ``ListedCoverage``.

    Raises
    ------
    UserError
        For another kind, for what is no day, for ``coverage`` of anything but theses, and for a ``db`` that cannot be
        read (``StoreError``).
    """
    insist_on_kind("kind", kind, str, f"one of {', '.join(KINDS)}")
    if kind not in KINDS:
        raise InputError(f"there is no list of {kind!r}; there are {', '.join(KINDS)}")
    if coverage and kind != "theses":
        raise InputError(f"coverage is of theses, not of {kind}")
    day = None if as_of is None else day_of(as_of)
    library = asked_library(reports)
    if kind == "theses" and not coverage:
        return _theses(library, day, db)
    return Catalogue(kind, _coverage(day) if coverage else _LISTS[kind](library, day))


def _listed(row: type[AnyRow], of: object, **more: object) -> AnyRow:
    """Return a row whose fields are those of the same name, but for what is given."""
    names = [each.name for each in fields(row)]
    values: dict[str, Any] = {name: more[name] if name in more else getattr(of, name) for name in names}
    return row(**values)


def _strategies(library: Library, as_of: date | None) -> tuple[Row, ...]:
    shipped = tuple(
        _strategy(each)
        for each in STRATEGIES.values()
        if as_of is None or each.known_from is None or each.known_from <= as_of
    )
    declared = tuple(
        _strategy(declared_strategy(each, each.basket)) for each in _known_reports(library, as_of) if each.basket
    )
    return (*shipped, *declared, *(_own(name, path) for name, path in library.strategy_files.items()))


def _strategy(of: Strategy) -> ListedStrategy:
    return _listed(
        ListedStrategy,
        of,
        parameters={name: each.default for name, each in of.parameters.items()},
        sources={name: each.source for name, each in of.parameters.items()},
    )


def _own(name: str, path: Path) -> ListedStrategy:
    return ListedStrategy(name, summary_of(path) or str(path), None, (), {}, {}, ())


def _known_reports(library: Library, as_of: date | None) -> tuple[Report, ...]:
    return library.reports if as_of is None else library.reports_as_of(as_of)


def _reports(library: Library, as_of: date | None) -> tuple[Row, ...]:
    return tuple(
        _listed(
            ListedReport,
            each,
            horizon_months=each.standard.horizon_months or None,
            theses=len(each.theses),
            names=len({member.symbol for member in each.memberships}),
        )
        for each in _known_reports(library, as_of)
    )


def _theses(library: Library, as_of: date | None, db: str | Path | None) -> Catalogue:
    """The theses with what was known by a day, or is by today, of their falsifiers."""
    from backtest.app.known_market import known_market  # noqa: PLC0415 - only who asks for theses reads a store

    market = known_market(db, library)
    panel = market.history.panel if market.history else None
    day = as_of or max([today(), *(panel.sessions[-1:].tolist() if panel and panel.simulated else [])])
    found: dict[tuple[str, str], list[SignState]] = {}
    for state in sign_states(_known_reports(library, as_of), market.signals, day, panel):
        found.setdefault((state.report, state.thesis), []).append(state)
    rows = tuple(
        _thesis(each, thesis, found.get((each.id, thesis.id), []))
        for each in _known_reports(library, as_of)
        for thesis in each.theses
    )
    return Catalogue("theses", rows, market.simulated, market.without_store)


def _thesis(of: Report, thesis: Thesis, states: Sequence[SignState]) -> ListedThesis:
    falsifiers, confirms = (tuple(each for each in states if each.kind == kind) for kind in ("falsifier", "confirming"))
    return _listed(
        ListedThesis,
        thesis,
        report=of.id,
        names=len({member.symbol for member in of.memberships if member.thesis == thesis.id}),
        known_from=of.known_from,
        state=counted(falsifiers),
        falsifiers=falsifiers,
        confirms=confirms,
    )


def _coverage(as_of: date | None) -> tuple[Row, ...]:
    return tuple(
        _listed(ListedCoverage, row, id=row.thesis)
        for row in coverage_rows()
        if as_of is None or report(row.report).known_from <= as_of
    )


def _members(library: Library, as_of: date | None) -> tuple[Row, ...]:
    return tuple(
        row
        for each in _known_reports(library, as_of)
        for row in (*map(_member, each.memberships), *(_unbought(each, company) for company in each.excluded))
    )


def _member(of: Membership) -> ListedMember:
    return _listed(ListedMember, of, code=of.symbol, why_not="" if of.tradable else of.listed_as)


def _unbought(report: Report, of: Excluded) -> ListedMember:
    unsaid = dict.fromkeys(("symbol", "segment", "listing", "listed_as", "role", "code_source", "confidence"), "")
    when = f", listed on {of.listed_on}" if of.listed_on else ""
    return _listed(ListedMember, of, **unsaid, known_from=report.known_from, why_not=f"{of.reason}{when}")


_LISTS: Mapping[str, Callable[[Library, date | None], tuple[Row, ...]]] = {
    "strategies": _strategies,
    "reports": _reports,
    "members": _members,
}
