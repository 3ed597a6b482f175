"""What a run did before its thesis was stated, in sentences: hindsight, and the names of earlier reports."""

from __future__ import annotations

from backtest.metrics.split import HINDSIGHT, NAMES
from backtest.result.benchmark import HeadlineIndex
from backtest.result.comparison import compare
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import percent

TWO_EXECUTIONS = (
    "Hindsight and what follows publication are two executions: a hindsight run enters publication with holdings and "
    "with an account that it grew before, which no reader of the report had. So its curve ends there, and all later "
    "numbers are those of the run as published, to the cent the same as without hindsight."
)


def earlier_sentences(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> tuple[str, ...]:
    """Return a sentence for each part that is no evidence on the thesis, oldest first, with its returns."""
    said = [_hindsight(result, part, benchmark) for part in parts if part.name == HINDSIGHT]
    apart = [TWO_EXECUTIONS] if said and result.as_published else []
    names = [_names(result, part, benchmark) for part in parts if part.name.startswith(NAMES)]
    return (*said, *apart, *names)


def _hindsight(result: Result, part: RunPart, benchmark: HeadlineIndex) -> str:
    seen = compare(result, part, benchmark)
    return (
        f"Before publication ({part.base_date} to {part.last_date}, hindsight) the same rules would have made "
        f"{percent(seen.own, signed=True)} against {percent(seen.market, signed=True)}; the authors knew that "
        "stretch when they chose the names, so it is no evidence."
    )


def _names(result: Result, part: RunPart, benchmark: HeadlineIndex) -> str:
    seen = compare(result, part, benchmark)
    nobody = "; nobody had stated the thesis then, so it is no evidence on it" if result.stated else ""
    return (
        f"{part.label} ({part.base_date} to {part.last_date}): {percent(seen.own, signed=True)} against "
        f"{percent(seen.market, signed=True)}{nobody}."
    )
