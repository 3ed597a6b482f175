"""The reports, their theses, the strategies and the names, as they were known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from backtest.app.catalogue.listed import Row
from backtest.app.catalogue.parameters import ListedParameter, parameters_of
from backtest.app.catalogue.rows import coverage_of, known_reports, members_of, reports_of, strategies_of, thesis_of
from backtest.app.library import Reports, asked_library
from backtest.app.runnable import Named
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.today import today
from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import both
from strategies.library.library import Library
from strategies.standing.sign_state import SignState, sign_states

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal["reports", "theses", "strategies", "members", "parameters"]
KINDS: tuple[Kind, ...] = ("strategies", "reports", "theses", "members", "parameters")


@dataclass(frozen=True, repr=False)
class Catalogue:
    """What there is of one kind, in the order of the reports or of the registry.

    Of theses ``without_store`` is empty, or says why there was no store to read: what would refute them is then held
    against the series that ship and those of the folder alone. ``simulated`` says that the store is a simulated one.
    """

    kind: Kind
    rows: tuple[Row | ListedParameter, ...]
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
    strategy: Named | None = None,
    as_of: Day | None = None,
    coverage: bool = False,
    db: str | Path | None = None,
    reports: Reports = None,
) -> Catalogue:
    """List strategies, reports, theses or the names they give.

    Parameters
    ----------
    kind : {"strategies", "reports", "theses", "members", "parameters"}, default "strategies"
        What to list; a member is one mention of a share by one thesis, or a company that could not be bought.
    strategy : str, Path, Strategy or function, optional
        Of parameters: whose; what ``backtest.run`` takes.
    as_of : date or str, optional
        Nothing is listed whose report was published after that day; by default everything is.
    coverage : bool, default False
        Of theses: the strategy that trades each, or why none does; of the shipped ones alone.
    db : str or Path, optional
        Of theses: the store from which their falsifiers are judged, a file or a database URL; by default
        ``BACKTEST_DATABASE_URL``, or else ``var/market.db``. When none is asked for and there is none, only the series
        that ship and those of the folder are known.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.

    Returns
    -------
    Catalogue
        Rows of ``ListedStrategy``, ``ListedReport``, ``ListedThesis``, ``ListedMember``, ``ListedParameter`` or, with
        ``coverage``, ``ListedCoverage``.

    Raises
    ------
    UserError
        For another kind, for what is no day, for ``coverage`` of anything but theses, for parameters without a
        strategy, and for a ``db`` that cannot be read (``StoreError``).
    """
    insist_on_kind("kind", kind, str, f"one of {', '.join(KINDS)}")
    if kind not in KINDS:
        raise InputError(
            both(
                f"there is no list of {kind!r}; there are {', '.join(KINDS)}",
                f"没有 {kind!r} 列表；可用的有 {'、'.join(KINDS)}",
            )
        )
    if coverage and kind != "theses":
        raise InputError(f"coverage is of theses, not of {kind}")
    if (kind == "parameters") != (strategy is not None):
        raise InputError(
            both(
                'parameters are of one strategy: catalogue("parameters", strategy="rate_power")',
                '参数属于某一个策略：catalogue("parameters", strategy="rate_power")',
            )
        )
    day = None if as_of is None else day_of(as_of)
    library = asked_library(reports)
    if strategy is not None:
        return Catalogue(kind, tuple(parameters_of(strategy, library)))
    if kind == "theses" and not coverage:
        return _theses(library, day, db)
    return Catalogue(kind, coverage_of(day) if coverage else _LISTS[kind](library, day))


def _theses(library: Library, as_of: date | None, db: str | Path | None) -> Catalogue:
    """The theses with what was known by a day, or is by today, of their falsifiers."""
    from backtest.app.known_market import known_market  # noqa: PLC0415 - only who asks for theses reads a store

    market = known_market(db, library)
    panel = market.history.panel if market.history else None
    day = as_of or max([today(), *(panel.sessions[-1:].tolist() if panel and panel.simulated else [])])
    found: dict[tuple[str, str], list[SignState]] = {}
    for state in sign_states(known_reports(library, as_of), market.signals, day, panel):
        found.setdefault((state.report, state.thesis), []).append(state)
    rows = tuple(
        thesis_of(each, thesis, found.get((each.id, thesis.id), []))
        for each in known_reports(library, as_of)
        for thesis in each.theses
    )
    return Catalogue("theses", rows, market.simulated, market.without_store)


_LISTS: Mapping[str, Callable[[Library, date | None], tuple[Row, ...]]] = {
    "strategies": strategies_of,
    "reports": reports_of,
    "members": members_of,
}
