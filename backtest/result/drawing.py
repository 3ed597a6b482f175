"""Two curves as a small picture: an SVG that needs no script, and a line of block characters for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from data_sources.tables.facts import Floats

BLOCKS = "▁▂▃▄▅▆▇█"
POINTS = 160
"""As many points as a small picture can show; longer curves are thinned, first and last point kept."""
LOG_ABOVE = 3.0
"""The ratio of the highest to the lowest value above which the scale is logarithmic: equal steps are equal growth."""
WIDTH, HEIGHT, EDGE = 420, 110, 6


@dataclass(frozen=True)
class Line:
    """A curve of positive values, base first, and how it is drawn: its label says whose it is, not its colour alone."""

    label: str
    values: Floats
    colour: str
    dashes: str = ""


def curves_svg(lines: Sequence[Line], title: str) -> str:
    """Return curves over the same sessions, each from 100 at its base, as one SVG element with its labels below.

    Values of zero or less, which a total loss leaves, are drawn at the lowest one above zero where the scale is
    logarithmic. No curve, or curves of one session, are an empty string.
    """
    if not lines or min(len(line.values) for line in lines) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    grown = [100.0 * _thinned(line.values) / line.values[0] for line in lines]
    scale = _scale(grown)
    drawn = "".join(_polyline(line, values, scale) for line, values in zip(lines, grown, strict=True))
    base = scale.heights(np.array([100.0]))[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<title>{escape(title)}</title>"
        f'<line x1="0" x2="{WIDTH}" y1="{base:.1f}" y2="{base:.1f}" stroke="#999" stroke-width="0.5"/>{drawn}</svg>'
        f"<p>{_legend(lines)}</p>"
    )


def sparklines(curves: Sequence[Floats], width: int = 40) -> list[str]:
    """Return curves, each from its base, as lines of at most ``width`` block characters on one scale.

    The lowest value of all is the lowest block, the highest the highest. Flat curves are lines of lowest blocks.
    """
    grown = [_thinned(values, width) / values[0] for values in curves]
    low = min((float(values.min()) for values in grown), default=0.0)
    span = max((float(values.max()) for values in grown), default=0.0) - low
    return ["".join(_block((value - low) / span if span > 0 else 0.0) for value in values.tolist()) for values in grown]


def _block(share: float) -> str:
    return BLOCKS[round(share * (len(BLOCKS) - 1))]


def _thinned(values: Floats, most: int = POINTS) -> Floats:
    kept: Floats = values
    if len(values) > most:
        kept = values[np.linspace(0, len(values) - 1, most).round().astype(int)]
    return kept


@dataclass(frozen=True)
class _Scale:
    """What is drawn at the bottom and at the top, and whether equal steps are equal growth."""

    low: float
    high: float
    logarithmic: bool

    def heights(self, values: Floats) -> Floats:
        """Return y from the top; values that lie under the scale are at its bottom."""
        low, high = self.low, self.high
        shown: Floats = np.maximum(values, low)
        if self.logarithmic:
            shown, low, high = np.log(shown), np.log(low), np.log(high)
        share = (shown - low) / (high - low) if high > low else np.full(len(shown), 0.5)
        found: Floats = EDGE + (1.0 - share) * (HEIGHT - 2 * EDGE)
        return found


def _scale(grown: Sequence[Floats]) -> _Scale:
    values = np.concatenate([*grown, [100.0]])
    positive = values[values > 0]
    low, high = float(positive.min()), float(values.max())
    if high / low > LOG_ABOVE:
        return _Scale(low, high, logarithmic=True)
    return _Scale(float(values.min()), high, logarithmic=False)


def _polyline(line: Line, values: Floats, scale: _Scale) -> str:
    across = np.linspace(0.0, WIDTH, len(values))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, scale.heights(values), strict=True))
    dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
    return f'<polyline fill="none" stroke="{line.colour}" stroke-width="1.5"{dashes} points="{points}"/>'


def _legend(lines: Sequence[Line]) -> str:
    return " &#160; ".join(
        f'<span style="color:{line.colour}">{"┄" if line.dashes else "━"}</span> {escape(line.label)}' for line in lines
    )
