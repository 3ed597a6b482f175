"""The judged part of a run against further indices that were asked for, beside the one that it is judged against."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from backtest.market.indices import is_total_return
from backtest.result.benchmark import HeadlineIndex, written_name
from backtest.result.comparison import Comparison, compare
from backtest.result.parts import judged_part, relative_numbers, run_parts
from backtest.result.result import Result
from data_sources.language.text import Text


@dataclass(frozen=True)
class AgainstIndex:
    """The judged part against one more index.

    ``numbers`` has the returns, the excess in points and its interval; ``tracking_error`` (a year, a fraction) and
    ``beta`` are those of ``metrics.json``, None where they cannot be had.
    """

    symbol: str
    name: Text
    total_return: bool
    numbers: Comparison
    tracking_error: float | None
    beta: float | None

    def document(self) -> dict[str, object]:
        """Return it as JSON values; the interval is of the wealth relative to the index."""
        numbers = self.numbers
        return {
            "symbol": self.symbol,
            "is_total_return": self.total_return,
            "return": numbers.own,
            "benchmark_return": numbers.market,
            "excess": numbers.excess,
            "relative": numbers.relative,
            "annual_excess": numbers.annual_excess,
            "interval": asdict(numbers.interval) if numbers.interval else None,
            "span_interval": asdict(numbers.span_interval) if numbers.span_interval else None,
            "tracking_error": self.tracking_error,
            "beta": self.beta,
        }


def against_others(result: Result) -> tuple[AgainstIndex, ...]:
    """Return the judged part against each further index, in the order asked for; empty without either."""
    part = judged_part(run_parts(result))
    if part is None:
        return ()
    found = []
    for symbol, closes in result.other_indices:
        index = HeadlineIndex(symbol, written_name(symbol), is_total_return(symbol), closes)
        numbers, relative = compare(result, part, index), relative_numbers(result, part, index)
        error, slope = (_number(relative.get(name)) for name in ("tracking_error", "beta"))
        found.append(AgainstIndex(symbol, index.name, index.total_return, numbers, error, slope))
    return tuple(found)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
