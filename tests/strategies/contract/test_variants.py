"""A variant is the same rule with other values as defaults, under a name of its own and a trial of its family."""

from __future__ import annotations

import pytest

from data_sources.errors import UserError
from data_sources.language.text import same
from strategies.contract.parameters import OURS, Parameter
from strategies.contract.strategy import Decisions, History, Settings, Strategy
from strategies.contract.variant import Variant
from strategies.definition import definition_of, is_shipped
from strategies.own.find import find_strategy
from strategies.plain_list.version import plain_version
from strategies.registry import STRATEGIES


def nothing(_history: History, _settings: Settings) -> Decisions:
    raise AssertionError("is not asked")


BOATS = Strategy(
    "boats",
    same("Boats"),
    nothing,
    parameters={
        "sails": Parameter(2, "sails of a boat", 1, 9, source="003, line 7"),
        "crew": Parameter(1, "men", 1, 9),
    },
    variants=(Variant("regatta", "more sails are faster", {"sails": 5}),),
)


def test_it_has_its_values_as_defaults_and_they_are_ours() -> None:
    varied = BOATS.varied("regatta")
    assert (varied.name, varied.title) == ("boats/regatta", "Boats, variant regatta")
    assert varied.parameters["sails"] == Parameter(5, "sails of a boat", 1, 9, source=OURS)
    assert varied.parameters["crew"] is BOATS.parameters["crew"]
    assert varied.targets is BOATS.targets
    assert (varied.family, BOATS.family) == (BOATS, BOATS)


def test_an_unknown_one_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match="boats has no variant 'race'; it has regatta, and boats/plain"):
        BOATS.varied("race")
    with pytest.raises(UserError, match="rate_power has no variant 'speed'; it has momentum, and rate_power/plain"):
        find_strategy("rate_power/speed")
    with pytest.raises(UserError, match="boats/regatta has no variant 'regatta'; it has none"):
        BOATS.varied("regatta").varied("regatta")


def test_a_command_finds_it_by_its_name_and_a_path_stays_a_path() -> None:
    assert find_strategy("rate_power/momentum") == STRATEGIES["rate_power"].varied("momentum")
    with pytest.raises(UserError, match=r"rate_power/mine\.py"):
        find_strategy("rate_power/mine.py")


def test_it_ships_with_the_definition_of_its_family_and_has_its_plain_list() -> None:
    family, varied = STRATEGIES["rate_power"], find_strategy("rate_power/momentum")
    assert is_shipped(varied)
    assert definition_of(varied) == definition_of(family)
    assert plain_version(varied).name == "rate_power/plain"
    assert plain_version(varied).variants == ()
    assert not is_shipped(BOATS.varied("regatta"))
