"""Rules that know the future, and rules that try to deceive the audit.

Each planted file of `tests/strategies/own/leaks` looks ahead in its own way. The audit says so, the program
refuses what it cannot audit, or the look gains nothing: in no case does the file pass with what it wanted. No honest
file beside them is accused.
"""

from __future__ import annotations

from pathlib import Path

from data_sources.errors import UserError
from tests.attacks.survival import Count, Survival
from tests.strategies.own.planted import planted_market
from tests.strategies.own.test_planted_leaks import AS_IF_HONEST, GAIN_NOTHING, HERE, HONEST, audited

FALLS_BACK = {*GAIN_NOTHING, *AS_IF_HONEST, "answers_and_lives_on"}


def attack(work: Path) -> Survival:  # noqa: ARG001 - the market is made in memory
    """Audit each file on every date of its decisions."""
    count = Count()
    count.figures["sessions"] = str(len(planted_market().panel.sessions))
    for path in sorted((HERE / "leaks").glob("*.py")):
        try:
            found, decided = audited("leaks", path.stem, at_least=1000)
        except UserError as fault:
            count.holds(f"{path.stem}: refused", one_line="\n" not in str(fault))
            continue
        gained = found.passed and path.stem not in FALLS_BACK
        count.holds(f"{path.stem}: {found.sentence}", does_not_pass=not gained, decided=len(decided.dates) > 0)
    for name in HONEST:
        found, _ = audited("honest", name, at_least=1000)
        count.holds(f"{name}: {found.sentence}", passes=found.passed, every_date_held=found.held == found.dates)
    return count.survival()
