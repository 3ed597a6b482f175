"""What a table says twice agrees: the year before beside a year, and the segments behind a company's sum."""

from __future__ import annotations

from itertools import pairwise

import pytest

from strategies.methods.checks import read_table
from strategies.methods.registry import find_method


def test_the_revenue_before_is_that_of_the_row_above() -> None:
    rows = read_table("002", "segments")
    first = [row for row in rows if not row["previous"]]
    # twelve segments and totals: five, three and four
    assert len(first) == 12
    for above, row in pairwise(rows):
        same = (above["company"], above["segment"]) == (row["company"], row["segment"])
        assert row["previous"] == (above["revenue"] if same else ""), row


@pytest.mark.parametrize("column", ["inventory", "total_assets"])
def test_the_balance_before_is_that_of_the_row_above(column: str) -> None:
    for above, row in pairwise(read_table("002", "statements")):
        assert row[f"{column}_before"] == (above[column] if above["company"] == row["company"] else ""), row


def test_the_sums_of_segments_take_the_rows_of_the_segment_table() -> None:
    total = "合计"
    rows = read_table("002", "segments")
    checks = {check.name: check for check in find_method("002/segment_revenue_build").checks}
    for company, year in {(row["company"], row["year"]) for row in rows if row["year"].endswith("E")}:
        segments = [r for r in rows if (r["company"], r["year"]) == (company, year) and r["segment"] != total]
        wanted = {f"{what}_{letter}": 0.0 for letter in "abcd" for what in ("previous", "growth", "margin")}
        for letter, row in zip("abcd", segments, strict=False):
            wanted |= {f"previous_{letter}": float(row["previous"]), f"growth_{letter}": float(row["growth"])}
            wanted |= {f"margin_{letter}": float(row["gross_margin"])}
        (printed,) = (r for r in rows if (r["company"], r["year"], r["segment"]) == (company, year, total))
        for output in ("revenue", "gross_profit", "gross_margin", "growth"):
            check = checks[f"{company} {year} {output}"]
            assert check.inputs == wanted, check.name
            assert check.expected == float(printed[output]), check.name
