"""Sub-industries that a report recommends without naming a company: by an index of theirs, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data_sources.language.text import same
from strategies.documents import sub_industries
from strategies.documents.sub_industries import SubIndustry
from strategies.scorecard import Judged, Row, score
from tests.strategies.rules.market import make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

DAY = date(2025, 2, 4)


def part(name: str, symbol: str, index_name: str, *, wider: bool = False) -> SubIndustry:
    return SubIndustry("004", name, "", "1", symbol, same(index_name), wider, DAY, date.max, "made up")


PARTS = (
    part("glass", "850001.SI", "SW glass"),
    part("sand", "850002.SI", "SW sand and gravel", wider=True),
    part("mirrors", "850003.SI", "SW mirrors"),
    part("lenses", "", ""),
)
# From the base to the end: 100 to 108, three points over the CSI 300's 5%, and 100 to 105, level with it.
GLASS = np.array([90.0, 100.0, 100.0, 100.0, 100.0, 100.0, 108.0, 1.0])
SAND = np.array([90.0, 100.0, 100.0, 100.0, 100.0, 100.0, 105.0, 200.0])


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judged:
    monkeypatch.setattr(sub_industries, "_rows", lambda: PARTS)
    panel = make_panel(SESSIONS, {"600000.SH": [10.0] * 8}, CSI_300)
    panel = replace(panel, benchmarks={**panel.benchmarks, "850001.SI": GLASS, "850002.SI": SAND})
    return score(panel, [small_report(("600000.SH",))]).reports[0]


def row_of(judged: Judged, subject: str) -> Row:
    return next(row for row in judged.rows if row.subject == subject)


def test_each_sub_industry_is_held_against_the_market_by_our_reading(judged: Judged) -> None:
    # The industry scale of report 004 prints no number: more than nothing beats the market, the same does not.
    glass, sand = row_of(judged, "glass"), row_of(judged, "sand")
    assert (glass.kind, glass.called, glass.given, glass.asked) == ("sub_industry", "", "", 0)
    assert (glass.measured_by, glass.verdict, round(glass.difference, 9)) == ("850001.SI SW glass", "beat", 0.03)
    assert (sand.verdict, round(sand.difference, 9)) == ("did not beat", 0.0)
    assert sand.notes == ("850002.SI SW sand and gravel is wider than sand",)


def test_one_whose_index_is_not_stored_or_not_known_has_no_verdict(judged: Judged) -> None:
    mirrors, lenses = row_of(judged, "mirrors"), row_of(judged, "lenses")
    assert (mirrors.verdict, mirrors.notes) == ("no verdict", ("no verdict: not stored: 850003.SI SW mirrors",))
    assert (lenses.verdict, lenses.notes) == ("no verdict", ("no verdict: no index of the sub-industry is known",))


def test_sub_industries_are_counted_by_themselves(judged: Judged) -> None:
    counted = judged.summary.sub_industries
    assert (counted.beat, counted.did_not_beat, counted.no_verdict, counted.base) == (1, 1, 2, None)
    assert judged.summary.unrated.settled == 1  # the one listed name
