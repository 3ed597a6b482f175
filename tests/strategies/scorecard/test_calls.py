"""What counts as a call of a report, what is only shown, and what nobody judges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strategies.documents.document import LISTED_AS, TRADABLE, Report
from strategies.documents.library import load_reports
from strategies.documents.rating import StockRating
from strategies.scorecard import score
from strategies.scorecard.calls import calls_of, disowned_names, listed_names, traded_names
from tests.strategies.rules.market import make_panel, member
from tests.strategies.scorecard.small import SESSIONS, small_report


def report_with(**words: str) -> Report:
    """A report that names 600000 to 600002 formally, with another word for some of them."""
    source = small_report(("600000.SH", "600001.SH", "600002.SH"))
    members = tuple(
        replace(each, listed_as=words.get(f"n{each.symbol[:6]}", "formal"), name=f"Works {each.symbol[5]}")
        for each in source.memberships
    )
    return replace(source, memberships=members)


@pytest.mark.parametrize("word", sorted({*LISTED_AS} - {*TRADABLE}))
def test_a_name_that_the_file_disowns_is_not_judged_and_is_said_to_be_left_out(word: str) -> None:
    report = report_with(n600001=word)
    closes = {f"60000{k}.SH": [10.0] * len(SESSIONS) for k in range(3)}
    found = score(make_panel(SESSIONS, closes), [report]).reports[0]
    assert {symbol for row in found.rows for symbol in row.symbols} == {"600000.SH", "600002.SH"}
    assert "600001.SH" not in {row.subject for row in found.rows}
    assert found.summary.listed == 2
    assert disowned_names(report) == {"600001.SH": "Works 1"}


def test_a_name_disowned_in_one_thesis_and_owned_in_another_is_judged() -> None:
    report = report_with(n600001="incidental")
    again = replace(report.memberships[1], listed_as="formal")
    both = replace(report, memberships=(*report.memberships, again))
    assert traded_names(both) == ("600000.SH", "600002.SH", "600001.SH")
    assert disowned_names(both) == {}


def test_no_shipped_report_is_judged_on_a_name_that_its_file_disowns() -> None:
    for report in load_reports():
        judged = {symbol for call in calls_of(report) for symbol in call.symbols}
        assert not judged & disowned_names(report).keys()


def test_a_report_without_a_rating_of_its_industry_made_no_such_call() -> None:
    unrated = replace(report_with(), rating="", rating_class="")
    assert [call.kind for call in calls_of(unrated)] == ["formal", "formal", "formal", "own_names", "thesis"]


def test_a_rating_without_a_scale_is_a_call_that_nothing_can_judge() -> None:
    source = report_with()
    wordy = replace(source, rating="good", rating_class="", standard=replace(source.standard, industry=()))
    found = score(make_panel(SESSIONS, {"600000.SH": [10.0] * len(SESSIONS)}), [wordy]).reports[0]
    (industry,) = (row for row in found.rows if row.kind == "industry")
    assert (industry.called, industry.verdict) == ("", "no verdict")
    assert "no verdict: the document prints no scale to hold it to" in industry.notes


def test_a_thesis_whose_names_are_all_disowned_says_so() -> None:
    words = dict.fromkeys(("n600000", "n600001", "n600002"), "unreliable")
    closes = {f"60000{k}.SH": [10.0] * len(SESSIONS) for k in range(3)}
    found = score(make_panel(SESSIONS, closes), [report_with(**words)]).reports[0]
    (thesis,) = (row for row in found.rows if row.kind == "thesis")
    assert (thesis.verdict, thesis.symbols) == ("no verdict", ())
    assert thesis.notes == ("names no A-share that its file owns",)


def test_the_list_of_a_report_is_the_formal_one_or_else_the_next_best() -> None:
    asked = member("600001.SH", "004.ai_cloud_side", "servers", "2025-02-04", "attention")
    named = member("600002.SH", "004.ai_cloud_side", "servers", "2025-02-04", "mentioned")
    formal = member("600000.SH", "004.ai_cloud_side", "servers", "2025-02-04")
    empty = replace(report_with(), memberships=())
    assert listed_names(replace(empty, memberships=(named, asked, formal))) == ("formal", ("600000.SH",))
    assert listed_names(replace(empty, memberships=(named, asked))) == ("attention", ("600001.SH",))
    assert listed_names(replace(empty, memberships=(named,))) == ("mentioned", ("600002.SH",))
    rating = StockRating("004", "600003.SH", "", "buy", "buy", None, None, "")
    rated = replace(empty, memberships=(named, asked), ratings=(rating,))
    assert listed_names(rated) == ("formal", ("600003.SH",))


def test_without_a_scale_of_stocks_a_listed_name_has_no_verdict_and_says_why() -> None:
    source = report_with()
    bare = replace(source, standard=replace(source.standard, stock=()))
    closes = {f"60000{k}.SH": [10.0] * len(SESSIONS) for k in range(3)}
    rows = {row.subject: row for row in score(make_panel(SESSIONS, closes), [bare]).reports[0].rows}
    assert (rows["600000.SH"].verdict, rows["600000.SH"].asked) == ("no verdict", None)
    assert rows["600000.SH"].notes == ("no verdict: the document prints no scale to hold it to",)
