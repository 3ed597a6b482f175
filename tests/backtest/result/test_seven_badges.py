"""Each badge from end to end: a market, a rule, its fills, the judgement, and the JSON document of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backtest.cli.output import print_json
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.badge import CHINESE, Badge
from backtest.result.document import run_document
from backtest.result.judge import judge
from backtest.result.look_ahead import LookAhead
from backtest.result.result import Result
from backtest.result.sentences.chance import chance_sentence
from backtest.result.universe import Universe
from backtest.result.verdict import Verdict, verdict
from backtest.targets import targets_from_rows
from data_sources.language.text import both
from tests.backtest.result.made_markets import PUBLISHED, Truth, made_about, made_panel, made_run

STRONG = 0.006  # a day: a name that keeps it up makes four times its sector in a year


def held() -> Result:
    """The first quarter of the names gains on its sector, and the standard of 5 points in half a year is met."""
    return made_run(1, Truth(skill=STRONG), skilled=True, asked=0.05)


def fell_behind() -> Result:
    """The same names lose as much."""
    return made_run(1, Truth(skill=-STRONG), skilled=True)


def missed_its_standard() -> Result:
    """As good as the first, but the report had promised ten times the market."""
    return made_run(1, Truth(skill=STRONG), skilled=True, asked=10.0)


def chance() -> Result:
    """Nothing is there but noise."""
    return made_run(1, Truth(), asked=0.05)


def in_line() -> Result:
    """The sector outruns the market, and the list is of the sector."""
    return made_run(1, Truth(sector=STRONG))


def horizon_open() -> Result:
    """The list of the first case, judged before the report's day has come."""
    result = held()
    assert result.standard is not None
    return replace(result, standard=replace(result.standard, due=result.ledger.sessions[-1].item() + timedelta(1)))


def too_short() -> Result:
    """40 sessions before the report and 59 after it."""
    return made_run(1, Truth(skill=STRONG), PUBLISHED + 60, skilled=True)


def two_names() -> Result:
    """Two of the best names of the first case."""
    panel = made_panel(1, Truth(skill=STRONG))
    day = panel.sessions[PUBLISHED].item()
    return judge(panel, targets_from_rows((day, name, 0.5) for name in panel.symbols[:2]), Options(), made_about(panel))


def undated(panel: Panel | None = None) -> Result:
    """The rule of the first case as a weight table, which no report dates."""
    panel = panel or made_panel(1, Truth(skill=STRONG))
    day = panel.sessions[PUBLISHED].item()
    about = replace(made_about(panel), publications=())
    return judge(panel, targets_from_rows((day, name, 0.1) for name in panel.symbols[:10]), Options(), about)


def looks_ahead() -> Result:
    """The first case by a rule that knew tomorrow's closes."""
    return replace(held(), look_ahead=LookAhead("failed", both("it changed with closes of the future", "随未来而变")))


def borrowed() -> Result:
    """The first case by a user's own rule, of whose weight 39% was in names that no report had named by then."""
    result = held()
    return replace(result, universe=Universe(40, 0.39, result.ledger.equity / result.ledger.equity[0]))


def held_nothing() -> Result:
    """Published, decided, and in cash throughout."""
    panel = made_panel(1, Truth())
    return judge(panel, targets_from_rows([(panel.sessions[PUBLISHED].item(), "", 0.0)]), Options(), made_about(panel))


CASES: list[tuple[Callable[[], Result], Badge, str]] = [
    (held, "HELD", "lie above zero"),
    (fell_behind, "DID NOT HOLD", "below zero"),
    (missed_its_standard, "DID NOT HOLD", "standard"),
    (chance, "CANNOT BE TOLD FROM CHANCE", "includes zero"),
    (in_line, "IN LINE WITH ITS SECTOR", "CSI semiconductors"),
    (horizon_open, "TOO EARLY", "001"),
    (too_short, "TOO EARLY", "it has 59"),
    (two_names, "TOO FEW NAMES", "effective names"),
    (undated, "NOT JUDGED", "out of sample"),
    (looks_ahead, "NOT JUDGED", "looks ahead"),
    (borrowed, "NOT JUDGED", "39% of its weight was in names that no report had named by then, so no day dates it."),
    (held_nothing, "NOT JUDGED", "held nothing"),
]
each_case = pytest.mark.parametrize(("made", "badge", "why"), CASES, ids=[made.__name__ for made, _, _ in CASES])


