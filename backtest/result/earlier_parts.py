"""What a run did before its thesis was stated, in sentences: hindsight, and the names of earlier reports."""

from __future__ import annotations

from backtest.metrics.split import HINDSIGHT, NAMES
from backtest.result.benchmark import HeadlineIndex
from backtest.result.comparison import compare
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import percent
from data_sources.language.text import NOTHING, Text, amid, both

TWO_EXECUTIONS = both(
    "Hindsight and what follows publication are two executions: a hindsight run enters publication with holdings and "
    "with an account that it grew before, which no reader of the report had. So its curve ends there, and all later "
    "numbers are those of the run as published, to the cent the same as without hindsight.",
    "事后回溯与发布之后是两次独立的执行：回溯的账户在发布日已有持仓，资金也已增长，研报的读者并不具备这些条件。因此回溯曲线到发布日为止，"
    "其后的所有数字均来自按发布日起步的回测，与不做回溯时分毫不差。",
)


def earlier_sentences(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> tuple[Text, ...]:
    """Return a sentence for each part that is no evidence on the thesis, oldest first, with its returns."""
    said = [_hindsight(result, part, benchmark) for part in parts if part.name == HINDSIGHT]
    apart = [TWO_EXECUTIONS] if said and result.as_published else []
    names = [_names(result, part, benchmark) for part in parts if part.name.startswith(NAMES)]
    return (*said, *apart, *names)


def _hindsight(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Text:
    seen = compare(result, part, benchmark)
    own, market, span = percent(seen.own, signed=True), percent(seen.market, signed=True), _span(part)
    return both(
        f"Before publication ({span}, hindsight) the same rules would have made "
        f"{own} against {market}; the authors knew that "
        "stretch when they chose the names, so it is no evidence.",
        f"发布之前（{span.zh}，事后回溯）同样的规则收益 {own}，同期{amid(benchmark.name).rstrip()} {market}；作者选股时"
        "已知这段行情，因此不能作为证据。",
    )


def _names(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Text:
    seen = compare(result, part, benchmark)
    own, market, span = percent(seen.own, signed=True), percent(seen.market, signed=True), _span(part)
    nobody = NOTHING
    if result.stated:
        nobody = both(
            "; nobody had stated the thesis then, so it is no evidence on it",
            "；当时尚无研报提出该投资逻辑，因此不能作为其证据",
        )
    return both(
        f"{part.label} ({span}): {own} against {market}{nobody}.",
        f"{part.label.zh}，{span.zh}：收益 {own}，同期{amid(benchmark.name).rstrip()} {market}{nobody.zh}。",
    )


def _span(part: RunPart) -> Text:
    return both(f"{part.base_date} to {part.last_date}", f"{part.base_date} 至 {part.last_date}")
