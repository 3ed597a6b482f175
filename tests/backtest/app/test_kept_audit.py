"""A run audits what was not audited before and keeps the outcome; whatever changes is audited again.

Four sessions (2024-01-02 to 2024-01-05), two symbols.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import backtest
from backtest.app import audit_beside
from backtest.app.verify import verify
from backtest.targets import targets_from_rows
from backtest.validity.audit_outcome import AuditOutcome, Leak, joined
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
HANDLER = (
    "from backtest.handler import weights\n\n\ndef make_handler(history, share=0.5):\n"
    "    return lambda view: weights({'600000.SH': share})\n"
)
BY_NAME = HALF.replace("import beside", "import importlib\nbeside = importlib.import_module('be' + 'side')")
DAYS = tuple(date(2024, 1, day) for day in (2, 3, 4, 5))


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


def test_a_handler_is_kept_under_its_parameters_and_the_conditions_it_can_tell(store: Path) -> None:
    mine = store.with_name("daily.py")
    mine.write_text(HANDLER)
    first, again = (backtest.run(mine, db=store).look_ahead for _ in range(2))
    assert first is not None
    # It decides after each of four closes but the last, behind which nothing follows.
    assert first.sentence.startswith("no look-ahead: 3 of 3 decision dates stood")
    assert again == first
    once = kept(store)
    assert len(once) == 1
    backtest.run(mine, db=store, risk_free=0.02)  # no handler can tell
    assert kept(store) == once
    backtest.run(mine, db=store, parameters={"share": 0.25})
    backtest.run(mine, db=store, slippage=0.01)  # its fills can
    backtest.run(mine, db=store, end=DAYS[2])
    assert len(kept(store)) == 4
    backtest.audit(mine, db=store)
    anew = kept(store)
    assert len(anew) == 4
    assert anew[0][0] > once[0][0]


def test_a_module_that_is_imported_by_a_name_made_up_counts_too(store: Path) -> None:
    mine = store.with_name("mine.py")
    mine.write_text(BY_NAME)
    backtest.run(mine, db=store)
    before = kept(store)
    backtest.run(mine, db=store)
    assert kept(store) == before
    store.with_name("beside.py").write_text("SHARE = 1 / 2\n")  # another module, the same decisions
    backtest.run(mine, db=store)
    after = kept(store)
    assert len(after) == 1
    assert after[0][0] > before[0][0]


def test_an_outcome_written_over_is_named_and_not_believed(store: Path) -> None:
    mine = store.with_name("mine.py")
    mine.write_text(TOMORROW)
    backtest.run(mine, db=store)
    assert verify(db=store).faults == ()
    with opened_store(store) as engine, engine.begin() as connection:
        outcome = connection.execute(sa.select(audits.c.outcome)).scalar_one()
        outcome["found"]["leaks"] = []
        connection.execute(sa.update(audits).values(outcome=outcome))
    assert verify(db=store).faults == ("audits: audit 1 of mine: its outcome was changed",)
    ran = backtest.run(mine, db=store)
    assert ran.look_ahead is not None
    assert ran.look_ahead.standing == "failed"
    assert verify(db=store).faults == ()
    with opened_store(store) as engine, engine.begin() as connection:
        connection.execute(sa.update(audits).values(snapshot="another"))
    assert verify(db=store).faults == ("audits: audit 1 of mine: its identity is not that of what was audited",)


def test_two_audits_add_up_and_what_moved_is_not_taken_back() -> None:
    decided = targets_from_rows([(day, "600000.SH", 0.5) for day in DAYS[:3]])
    moved = Leak("cut", DAYS[1], DAYS[1], "600000.SH", 0.5, 0.6)
    failed = Leak("cut", DAYS[0], DAYS[0], "", None, None, "MemoryError")
    earlier = AuditOutcome(DAYS[:2], 2, (failed, moved), held=0, dates=3)
    later = AuditOutcome((DAYS[0], DAYS[2]), 3, (), held=2, dates=3)
    # The failure of the first day was not met again; the day that moved was not audited again, and moved.
    assert joined(decided, earlier, later) == AuditOutcome(DAYS[:3], 3, (moved,), held=2, dates=3)
    again = AuditOutcome((DAYS[1],), 2, (), held=1, dates=3)
    assert joined(decided, earlier, again).leaks == (failed, moved)


def test_an_outcome_of_other_decisions_is_not_taken(store: Path) -> None:
    mine = store.with_name("mine.py")
    first = backtest.run(mine, db=store).look_ahead
    with opened_store(store) as engine, engine.begin() as connection:
        connection.execute(sa.update(audits).values(decisions="0" * 64, seal="0" * 64))
    assert backtest.run(mine, db=store).look_ahead == first
    assert verify(db=store).faults == ()


def test_where_no_kernel_refuses_files_the_outcome_says_so(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And still does when it is taken from the store, since it is how this audit was made."""
    monkeypatch.setattr(audit_beside, "version", lambda: 0)
    mine = store.with_name("mine.py")
    said = "(files that code in C opens are not seen on this machine; `backtest doctor` says why)"
    for landlock in (0, 7):
        monkeypatch.setattr(audit_beside, "version", lambda landlock=landlock: landlock)
        found = backtest.run(mine, db=store).look_ahead
        assert found is not None
        assert found.sentence.endswith(said)
    monkeypatch.setattr(audit_beside, "version", lambda: 0)
    assert backtest.audit(mine, db=store, days=2).outcomes["mine"].sentence.endswith(said)
