"""The five documents against the files that ship, which were written by hand from the same texts."""

from pathlib import Path

import pytest

from strategies.documents.document import Report
from strategies.documents.library import load_reports
from strategies.documents.rating import RatingClass
from strategies.drafting.facts import Facts, Found, read_facts
from strategies.drafting.text import read_lines

TEXTS = Path(__file__).parents[4] / ".." / "shared" / "documents"


def ends(one: RatingClass) -> tuple[str, str, float | None, float | None, bool, bool]:
    # A shipped class without an end does not say on which side its edge lies.
    closed = (one.lower is not None and one.lower_closed, one.upper is not None and one.upper_closed)
    return (one.name, one.rating, one.lower, one.upper, *closed)


def values(classes: tuple[Found[RatingClass], ...]) -> list[RatingClass]:
    return [found.value for found in classes]


@pytest.mark.realdata
@pytest.mark.parametrize("report", load_reports(), ids=lambda report: report.id)
def test_each_fact_is_the_one_that_was_read_by_hand(report: Report) -> None:
    texts = sorted(TEXTS.glob(f"{report.id}_*.txt"))
    if not texts:
        pytest.skip("the texts of the documents are not there")
    facts = read_facts(read_lines(texts[0]))
    assert [found.value.name for found in facts.brokers] == [report.broker_zh]
    assert [found.value.english for found in facts.brokers] == [report.broker]
    assert facts.title is not None
    assert facts.title.value == report.title_zh
    assert (facts.published.value if facts.published else None) == (
        report.published if report.date_basis == "printed" else None
    )
    assert facts.rating is not None
    assert facts.rating.value == report.rating
    _same_action(facts, report)
    _same_standard(facts, report)


def _same_action(facts: Facts, report: Report) -> None:
    printed = facts.rating_action.value if facts.rating_action else ""
    assert printed in report.rating_action
    if report.priced_on:
        assert facts.priced_on is not None
        assert facts.priced_on.value == report.priced_on


def _same_standard(facts: Facts, report: Report) -> None:
    standard = facts.standard
    assert standard is not None
    assert standard.horizon_months is not None
    assert standard.horizon_months.value == report.standard.horizon_months
    assert standard.edges_printed == report.standard.edges_printed
    assert list(map(ends, values(standard.stock))) == list(map(ends, report.standard.stock))
    assert list(map(ends, values(standard.industry))) == list(map(ends, report.standard.industry))
    read = {found.value.market: found.value for found in standard.benchmarks}
    assert set(read) == {index.market for index in report.standard.benchmarks}
    for index in report.standard.benchmarks:
        assert index.name.startswith(read[index.market].name)
        assert read[index.market].symbol == index.symbol
