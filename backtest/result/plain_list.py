"""A rule beside the plain list of its names: what the names alone made, and what the rule added to them."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.wording import percent, signed_points


@dataclass(frozen=True)
class PlainBeside:
    """The returns since publication of a rule and of the plain list of its names, fractions."""

    rule: float
    plain: float

    @property
    def added(self) -> float:
        """What the rule adds to the list."""
        return self.rule - self.plain


def plain_sentence(beside: PlainBeside) -> str:
    """Say what the names alone made and what the rule added to them."""
    return (
        "The plain list of the same names, equal, bought at publication and held, made "
        f"{percent(beside.plain, signed=True)}; the rule adds {signed_points(beside.added)}."
    )