def read(seen: Verdict) -> str:
    """All that is said of a run."""
    return " ".join((seen.headline, seen.reason, *seen.sentences, seen.paragraph))


@each_case
def test_a_badge_comes_with_its_reason(made: Callable[[], Result], badge: Badge, why: str) -> None:
    seen = verdict(made())
    assert seen.badge == badge
    assert why in seen.reason
    assert seen.paragraph.startswith(f"{badge}. {seen.headline}")
    assert badge != "NOT JUDGED" or seen.reason in seen.paragraph


def test_every_badge_has_a_case() -> None:
    assert {badge for _, badge, _ in CASES} == set(CHINESE)


@each_case
def test_the_document_is_json_without_nan_and_holds_what_the_verdict_says(
    made: Callable[[], Result], badge: Badge, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = made()
    seen = verdict(result)
    print_json(run_document(result, Path("runs/made"), ["metrics.json"]))
    document = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)["verdict"]
    assert (document["badge"], document["badge_zh"]) == (badge, CHINESE[badge])
    assert why in document["reason"]
    assert (document["paragraph"], document["sentences"]) == (seen.paragraph, list(seen.sentences))
    evidence = document["evidence"]
    assert set(evidence) == {
        "numbers", "index", "judged", "traded", "pool", "sector", "sector_incomplete", "sector_returns", "standard",
        "sharpe", "deflated", "deflated_benchmark", "drawdown",
    }  # fmt: skip
    assert seen.evidence is not None
    if seen.evidence.sector:
        assert evidence["sector"]["alpha"]["low"] == seen.evidence.sector.alpha.low
    if seen.evidence.standard:
        assert evidence["standard"]["standard"]["due"] == str(seen.evidence.standard.standard.due)
    assert evidence["pool"]["names"] == 40


def test_a_run_without_a_standard_never_says_that_it_met_one() -> None:
    seen = verdict(made_run(1, Truth(skill=STRONG), skilled=True))
    assert seen.badge == "HELD"
    assert "standard" not in read(seen)


@pytest.mark.parametrize("made", [held, fell_behind, chance, in_line], ids=lambda made: made.__name__)
def test_over_a_year_rates_are_a_year_and_under_a_year_none_is(made: Callable[[], Result]) -> None:
    whole = made()
    assert verdict(whole).numbers
    assert "a year" in read(verdict(whole))
    short = verdict(made_run(1, Truth(sector=STRONG), 150))
    assert short.numbers is not None
    assert short.numbers.under_a_year
    assert short.numbers.span_interval is not None
    assert not re.search(r"\b(a|per) year\b|annual", read(short))


@pytest.mark.parametrize("made", [undated, borrowed], ids=lambda made: made.__name__)
def test_what_no_day_dates_has_no_sentence_of_chance_sector_or_pool(made: Callable[[], Result]) -> None:
    result = made()
    seen = verdict(result)
    assert not re.search(r"out of sample since|[Ss]ince publication|own standard", read(seen))
    assert seen.part is not None
    assert seen.evidence is not None
    assert chance_sentence(seen.part, seen.evidence.numbers, seen.benchmark) not in seen.sentences
    assert not re.search(r"chance|zero|alpha|equal weight of the 40 stored", read(seen))


def test_a_standard_is_held_against_its_own_horizon_alone() -> None:
    """Half a year of a good list meets 5 points, though the run goes on for another half."""
    seen = verdict(held())
    assert seen.part is not None
    assert seen.evidence is not None
    outcome = seen.evidence.standard
    assert outcome is not None
    assert outcome.due
    assert outcome.met
    # `made_about` ends the horizon on the 120th session after the publication.
    part = seen.part.rows
    own, index = seen.part.ledger.equity[part], seen.benchmark.values[part]
    assert outcome.excess == pytest.approx(own[120] / own[0] - index[120] / index[0])
    assert outcome.excess < seen.evidence.numbers.excess
