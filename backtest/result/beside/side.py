"""One of the runs that are set side by side, as a result gives it or as its folder keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backtest.metrics.curve import Curve
from backtest.result.badge import Badge
from data_sources.language.text import NOTHING, Text
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class Weights:
    """What was held: ``values`` (n, s) are weights in equity after each of n sessions, 0 for what was not held."""

    dates: Dates
    symbols: tuple[str, ...]
    values: Floats


@dataclass(frozen=True)
class OwnVerdict:
    """What a run says of itself over its own judged part; ``badge`` is None where it is not recorded.

    ``excess`` is what the interval ``low`` to ``high`` is of: a rate a year when ``a_year``, else the growth relative
    to the benchmark over the part. Fractions; None for what nothing defines.
    """

    badge: Badge | None
    base: date | None = None
    last: date | None = None
    excess: float | None = None
    low: float | None = None
    high: float | None = None
    a_year: bool = False


UNRECORDED = OwnVerdict(None)


@dataclass(frozen=True)
class Side:
    """A run beside others.

    Parameters
    ----------
    label : str
        What tells it from the others: its name, and its place where two have one name.
    title : Text
        Its title, empty without one.
    curve : Curve
        Its equity and its index over its judged part, the base first; over the whole run where nothing is judged.
    benchmark : str
        The symbol of that index.
    verdict : OwnVerdict
        Its own badge and interval.
    weights : Weights or None
        What it held on the sessions of the curve; None where that is not recorded.
    metrics : mapping
        Its metrics over the curve, named as in ``metrics.json``.
    manifest : mapping or None
        How it was made; None for a curve without a run.
    risk_free : float
        Annual rate, as a fraction.
    simulated, hindsight : bool
        What must stand beside its numbers; ``hindsight`` where its curve begins before its reports were published.
    names : mapping of str to str
        The names of symbols, where known.
    """

    label: str
    curve: Curve
    benchmark: str
    title: Text = NOTHING
    verdict: OwnVerdict = UNRECORDED
    weights: Weights | None = None
    metrics: Mapping[str, object] = field(default_factory=dict)
    manifest: Mapping[str, Any] | None = None
    risk_free: float = 0.0
    simulated: bool = False
    hindsight: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
