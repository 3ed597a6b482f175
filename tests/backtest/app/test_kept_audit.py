"""A run audits what was not audited before and keeps the outcome; whatever changes is audited again.

Four sessions (2024-01-02 to 2024-01-05), two symbols.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

import backtest
from data_sources.store import opened_store
from data_sources.store.tables import audits
from tests.data_sources.market_folder import write_market

HALF = (
    "import beside\n\n\ndef weights(history):\n"
    "    return {day: {'600000.SH': beside.SHARE} for day in history.panel.sessions[:-1]}\n"
)
TOMORROW = (
    "def weights(history):\n    close, days = history.panel.close, history.panel.sessions[:-1]\n"
    "    up = [close[t + 1, 1] > close[t, 1] for t in range(len(days))]\n"
    "    return {day: {'600000.SH': 0.5 + 0.01 * up[t]} for t, day in enumerate(days)}\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    backtest.import_folder(str(write_market(tmp_path / "data")), db=tmp_path / "market.db")
    (tmp_path / "mine.py").write_text(HALF)
    (tmp_path / "beside.py").write_text("SHARE = 0.5\n")
    return tmp_path / "market.db"


def kept(store: Path) -> list[tuple[str, str]]:
    """When each was audited, and the sum of its definition."""
    with opened_store(store) as engine, engine.connect() as connection:
        rows = connection.execute(sa.select(audits.c.audited_at, audits.c.definition).order_by(audits.c.id))
        return [(str(at), definition) for at, definition in rows]


def test_a_second_run_takes_the_outcome_that_is_kept(store: Path) -> None:
    mine = store.with_name("mine.py")
    first = backtest.run(mine, db=store)
    once = kept(store)
    again = backtest.run(mine, db=store)
    assert first.look_ahead is not None
    assert first.look_ahead.standing == "passed"
    # Three decisions; the last of four sessions has none.
    assert first.look_ahead.sentence.startswith("no look-ahead: 3 of 3 decision dates stood")
    assert again.look_ahead == first.look_ahead
    assert kept(store) == once
    assert len(once) == 1


def test_a_changed_module_beside_it_is_audited_again_and_so_is_whatever_is_asked_for(store: Path) -> None:
    mine = store.with_name("mine.py")
    backtest.run(mine, db=store)
    before = kept(store)
    backtest.audit(mine, db=store)
    anew = kept(store)
    assert [definition for _, definition in anew] == [definition for _, definition in before]
    assert anew[0][0] > before[0][0]
    store.with_name("beside.py").write_text("SHARE = 0.25\n")
    backtest.run(mine, db=store)
    assert len(kept(store)) == 2


def test_an_outcome_comes_back_whole(store: Path) -> None:
    mine = store.with_name("mine.py")
    mine.write_text(TOMORROW)
    first, again = (backtest.run(mine, db=store).look_ahead for _ in range(2))
    assert first is not None
    assert first.standing == "failed"
    assert again == first


def test_a_run_that_was_not_audited_is_not_judged_and_keeps_nothing(store: Path) -> None:
    ran = backtest.run(store.with_name("mine.py"), db=store, audit=False)
    assert ran.look_ahead is not None
    assert ran.look_ahead.standing == "untold"
    assert kept(store) == []
