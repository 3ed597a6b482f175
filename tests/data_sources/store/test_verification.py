"""The proof of a whole store names the first thing that is not as it was written, wherever it is."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import open_store, publish, read_facts, read_findings
from data_sources.store.ledger import remember_number
from data_sources.store.reading import Derived, read_laid_out
from data_sources.store.rows import read_frame
from data_sources.store.tables import snapshots
from data_sources.store.transactions import reading
from data_sources.store.trial import Trial
from data_sources.store.trials import add_trials
from data_sources.store.verification import verify_latest, verify_store
from data_sources.tables.finding import Finding
from tests.data_sources.market_folder import spoiled, write_market
from tests.data_sources.store.test_cache import cache_parts
from tests.data_sources.store.test_proof import CHANGES, change, forge

DERIVED = {"means": Derived("me", lambda facts: {"close": facts.bars.close * 2})}


@pytest.fixture
def engine(filled: str, tmp_path: Path) -> Engine:
    """A store of two snapshots: a close that was 6.65 is 6.66 now. One trial, and a part that a reader made."""
    engine = open_store(filled, create=True)
    dearer = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.66,1000000,6630000")
    import_folder(write_market(tmp_path / "dearer", bars__600000_SH_csv=dearer), engine)
    day, moment = datetime(2024, 1, 5).date(), datetime(2026, 1, 1)  # noqa: DTZ001 - UTC without a zone
    add_trials(engine, [Trial("rule", "0" * 64, {}, {"end": "2024-01-05"}, day, day, "s1", moment, 3, 0.1, 0.0, 3.0)])
    read_laid_out(engine, "means", "me", DERIVED["means"].make, lambda kept: kept)
    return engine


def faults(engine: Engine) -> dict[str, tuple[str, ...]]:
    """The faults by what was proved, where there are any."""
    return {str(verdict.name): verdict.faults for verdict in verify_store(engine, DERIVED) if verdict.faults}


def test_everything_in_a_sound_store_is_counted(engine: Engine) -> None:
    counted = {str(verdict.name): verdict.counted for verdict in verify_store(engine, DERIVED)}
    assert faults(engine) == {}
    assert counted["snapshots"] == "2 snapshots"
    # 2 instruments, 7 bars and 1 replaced, 1 action, 1 status, 6 levels, 1 signal.
    assert counted["rows"] == "19 rows and replaced values of 9 tables as of each of 2 snapshots"
    assert counted["origins"] == "the sources of 9 tables and of the findings"
    assert counted["revisions"] == "1 replaced values"
    assert counted["trials"] == "1 trials"
    # Tables and bars of two snapshots, and the part of a reader.
    assert counted["column cache"] == "5 parts"
    assert verify_latest(engine).faults == ()


def test_a_proof_writes_nothing(engine: Engine) -> None:
    before = [(path, path.stat().st_mtime_ns) for part in cache_parts(engine) for path in part.iterdir()]
    verify_store(engine, DERIVED)
    assert before == [(path, path.stat().st_mtime_ns) for part in cache_parts(engine) for path in part.iterdir()]


@pytest.mark.parametrize(
    ("what", "said"),
    {
        "bars.amount": "table bars, 600000.SH 2024-01-04: amount is 7980000.0, published was None",
        "bars.volume": "table bars, 000001.SZ 2024-01-05: volume is None, published was 2800000.0",
        "bars, a row less": "table bars, 600000.SH 2024-01-03: the row is missing",
        "bars, a row more": "table bars, 000001.SZ 2024-01-04: the row was never published",
        "instruments": "table instruments, 600000.SH: name is '浦发', published was '浦发银行'",
        "actions": "table actions, 000001.SZ 2024-01-04: cash_per_share is 0.52, published was 0.25",
        "index": "table index, 000300.SH 2024-01-03: close is 3390.01, published was 3390.0",
        "signals": "table signals, dram 2023-12 2024-01-04: value is 1.96, published was 1.95",
    }.items(),
)
def test_a_changed_row_is_named_with_what_was_published(engine: Engine, what: str, said: str) -> None:
    change(engine, CHANGES[what])
    found = faults(engine)
    assert found["rows"][0] == said
    assert "as of snapshot s1-" in found["rows"][1]
    assert verify_latest(engine).faults


@pytest.mark.parametrize(
    ("statement", "name", "said"),
    [
        ("UPDATE snapshots SET source = 'x' WHERE id = 1", "snapshots", "snapshot s1-"),
        ("UPDATE snapshots SET content = '{}' WHERE id = 1", "snapshots", "its content hash is not that of its sums"),
        ("UPDATE trials SET parameters = '{\"top\": 3}'", "trials", "trial 1 of rule: its identity"),
        ("UPDATE trials SET sessions = -1", "trials", "trial 1 of rule: its figures cannot be"),
        ("UPDATE trials SET options = '3'", "trials", "trial 1 of rule: its figures cannot be"),
        ("UPDATE revisions SET replaced_by = 1", "revisions", "revision 1 of table bars: published by snapshot 1"),
        ("UPDATE revisions SET \"table\" = 'bar'", "revisions", "revision 1 of table bar: there is no such table"),
        ("UPDATE revisions SET key = '{}'", "revisions", "revision 1 of table bars: its cells"),
        (
            "UPDATE bars SET read_from = 'x' WHERE snapshot = 2",
            "origins",
            "table bars: 1 rows of snapshot 2 say that they",
        ),
        (
            "UPDATE bars SET read_from = 'dearer (x' WHERE snapshot = 2",
            "origins",
            "come from 'dearer (x', published from",
        ),
        ("DELETE FROM revisions", "rows", "table bars as of snapshot s1-"),
        ("UPDATE bars SET snapshot = 1", "rows", "table bars as of snapshot s1-"),
        ("UPDATE index_levels SET amount = 5 WHERE close = 4000.5", "rows", "table index as of snapshot s1-"),
    ],
)
def test_everything_else_that_was_changed_is_found(engine: Engine, statement: str, name: str, said: str) -> None:
    change(engine, statement)
    assert said in " ".join(faults(engine)[name])


@pytest.mark.parametrize(
    ("accepted", "statement"),
    [(False, "UPDATE findings SET accepted = true"), (True, "UPDATE findings SET accepted = false")],
)
def test_another_mark_of_acceptance_is_found(engine: Engine, accepted: bool, statement: str) -> None:
    with reading(engine) as connection:
        bars = read_frame(connection, "bars").rows(np.array([0]))
    bars["close"][0] = 9.36
    found = [Finding("severe", "unit_proof", "a unit", "bars", "000001.SZ", accepted=accepted)]
    publish(engine, {"bars": bars}, found, "night", datetime(2030, 1, 1))  # noqa: DTZ001
    assert faults(engine) == {}
    change(engine, statement)
    (said,) = faults(engine)["findings"]
    assert said.endswith("its 1 findings are not those that were published")
    with pytest.raises(StoreError, match="holds something else than was published: findings of snapshot s3-"):
        read_findings(engine)


def test_another_source_of_a_finding_is_found(engine: Engine) -> None:
    with reading(engine) as connection:
        bars = read_frame(connection, "bars").rows(np.array([0]))
    bars["close"][0] = 9.36
    publish(engine, {"bars": bars}, [Finding("note", "gap", "a gap")], "night", datetime(2030, 1, 1))  # noqa: DTZ001
    assert faults(engine) == {}
    change(engine, "UPDATE findings SET source = 'x'")
    said = "1 findings of snapshot 3 say that they come from 'x', published from 'night'"
    assert faults(engine) == {"origins": (said,)}


def test_the_vendor_behind_a_source_is_no_fault(engine: Engine) -> None:
    change(engine, "UPDATE bars SET read_from = 'dearer (sina)' WHERE snapshot = 2")
    assert faults(engine) == {}


def test_a_replaced_value_that_was_changed_is_found(engine: Engine) -> None:
    with engine.begin() as connection:
        (old,) = connection.execute(sa.text("SELECT old FROM revisions")).one()
        cells = {**(json.loads(old) if isinstance(old, str) else old), "close": 6.64}
        connection.execute(sa.text("UPDATE revisions SET old = :old"), {"old": json.dumps(cells)})
    (said,) = faults(engine)["rows"]
    assert said.startswith("table bars as of snapshot s1-")
    # The present is not touched by it.
    assert read_facts(engine).bars.close[3] == 6.66


def test_a_damaged_or_forged_part_of_the_cache_is_named(engine: Engine) -> None:
    bars, means = (cache_parts(engine)[0].parent.with_name(read_facts(engine).snapshot) / n for n in ("bars", "means"))
    (bars / "3.npy").write_bytes(b"half")
    forge(means, "close")
    first, second = faults(engine)["column cache"]
    assert f"{bars}: 3 is damaged" in first
    assert f"{means}: not the arrays that were sealed" in second
    assert np.load(means / "close.npy").shape == (7,)


def test_of_an_older_store_is_said_what_is_not_proved(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.update(snapshots).where(snapshots.c.id == 1).values(proof=sa.null()))
        remember_number(connection, "unproved", 1)
    assert faults(engine) == {}
    counted = {str(verdict.name): verdict.counted for verdict in verify_store(engine, DERIVED)}
    assert counted["snapshots"] == ("2 snapshots; of 1 of an older program time, source and findings are not proved")


@pytest.mark.parametrize("proof", ["NULL", "'{}'", """'{"form": "another"}'"""])
def test_a_snapshot_that_lost_its_proof_is_no_older_one(engine: Engine, proof: str) -> None:
    change(engine, "UPDATE snapshots SET source = 'elsewhere', proof = PROOF".replace("PROOF", proof))
    said = faults(engine)["snapshots"]
    assert len(said) == 2
    assert all("it was published with a proof, which is not there any more" in each for each in said)
    with pytest.raises(StoreError, match="something else than was published: proof of snapshot s2"):
        read_facts(engine)
    assert "proof of snapshot s2" in verify_latest(engine).faults[0]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE trials SET sharpe = 1", "trial 1 of rule: it was changed since it was counted"),
        ("UPDATE trials SET looked_at = '2026-01-02 00:00:00.000000'", "trial 1 of rule: it was changed since"),
        ("UPDATE trials SET seal = NULL", "trial 1 of rule: it was changed since"),
        ("DELETE FROM trials", "1 of 1 trials were taken away, the first is trial 1"),
        ("UPDATE ledger SET number = 0", "the number of all trials that were ever counted was changed"),
        ("DELETE FROM ledger", "the number of all trials that were ever counted was changed"),
    ],
)
def test_a_trial_that_was_changed_or_taken_away_is_named(engine: Engine, statement: str, said: str) -> None:
    change(engine, statement)
    assert said in faults(engine)["trials"][0]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_unreadable_page_is_a_fault_and_every_load_says_so(engine: Engine) -> None:
    path = Path(str(engine.url.database))
    with engine.connect() as connection:
        root = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'trials'").scalar_one()
    engine.dispose()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(bytes(4096))
    found = faults(engine)
    assert found["database"]
    assert "trials" in found
    assert verify_latest(engine).faults
    with pytest.raises(StoreError, match="is damaged"):
        read_facts(engine, [])
