"""The table ``[ratings]``: the stocks that a document rates, with the close that it prints."""

from __future__ import annotations

from datetime import date

from strategies.documents.rating import RatingStandard, StockRating
from strategies.documents.reading.row import ReportRow
from strategies.documents.reading.standard import class_of_word

KEYS = ("name", "rating", "close", "priced_on", "action", "line")


def read_ratings(report: ReportRow, standard: RatingStandard, priced_on: date | None) -> tuple[StockRating, ...]:
    """Read the rated stocks in the order of the file; a close is of ``priced_on`` unless its row has another day."""
    return tuple(
        StockRating(
            report=str(report.values.get("id", "")),
            symbol=row.symbol(),
            name=row.text("name"),
            rating=(word := row.text("rating")),
            rating_class=class_of_word(row, "rating", word, standard.stock),
            priced_on=row.optional_day("priced_on") or priced_on,
            close=row.price("close"),
            action=row.text("action", default=""),
            line=row.whole("line"),
        )
        for row in report.by_symbol("ratings", KEYS)
    )
