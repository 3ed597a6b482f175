"""Which numbers of a method the rules of the strategies read, through the shipped series that hold them.

A method steers nothing by itself. A rule reads a quantity, a quantity reads series, and a document's file says under
``series`` which of them hold a method's inputs or outputs. A strategy names its quantities as ``gates`` and ``reads``.
"""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.language.text import Text, both, joined
from strategies.methods.method import UNREAD, Method
from strategies.registry import STRATEGIES
from strategies.signals.names.series import quantity_name
from strategies.signals.quantities import SeriesSource, belongs


def steers(method: Method) -> Text:
    """Return in one sentence which outputs rules read, as which quantity and in which strategies; else its inputs."""
    if outputs := _readers(method, method.outputs):
        return both(f"rules read {outputs}", f"规则读取 {outputs.zh}")
    inputs = _readers(method, [each.name for each in method.inputs])
    if not inputs:
        return UNREAD
    return both(f"{UNREAD}; of its inputs they read {inputs}", f"{UNREAD.zh}；其输入中被读取的有 {inputs.zh}")


def _readers(method: Method, names: Iterable[str]) -> Text:
    """``base as hyperscaler_capex in rate_power, power_cooling``, one part for each quantity that reads the names."""
    strategies: dict[str, list[str]] = {}
    read: dict[str, list[str]] = {}
    held = [(name, method.series[name]) for name in names if name in method.series]
    for strategy in STRATEGIES.values() if held else ():
        for quantity in (*strategy.gates, *strategy.reads):
            found = [name for name, series in held if any(reads(source, series) for source in quantity.sources)]
            if found:
                read[quantity.name] = found
                strategies.setdefault(quantity.name, []).append(strategy.name)
    return joined((_reader(each, read[each], strategies[each]) for each in read), "; ", "；")


def _reader(quantity: str, names: Iterable[str], strategies: Iterable[str]) -> Text:
    return both(
        f"{', '.join(names)} as {quantity} in {', '.join(strategies)}",
        f"{'、'.join(names)}（作为“{quantity_name(quantity).zh}”，用于 {'、'.join(strategies)}）",
    )


def reads(source: SeriesSource, series: str) -> bool:
    """Whether a source takes in a series, or some of a family whose name ends in ``/``; never a forecast."""
    return belongs(series, source.series) or (series.endswith("/") and source.series.startswith(series))
