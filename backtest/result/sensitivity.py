"""The excess of a run under other conditions, as plain data.

Each variant changes one thing of one setting. All are shown with the run itself among them and none is picked, so
that none is a trial (``docs/validity.md``, Sensitivity); one that is run by itself is counted like any run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.result.wording import number
from data_sources.language.text import Text, both

Kind: TypeAlias = Literal["slippage", "fill", "start", "delay", "without"]


@dataclass(frozen=True)
class Variant:
    """One condition and the excess under it, as a fraction (points); None where the data do not reach so far.

    ``own`` marks the condition that the run itself has. ``hindsight`` marks one that holds names before their report.
    """

    kind: Kind
    label: Text
    excess: float | None
    own: bool = False
    hindsight: bool = False


@dataclass(frozen=True)
class Sensitivity:
    """The excess of a part, arithmetic and cumulative, and the same under other conditions."""

    excess: float
    variants: tuple[Variant, ...]


def sensitivity_sentence(seen: Sensitivity) -> Text:
    """Say between what the excess lies under the other conditions that the run could have had."""
    found = [each.excess for each in seen.variants if each.excess is not None and not each.own and not each.hindsight]
    own = _points(seen.excess)
    if not found:
        return both(
            f"The excess is {own} points; no other condition could be tried.",
            f"超额为 {own} 个百分点；没有可比较的其他条件。",
        )
    low, high, against = _points(min(found)), _points(max(found)), sum(each * seen.excess < 0 for each in found)
    turned = both("in none of them it changes its sign", "符号均未改变")
    if against:
        turned = both(f"in {against} of them it changes its sign", f"其中 {against} 种符号改变")
    return both(
        f"The excess of {own} points lies between {low} and {high} points under {len(found)} other conditions of the "
        f"same decisions; {turned}. None was chosen, so none counts as a trial.",
        f"同样的决策在另外 {len(found)} 种条件下，超额介于 {low} 与 {high} 个百分点之间（本次为 {own}），{turned.zh}。"
        "未从中挑选，故均不计为试验。",
    )


def _points(value: float) -> str:
    return number(value * 100, 1, signed=True)
