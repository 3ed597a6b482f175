"""What defines a shipped strategy is its module's file; a copy under its name is a user's own."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from strategies.definition import definition_of, is_shipped
from strategies.families import rate_power
from strategies.own.find import find_strategy
from strategies.registry import NAMES, STRATEGIES


@pytest.mark.parametrize("name", NAMES)
def test_every_family_and_its_plain_version_is_shipped_with_a_definition_of_its_own(name: str) -> None:
    family, plain = find_strategy(name), find_strategy(f"{name}/plain")
    assert is_shipped(family)
    assert is_shipped(plain)
    assert definition_of(family) != definition_of(plain)


def test_a_family_is_its_file() -> None:
    own = sha256(Path(str(rate_power.__file__)).read_bytes()).hexdigest()
    assert definition_of(STRATEGIES["rate_power"]) == own
    assert len({definition_of(strategy) for strategy in STRATEGIES.values()}) == len(NAMES)


def test_what_only_has_the_name_is_not_shipped(tmp_path: Path) -> None:
    path = tmp_path / "rate_power.py"
    path.write_text("def weights(history):\n    return {}\n")
    mine = find_strategy(str(path))
    assert mine.name == "rate_power"
    assert not is_shipped(mine)
    assert definition_of(mine) == sha256(path.read_bytes()).hexdigest()
    changed = replace(STRATEGIES["rate_power"], targets=STRATEGIES["edge_ai"].targets)
    assert not is_shipped(changed)
    assert not is_shipped(replace(find_strategy("rate_power/plain"), segments=()))


def test_a_shipped_strategy_taken_over_by_a_file_is_the_users(tmp_path: Path) -> None:
    path = tmp_path / "taken.py"
    path.write_text("from strategies.families.rate_power import STRATEGY\n")
    assert not is_shipped(find_strategy(str(path)))
