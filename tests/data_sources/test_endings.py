"""Bars that end while others go on: 30 weekdays from 2024-01-01 (a Monday), B trades on all of them, A on the first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from data_sources.importing import import_facts
from data_sources.quality import reference
from data_sources.quality.histories.endings import bars_end_early
from data_sources.store import open_store
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, B, Row, Tables, Z, rename, tiny, weekdays

DAYS = weekdays(date(2024, 1, 1), 30)
WHY = ", and no delist_date says why: suspended (停牌), or the source lacks it"


def market(bars_of_a: int, **of_a: object) -> Tables:
    instruments: dict[str, Row] = {A: of_a} if of_a else {}
    return tiny({A: [10.0] * bars_of_a, B: [10.0] * 30}, DAYS, instruments)


def found(tables: Tables) -> Sequence[Finding]:
    return tuple(bars_end_early(reference(frames_of(facts_from_tables(tables)))))


def test_21_sessions_of_silence_are_a_finding_and_20_are_not() -> None:
    # The 9th weekday is 2024-01-11; 21 of the 30 follow it.
    (finding,) = found(market(9))
    assert (finding.severity, finding.symbol, finding.date) == ("warning", A, date(2024, 1, 11))
    assert finding.message == "no bar on the last 21 sessions, since 2024-01-11" + WHY
    assert found(market(10)) == ()


def test_rows_without_volume_are_no_bars() -> None:
    tables = market(9)
    tables["bars"] += [{**tables["bars"][0], "date": day, "volume": 0} for day in DAYS[9:]]
    (finding,) = found(tables)
    assert finding.date == date(2024, 1, 11)
    assert finding.message.endswith("no delist_date says why: rows without volume say that it is suspended (停牌)")


@pytest.mark.parametrize("delist_date", [date(2024, 1, 12), date(2025, 1, 2)])
def test_a_delist_date_explains_it_whenever_it_is(delist_date: date) -> None:
    assert found(market(9, delist_date=delist_date)) == ()


def test_a_change_of_code_explains_it() -> None:
    tables = {**market(9), "renames": [rename(A, Z, DAYS[9])]}
    tables["instruments"].append({"symbol": Z, "list_date": DAYS[9]})
    assert found(tables) == ()


def test_an_import_says_it_and_counts_the_bars_of_the_store(tmp_path: Path) -> None:
    engine = open_store(tmp_path / "market.db", create=True)

    def said(tables: Tables) -> list[str]:
        facts: Facts = facts_from_tables(tables)
        return [each.message for each in import_facts(facts, engine).findings if each.rule == "bars_end_early"]

    whole = market(30)
    early = {**whole, "bars": [row for row in whole["bars"] if row["date"] in DAYS[:5]]}
    assert said(early) == []
    # Only B's bars come: those of A, stored up to the 5th session, 2024-01-05, stay 25 behind.
    assert said({**whole, "bars": [row for row in whole["bars"] if row["symbol"] == B]}) == [
        "no bar on the last 25 sessions, since 2024-01-05" + WHY
    ]
    # Now A's: the ones of B are in the store.
    assert said({**whole, "bars": [row for row in whole["bars"] if row["symbol"] == A]}) == []
    engine.dispose()
