"""How often memory makers' capex rises, by their gross margin: the claim behind ``003/storage_gm_capex_trigger``.

No method: the report prints neither share and no series, so a reader brings both.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan


def capex_rise_shares(margins: Sequence[float], capex: Sequence[float], threshold: float = 35.0) -> tuple[float, float]:
    """How often capex rose on the quarter before, when the margin of that quarter was at the threshold and when below.

    Both series run over the same quarters; the first has no quarter before and is not counted. NaN for a side without
    a quarter. The report claims that the first share is the larger one and prints neither. Line 2000.
    """
    if len(margins) != len(capex):
        raise ValueError(f"{len(margins)} margins and {len(capex)} values of capex: one of each a quarter")
    rises: dict[bool, list[bool]] = {True: [], False: []}
    for margin, before, after in zip(margins[1:], capex[:-1], capex[1:], strict=True):
        rises[margin >= threshold].append(after > before)
    above, below = (sum(seen) / len(seen) if seen else nan for seen in (rises[True], rises[False]))
    return above, below
