"""What the scorecard of a store answers: its rows as a document, a frame, a page and a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.judged_head import head_in_words, head_of_document
from backtest.app.without_nan import without_nan
from data_sources.given_path import given_path
from data_sources.language.asked import surrounding_language
from data_sources.language.text import both, said
from data_sources.out_folder import out_folder
from strategies.forecasts.card import ForecastCard
from strategies.scorecard import BaseDay, Judged, Pool, Row, Scorecard, Summary
from strategies.scorecard.by_month import MONTHS, NameByMonth
from strategies.scorecard.calls import disowned_names

if TYPE_CHECKING:
    import pandas as pd

    from reports.page import Look
    from reports.scorecard import ScorecardPage
    from reports.site.frame import Frame

COUNTED = ("rated", "unrated", "sub_industries")


@dataclass(frozen=True, repr=False)
class JudgedReports:
    """The scorecard, and of what: the snapshot of the store, and the ``pool`` that random lists were drawn from.

    ``caveat`` says which rules were accepted to publish the data of what is judged, "" for none; ``forecasts`` are
    those of the same reports, which its page has too.
    """

    card: Scorecard
    pool: Pool
    simulated: bool
    snapshot: str
    caveat: str = ""
    forecasts: ForecastCard | None = None

    def __repr__(self) -> str:
        """Return the day and counts, not the rows."""
        reports = self.card.reports
        ids = [each.report.id for each in reports]
        return (
            f"{head_in_words('JudgedReports', self.card.as_of, ids, simulated=self.simulated)}"
            f" {sum(len(each.rows) for each in reports):,} rows, pool {self.pool}, snapshot {self.snapshot}>"
        )

    def __str__(self) -> str:
        """Show ``print`` of each report its heading and what became of its calls."""
        language = surrounding_language(os.environ)
        return "\n".join(said(line, language) for lines in self._told() for line in lines)

    def _repr_html_(self) -> str:
        """Show the same in a notebook, a paragraph a report."""
        language = surrounding_language(os.environ)
        told = [[escape(said(line, language)) for line in lines] for lines in self._told()]
        return "".join(f"<p><strong>{first}</strong><br>{'<br>'.join(rest)}</p>" for first, *rest in told)

    def _told(self) -> Iterator[tuple[str, ...]]:
        """Of the whole what must be read first, then of each report its heading and its sentences."""
        from strategies.scorecard.words.heading import heading  # noqa: PLC0415 - only who shows it asks
        from strategies.scorecard.words.legend import SIMULATED  # noqa: PLC0415
        from strategies.scorecard.words.sentences import sentences  # noqa: PLC0415

        if self.simulated:
            yield (SIMULATED,)
        if self.caveat:
            yield (both(f"but: {self.caveat}", f"但：{said(self.caveat, 'zh')}"),)
        for each in self.card.reports:
            yield (*heading(each), *sentences(each, self.pool))

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document: plain values, fractions, null where the data cannot say."""
        return {
            **head_of_document(self.card.as_of, self.snapshot, self.caveat, simulated=self.simulated),
            "pool": self.pool,
            "reports": [_judged(each) for each in self.card.reports],
            "brokers": {broker: _summary(each) for broker, each in self.card.brokers.items()},
        }

    def report(self, path: str | Path) -> Path:
        """Write the page of the scorecard, one file that opens offline, and return its path.

        A file that is there is replaced; its folder must exist. The page links to the tables that ``write`` puts beside
        it. Raises UserError when it cannot be written.
        """
        from reports.scorecard import write_scorecard_page  # noqa: PLC0415 - only a page needs templates

        file = given_path(path, "the page")
        write_scorecard_page(self._page(), file)
        return file

    def write(self, folder: str | Path, *, frame: Frame | None = None, look: Look | None = None) -> Path:
        """Write the page (``index.html``), the tables (CSV) and the document (``scorecard.json``) into a folder.

        Parameters
        ----------
        folder : str or Path
            The folder, made when it is not there. All files take the place of an older scorecard together, or none
            does; what else was put beside one stays.
        frame : Frame, optional
            What stands around the page where it is one of a site; by default it stands alone.
        look : Look, optional
            Language and colours of the page until its reader chooses.

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

        return write_scorecard(out_folder(folder), self.card, self._page(), self.document(), frame=frame, look=look)

    def _page(self) -> ScorecardPage:
        from reports.scorecard import scorecard_page  # noqa: PLC0415 - only a page needs templates

        caveats = [self.caveat] if self.caveat else []
        return scorecard_page(
            self.card,
            self.pool,
            simulated=self.simulated,
            snapshot=self.snapshot,
            caveats=caveats,
            forecasts=self.forecasts,
        )

    def to_frame(self) -> pd.DataFrame:
        """One row per judged call, in the order of the reports; returns are fractions, NaN where the data cannot say.

        Columns are those of ``Row``; ``traded`` is the gain of what could be traded, NaN when nothing could, and a
        basket's interval is two columns, ``interval_low`` and ``interval_high``.
        """
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [row for judged in self.card.reports for row in judged.rows]
        return pd.DataFrame([_columns(row) for row in rows])


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
        "benchmark_change": without_nan(judged.benchmark.growth),
        "benchmark_total_return": without_nan(judged.benchmark_total),
        "rows": [without_nan(asdict(row)) for row in judged.rows],
        "summary": _summary(judged.summary),
        "base_days": [_with_rates(asdict(each), each) for each in judged.base_days],
        "by_month": [_by_month(each) for each in judged.by_month],
        "excluded": [asdict(each) for each in report.excluded],
        "disowned": [{"symbol": symbol, "name": name} for symbol, name in disowned_names(report).items()],
    }


def _by_month(name: NameByMonth) -> dict[str, Any]:
    excess = {str(months): value for months, value in zip(MONTHS, name.excess, strict=True)}
    return {"symbol": name.symbol, "name": name.name, "excess": excess}


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
