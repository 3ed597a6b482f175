"""Everything a verdict says it says in Chinese too, and every metric is called what the glossary calls it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import resources

import pytest

from backtest.engine.ledger import EVENT_KINDS, REASONS
from backtest.metrics.definitions import DEFINITIONS
from backtest.options import Options
from backtest.result.badge import CHINESE, badge_words
from backtest.result.caveats import Caveat
from backtest.result.front.front import front
from backtest.result.gates import ALL_GATES, GateAct, GateEffect
from backtest.result.look_ahead import FROM_OUTSIDE, LEFT_OUT, ONE_HANDLER, LookAhead
from backtest.result.other_names import OtherNames
from backtest.result.parts import run_parts
from backtest.result.phases import phases
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.result.simplifications import simplifications
from backtest.result.trading_by_part import costs_by_part, events_by_part, refusals_by_part
from backtest.result.trading_words import EVENT_MEANINGS, EVENT_WORDS, REASON_MEANINGS, REASON_WORDS
from backtest.result.trials import TrialCount
from backtest.result.verdict import verdict
from backtest.validity.interval import Interval
from data_sources.language.text import Text, both, same
from tests.backtest.result import test_seven_badges
from tests.backtest.result.made_markets import Truth, made_run
from tests.backtest.result.spoken import english_alone, texts
from tests.reports.made_results import dated, long_result, tiny_result

NOW = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
DAY = date(2025, 2, 6)
WIDE = Interval(-0.2, 0.9, 0.95, 300, 16)
GATES = (
    GateEffect("hyperscaler_capex", (DAY,), (GateAct(DAY, 0.5, 1.0, 0.5),), (0.1,)),
    GateEffect("spot price < 90", (DAY,), (), (None,)),
    GateEffect(ALL_GATES, (DAY,), (GateAct(DAY, 1.0, 1.0, 0.2),)),
)


def glossary() -> dict[str, str]:
    text = (resources.files("data_sources.language") / "glossary.csv").read_text(encoding="utf-8")
    return {row["english"]: row["chinese"] for row in csv.DictReader(text.splitlines())}


RUNS: dict[str, Callable[[], Result]] = {
    "hindsight": tiny_result,
    "nothing dates it": lambda: tiny_result(hindsight=False, known_from=None),
    "pending": lambda: replace(tiny_result(hindsight=False, known_from=None), publications=dated(date(2025, 3, 1))),
    "gates and altered trials": lambda: replace(
        long_result(90, 4), gates=GATES, trials=TrialCount(3, 5, 0.001, NOW, NOW, altered=both("2 are gone", "少 2 条"))
    ),
    "beside other names": lambda: replace(
        long_result(300, 4), plain=PlainBeside(0.3, 0.4, WIDE, names=7), others=OtherNames("003", 4, 0.3, 0.1, WIDE)
    ),
    "written later": lambda: replace(long_result(300, 4), look_ahead=LEFT_OUT, rules_written=date(2030, 1, 1)),
    "from outside": lambda: with_caveat(FROM_OUTSIDE),
    "handler": lambda: with_caveat(ONE_HANDLER),
    "beside its sector": lambda: made_run(1, Truth(), asked=0.05),
    "beside the pool": lambda: made_run(1, Truth(index=False)),
    "looks ahead": test_seven_badges.looks_ahead,
    "two names": test_seven_badges.two_names,
    "too short": test_seven_badges.too_short,
    "undated": test_seven_badges.undated,
    "horizon open": test_seven_badges.horizon_open,
}


def with_caveat(found: LookAhead) -> Result:
    assert found.caveat is not None
    return replace(long_result(300, 4), look_ahead=found, caveats=(found.caveat,))


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_no_text_of_a_verdict_is_english_alone(run: Callable[[], Result]) -> None:
    result = run()
    seen, parts = verdict(result), run_parts(result)
    shown = (seen, front(result, seen), phases(result), parts, result.caveats, result.notes, result.warnings)
    said = (*shown, costs_by_part(parts), refusals_by_part(parts), events_by_part(parts))
    assert len(list(texts(said))) > 5
    assert english_alone(said) == []


def test_a_text_that_nobody_translated_is_found() -> None:
    said = Caveat(both("frozen", "行情中断"), same("2025-02-06"), same("nobody wrote this"))
    assert english_alone((said, {"at": Text("T+1", "T+1")})) == ["nobody wrote this"]


def test_every_way_to_trade_is_said_in_both_languages() -> None:
    assert (tuple(REASON_WORDS), tuple(REASON_MEANINGS)) == (REASONS, REASONS)
    assert set(EVENT_WORDS) == set(EVENT_MEANINGS) == set(EVENT_KINDS)
    options = (Options(), Options(participation=None, slippage=0.0, dividend_tax=0.1, fill="vwap"))
    assert english_alone([simplifications(each) for each in options]) == []


def test_metrics_and_badges_are_called_as_the_glossary_calls_them() -> None:
    words = glossary()
    assert {str(row.label): row.label.zh for row in DEFINITIONS}.items() <= words.items()
    assert {str(badge_words(badge)): badge_words(badge).zh for badge in CHINESE}.items() <= words.items()
    assert english_alone([(row.label, row.formula) for row in DEFINITIONS]) == []


def test_the_glossary_names_each_term_once_with_its_chinese_and_where_it_is_from() -> None:
    text = (resources.files("data_sources.language") / "glossary.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len({row["english"] for row in rows})
    assert all(row["english"] and row["chinese"] and row["source"] for row in rows)
