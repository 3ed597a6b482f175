"""A rule of a notebook cannot reach another one: its history is its own, and no shared array can be written."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import backtest
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from data_sources.sample_market import sample_facts
from data_sources.tables.read_only import is_locked, read_only
from strategies.contract.history import History
from strategies.contract.strategy import decide, known_history
from strategies.own.copied_history import own_history
from strategies.own.find import find_strategy

START = date(2025, 11, 3)


@pytest.fixture(scope="module")
def market() -> Panel:
    return build_panel(sample_facts())


def reachable(root: object) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """Every array that can be reached from a thing, with the way to it."""
    seen: set[int] = set()
    left: list[tuple[str, object]] = [("", root)]
    while left:
        way, each = left.pop()
        if id(each) in seen or isinstance(each, str | bytes | int | float | date | type):
            continue
        seen.add(id(each))
        if isinstance(each, np.ndarray):
            yield way, each
            left.append((f"{way}.base", each.base))
        elif isinstance(each, Mapping):
            left += [(f"{way}[{name}]", value) for name, value in each.items()]
        elif isinstance(each, list | tuple | set | frozenset):
            left += [(f"{way}[{k}]", value) for k, value in enumerate(each)]
        if is_dataclass(each) and not isinstance(each, type):
            left += [(f"{way}.{field.name}", getattr(each, field.name)) for field in fields(each)]
        left += [(f"{way}.{name}", value) for name, value in getattr(each, "__dict__", {}).items()]


def made_writable(array: np.ndarray[Any, Any]) -> bool:
    try:
        array.flags.writeable = True
    except ValueError:
        return False
    return True


def test_no_array_of_numbers_or_days_of_a_history_can_be_written(market: Panel) -> None:
    own = own_history(known_history(market))
    arrays = list(reachable(own))
    assert len(arrays) > 40
    assert [way for way, array in arrays if not array.dtype.hasobject and made_writable(array)] == []


def test_arrays_of_texts_are_its_own(market: Panel) -> None:
    shared = known_history(market)
    texts = {id(array) for _, array in reachable(shared) if array.dtype.hasobject}
    own = [array for _, array in reachable(own_history(shared)) if array.dtype.hasobject]
    assert own
    assert not texts & {id(array) for array in own}
    assert all(array.base is None for array in own)


def test_no_array_of_decisions_can_be_written(market: Panel) -> None:
    decided = decide(find_strategy("rate_power"), known_history(market))
    arrays = list(reachable(decided.targets))
    # Dates, offsets, columns and weights; a base that is an array would be one more.
    assert len(arrays) == 4
    assert [way for way, array in arrays if made_writable(array)] == []


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.array(["2025-01-02", "NaT"], "datetime64[D]"),
        np.zeros((0, 3)),
        np.arange(10)[::2],
        np.array([True, False]),
        np.array(["a", "bc"]),
    ],
    ids=lambda array: f"{array.dtype} {array.shape}",
)
def test_a_locked_array_is_the_same_and_stays_locked(array: np.ndarray[Any, Any]) -> None:
    locked = read_only(array)
    np.testing.assert_array_equal(locked, array)
    assert (locked.dtype, locked.shape) == (array.dtype, array.shape)
    assert is_locked(locked)
    assert read_only(locked) is locked
    assert not made_writable(locked)
    assert not made_writable(locked[:1])
    with pytest.raises(ValueError, match="read-only"):
        locked[...] = array


def hostile(history: History) -> dict[date, dict[str, float]]:
    """Tries whatever could change the next rule of the command."""
    panel = history.panel
    for name in ("bars", "sessions", "symbols", "benchmarks"):
        value = getattr(panel, name)
        object.__setattr__(panel, name, value * 2 if name == "bars" else value)
    for member in history.memberships:
        object.__setattr__(member, "symbol", "600519.SH")
        object.__setattr__(member, "known_from", date(2005, 1, 4))
    for instrument in panel.instruments:
        object.__setattr__(instrument, "list_date", None)
    vars(panel)["total_return_index"] = np.ones_like(panel.total_return_index)
    vars(panel.signals).clear()
    object.__setattr__(history, "memberships", ())
    np.random.seed(5)  # noqa: NPY002
    random.seed(5)
    np.seterr(all="raise")
    np.set_printoptions(precision=1)
    os.environ["BACKTEST_DB"] = "elsewhere"
    os.chdir("/")
    return {START: {panel.symbols[0]: 0.5}}


def test_a_hostile_rule_leaves_the_next_one_as_it_is_alone(market: Panel) -> None:
    alone = backtest.run("rate_power", panel=market)
    around = (str(Path.cwd()), dict(os.environ), np.geterr(), np.get_printoptions()["precision"], random.getstate())
    backtest.run(hostile, panel=market, audit=False)
    assert around == (
        str(Path.cwd()),
        dict(os.environ),
        np.geterr(),
        np.get_printoptions()["precision"],
        random.getstate(),
    )
    behind = backtest.run("rate_power", panel=market)
    assert behind.equity.equals(alone.equity)
    assert behind.fills.equals(alone.fills)
    assert behind.refusals.equals(alone.refusals)
    assert behind.metrics == alone.metrics
