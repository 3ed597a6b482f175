"""What a strategy returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from backtest.targets import Targets


@dataclass(frozen=True)
class Decisions:
    """What a strategy decided over the whole history.

    Parameters
    ----------
    targets
        Weights by decision date and symbol, each executed at the next session.
    notes
        Sentences a reader must know beside the result: gates without a value, names without bars, hindsight. Those of
        shipped rules are in both languages (``Text``); a plain one is the same in both.
    segment_of
        The segment of each symbol that was ever held, its id with its Chinese (``Text``) for a segment that ships;
        several are joined by `` + ``, in order.
    """

    targets: Targets
    notes: tuple[str, ...] = ()
    segment_of: Mapping[str, str] = field(default_factory=dict)
