"""What a document's own ``[basket]`` asks for: rules without Python, as they stand in its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_sources.language.text import NOTHING, Text

WEIGHTINGS = ("equal", "inverse_volatility")
HOLDINGS = ("all", "recommended", "formal")
REBALANCES = ("week", "month", "quarter")


@dataclass(frozen=True)
class Sleeve:
    """One part of a basket: its share relative to the other sleeves, and the segment words of the document in it.

    The segments of a sleeve share it equally. ``because`` says which sentence asks for it, empty where the choice is
    the writer's own.
    """

    name: str
    share: float
    segments: tuple[str, ...]
    because: Text = NOTHING


@dataclass(frozen=True)
class Gate:
    """A condition on series under which only a part is invested: ``exposure`` of it while ``when`` is true.

    ``when`` is written as ``strategies.conditions`` reads it, such as ``capex_yoy/big4_sum < 0``. While it cannot be
    told, for want of a published value, the gate is neutral.
    """

    when: str
    exposure: float
    because: Text = NOTHING


@dataclass(frozen=True)
class BasketRules:
    """The rules of a basket.

    Parameters
    ----------
    title
        How it is called in tables and on pages.
    horizon_months
        Months after publication at which it is judged; None: those of the document's rating standard.
    rebalance
        It decides after the last session of each ``week``, ``month`` or ``quarter``, and on the day of publication.
    max_weight
        Most in one name, a fraction; what exceeds it stays in cash.
    weighting
        Of the names of a segment: ``equal``, or ``inverse_volatility`` of their daily returns.
    listing
        Which names: ``all`` that may be held, ``recommended`` ones, or the ``formal`` list alone.
    edited
        The day on which the rules were written or last changed; until then they are not out of sample.
    sleeves, gates
        The parts, and the conditions that close it partly; several at once multiply.
    refuted
        What would refute the rules, in sentences, beside the falsifiers of the theses.
    """

    title: Text
    horizon_months: int | None
    rebalance: str
    max_weight: float
    weighting: str
    listing: str
    edited: date
    sleeves: tuple[Sleeve, ...]
    gates: tuple[Gate, ...] = ()
    refuted: tuple[Text, ...] = ()
