"""What was attacked and what survived, as the table of docs/reliability.md."""

from __future__ import annotations

from tests.attacks.catalogue import Attack
from tests.attacks.survival import Survival

Ended = list[tuple[Attack, Survival]]


def table(ended: Ended) -> str:
    """Return a row for each attack that was run."""
    rows = [
        f"| {attack.title} | {survival.tried} | {survival.survived} | `python -m tests.attacks {attack.name}` |"
        for attack, survival in ended
    ]
    return "\n".join(("| attack | tried | survived | how to repeat |", "| --- | ---: | ---: | --- |", *rows))


def page(ended: Ended) -> str:
    """Return the whole page."""
    return f"# Reliability\n\n{table(ended)}\n"
