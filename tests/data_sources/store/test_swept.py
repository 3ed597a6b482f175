"""The sets of sweeps that a store keeps, on both databases: once each, counted with their trial, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.language.text import both
from data_sources.store import opened_store
from data_sources.store.swept import SweptSet, keep_swept, packed, read_swept, unpacked
from data_sources.store.tables import swept
from data_sources.store.transactions import reading
from data_sources.store.trial import Trial
from data_sources.store.trials import read_tallies
from data_sources.store.verification.records import verify_swept

MADE = SweptSet(
    "a" * 64, "mine", {"lookback": 20}, {"fill": "close"}, "s1-0", date(2025, 2, 6), date(2025, 2, 10),
    np.array([1_000_000_000, 1_000_000_001, 999_999_999]),
)  # fmt: skip
FAILED = replace(
    MADE, identity="b" * 64, base=None, last=None, equity=np.array([], np.int64), fault=both("no decision", "没有决策")
)
TRIAL = Trial(
    "mine", "c" * 64, {"lookback": 20}, {}, date(2025, 2, 6), date(2025, 2, 10), "s1-0", datetime(2026, 11, 30), 2  # noqa: DTZ001 - UTC
)  # fmt: skip


@pytest.fixture
def engine(filled: str) -> Iterator[Engine]:
    with opened_store(filled) as opened:
        yield opened


def told(each: SweptSet) -> tuple[object, ...]:
    return (each.parameters, each.options, each.base, each.last, each.equity.tolist(), each.fault, each.fault.zh)


def test_sets_come_back_as_they_were_kept_and_are_counted(engine: Engine) -> None:
    keep_swept(engine, [MADE, FAILED], [TRIAL])
    found = read_swept(engine, [MADE.identity, FAILED.identity, "d" * 64])
    assert {name: told(each) for name, each in found.items()} == {"a" * 64: told(MADE), "b" * 64: told(FAILED)}
    assert read_tallies(engine)["mine"].trials == 1


def test_a_fault_that_was_kept_in_english_alone_is_said_in_english(engine: Engine) -> None:
    keep_swept(engine, [replace(FAILED, fault=both("no decision", "no decision"))], [])
    with reading(engine) as connection:
        # As it was kept before it had two languages.
        assert connection.execute(sa.select(swept.c.fault)).scalar_one() == "no decision"
    assert read_swept(engine, [FAILED.identity])[FAILED.identity].fault.zh == "no decision"


def test_whoever_reports_twice_leaves_one_row_and_one_trial(engine: Engine) -> None:
    keep_swept(engine, [MADE, MADE], [TRIAL, TRIAL])
    keep_swept(engine, [MADE], [TRIAL])
    with reading(engine) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(swept)).scalar_one() == 1
    assert read_tallies(engine)["mine"].trials == 1


def test_an_altered_set_is_not_taken_is_named_and_put_right(engine: Engine) -> None:
    keep_swept(engine, [MADE], [])
    with engine.begin() as connection:
        connection.execute(sa.update(swept).values(curve=packed(np.array([1, 2, 3]))))
    assert read_swept(engine, [MADE.identity]) == {}
    with reading(engine) as connection:
        assert verify_swept(connection).faults == ("set 1 of a sweep of mine: it was changed",)
    keep_swept(engine, [MADE], [])
    with reading(engine) as connection:
        assert verify_swept(connection).faults == ()


def test_a_set_that_cannot_be_counted_is_not_kept(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ledger SET seal = 'x' WHERE entry = 'trials'")
    with pytest.raises(StoreError, match="lost the number of its trials"):
        keep_swept(engine, [MADE], [TRIAL])
    assert read_swept(engine, [MADE.identity]) == {}


@given(st.lists(st.integers(0, 10**17), max_size=50))
def test_every_curve_of_whole_cents_survives(cents: list[int]) -> None:
    assert unpacked(packed(np.array(cents, np.int64))).tolist() == cents
