"""The card on a strategy's page: claim, reports, rules and falsifiers as its module states them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_sources.tables.signals import SignalValue
from reports.thesis_card import thesis_card
from strategies.own.find import find_strategy
from strategies.registry import NAMES, STRATEGIES
from strategies.standing.sign_state import signs_of
from tests.language import is_chinese


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
    assert "weighs 1 + 0 (again) times one" in rules("power_cooling")
    assert "with listing=formal nothing is left" in rules("materials_foundry")
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


def test_the_documents_falsifiers_stand_with_what_became_of_them() -> None:
    strategy = STRATEGIES["storage_cycle"]
    # Contract prices of DRAM fall from 100 to 90 in three months, 10%: report 003 hopes for no fall in 2026Q1 to Q3.
    prices = [
        SignalValue(
            "dram_contract/x", f"2026-0{month}", date(2026, month, 28), date(2026, month + 1, 2), value, "USD", "-"
        )
        for month, value in ((1, 100.0), (4, 90.0))
    ]
    signs = signs_of(strategy, prices, date(2026, 6, 30))
    card = thesis_card(strategy, signs=signs)
    assert card is not None
    (fell,) = [each for each in card.signs if each.thesis == "storage_super_cycle"]
    assert fell.words == "happened on 2026-05-02; qoq(dram_contract/) was -10 in 2026-04, known 2026-05-02"
    # Only what is in figures, and only of theses whose names it holds.
    assert all(each.when and each.kind == "falsifier" for each in card.signs)
    held = {thesis for segment in strategy.segments for thesis in segment.theses}
    assert {f"{each.report}.{each.thesis}" for each in card.signs} <= held


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_card_stands_in_both_languages_with_the_values_of_its_parameters(name: str) -> None:
    card = thesis_card(STRATEGIES[name])
    assert card
    told = (card.claim, *card.rules, *card.falsifiers)
    assert [each for each in told if not is_chinese(each) or "``" in each.zh or "\n" in each.zh] == []
    assert [each for each in card.reports if not is_chinese(each.broker) or not is_chinese(each.title)] == []


def test_chinese_words_hold_the_values_of_a_run() -> None:
    card = thesis_card(STRATEGIES["ai_cloud_side"], {"below": 0.25})
    assert card
    assert "仓位降至 0.25（below）" in card.rules[2].zh
    card = thesis_card(STRATEGIES["power_cooling"])
    assert card
    assert "1 + 0（again）倍" in card.rules[3].zh
    assert card.reports[0].broker == "Minsheng Securities (民生证券)"
    assert card.reports[0].broker.zh == "民生证券"
