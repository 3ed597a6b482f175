"""Where a value and a session lie in the picture of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from reports.charts.model import Panel, Series
from reports.charts.ticks import log_ticks, nice_ticks

WIDTH, LEFT, RIGHT = 760.0, 46.0, 10.0
PIXELS_A_TICK = 34.0
MARGIN = 0.04  # of the range, so that a line does not touch its frame

Layer = tuple[float | None, ...]


@dataclass(frozen=True)
class Axis:
    """The vertical axis of a panel between ``top`` and ``bottom``, from ``low`` to ``high``."""

    low: float
    high: float
    top: float
    bottom: float
    log: bool

    def y(self, value: float) -> float:
        """Return the place of a value."""
        low, high, at = (log(each) if self.log else each for each in (self.low, self.high, value))
        return self.bottom - (at - low) / (high - low) * (self.bottom - self.top)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that are labelled."""
        most = max(4, int((self.bottom - self.top) / PIXELS_A_TICK))
        return (log_ticks if self.log else nice_ticks)(self.low, self.high, most)


def axis_of(panel: Panel, layers: Sequence[Layer], top: float, bottom: float) -> Axis:
    """Return the axis on which all layers of a panel have room."""
    known = [value for values in layers for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if panel.zero or panel.stacked:
        low, high = min(low, 0.0), max(high, 0.0)
    if not high > low:
        low, high = low - abs(low or 1.0) * 0.1, high + abs(high or 1.0) * 0.1
    if panel.log and low > 0:
        room = (high / low) ** MARGIN
        return Axis(low / room, high * room, top, bottom, log=True)
    room = 0.0 if panel.stacked else (high - low) * MARGIN
    return Axis(low - (room if low else 0.0), high + (room if high else 0.0), top, bottom, log=False)


def layers_of(panel: Panel) -> list[Layer]:
    """Return the values of each series, upon those of the series before where the panel is stacked."""
    if not panel.stacked:
        return [each.values for each in panel.series]
    return _stacked(panel.series)


def _stacked(series: Sequence[Series]) -> list[Layer]:
    total = [0.0] * len(series[0].values)
    layers: list[Layer] = []
    for each in series:
        total = [under + (value or 0.0) for under, value in zip(total, each.values, strict=True)]
        layers.append(tuple(total))
    return layers


def x_of(row: float, sessions: int) -> float:
    """Return the place of a session; all sessions are equally far apart."""
    return LEFT + row / max(sessions - 1, 1) * (WIDTH - LEFT - RIGHT)
