"""The card on a strategy's page: claim, reports, rules and falsifiers as its module states them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reports.thesis_card import thesis_card
from strategies.own.find import find_strategy
from strategies.registry import NAMES, STRATEGIES


def test_card_of_the_storage_cycle() -> None:
    card = thesis_card(STRATEGIES["storage_cycle"])
    assert card is not None
    assert card.claim.startswith("Makers cut low-end supply while AI servers need far more DRAM")
    assert len(card.rules) == 3
    assert card.rules[0].startswith("The document says (lines 1909, 1915-1916) how far contract prices rise in each")
    # Three conditions, set apart by semicolons.
    assert len(card.falsifiers) == 3
    assert card.falsifiers[0] == "Contract prices fall before the fourth quarter of 2026"
    assert [source.published for source in card.reports] == [date(2026, 1, 28)]
    both = thesis_card(STRATEGIES["power_cooling"])
    assert both is not None
    assert [source.published_is_derived for source in both.reports] == [True, False]


def test_parameters_stand_with_their_values_in_the_run() -> None:
    def rules(name: str, **given: str) -> str:
        card = thesis_card(STRATEGIES[name], given)
        assert card is not None
        return " ".join((*card.rules, *card.falsifiers))

    assert "exposure falls to 0.5 (below) of itself" in rules("rate_power")
    assert "exposure falls to 0.25 (below) of itself" in rules("rate_power", below="0.25")
    assert "from a margin of 0.35 (margin) on" in rules("storage_cycle")
    # A sum is filled in, a setting and the name of a series keep their words.
    assert "weighs 1 + 1 (again) times one" in rules("power_cooling")
    assert "with listing=formal only" in rules("materials_foundry")
    assert "(domestic_share/materials)" in rules("materials_foundry")


@pytest.mark.parametrize("name", NAMES)
def test_every_registered_strategy_states_claim_rules_and_falsifiers(name: str) -> None:
    card = thesis_card(STRATEGIES[name])
    assert card is not None
    assert card.claim
    assert card.rules
    assert card.falsifiers
    assert "\n" not in card.claim + "".join(card.rules + card.falsifiers)
    assert len(card.reports) == len(STRATEGIES[name].reports)


def test_a_file_of_ones_own_has_no_card(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text('"""\nThe claim: mine."""\ndef weights(history):\n    return {}\n')
    assert thesis_card(find_strategy(str(path))) is None
