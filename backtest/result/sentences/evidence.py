"""The evidence in words: one sentence for each thing that was measured, in the order in which a reader asks."""

from __future__ import annotations

from backtest.metrics.split import TEST
from backtest.result.benchmark import HeadlineIndex, benchmark_sentence
from backtest.result.deep import deep_sentences
from backtest.result.evidence import Evidence
from backtest.result.gates import gates_sentence
from backtest.result.other_names import other_names_sentence
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.plain_list import plain_sentence
from backtest.result.result import Result
from backtest.result.sentences.chance import chance_sentence
from backtest.result.sentences.choice import pool_sentence, universe_sentence
from backtest.result.sentences.risk import drawdown_sentence, sharpe_sentence
from backtest.result.sentences.sector import incomplete_sentence, sector_returns_sentence, sector_sentence
from backtest.result.sentences.traded import traded_sentences
from backtest.result.sentences.trials import trials_sentence
from backtest.result.standard_words import standard_sentence
from backtest.result.unjudged import held_nothing
from data_sources.language.text import NOTHING, Text, both, said, sentence


def evidence_sentences(result: Result, part: RunPart, seen: Evidence, benchmark: HeadlineIndex) -> tuple[Text, ...]:
    """Return what must be read with the claim about the judged part; if it held nothing only that and its audit."""
    if held_nothing(seen.traded):
        nothing = [*(sentence(each) for each in traded_sentences(seen.traded)), _passed(result)]
        return tuple(each for each in nothing if each)
    dated = is_dated(part)
    told = (
        chance_sentence(part, seen.numbers, benchmark) if dated else NOTHING,
        benchmark_sentence(benchmark),
        sector_sentence(seen.sector, seen.numbers, seen.index) if dated and seen.sector else NOTHING,
        sector_returns_sentence(seen.sector_returns) if dated else NOTHING,
        incomplete_sentence(seen.sector_incomplete),
        pool_sentence(seen.pool, seen.numbers) if dated and seen.pool else NOTHING,
        plain_sentence(result.plain) if dated and result.plain else _without_plain(result, part),
        other_names_sentence(result.others) if dated and result.others else NOTHING,
        *(deep_sentences(result.deep) if dated and result.deep else ()),
        standard_sentence(seen.standard) if seen.standard else NOTHING,
        *(sentence(each) for each in traded_sentences(seen.traded)),
        gates_sentence([each.in_part(part.base_date, part.last_date) for each in result.gates], _since(part)),
        universe_sentence(result, part),
        drawdown_sentence(seen.drawdown, part) if dated and seen.drawdown else NOTHING,
        sharpe_sentence(seen.sharpe) if dated and seen.sharpe and not seen.numbers.under_a_year else NOTHING,
        trials_sentence(result, seen, benchmark, dated=dated),
        _passed(result),
    )
    return tuple(each for each in told if each)


def _passed(result: Result) -> Text:
    """The look-ahead audit of a user's own run that was passed; any other outcome is a caveat."""
    seen = result.look_ahead
    if seen is None or seen.standing != "passed":
        return NOTHING
    return both(f"Look-ahead audit: {seen.sentence}.", f"前视偏差检查：{said(seen.sentence, 'zh')}。")


def _without_plain(result: Result, part: RunPart) -> Text:
    """Why a run that begins after its report has no plain list beside it."""
    if result.stated is None or part.name != TEST or part.base_date <= result.stated.known_from:
        return NOTHING
    return both(
        "It is not compared with the plain list of its names: that is bought when the report is published, and this "
        "run begins later.",
        "未与同一批个股的等权名单比较：等权名单在研报发布时买入，而本次回测开始得更晚。",
    )


def _since(part: RunPart) -> Text:
    return both(f"from {part.base_date} to {part.last_date}", f"{part.base_date} 至 {part.last_date}")
