"""The metric over the dials of a sweep: one map for each two of them, or one plot of a single dial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from backtest.sweeps.grid import Dial, Value
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.setting_words import METRIC_WORDS, metric_word, value_word
from data_sources.language.text import Text, both, joined, same
from reports.drawing.dial_plot import DialData, DialPoint
from reports.drawing.heat_map import SHADES, MapCell, MapData, Place

MOST_MAPS = 10
"""Maps of a page: all pairs of five dials."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 80, 100, 2_500
"""Of a map; more could not be told apart."""


@dataclass(frozen=True)
class ShownMap:
    """A map with its heading and what its colours mean, from pale to dark; ``has_dead`` and ``has_unseen`` cells."""

    title: Text
    data: MapData
    bounds: tuple[Text, ...]
    has_dead: bool
    has_unseen: bool


@dataclass(frozen=True)
class Maps:
    """The maps, or the ``plot`` of a single dial; ``said`` is what must be known of them, "" for nothing."""

    maps: tuple[ShownMap, ...]
    plot: DialData | None
    said: tuple[Text, ...]


def maps_of(found: Sweep) -> Maps:
    """Return the metric over the dials that have two values or more."""
    dials = [_in_order(dial) for dial in found.grid.dials if len(dial.values) > 1]
    if not found.ranked or not dials:
        return Maps((), None, ())
    if len(dials) == 1:
        return Maps((), _plot(found, dials[0]), ())
    pairs = [_turned(*pair) for pair in combinations(dials, 2)]
    small = [pair for pair in pairs if _fits(*pair)]
    shown = small[:MOST_MAPS]
    said = [
        *([_median_words(found, len(dials) - 2)] if len(dials) > 2 else []),  # noqa: PLR2004 - a map has two
        *([_left_out_words([pair for pair in pairs if pair not in shown])] if len(shown) < len(pairs) else []),
    ]
    return Maps(tuple(_map(found, rows, columns) for rows, columns in shown), None, tuple(said))


def _in_order(dial: Dial) -> Dial:
    """Numbers by their size, words as they were given."""
    return Dial(dial.name, tuple(sorted(dial.values, key=_size))) if dial.is_ordered else dial


def _size(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _turned(one: Dial, other: Dial) -> tuple[Dial, Dial]:
    """Rows and columns: words as rows, of two dials alike the one with fewer values."""
    if one.is_ordered != other.is_ordered:
        return (other, one) if one.is_ordered else (one, other)
    return (one, other) if len(one.values) <= len(other.values) else (other, one)


def _fits(rows: Dial, columns: Dial) -> bool:
    high, wide = len(rows.values), len(columns.values)
    return high <= MOST_ROWS and wide <= MOST_COLUMNS and high * wide <= MOST_CELLS


def _map(found: Sweep, rows: Dial, columns: Dial) -> ShownMap:
    among: dict[tuple[Value, Value], list[SweptSetting]] = defaultdict(list)
    for each in found.settings:
        if each.in_grid:
            among[each.turned[rows.name], each.turned[columns.name]].append(each)
    cells = tuple(
        tuple(_cell(found, (rows, row), (columns, column), among.get((row, column), [])) for column in columns.values)
        for row in rows.values
    )
    values = [cell.value for line in cells for cell in line if cell.value is not None]
    low, high = min(values, default=0.0), max(values, default=0.0)
    states = {cell.state for line in cells for cell in line}
    data = MapData(
        rows.name, columns.name, tuple(map(value_word, rows.values)), tuple(map(value_word, columns.values)), cells,
        low, high, _place(found.best, rows, columns), _place(found.own, rows, columns),
    )  # fmt: skip
    word = METRIC_WORDS[found.metric]
    title = both(f"{word} by {rows.name} and {columns.name}", f"{word.zh}：{rows.name} × {columns.name}")
    bounds = tuple(metric_word(found.metric, low + (high - low) * k / SHADES) for k in range(SHADES + 1))
    return ShownMap(title, data, bounds, "dead" in states, "unseen" in states)


def _cell(found: Sweep, row: tuple[Dial, Value], column: tuple[Dial, Value], there: Sequence[SweptSetting]) -> MapCell:
    where = " ".join(f"{dial.name}={value_word(value)}" for dial, value in (row, column))
    made = [getattr(each.numbers, found.metric) for each in there if each.rank is not None]
    known = [value for value in made if value is not None]
    if known:
        value = median(known)
        written = str(metric_word(found.metric, value))
        count = f" ({len(known)})" if len(known) > 1 else ""
        return MapCell("value", value, written, f"{where}: {written}{count}")
    return MapCell("dead", said=where) if there else MapCell("unseen")


def _place(setting: SweptSetting | None, rows: Dial, columns: Dial) -> Place | None:
    """Where a setting lies on a map; None for one whose values are not on it."""
    if setting is None or setting.rank is None:
        return None
    row, column = setting.turned[rows.name], setting.turned[columns.name]
    if row not in rows.values or column not in columns.values:
        return None
    return rows.values.index(row), columns.values.index(column)


def _plot(found: Sweep, dial: Dial) -> DialData:
    """The metric along a single dial; the own setting that the grid lacks stands in its order too."""
    there = [each for each in found.settings if each.rank is not None or each.in_grid]
    if dial.is_ordered:
        there = sorted(there, key=lambda each: _size(each.turned[dial.name]))
    return DialData(dial.name, tuple(_point(found, each, dial) for each in there), dial.is_ordered)


def _point(found: Sweep, each: SweptSetting, dial: Dial) -> DialPoint:
    label = value_word(each.turned[dial.name])
    value = getattr(each.numbers, found.metric, None)
    written = str(metric_word(found.metric, value))
    return DialPoint(
        label, value, written, same(f"{dial.name}={label}: {written}"), is_best=each is found.best, is_own=each.is_own
    )


def _median_words(found: Sweep, others: int) -> Text:
    word = METRIC_WORDS[found.metric]
    return both(
        f"Each cell is the median {word} over the other {'dial' if others == 1 else f'{others} dials'}, so the best "
        "setting need not lie on the darkest cell.",
        f"每格为其余 {others} 个参数取各值时{word.zh}的中位数，因此最佳参数不一定落在颜色最深的一格。",
    )


def _left_out_words(pairs: Sequence[tuple[Dial, Dial]]) -> Text:
    names = joined([f"{rows.name} × {columns.name}" for rows, columns in pairs], ", ", "、")
    return both(f"Not drawn, in settings.csv: {names}.", f"未绘制，见 settings.csv：{names.zh}。")
