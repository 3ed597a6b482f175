"""The filters that every family shares, on its own parameters.

- Each filter keeps what it names: report, broker in one word, board by the code, listing.
- A segment word is the family's own segment first, else a word of the reports, narrowed to it.
- Choices are those the segments have; another is refused with what there is.
- A family that holds nothing after filtering says so.
"""

import numpy as np
import pytest

from data_sources.errors import UserError
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import History, Segment, decide
from strategies.documents.library import load_reports
from strategies.registry import STRATEGIES
from strategies.rules.filters import FILTERS, filter_names, filter_parameters
from tests.strategies.rules.market import make_panel, member, weekdays

SUPPLY = Segment("supply", "power", ("002.hvdc", "003.power_hvdc_sst"), ("hvdc", "transformers"))
COOLING = Segment("liquid_cooling", "power", ("003.power_liquid_cooling",), ("liquid_cooling",))
NAMED = (
    member("002364.SZ", "002.hvdc", "hvdc", "2025-05-07"),
    member("688676.SH", "003.power_hvdc_sst", "transformers", "2026-01-28", "attention"),
    member("300499.SZ", "003.power_liquid_cooling", "liquid_cooling", "2026-01-28", "mentioned"),
    member("920808.BJ", "003.power_liquid_cooling", "liquid_cooling", "2026-01-28", "mentioned"),
)


def left(**given: Value) -> list[str]:
    parameters = filter_parameters((SUPPLY, COOLING), load_reports())
    _, named = filter_names((SUPPLY, COOLING), NAMED, check_parameters("x", parameters, given))
    return [membership.symbol[:6] for membership in named]


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("report", "002", ["002364"]),
        ("broker", "guolian_minsheng", ["688676", "300499", "920808"]),
        ("board", "main", ["002364"]),
        ("board", "star", ["688676"]),
        ("board", "chinext", ["300499"]),
        ("board", "beijing", ["920808"]),
        ("listing", "recommended", ["002364", "688676"]),
        ("listing", "formal", ["002364"]),
        ("segment", "supply", ["002364", "688676"]),
        ("segment", "transformers", ["688676"]),
        ("segment", "all", ["002364", "688676", "300499", "920808"]),
    ],
)
def test_and_2_a_filter_keeps_what_it_names(name: str, word: str, expected: list[str]) -> None:
    assert left(**{name: word}) == expected


def test_filters_apply_together() -> None:
    assert left(report="003", board="star") == ["688676"]
    assert left(report="002", board="star") == []


def test_another_word_is_refused_with_what_there_is() -> None:
    with pytest.raises(UserError, match=r"report was '004'; it is one of all, 002, 003"):
        left(report="004")
    with pytest.raises(UserError, match="one of all, minsheng, guolian_minsheng"):
        left(broker="cinda")


def test_every_strategy_has_every_filter() -> None:
    for strategy in STRATEGIES.values():
        assert set(FILTERS) <= set(strategy.parameters)


def test_a_filter_that_leaves_nobody_says_so() -> None:
    panel = make_panel(weekdays("2026-01-28", 30), {"002364.SZ": np.full(30, 10.0)})
    found = decide(STRATEGIES["power_cooling"], History(panel, NAMED), {"board": "beijing", "report": "002"})
    assert len(found.targets.dates) == 0
    assert found.notes[0] == "no name passes the filters: nothing is ever held"
