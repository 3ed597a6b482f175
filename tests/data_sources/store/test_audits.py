"""The audits that a store keeps, on SQLite and PostgreSQL: taken as they were written, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.store import opened_store
from data_sources.store.audits import AuditKey, KeptAudit, keep_audit, read_audit
from data_sources.store.tables import audits
from data_sources.store.transactions import reading
from data_sources.store.verification.records import verify_audits

KEY = AuditKey("mine", "a" * 64, {"share": 0.1, "options": {"end": None}}, "s1-0", 2)
# Ten microseconds and a third of one: what the database rounds would break the seal.
FIRST = KeptAudit("b" * 64, datetime(2026, 11, 28, 1, 2, 3, 10), {"found": {"leaks": [], "weight": 1 / 3}, "read": {}})  # noqa: DTZ001
LATER = KeptAudit("c" * 64, datetime(2026, 11, 29), {"found": {"leaks": ["moved"]}, "read": {}})  # noqa: DTZ001 - UTC


@pytest.fixture
def engine(filled: str) -> Iterator[Engine]:
    with opened_store(filled) as opened:
        yield opened


def faults(engine: Engine) -> tuple[str, ...]:
    with reading(engine) as connection:
        return verify_audits(connection).faults


def test_an_audit_comes_back_as_it_was_kept_and_a_later_one_takes_its_place(engine: Engine) -> None:
    assert read_audit(engine, KEY) is None
    keep_audit(engine, KEY, FIRST)
    assert read_audit(engine, KEY) == FIRST
    keep_audit(engine, KEY, LATER)
    assert read_audit(engine, KEY) == LATER
    assert faults(engine) == ()


@pytest.mark.parametrize(
    ("altered", "fault"),
    [
        ({"outcome": {"found": {"leaks": []}, "read": {}}}, "its outcome was changed"),
        ({"decisions": "d" * 64}, "its outcome was changed"),
        ({"parameters": {}}, "its identity is not that of what was audited"),
        ({"definition": "e" * 64}, "its identity is not that of what was audited"),
    ],
)
def test_a_row_written_over_is_named(engine: Engine, altered: dict[str, object], fault: str) -> None:
    keep_audit(engine, KEY, LATER)
    with engine.begin() as connection:
        connection.execute(sa.update(audits).values(altered))
    assert faults(engine) == (f"audit 1 of mine: {fault}",)


def test_an_altered_outcome_is_not_taken(engine: Engine) -> None:
    keep_audit(engine, KEY, LATER)
    with engine.begin() as connection:
        connection.execute(sa.update(audits).values(outcome={"found": {"leaks": []}, "read": {}}))
    assert read_audit(engine, KEY) is None
