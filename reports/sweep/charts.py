"""The curves of a sweep: best, own and middle setting, the index, and all between the lowest and the highest."""

from __future__ import annotations

import numpy as np

from backtest.market.indices import index_name
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.setting_words import setting_words
from data_sources.language.text import Text, both, joined
from data_sources.tables.facts import Floats
from reports.charts.model import Chart, Panel, Series
from reports.sweep.sessions_drawn import drawn_rows, drawn_words

LOG_FROM = 3.0
"""A path that grows by more than this between its lowest and highest value is drawn on a logarithmic axis at first."""
HUNDRED = 100.0
DIGITS = 5


def curves_chart(found: Sweep) -> Chart | None:
    """Return growth of 100 of the settings that matter, with their excess below; None where nothing is ranked."""
    common, best = found.common, found.best
    if common is None or best is None or found.benchmark is None:
        return None
    rows = drawn_rows(len(common.sessions))
    growth = HUNDRED * common.equity[rows] / common.equity[0]
    index = HUNDRED * found.benchmark[rows] / found.benchmark[0]
    shown = _shown(found, best)
    lines = [(label, _column(found, growth, setting), colour, dashed) for label, setting, colour, dashed in shown]
    level = (
        *(Series(label, values_of(row), colour, width=2.0 if k == 0 else 1.5, dashed=dashed)
          for k, (label, row, colour, dashed) in enumerate(lines)),
        Series(index_name(found.options.benchmark or ""), values_of(index), "benchmark", dashed=True),
        Series(both("highest of all", "全部最高"), values_of(growth.max(axis=1)), "plain", width=0.5),
        Series(both("lowest of all", "全部最低"), values_of(growth.min(axis=1)), "plain", width=0.5),
    )  # fmt: skip
    excess = tuple(
        Series(label, values_of((row - index) / HUNDRED), colour, dashed=dashed) for label, row, colour, dashed in lines
    )
    days = tuple(map(str, common.sessions[rows]))
    title = both(f"100 = close of {days[0]}", f"{days[0]} 收盘 = 100")
    log = bool(growth.min() > 0 and growth.max() / growth.min() > LOG_FROM)
    panels = (
        Panel(title, level, "level", 320, log=log, between=(len(level) - 2, len(level) - 1)),
        Panel(both("Excess, points", "超额（百分点）"), excess, "points", 130, zero=True),
    )
    label = both("Growth of the settings on common sessions", "各组参数在共同交易日的净值")
    caption = both(
        "Shaded: from the lowest to the highest of all settings on each day. Below: the difference to the index in "
        "points.",
        "阴影：每日全部参数的最低至最高。下方：相对基准的超额（百分点）。",
    )
    caption = joined([caption, drawn_words(len(common.sessions))])
    return Chart("chart-curves", label, days, panels, caption=caption)


def _shown(found: Sweep, best: SweptSetting) -> list[tuple[Text, SweptSetting, str, bool]]:
    """The settings that have a line, with its colour; one that is two of them has one."""
    own, ranked = found.own, found.ranked
    middle = ranked[(len(ranked) - 1) // 2]
    if own is best:
        first = [(both("best and own", "最佳（即自身）"), best, "strategy", False)]
    else:
        first = [(both(f"best, {setting_words(best)}", f"最佳 {setting_words(best).zh}"), best, "strategy", False)]
        if own.rank is not None:
            first.append((both("own", "自身"), own, "excess", False))
    if middle is not best and middle is not own:
        first.append((both("middle rank", "中间名次"), middle, "segment-3", True))
    return first


def _column(found: Sweep, growth: Floats, setting: SweptSetting) -> Floats:
    assert found.common is not None  # noqa: S101 - who is ranked has a curve
    place = next(k for k, each in enumerate(found.settings) if each is setting)
    column: Floats = growth[:, found.common.columns.index(place)]
    return column


def values_of(row: Floats) -> tuple[float, ...]:
    """Return a row of values as a chart holds them."""
    return tuple(np.round(row, DIGITS).tolist())
