"""Whatever a run did, its verdict can be written: one badge, a claim, and sentences without a hole in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.badge import CHINESE
from backtest.result.front.front import front
from backtest.result.judge import judge
from backtest.result.look_ahead import FROM_OUTSIDE, LookAhead
from backtest.result.manifest import About
from backtest.result.result import Result
from backtest.result.standard import Standard
from backtest.result.trials import TrialCount
from backtest.result.verdict import Verdict, verdict
from data_sources.errors import InputError
from data_sources.language.text import both
from tests.backtest.result.made_markets import Truth, made_about, made_panel, random_rule
from tests.backtest.result.spoken import english_alone
from tests.property.markets import RandomMarket, examples, panel_and_targets

HOLES = re.compile(r"\b(None|nan|inf|NaN)\b|  |\(\)|\.\.|, ,| [.,;:]|\[|\{")
RATES = re.compile(r"\b(a|per) year\b|annual|yearly")
CHINESE_HOLES = re.compile(r"None|nan|inf|  |（）|。。|，，|、、| [。，；：、）]|（ |[，；：、]$|\[|\{")
CHINESE_RATES = re.compile("年化")

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - UTC without a zone, as counts are kept

fewer = settings(examples, max_examples=max(examples.max_examples // 3, 1))
"""A market with a hundred sessions and a verdict takes three times as long as those of the other properties."""

counts = st.none() | st.builds(
    lambda count, more, variance: TrialCount(count, count + more, variance, NOW, NOW),
    st.integers(1, 500),
    st.integers(0, 50),
    st.none() | st.floats(0.0, 0.1),
)
CHANGED, SAME = both("it changed", "决策改变"), both("it did not", "决策不变")
audits = st.sampled_from([None, FROM_OUTSIDE, LookAhead("failed", CHANGED), LookAhead("passed", SAME)])


def random_about(draw: st.DrawFn, days: list[date], symbols: tuple[str, ...]) -> About:
    """Nothing, one or two reports that may state the thesis, with a standard and names to choose from, or without."""
    known = draw(st.lists(st.sampled_from(days), max_size=2, unique=True))
    stated = [draw(st.booleans()) for _ in known]
    published = tuple(
        Publication(f"00{k}", "A Broker", day, states_thesis=states)
        for k, (day, states) in enumerate(zip(known, stated, strict=True))
    )
    edges = draw(st.sampled_from([(0.05, None), (None, -0.05), (-0.05, 0.05), (0.0, 0.0)]))
    standard = Standard("000", "overweight", days[0], draw(st.sampled_from(days)), *edges)
    return About(
        name="random",
        publications=published,
        rules_written=draw(st.none() | st.sampled_from(days)),
        standard=draw(st.sampled_from([None, standard])) if any(stated) else None,
        chosen_from=draw(st.sampled_from([None, symbols, symbols[:1], ()])),
        sector=draw(st.sampled_from([(), ("000300.SH",), ("H00300.CSI", "000300.SH")])),
    )


@st.composite
def reference_runs(draw: st.DrawFn) -> Result:
    """A nasty market, short or long enough for intervals, traded from the first report on, and what is beside it."""
    market = RandomMarket(
        draw(st.integers(0, 1_000_000)), draw(st.integers(12, 40) | st.integers(65, 110)), draw(st.integers(1, 12))
    )
    panel, targets = panel_and_targets(market.tables, market.drawn[1])
    about = random_about(draw, panel.sessions.tolist(), panel.symbols)
    options: dict[str, object] = dict(market.options)
    if about.publications:
        first = min(each.known_from for each in about.publications)
        given_start = options.get("start")
        options["start"] = max(first, given_start) if isinstance(given_start, date) else first
        options.pop("end", None)
    result = judge(panel, targets, Options(**options), about)  # type: ignore[arg-type]
    return replace(result, trials=draw(counts), look_ahead=draw(audits))


@st.composite
def made_runs(draw: st.DrawFn) -> Result:
    """A made market of one to two years, with or without skill, a sector that runs, and an index of it."""
    truth = Truth(draw(st.sampled_from([0.0, 0.004])), draw(st.sampled_from([-0.006, 0.0, 0.006])), draw(st.booleans()))
    seed, sessions = draw(st.integers(0, 1_000_000)), draw(st.integers(50, 500))
    panel = made_panel(seed, truth, sessions)
    about = made_about(panel, asked=draw(st.sampled_from([None, 0.05])))
    return replace(judge(panel, random_rule(panel, seed), Options(), about), trials=draw(counts))


@fewer
@given(st.data())
def test_every_run_of_a_nasty_market_has_a_verdict_in_words(data: st.DataObject) -> None:
    try:
        result = data.draw(reference_runs())
    except InputError:
        return  # no decision is left after the report, or the benchmark lacks a session: there is no run
    check(result)


@fewer
@given(made_runs())
def test_every_run_of_a_made_market_has_a_verdict_in_words(result: Result) -> None:
    check(result)


def check(result: Result) -> Verdict:
    seen = verdict(result)
    shown = front(result, seen)
    assert seen.badge in CHINESE
    assert seen.headline
    assert seen.reason
    said = (seen.headline, seen.reason, seen.paragraph, shown.claim, shown.but, *seen.sentences)
    for sentence in (*said, shown.standing):
        assert sentence == sentence.strip()
        assert not HOLES.search(sentence), sentence
        assert sentence.zh == sentence.zh.strip()
        assert not CHINESE_HOLES.search(sentence.zh), sentence.zh
    assert all(each.endswith(".") for each in said if each)
    assert all(each.zh.endswith("。") for each in said if each)
    assert english_alone((seen, shown)) == []
    if seen.numbers is None or seen.numbers.under_a_year:
        assert not any(RATES.search(each) or CHINESE_RATES.search(each.zh) for each in said), said
    return seen
