"""The shipped reports say what the research holds: counts, dates, ratings, rating standards, every membership.

What was counted by hand stands in ``counted_by_hand.csv``, a row for each report; what must hold of every report is
asked of whatever ships.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data_sources.tables.symbols import parse_a_share, parse_index
from strategies.documents.document import Report
from strategies.documents.library import load_reports, memberships, report
from strategies.scorecard.verdict import class_of

SHARED = (Path(__file__).parents[3] / "../shared").resolve()
UNIVERSE, DOCUMENTS = SHARED / "research/universe.csv", SHARED / "documents"
# Shortened and English names, a subsidiary, and slips of the texts (one says 申菱股份 for 申菱环境).
ALSO_PRINTED: dict[str, tuple[str, ...]] = {
    "000977.SZ": ("浪潮",), "002008.SZ": ("Han's Laser",), "002475.SZ": ("立讯技术",),
    "301018.SZ": ("申菱",), "603019.SH": ("曙光",), "603296.SH": ("华勤",), "688047.SH": ("龙芯",),
    "688521.SH": ("芯原",), "688691.SH": ("灿芯",), "688802.SH": ("沐曦",),
}  # fmt: skip
# The words of the research for a listing, and what overrules them there.
LISTED_AS = {
    "formal": "formal", "formal_list": "formal", "formal_table": "formal", "explicit_attention": "attention",
    "mentioned": "mentioned", "source_only": "source",
}  # fmt: skip
DISOWNED = {"incidental_only": "incidental", "mentions_unreliable": "unreliable"}
with (Path(__file__).parent / "counted_by_hand.csv").open(encoding="utf-8") as _lines:
    COUNTED = list(csv.DictReader(_lines))


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
    attention = [each for each in memberships(report="003") if each.listed_as == "attention"]
    # Eleven names in the HVDC list, and one of them (603296.SH) again under the server thesis.
    assert Counter(each.thesis for each in attention) == {"power_hvdc_sst": 11, "ai_server_odm": 1}
    assert all(each.recommended and each.listing == "mentioned" for each in attention)


def test_names_that_a_report_does_not_call_are_not_tradable() -> None:
    for each in memberships():
        assert each.tradable == (each.listed_as not in ("source", "incidental", "unreliable")), each
    counted = {row["report"] for row in COUNTED}
    untradable = {
        (each.report, each.thesis, each.symbol, each.listed_as)
        for each in memberships()
        if not each.tradable and each.report in counted
    }
    assert untradable == {
        ("001", "cloud_ai_domestic_compute", "688041.SH", "unreliable"),
        ("001", "cloud_ai_domestic_compute", "688256.SH", "unreliable"),
        ("001", "cloud_ai_domestic_compute", "688521.SH", "unreliable"),
        ("001", "edge_aiot_glasses_soc", "002230.SZ", "incidental"),
        ("001", "edge_smart_driving", "002594.SZ", "incidental"),
        ("003", "storage_super_cycle", "688008.SH", "source"),
        ("003", "storage_semicap", "688785.SH", "source"),
    }


def test_every_membership_names_the_line_on_which_it_stands() -> None:
    assert [(each.report, each.symbol) for each in memberships() if not each.line] == []


def test_companies_that_could_not_be_bought_stand_with_their_reason() -> None:
    found = {(each.report, each.name): (each.reason, each.listed_on) for one in load_reports() for each in one.excluded}
    assert found["002", "联想集团"] == ("hong_kong", None)
    assert found["002", "沐曦技术"] == ("unlisted", date(2025, 12, 17))
    assert found["001", "屹唐半导体"] == ("unlisted", date(2025, 7, 8))
    for one in load_reports():
        assert all(each.listed_on is None or each.listed_on > one.known_from for each in one.excluded), one.id
        assert all(each.line for each in one.excluded), one.id


def test_forecasts_are_those_of_the_printed_tables() -> None:
    counts = {one.id: Counter((each.by, each.year) for each in one.forecasts) for one in load_reports()}
    assert counts["002"] == {("broker", 2025): 7, ("broker", 2026): 7, ("broker", 2027): 7}
    # Two of the seven are not covered by the broker, which prints the consensus of them.
    assert counts["003"] == {
        (by, year): n for by, n in (("broker", 5), ("consensus", 2)) for year in (2025, 2026, 2027)
    }
    assert counts["004"] == {("consensus", year): 17 for year in (2024, 2025, 2026)}
    smic = {
        (each.report, each.year): each.eps
        for one in load_reports()
        for each in one.forecasts
        if each.symbol == "688981.SH"
    }
    assert (smic["002", 2026], smic["003", 2026]) == (0.84, 0.84)


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
    keys = ("report", "thesis", "symbol", "name", "role", "code_source")
    expected = Counter(
        (*(row[key] for key in keys), DISOWNED.get(row["usable"], LISTED_AS[row["listing"]])) for row in rows
    )
    read = {row["report"] for row in rows}
    shipped = Counter(
        (m.report, m.thesis, m.symbol, m.name, m.role, m.code_source, m.listed_as)
        for m in memberships()
        if m.report in read
    )
    assert shipped == expected
    assert set(shipped.values()) == {1}
    confidence = {(m.report, m.thesis, m.symbol): m.confidence for m in memberships()}
    for row in rows:
        if row["confidence"]:
            assert confidence[row["report"], row["thesis"], row["symbol"]] == row["confidence"]


def _text_of(shipped: Report) -> list[str]:
    found = next(DOCUMENTS.glob(f"{shipped.id}_*.txt"), None)
    if found is None:
        pytest.skip(f"no text of {shipped.id} beside the repository: {DOCUMENTS}")
    return found.read_text(encoding="utf-8").split("\n")


@pytest.mark.realdata
@pytest.mark.parametrize("shipped", load_reports(), ids=lambda each: each.id)
def test_each_line_is_the_one_on_which_the_text_names_the_company(shipped: Report) -> None:
    text = _text_of(shipped)
    named = [(each.line, each.name, each.symbol) for each in shipped.memberships]
    named += [(each.line, each.name, each.symbol) for each in shipped.ratings]
    named += [(each.line, each.name, each.symbol) for each in shipped.forecasts]
    words = [(line, name, {name, symbol[:6], *ALSO_PRINTED.get(symbol, ())}) for line, name, symbol in named]
    words += [(each.line, each.name, {each.name}) for each in shipped.excluded]
    lost = [(line, name) for line, name, forms in words if not any(form in text[line - 1] for form in forms)]
    assert lost == []
    assert shipped.rating in text[shipped.rating_line - 1]


@pytest.mark.realdata
@pytest.mark.parametrize("shipped", load_reports(), ids=lambda each: each.id)
def test_each_printed_close_and_forecast_stands_on_its_line(shipped: Report) -> None:
    text = _text_of(shipped)
    printed = [(each.line, f"{each.close:.2f}") for each in shipped.ratings if each.close]
    printed += [(each.line, f"{each.eps:.2f}") for each in shipped.forecasts if each.eps is not None]
    # Net profits are printed in 100 million CNY (亿元).
    printed += [
        (each.line, f"{each.net_profit / 1e8:.2f}") for each in shipped.forecasts if each.net_profit is not None
    ]
    assert [(line, number) for line, number in printed if number not in text[line - 1].split("\t")] == []
