"""The data of the scorecard's page against a stored copy, and what of it can be worked out on paper.

A wanted change shows as a difference of `golden/scorecard_page.json`; `python -m tests.reports.scorecard.test_model`
writes it anew, to be read before it is kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from reports.scorecard import ScorecardPage, scorecard_page
from strategies.scorecard.words.rows import notes
from strategies.scorecard.words.sentences import sentences
from tests.strategies.scorecard.made import made_card

GOLDEN = Path(__file__).parents[1] / "golden" / "scorecard_page.json"


def made_page(as_of: date | None = None) -> ScorecardPage:
    return scorecard_page(
        made_card(as_of), "reports", simulated=True, snapshot="s6-0123456789ab", caveats=("a caveat",)
    )


def _plain(value: object) -> object:
    """Return what JSON can hold; floats to 9 digits, since the last bits differ between processors."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 9) + 0.0
    return value.isoformat() if isinstance(value, date) else value


def test_the_model_of_the_made_scorecard_is_the_stored_one() -> None:
    assert _plain(asdict(made_page())) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_summary_of_a_report_by_hand() -> None:
    (row,) = made_page().summaries
    # 15, 4 and -25 points: -2 on average; one rated name that met, as one of three stored names would have.
    assert row.names == 3
    assert row.excess == pytest.approx(-0.02)
    assert (row.rated, row.listed, row.industry) == ("1/1 (33%)", "0/2 (33%)", "no verdict")
    assert (row.due, row.open) == (date(2025, 12, 1), False)


def test_the_facts_of_a_report_are_in_words() -> None:
    facts = {str(fact.label): fact.text for fact in made_page().reports[0].facts}
    assert facts == {
        "Broker": "Invented Securities (虚构证券)",
        "Published": "2025-09-01 (printed)",
        "Rating": "machinery positive over 3 months",
        "Due": "2025-12-01, closed",
        "Measured": "close of 2025-09-01 to 2025-12-01",
        "Benchmark": "CSI 300 (000300.SH) +5.0%",
        "Industry call": "positive machinery: no verdict: no index of the industry is stored, and none is known",
    }


def test_an_open_report_says_that_all_is_so_far() -> None:
    page = made_page(date(2025, 11, 3))
    assert page.summaries[0].open
    facts = {str(fact.label): fact.text for fact in page.reports[0].facts}
    assert facts["Due"] == "2025-12-01, open: all that follows is so far"
    assert facts["Measured"] == "close of 2025-09-01 to 2025-11-03"
    assert not page.brokers[0].settled


def test_a_report_that_the_bars_do_not_reach_has_no_window() -> None:
    page = made_page(date(2025, 8, 29))
    facts = {str(fact.label): fact.text for fact in page.reports[0].facts}
    assert facts["State"] == "the bars do not reach the publication: no verdict"
    assert page.summaries[0].due is None
    assert page.reports[0].baskets == ()


def test_the_page_says_what_the_terminal_says() -> None:
    (judged,) = made_card().reports
    section = made_page().reports[0]
    said = " ".join((*section.figures, *section.notes, *section.left_out))
    # A negative number has a minus on the page where the terminal has a hyphen; days keep theirs.
    assert "points (95% −24.1 to +20.1" in said
    said = said.replace("\u2212", "-")
    for sentence in (*sentences(judged, "reports"), *notes(judged)):
        assert sentence.strip().lower() in said.lower()


if __name__ == "__main__":
    text = json.dumps(_plain(asdict(made_page())), ensure_ascii=False, indent=1)
    GOLDEN.write_text(text + "\n", encoding="utf-8")
