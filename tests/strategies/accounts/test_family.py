"""What every shipped family says in Chinese: as much as in English, of the same parameters."""

from __future__ import annotations

import re

import pytest

from data_sources.language.text import both, said
from strategies.accounts.family import FamilyWords, family_words
from strategies.contract.account import claim_of, falsifiers_of, rules_of
from strategies.contract.strategy import Strategy
from strategies.registry import NAMES, STRATEGIES
from tests.language import is_chinese

CODE = re.compile("``([^`]*)``")

every_family = pytest.mark.parametrize("name", NAMES)


def words_of(name: str) -> FamilyWords:
    words = family_words(f"strategies.families.{name}")
    assert words
    return words


@every_family
def test_title_claim_rules_and_falsifiers_are_in_both_languages(name: str) -> None:
    strategy = STRATEGIES[name]
    account = strategy.account
    assert is_chinese(strategy.title)
    assert is_chinese(claim_of(account))
    assert [each for each in (*rules_of(account), *falsifiers_of(account)) if not is_chinese(each)] == []
    assert len(rules_of(account)) == len(words_of(name).rules)
    assert len(falsifiers_of(account)) == len(words_of(name).falsifiers)


@every_family
def test_both_languages_name_the_same_parameters_in_a_rule(name: str) -> None:
    for each in (*rules_of(STRATEGIES[name].account), *falsifiers_of(STRATEGIES[name].account)):
        assert set(CODE.findall(each)) == set(CODE.findall(each.zh)), each


@every_family
def test_both_languages_name_the_same_days_and_percentages(name: str) -> None:
    def days(words: str) -> list[str]:
        return sorted(set(re.findall(r"\d{4}-\d{2}-\d{2}", words)))

    for each in (*rules_of(STRATEGIES[name].account), *falsifiers_of(STRATEGIES[name].account)):
        assert days(each) == days(each.zh), each


@every_family
def test_every_parameter_and_variant_is_explained_in_both_languages(name: str) -> None:
    strategy = STRATEGIES[name]
    unsaid = [word for word, each in strategy.parameters.items() if not is_chinese(each.words)]
    assert unsaid == []
    assert [each.name for each in strategy.variants if not is_chinese(each.reason)] == []
    assert set(words_of(name).parameters) <= set(strategy.parameters)
    assert set(words_of(name).variants) == {each.name for each in strategy.variants}


@every_family
def test_variants_and_plain_versions_are_called_in_both_languages(name: str) -> None:
    strategy = STRATEGIES[name]
    for varied in strategy.variants:
        assert is_chinese(strategy.varied(varied.name).title)
        assert said(strategy.varied(varied.name).title, "zh").startswith(said(strategy.title, "zh"))


def test_a_note_with_a_number_keeps_it() -> None:
    words = words_of("domestic_compute")
    (note,) = words.of_notes(["strength against the CSI 300 was unknown on 7 decisions: neutral"])
    assert said(note, "zh") == "7 次决策时相对沪深300的强弱未知：保持中性"
    (other,) = words.of_notes([both("a gate", "择时开关")])
    assert said(other, "zh") == "择时开关"


def test_a_users_own_strategy_says_its_title_alike_in_both_languages() -> None:
    mine = Strategy("mine", "Mine", STRATEGIES["edge_ai"].targets)  # type: ignore[arg-type]  # as users write it
    assert said(mine.title, "zh") == "Mine"
    assert family_words("mine") is None
