"""A setting and its metric, written out."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.result.wording import number, percent
from backtest.sweeps.numbers import SettingNumbers
from backtest.sweeps.outcome import SweptSetting
from backtest.validity.setting_metric import SettingMetric
from data_sources.language.text import Text, both, same

METRIC_WORDS: Mapping[SettingMetric, Text] = {
    "sharpe": both("Sharpe ratio", "夏普比率"),
    "information_ratio": both("information ratio", "信息比率"),
    "excess_geometric": both("geometric excess", "几何超额"),
    "annual_return": both("annual return", "年化收益"),
}
RATIO_METRICS = frozenset({"sharpe", "information_ratio"})


def setting_words(setting: SweptSetting) -> Text:
    """Write a setting as it would be given: ``lookback=60 fill=close``."""
    return same(" ".join(f"{name}={value_word(value)}" for name, value in setting.turned.items()))


def value_word(value: object) -> str:
    """Write the value of a dial as it would be given."""
    return "none" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)


def metric_value(metric: SettingMetric, numbers: SettingNumbers) -> Text:
    """Write the metric of a setting; a dash where it is not defined."""
    return metric_word(metric, getattr(numbers, metric))


def metric_word(metric: SettingMetric, value: float | None) -> Text:
    """Write a value of a metric: a ratio with two digits, a return as a percentage with its sign."""
    return number(value) if metric in RATIO_METRICS else percent(value, signed=True)
