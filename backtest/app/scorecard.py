"""The reports judged by their own rating standards on the market of a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from backtest.app.asked_reports import asked_reports
from backtest.app.library import Reports, asked_library
from backtest.app.run import load_market
from backtest.market.indices import total_return_of
from backtest.market.panel import Panel
from backtest.result.accepted import accepted_about, accepted_rules_of, accepted_sentence
from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError
from data_sources.out_folder import out_folder
from data_sources.tables.brief import first_of
from data_sources.tables.finding import Finding
from strategies.documents.document import Report
from strategies.library.library import Library
from strategies.scorecard import BaseDay, Judged, Pool, Row, Scorecard, Summary, score
from strategies.scorecard.calls import disowned_names

if TYPE_CHECKING:
    import pandas as pd

    from reports.scorecard import ScorecardPage

COUNTED = ("rated", "unrated", "sub_industries")


@dataclass(frozen=True, repr=False)
class JudgedReports:
    """The scorecard, and of what: the snapshot of the store, and the ``pool`` that random lists were drawn from.

    ``caveat`` says which rules were accepted to publish the data of what is judged, "" for none.
    """

    card: Scorecard
    pool: Pool
    simulated: bool
    snapshot: str
    caveat: str = ""

    def __repr__(self) -> str:
        """Return the day and counts, not the rows."""
        reports = self.card.reports
        return (
            f"<JudgedReports{' SIMULATED' * self.simulated} on {self.card.as_of}: {len(reports)} reports"
            f" ({first_of([each.report.id for each in reports])}),\n"
            f" {sum(len(each.rows) for each in reports):,} rows, pool {self.pool}, snapshot {self.snapshot}>"
        )

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document: plain values, fractions, null where the data cannot say."""
        return {
            "as_of": self.card.as_of,
            "simulated": self.simulated,
            "snapshot": self.snapshot,
            "pool": self.pool,
            "caveats": [self.caveat] if self.caveat else [],
            "reports": [_judged(each) for each in self.card.reports],
            "brokers": {broker: _summary(each) for broker, each in self.card.brokers.items()},
        }

    def report(self, path: str | Path) -> Path:
        """Write the page of the scorecard, one file that opens offline, some 100 KB, and return its path.

        A file that is there is replaced; its folder must exist. The page links to the tables that ``write`` puts beside
        it. Raises UserError when it cannot be written.
        """
        from reports.scorecard import write_scorecard_page  # noqa: PLC0415 - only a page needs templates

        write_scorecard_page(self._page(), Path(path))
        return Path(path)

    def write(self, folder: str | Path, *, back: str = "") -> Path:
        """Write the page (``index.html``), the tables (CSV) and the document (``scorecard.json``) into a folder.

        Parameters
        ----------
        folder : str or Path
            The folder, made when it is not there. All files take the place of an older scorecard together, or none
            does; what else was put beside one stays.
        back : str, default ""
            Address of a page that leads here, relative to the page; "" for none.

        Returns
        -------
        Path
            The page.

        Raises
        ------
        UserError
            For a folder with files that no scorecard has written, and when it cannot be written.
        """
        from backtest.app.scorecard_folder import write_scorecard  # noqa: PLC0415 - only a page needs templates

        return write_scorecard(out_folder(folder), self.card, self._page(), self.document(), back=back)

    def _page(self) -> ScorecardPage:
        from reports.scorecard import scorecard_page  # noqa: PLC0415 - only a page needs templates

        caveats = [self.caveat] if self.caveat else []
        return scorecard_page(self.card, self.pool, simulated=self.simulated, snapshot=self.snapshot, caveats=caveats)

    def to_frame(self) -> pd.DataFrame:
        """One row per judged call, in the order of the reports; returns are fractions, NaN where the data cannot say.

        Columns are those of ``Row``; ``traded`` is the gain of what could be traded, NaN when nothing could, and a
        basket's interval is two columns, ``interval_low`` and ``interval_high``.
        """
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [row for judged in self.card.reports for row in judged.rows]
        return pd.DataFrame([_columns(row) for row in rows])


