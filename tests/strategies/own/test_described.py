"""What a user's file says of its strategy comes from another process, so nothing it sends is believed or executed."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path

import pytest

from data_sources.errors import UserError
from data_sources.language.text import same
from strategies.contract.parameters import Parameter
from strategies.contract.strategy import Decisions, Segment, Strategy
from strategies.own.process.question import described, description
from strategies.signals.quantities import Quantity, SeriesSource

FILE = Path("rule.py")


def rule(*_: object) -> Decisions:
    """Never called."""
    raise AssertionError


STRATEGY = Strategy(
    name="rule",
    title=same("A rule"),
    targets=rule,
    reports=("003",),
    stated_by=("003",),
    rules_written=date(2026, 1, 2),
    drawn_names=rule,  # type: ignore[arg-type]
    parameters={
        "share": Parameter(0.5, "of the account", 0.0, 1.0, source="p. 3"),
        "way": Parameter("a", "", choices=("a", "b")),
    },
    segments=(Segment("optics", "ai", ("003.ocs",), ("optics",), dial="share"),),
    gates=(Quantity("capex", (SeriesSource("capex/", "level"),), 12, "capex/sum/forecast"),),
    reads=(Quantity("rate", (SeriesSource("rate", "rise"),), 1),),
    account=same("It is claimed."),
)


def test_a_description_is_read_as_it_was_written() -> None:
    found = described(FILE, description(STRATEGY))
    for name in ("name", "title", "reports", "stated_by", "rules_written", "parameters", "segments", "gates", "reads"):
        assert getattr(found, name) == getattr(STRATEGY, name)
    assert found.account == "It is claimed."
    assert found.drawn_names is not None
    # Neither function is the file's own.
    assert rule not in (found.targets, found.drawn_names)


class _Forged:
    """Its pickle makes a Strategy and sets attributes of the class object on the way (BUILD)."""

    def __reduce__(self) -> tuple[object, ...]:
        return (Strategy, ("rule", "", rule), {"decided": "by the file", "__class__": None})


def test_a_pickle_is_no_description_and_changes_nothing() -> None:
    before = set(vars(Strategy))
    with pytest.raises(UserError, match="STRATEGY holds what is no part of a strategy"):
        described(FILE, pickle.dumps(_Forged()))
    forged = b"cstrategies.contract.strategy\nStrategy\n(N}Vforged\nI1\nstb."
    with pytest.raises(UserError, match="STRATEGY holds what is no part of a strategy"):
        described(FILE, forged)
    assert set(vars(Strategy)) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"name": 3},
        {"title": None},
        {"reports": "003"},
        {"reports": [3]},
        {"rules_written": "tomorrow"},
        {"rules_written": 3},
        {"parameters": {"share": {"default": 1}}},
        {"parameters": {"share": {**vars(Parameter(1, "")), "more": 1}}},
        {"parameters": {"share": {**vars(Parameter(1, "")), "default": [1]}}},
        {"parameters": {"share": {**vars(Parameter(1, "")), "low": "0"}}},
        {"segments": [{"name": "optics"}]},
        {"segments": [{"name": "optics", "sleeve": "ai", "theses": [], "kinds": [], "dial": "weight"}]},
        {"segments": [{"name": "optics", "sleeve": "ai", "theses": [], "kinds": [], "dial": 3}]},
        {"gates": [{"name": "capex", "sources": [{"series": "capex", "reads": "all"}], "months": 12}]},
        {"gates": [{"name": "capex", "sources": [], "months": "12"}]},
    ],
)
def test_what_is_no_part_of_a_strategy_is_refused(changes: dict[str, object]) -> None:
    told = json.loads(description(STRATEGY)) | changes
    with pytest.raises(UserError, match=r"^rule.py: STRATEGY holds what is no part of a strategy: "):
        described(FILE, json.dumps(told).encode())


@pytest.mark.parametrize("sent", [b"", b"[]", b"3", b"null", b"[" * 100_000, b"\xff"])
def test_anything_else_is_one_line_too(sent: bytes) -> None:
    with pytest.raises(UserError, match="STRATEGY holds what is no part of a strategy"):
        described(FILE, sent)
