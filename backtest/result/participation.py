"""How much of a day's volume the fills of a part were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.ledger import VOLUME_CAP
from backtest.result.parts import RunPart
from backtest.result.traded import called
from backtest.result.trades import fills_within, share_of_volume, volume_shares
from data_sources.language.text import Text, both

TAIL = 95.0


@dataclass(frozen=True)
class Participation:
    """Shares of the day's volume over the fills of a part, fractions.

    ``fills`` counts those with a known volume. ``median`` and ``tail`` are their 50th and 95th percentile, between two
    values on the line (linear interpolation). ``largest`` is of ``name`` on ``day``. ``cut`` counts the orders that the
    run's own volume cap cut or kept from trading: where there are any, the fills no longer show what was wanted.
    """

    money: float
    fills: int
    median: float
    tail: float
    largest: float
    name: str
    day: date
    cut: int


def participation(part: RunPart) -> Participation | None:
    """Return how large the fills of a part were beside what traded; None without a fill of known volume.

    The share of one fill is its shares over the shares traded in the whole session, an opening auction's too, so that
    it flatters an order that trades at the open alone. ``money`` is the equity at the base of the part, CNY.
    """
    ledger, rows = part.ledger, fills_within(part)
    share = volume_shares(ledger, rows)
    known = np.flatnonzero(np.isfinite(share))
    if not len(known):
        return None
    top = int(known[np.argmax(share[known])])
    median, tail = np.percentile(share[known], (50.0, TAIL)).tolist()
    fill = int(rows[top])
    refusals = ledger.refusals
    within = (refusals.session > part.first) & (refusals.session <= part.last)
    return Participation(
        float(ledger.equity[part.first]),
        len(known),
        median,
        tail,
        float(share[top]),
        called(part.execution, ledger.symbols[int(ledger.fills.symbol[fill])]),
        ledger.sessions[int(ledger.fills.session[fill])].item(),
        int((within & (refusals.reason == VOLUME_CAP)).sum()),
    )


def participation_sentence(seen: Participation) -> Text:
    """Say how large the fills were beside the volume of their days."""
    median, tail, largest = (share_of_volume(each) for each in (seen.median, seen.tail, seen.largest))
    return both(
        f"Of the {seen.fills} fills the median was {median} of the day's volume and one in twenty above {tail}; the "
        f"largest was {largest}, {seen.name} on {seen.day}.",
        f"{seen.fills} 笔成交占当日成交量的比例：中位数 {median}，95% 分位 {tail}，最大 {largest}（{seen.name}，"
        f"{seen.day}）。",
    )