def scorecard(
    ids: str | Sequence[str] | None = None,
    *,
    as_of: Day | None = None,
    pool: Pool = "reports",
    reports: Reports = None,
    db: str | Path | None = None,
) -> JudgedReports:
    """Judge reports by their own standards, against the benchmarks that they name.

    Parameters
    ----------
    ids : str or sequence of str, optional
        Ids of reports such as ``"002"``; all of them by default.
    as_of : date or str, optional
        Use only what was known after the close of that day; by default all that is stored.
    pool : {"reports", "store"}, default "reports"
        Draw random lists from the names that reports had given by then, or from all names of the store, later picks
        among them.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.

    Returns
    -------
    JudgedReports
        ``report(path)`` writes its page, ``write(folder)`` the page and its tables, as ``--out`` does. Every industry
        rating and rated stock: return, excess, the class that the market gave it, met or missed or
        pending. Names listed without a rating beside our reading of that, baskets of the report's own names with the
        interval of their excess, and what could be traded. Hit rates stand beside base rates; the reports oldest first,
        then each broker's taken together. How a judgement is made stands in ``strategies.scorecard``.

    Raises
    ------
    UserError
        For an unknown report, for what is no day or no pool, for a day before the first of them, and for a store
        without a bar by then.
    """
    if pool not in get_args(Pool):
        raise InputError(f"pool is {pool!r}; there are {', '.join(get_args(Pool))}")
    day = None if as_of is None else day_of(as_of)
    known = asked_library(reports)
    chosen = asked_reports(known, ids, day)
    return judged_on(load_market(db), chosen, known, day, pool)


def judged_on(
    panel: Panel, chosen: Sequence[Report], known: Library, day: date | None = None, pool: Pool = "reports"
) -> JudgedReports:
    """Judge some reports of a library on a market that is loaded already; ``day`` None for all that it has."""
    card = score(panel, chosen, day, pool, known.named_from())
    return JudgedReports(card, pool, panel.simulated, panel.snapshot, _caveat(panel.findings, card))


def _caveat(findings: Sequence[Finding], card: Scorecard) -> str:
    """Say in spite of which rules the prices of the judged names and of the indices they are held against came in."""
    rows = [row for judged in card.reports for row in judged.rows]
    names = {symbol for row in rows for symbol in row.symbols}
    benchmarks = {row.benchmark for row in rows}
    indices = benchmarks | {total_return_of(each) for each in benchmarks}
    indices |= {row.measured_by.partition(" ")[0] for row in rows}
    return accepted_sentence(accepted_rules_of(accepted_about(findings, names | indices)))


def _judged(judged: Judged) -> dict[str, Any]:
    report, window = judged.report, judged.window
    return {
        "report": report.id,
        "broker": report.broker,
        "broker_zh": report.broker_zh,
        "published": report.published,
        "date_basis": report.date_basis,
        "rating": report.rating_class,
        "horizon_months": report.standard.horizon_months or None,
        "ends_on": window.ends_on if window else None,
        "closed": window.closed if window else None,
        "base_day": judged.base_day,
        "end_day": judged.end_day,
        "benchmark": judged.benchmark.symbol,
        "benchmark_change": _known(judged.benchmark.growth),
        "benchmark_total_return": _known(judged.benchmark_total),
        "rows": [_known(asdict(row)) for row in judged.rows],
        "summary": _summary(judged.summary),
        "base_days": [_with_rates(asdict(each), each) for each in judged.base_days],
        "excluded": [asdict(each) for each in report.excluded],
        "disowned": [{"symbol": symbol, "name": name} for symbol, name in disowned_names(report).items()],
    }


def _summary(summary: Summary) -> dict[str, Any]:
    fields = asdict(summary)
    luck = summary.luck
    fields["luck"] = asdict(luck.baskets) | {"own": luck.own, "later": luck.later} if luck.baskets else None
    fields["too_few_for_luck"] = luck.too_few
    return _with_rates(fields, summary)


def _with_rates(fields: dict[str, Any], counted: Summary | BaseDay) -> dict[str, Any]:
    """Add the share of good verdicts to what was counted of each kind of call."""
    for name in COUNTED:
        if name in fields:
            fields[name]["rate"] = getattr(counted, name).rate
    return fields


def _columns(row: Row) -> dict[str, object]:
    """A row as plain columns of a frame."""
    values = vars(row) | {"traded": row.traded.gain if row.traded else float("nan")}
    interval = values.pop("interval")
    low, high = (interval.low, interval.high) if interval else (float("nan"), float("nan"))
    return values | {"interval_low": low, "interval_high": high}


def _known(value: object) -> object:
    """Return a value without NaN, of a dictionary each."""
    if isinstance(value, dict):
        return {name: _known(each) for name, each in value.items()}
    return None if isinstance(value, float) and isnan(value) else value
