"""What reports expected companies to earn, judged on the market of a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.asked_reports import asked_reports
from backtest.app.judged_head import head_in_words, head_of_document
from backtest.app.library import Reports, asked_library
from backtest.app.run import load_market
from backtest.app.without_nan import without_nan
from backtest.result.accepted import accepted_about, accepted_rules_of, accepted_sentence
from data_sources.calendar.day import Day, day_of
from strategies.forecasts.card import ForecastCard, ReportForecasts, judge_forecasts
from strategies.forecasts.judged import JudgedForecast
from strategies.forecasts.re_rating import ReRating

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class JudgedForecasts:
    """The forecasts judged, and on what: the snapshot of the store, and whether its prices are invented.

    ``caveat`` says which rules were accepted to publish the data of what is judged, "" for none.
    """

    card: ForecastCard
    simulated: bool
    snapshot: str
    caveat: str = ""

    def __repr__(self) -> str:
        """Return the day and counts, not the rows."""
        reports = self.card.reports
        ids = [each.report.id for each in reports]
        return (
            f"{head_in_words('JudgedForecasts', self.card.as_of, ids, simulated=self.simulated)}"
            f" {sum(len(each.rows) for each in reports):,} forecasts,"
            f" {sum(len(each.re_ratings) for each in reports):,} prices split, snapshot {self.snapshot}>"
        )

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document: plain values, fractions, null where the data cannot say."""
        return {
            **head_of_document(self.card.as_of, self.snapshot, self.caveat, simulated=self.simulated),
            "reports": [_of_report(each) for each in self.card.reports],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per forecast, in the order of the reports; NaN where the data cannot say.

        Columns are the company and year, then those of ``JudgedForecast``: ``expected`` as printed, ``comparable``,
        ``earned`` and ``last_year`` per share of the announcement or in CNY, the errors fractions.
        """
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame([_forecast(row) for each in self.card.reports for row in each.rows])

    def re_ratings_to_frame(self) -> pd.DataFrame:
        """One row per split of a price change, in the order of the reports; changes are fractions."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [(each.report.id, split) for each in self.card.reports for split in each.re_ratings]
        return pd.DataFrame([{"report": report, **_flat(split)} for report, split in rows])


def forecasts(
    ids: str | Sequence[str] | None = None,
    *,
    as_of: Day | None = None,
    reports: Reports = None,
    db: str | Path | None = None,
) -> JudgedForecasts:
    """Judge what reports expected companies to earn, and split the change of each price into revision and re-rating.

    Parameters
    ----------
    ids : str or sequence of str, optional
        Ids of reports such as ``"002"``; all of them by default.
    as_of : date or str, optional
        Use only what was known after the close of that day; by default all that is stored.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.

    Returns
    -------
    JudgedForecasts
        Every forecast beside what was earned and beside the last year known when the report came out; the forecasts of
        a report together, its own apart from those it quotes; and each price change since, split by what a later
        report, the consensus or the result says of the same year. Why a forecast is not judged or a price not split
        stands beside it. How it is done stands in ``strategies.forecasts``.

    Raises
    ------
    UserError
        For an unknown report, for what is no day, for a day before the first of them, and for a store without a bar
        by then.
    """
    day = None if as_of is None else day_of(as_of)
    library = asked_library(reports)
    chosen = asked_reports(library, ids, day)
    panel = load_market(db)
    card = judge_forecasts(panel, chosen, day, library.reports)
    names = {row.forecast.symbol for each in card.reports for row in each.rows}
    caveat = accepted_sentence(accepted_rules_of(accepted_about(panel.findings, names)))
    return JudgedForecasts(card, panel.simulated, panel.snapshot, caveat)


def _of_report(each: ReportForecasts) -> dict[str, Any]:
    return {
        "report": each.report.id,
        "broker": each.report.broker,
        "broker_zh": each.report.broker_zh,
        "published": each.report.published,
        "priced_on": each.report.priced_on,
        "rows": [without_nan(_forecast(row)) for row in each.rows],
        "summaries": {by: without_nan(asdict(summary)) for by, summary in each.summaries.items()},
        "re_ratings": [_flat(split) for split in each.re_ratings],
        "unsplit": [asdict(unsplit) for unsplit in each.unsplit],
    }


def _forecast(row: JudgedForecast) -> dict[str, Any]:
    """A judged forecast as plain columns, without the number that was not judged."""
    said = row.forecast
    about = {"report": said.report, "symbol": said.symbol, "name": said.name, "year": said.year, "by": said.by}
    values = {name: value for name, value in vars(row).items() if name != "forecast"}
    return about | values | {
        "error": row.error, "last_year_error": row.last_year_error, "closer": row.closer, "line": said.line,
    }  # fmt: skip


def _flat(split: ReRating) -> dict[str, Any]:
    """A split as plain columns, those of both stands with a word in front."""
    stands = {
        f"{word}_{name}": value
        for word, stand in (("first", split.first), ("then", split.then))
        for name, value in {**vars(stand), "multiple": stand.multiple}.items()
    }
    return {
        "symbol": split.symbol, "name": split.name, "year": split.year, **stands, "shares": split.shares,
        "price_change": split.price_change, "revision": split.revision, "re_rating": split.re_rating,
    }  # fmt: skip
