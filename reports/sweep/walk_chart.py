"""The curve of a walk-forward beside what it is compared with, and where its windows begin."""

from __future__ import annotations

import numpy as np

from backtest.market.indices import index_name
from backtest.sweeps.outcome import Sweep
from backtest.sweeps.setting_words import turned_words
from backtest.sweeps.walked import Walked
from data_sources.language.text import Text, both, joined, same
from data_sources.tables.facts import Floats, Integers
from reports.charts.model import Band, Chart, Mark, Panel, Series
from reports.sweep.charts import HUNDRED, LOG_FROM, values_of
from reports.sweep.sessions_drawn import drawn_rows, drawn_words

MOST_DRAWN = 60
"""Windows whose bounds are drawn; more would be a grey field."""
LINES = {"own": ("excess", False), "plain": ("plain", True), "benchmark": ("benchmark", True)}
"""The colour of each curve that the choices stand beside, and whether it is dashed."""


def walk_chart(found: Sweep) -> Chart | None:
    """Return growth of 100 of the choices, of the own setting, the plain list and the index, with the excess below."""
    walked = found.walked
    if walked is None:
        return None
    rows = drawn_rows(len(walked.sessions))
    growth = {name: HUNDRED * row[rows] for name, row in walked.growth.items()}
    base, index = walked.sessions[0], growth["benchmark"]
    level = tuple(_line(found, name, row) for name, row in growth.items())
    excess = tuple(
        _line(found, name, (row - index) / HUNDRED) for name, row in growth.items() if name != "benchmark"
    )  # fmt: skip
    lowest, highest = min(float(row.min()) for row in growth.values()), max(float(row.max()) for row in growth.values())
    panels = (
        Panel(both(f"100 = close of {base}", f"{base} 收盘 = 100"), level, "level", 320,
              log=lowest > 0 and highest / lowest > LOG_FROM),
        Panel(both("Excess, points", "超额（百分点）"), excess, "points", 130, zero=True),
    )  # fmt: skip
    label = both("Growth of the walk-forward over its tests", "滚动检验在各检验区间的净值")
    drawn = len(walked.windows) <= MOST_DRAWN
    return Chart(
        "chart-walk-forward", label, tuple(map(str, walked.sessions[rows])), panels,
        _bands(walked, rows) if drawn else (), _marks(walked, rows) if drawn else (),
        joined([_caption(drawn=drawn), drawn_words(len(walked.sessions))]),
    )  # fmt: skip


def _line(found: Sweep, name: str, row: Floats) -> Series:
    if name == "walk_forward":
        return Series(both("walk-forward", "滚动检验"), values_of(row), "strategy", width=2.0)
    words = {"own": both("own", "自身"), "plain": both("plain list", "等权名单")}
    colour, dashed = LINES[name]
    return Series(words.get(name) or same(index_name(found.options.benchmark or "")), values_of(row), colour,
                  dashed=dashed)  # fmt: skip


def _bands(walked: Walked, rows: Integers) -> tuple[Band, ...]:
    """A stretch for each window, which is not seen: a cursor in it reads what was chosen."""
    return tuple(
        Band(first + (1 if k else 0), last, same(f"{k + 1}: {turned_words(each.turned)}"), "window")
        for k, (each, (first, last)) in enumerate(zip(walked.windows, _places(walked, rows), strict=True))
    )


def _marks(walked: Walked, rows: Integers) -> tuple[Mark, ...]:
    """A line at the base of each test, with the number of its window."""
    return tuple(Mark(first, same(str(k)), "window") for k, (first, _) in enumerate(_places(walked, rows), start=1))


def _places(walked: Walked, rows: Integers) -> list[tuple[int, int]]:
    """Where the base and the last session of each test lie among the rows that are drawn."""
    return [(int(first), int(last)) for first, last in np.searchsorted(rows, [each.rows for each in walked.windows])]


def _caption(*, drawn: bool) -> Text:
    excess = both("Below: the difference to the index in points.", "下方：相对基准的超额（百分点）。")
    if not drawn:
        return excess
    return both(
        f"Numbered lines: the base of each window, from which on its choice is held; the table names it. {excess}",
        f"编号竖线：各窗口的起点，此后持有该窗口所选参数（见下表）。{excess.zh}",
    )


def window_returns(walked: Walked) -> tuple[dict[str, float], ...]:
    """Return what each curve made in the test of each window, as fractions by the name of the curve."""
    return tuple(
        {name: float(np.divide(row[last], row[base])) - 1.0 for name, row in walked.growth.items()}
        for base, last in (each.rows for each in walked.windows)
    )
