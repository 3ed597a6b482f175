"""The shipped reports say what the research holds: counts, dates, ratings, rating standards, every membership.

What was counted by hand stands in ``counted_by_hand.csv``, a row for each report; what must hold of every report is
asked of whatever ships.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from data_sources.tables.symbols import parse_a_share, parse_index
from strategies.documents.document import Report
from strategies.documents.library import load_reports, memberships, report
from strategies.scorecard.verdict import class_of

UNIVERSE = (Path(__file__).parents[3] / "../shared/research/universe.csv").resolve()
with (Path(__file__).parent / "counted_by_hand.csv").open(encoding="utf-8") as _lines:
    COUNTED = list(csv.DictReader(_lines))
FORMAL_WORDS = {"formal", "formal_list", "formal_table"}


@pytest.mark.parametrize("row", COUNTED, ids=[row["report"] for row in COUNTED])
def test_a_report_holds_what_was_counted_by_hand(row: dict[str, str]) -> None:
    found = report(row["report"])
    assert (str(found.known_from), found.date_basis) == (row["known_from"], row["date_basis"])
    assert (len(found.theses), len(found.memberships)) == (int(row["theses"]), int(row["memberships"]))
    assert len({each.symbol for each in found.memberships if each.listing == "formal"}) == int(row["formal"])
    assert found.standard.horizon_months == int(row["horizon_months"])
    assert [each.symbol for each in found.ratings] == row["rated"].split()


@pytest.mark.parametrize("shipped", load_reports(), ids=lambda each: each.id)
def test_a_report_is_known_from_its_publication_and_a_derived_date_says_how_it_was_found(shipped: Report) -> None:
    assert shipped.published == shipped.known_from
    assert shipped.date_basis == "printed" or shipped.date_note


@pytest.mark.parametrize("shipped", load_reports(), ids=lambda each: each.id)
def test_a_report_names_the_index_that_its_a_shares_are_judged_by(shipped: Report) -> None:
    (named,) = (each for each in shipped.standard.benchmarks if each.market == "A")
    assert str(parse_index(named.symbol)) == named.symbol


def test_hvdc_attention_list_of_003_is_recommended_without_being_formal() -> None:
    attention = [each for each in memberships(report="003") if each.listing_detail == "explicit_attention"]
    # Eleven names in the HVDC list, and one of them (603296.SH) again under the server thesis.
    assert Counter(each.thesis for each in attention) == {"power_hvdc_sst": 11, "ai_server_odm": 1}
    assert all(each.recommended and each.listing == "mentioned" for each in attention)


def test_names_that_only_sourced_a_figure_are_not_tradable() -> None:
    untradable = {(each.report, each.thesis, each.symbol) for each in memberships(report="003") if not each.tradable}
    assert untradable == {("003", "storage_super_cycle", "688008.SH"), ("003", "storage_semicap", "688785.SH")}


@pytest.mark.parametrize(
    ("number", "excess", "stock", "industry"),
    [
        # 000: stock 15 / 5 / -5 / -15, industry 5 / -5; the lower edge belongs to the better class.
        ("000", 15.0, "buy", "overweight"),
        ("000", 14.99, "add", "overweight"),
        ("000", 5.0, "add", "overweight"),
        ("000", -5.0, "neutral", "neutral"),
        ("000", -5.01, "reduce", "underweight"),
        ("000", -15.01, "sell", "underweight"),
        # 001: stock 10 / 5 / -5; the industry scale has no number, so zero divides it.
        ("001", 10.0, "buy", "positive"),
        ("001", 0.0, "neutral", "neutral"),
        ("001", -0.01, "neutral", "negative"),
        ("001", -5.01, "reduce", "negative"),
        # 002 and 003: stock 15 / 5 / -5, industry 5 / -5.
        ("002", 15.0, "recommend", "recommend"),
        ("002", 7.0, "cautious_recommend", "recommend"),
        ("003", 4.99, "neutral", "neutral"),
        ("003", -6.0, "avoid", "avoid"),
        # 004: stock 15 / 5 / -5 with hold and sell.
        ("004", 0.01, "hold", "positive"),
        ("004", -5.01, "sell", "negative"),
    ],
)
def test_an_excess_return_falls_in_one_class_of_the_reports_own_standard(
    number: str, excess: float, stock: str, industry: str
) -> None:
    standard = report(number).standard
    assert [each.name for each in standard.stock if each.holds(excess)] == [stock]
    assert [each.name for each in standard.industry if each.holds(excess)] == [industry]


def test_a_missing_excess_return_has_no_class() -> None:
    standard = report("000").standard
    assert class_of(standard.stock, float("nan")) is None
    assert class_of(standard.industry, float("nan")) is None


def test_every_symbol_is_a_canonical_a_share_code() -> None:
    for each in memberships():
        symbol = parse_a_share(each.symbol)
        assert str(symbol) == each.symbol
        assert symbol.board is not None


def test_every_thesis_has_a_claim_and_falsifiers_and_every_segment_a_snake_case_name() -> None:
    for source in load_reports():
        for thesis in source.theses:
            assert len(thesis.claim) > 40, thesis.id
            assert thesis.falsifiers, thesis.id
            assert all(word.isidentifier() and word == word.lower() for word in thesis.segments), thesis.id


@pytest.mark.realdata
def test_each_row_of_the_research_universe_is_found_exactly_once() -> None:
    if not UNIVERSE.exists():
        pytest.skip(f"no research folder beside the repository: {UNIVERSE}")
    with UNIVERSE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    keys = ("report", "thesis", "symbol", "name", "role", "listing", "code_source", "usable")
    expected = Counter(tuple(row[key] for key in keys) for row in rows)
    shipped = Counter(
        (m.report, m.thesis, m.symbol, m.name, m.role, m.listing_detail, m.code_source, m.usable) for m in memberships()
    )
    assert shipped == expected
    assert set(shipped.values()) == {1}
    confidence = {(m.report, m.thesis, m.symbol): m.confidence for m in memberships()}
    for row in rows:
        if row["confidence"]:
            assert confidence[row["report"], row["thesis"], row["symbol"]] == row["confidence"]
    assert all((m.listing == "formal") == (m.listing_detail in FORMAL_WORDS) for m in memberships())
