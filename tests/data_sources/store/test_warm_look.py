"""A store that was read before, looked at without SQLAlchemy: the same answer, or none."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import open_store, warm_look
from data_sources.store.address import lasting_address, sqlite_path, url_of
from data_sources.store.arrays import write_arrays
from data_sources.store.proved import NAME, file_mark
from data_sources.store.reading import read_laid_out
from data_sources.store.trials import add_trials, read_trials
from data_sources.store.warm_look import plain_address, plain_file, warm_facts, warm_tally
from data_sources.tables.facts import Facts
from data_sources.tables.frame import Array
from tests.data_sources.market_folder import spoiled, write_market
from tests.data_sources.store.test_cache import dearer
from tests.data_sources.store.test_proof import CHANGES
from tests.data_sources.store.test_trials import FIRST
from tests.data_sources.test_round_trip import assert_same

MAKER = "this test"


def closes(facts: Facts) -> dict[str, Array]:
    """What is kept beside the tables here."""
    return {"close": facts.bars.close}


def close_of(arrays: Mapping[str, Array]) -> list[float]:
    return [float(value) for value in arrays["close"]]


def read_before(path: Path) -> tuple[Facts, list[float]]:
    """What the usual way reads, and leaves in the cache."""
    engine = open_store(path)
    try:
        return read_laid_out(engine, "closes", MAKER, closes, close_of)
    finally:
        engine.dispose()


def warm(path: Path) -> tuple[Facts, list[float]] | None:
    return warm_facts(path, "closes", MAKER, close_of)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The small market with a finding (a share that no table of instruments knows), never read since its import."""
    made = tmp_path / "market.db"
    engine = open_store(made, create=True)
    bars = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.653,1000000,6630000")
    import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=bars), engine)
    engine.dispose()
    return made


# 1. Facts -------------------------------------------------------------------------------------------------------------


def test_the_answer_is_what_the_usual_way_reads(path: Path) -> None:
    facts, laid_out = read_before(path)
    found = warm(path)
    assert found is not None
    assert_same(facts, found[0])
    assert facts.findings
    assert found[0].findings == facts.findings
    assert (found[0].snapshot, found[0].source, found[0].simulated) == (facts.snapshot, facts.source, facts.simulated)
    assert found[1] == laid_out
    assert 6.653 in laid_out


def test_there_is_no_answer_before_the_first_read_nor_for_another_maker(path: Path) -> None:
    assert warm(path) is None
    read_before(path)
    assert warm_facts(path, "closes", "another program", close_of) is None
    assert warm_facts(path, "opens", MAKER, close_of) is None


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_a_store_that_was_changed_by_hand_gets_no_answer_and_the_usual_way_says_why(path: Path, statement: str) -> None:
    read_before(path)
    change(path, statement)
    assert warm(path) is None
    with pytest.raises(StoreError, match="holds something else than was published"):
        read_before(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE snapshots SET source = 'elsewhere'",
        "UPDATE snapshots SET simulated = 1",
        "UPDATE snapshots SET content = '{}'",
        "UPDATE snapshots SET content_hash = 'f' || substr(content_hash, 2)",
        "UPDATE snapshots SET proof = NULL",
        "UPDATE snapshots SET proof = '[]'",
        "UPDATE findings SET message = 'all is well'",
        "DELETE FROM findings",
        "DELETE FROM snapshots",
        "UPDATE alembic_version SET version_num = '0009'",
        "UPDATE alembic_version SET version_num = '0099'",
        "DROP TABLE alembic_version",
    ],
)
def test_what_is_said_of_the_facts_is_held_against_its_sums_even_where_the_proof_was_forged(
    path: Path, statement: str
) -> None:
    facts, _ = read_before(path)
    change(path, statement)
    # Whoever wrote the store wrote the mark of its last proof too.
    forged = {"mark": {**(file_mark(path) or {}), "folded": True}, "proved": [facts.snapshot]}
    (path.with_name("market.db.cache") / NAME).write_text(json.dumps(forged))
    assert warm(path) is None


def test_an_altered_cache_gets_no_answer_and_the_usual_way_makes_it_anew(path: Path) -> None:
    facts, laid_out = read_before(path)
    part = path.with_name("market.db.cache") / facts.snapshot / "closes"
    about = json.loads((part / "about.json").read_text())
    (part / "close.npy").write_bytes((part / "close.npy").read_bytes()[:-8] + bytes(8))
    assert warm(path) is None
    assert read_before(path)[1] == laid_out
    # Arrays that were written together with their sums lack the seal that the store's own proof is the key of.
    write_arrays(part, {"close": np.zeros(len(laid_out))}, {k: about[k] for k in about if k not in ("arrays", "seal")})
    assert warm(path) is None
    assert read_before(path)[1] == laid_out
    assert warm(path) is not None


def test_a_new_snapshot_is_read_the_usual_way_once(path: Path, tmp_path: Path) -> None:
    old, _ = read_before(path)
    engine = open_store(path, create=True)
    import_folder(dearer(tmp_path, "6.66"), engine)
    engine.dispose()
    assert warm(path) is None
    new, _ = read_before(path)
    found = warm(path)
    assert found is not None
    assert (found[0].snapshot, 6.66 in found[1]) == (new.snapshot, True)
    assert new.snapshot != old.snapshot


def test_who_reads_while_somebody_publishes_sees_one_snapshot_whole(path: Path, tmp_path: Path) -> None:
    first, _ = read_before(path)
    folders = [dearer(tmp_path / str(k), price) for k, price in enumerate(("6.651", "6.652", "6.654"))]
    prices = {first.snapshot: 6.653}
    seen: list[tuple[str, list[float]]] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            found = warm(path)
            if found is not None:
                seen.append((found[0].snapshot, found[1]))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for price, folder in zip((6.651, 6.652, 6.654), folders, strict=True):
            engine = open_store(path, create=True)
            import_folder(folder, engine)
            engine.dispose()
            latest = read_before(path)[0].snapshot
            prices[latest] = price
            while not any(name == latest for name, _ in seen):
                # A reader that is the last to close folds the log into the file, which has to be proved again then.
                read_before(path)
                assert reader.is_alive()
    finally:
        over.set()
        reader.join()
    assert len(prices) == 4
    assert {name for name, _ in seen} == set(prices)
    for name, laid_out in seen:
        assert [each for each in prices.values() if each in laid_out] == [prices[name]]


# 2. What is no store of this kind -------------------------------------------------------------------------------------


def test_what_is_no_store_gets_no_answer_and_is_not_made(tmp_path: Path) -> None:
    gone, text, folder = tmp_path / "gone.db", tmp_path / "text.db", tmp_path / "folder.db"
    text.write_text("no database\n" * 100)
    folder.mkdir()
    for each in (gone, text, folder):
        assert warm(each) is None
        assert warm_tally(each, [FIRST]) is None
    assert not gone.exists()


def test_a_store_that_can_only_be_read_is_left_to_the_usual_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_before(path)
    assert warm(path) is not None
    monkeypatch.setattr(warm_look, "frozen_connection", lambda _: lambda: sqlite3.connect(":memory:"))
    assert warm(path) is None


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("sqlite:///var/market.db", "var/market.db"),
        ("sqlite:////data/market.db", "/data/market.db"),
        ("var/market 2.db", "var/market 2.db"),
        (Path("market.db"), "market.db"),
        ("sqlite:///market.db?timeout=3", None),
        ("sqlite:///market%20.db", None),
        ("sqlite+pysqlite:///market.db", None),
        ("postgresql://quant@server/market", None),
        ("sqlite:///:memory:", None),
        ("sqlite://", None),
        ("~/market.db", None),
        ("数据.db", None),
        ("", None),
    ],
)
def test_only_a_plain_file_is_taken(target: str | Path, file: str | None) -> None:
    assert plain_file(target) == (None if file is None else Path(file))


@given(st.text(st.sampled_from("aZ09_-./ ~%?#:@&=+数\\'\"\n"), min_size=1, max_size=12))
def test_a_file_has_the_name_and_the_address_that_the_usual_way_gives_it(text: str) -> None:
    found = plain_file(text)
    if found is None:
        assert set(text) & set("~%?#:@&=+数\\'\"\n")
        return
    try:
        url = url_of(text)
    except StoreError:
        # Such as one of spaces alone: there is no file of that name either.
        assert not text.strip()
        return
    assert sqlite_path(url) == found
    assert plain_address(found) in (None, lasting_address(url))


# 3. Trials ------------------------------------------------------------------------------------------------------------


def add(path: Path, *looked: object) -> object:
    engine = open_store(path)
    try:
        return add_trials(engine, looked)  # type: ignore[arg-type]
    finally:
        engine.dispose()


def test_a_run_that_is_counted_already_has_the_tally_that_counting_gives(path: Path) -> None:
    other = replace(FIRST, strategy="storage_cycle", parameters={}, sharpe=None, skew=None, kurtosis=None)
    second = replace(FIRST, options={"slippage": 0.001}, sharpe=0.07)
    for trials in ([FIRST], [other], [second]):
        tally = add(path, *trials)
        assert warm_tally(path, trials) == tally
    assert warm_tally(path, [FIRST, second]) == add(path, FIRST, second)
    # 0.05 and 0.07 a session: their mean is 0.06, so the sample variance is 0.01 squared twice over 1.
    found = warm_tally(path, [FIRST])
    assert found is not None
    assert (found.trials, found.settings) == (2, 2)
    assert found.sharpe_variance == pytest.approx(0.0002)


def test_a_run_that_is_not_counted_yet_is_left_to_who_counts(path: Path) -> None:
    assert warm_tally(path, [FIRST]) is None
    add(path, FIRST)
    later = replace(FIRST, snapshot="s2-abcdef012345")
    assert warm_tally(path, [later]) is None
    assert warm_tally(path, [FIRST, later]) is None
    engine = open_store(path)
    assert read_trials(engine, "rate_power") == (FIRST,)
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trials SET sharpe = 0.5 WHERE id = 2",
        "UPDATE trials SET options = '{}' WHERE id = 2",
        "UPDATE trials SET looked_at = 'yesterday' WHERE id = 2",
        "DELETE FROM trials WHERE id = 2",
        "UPDATE ledger SET number = 1 WHERE entry = 'trials'",
        "DELETE FROM ledger",
        "DROP TABLE ledger",
    ],
)
def test_trials_that_were_altered_are_left_to_who_says_so(path: Path, statement: str) -> None:
    add(path, FIRST)
    add(path, replace(FIRST, options={"slippage": 0.001}))
    assert warm_tally(path, [FIRST]) is not None
    change(path, statement)
    assert warm_tally(path, [FIRST]) is None


def test_a_writer_at_work_holds_up_no_run_that_is_counted_already(path: Path) -> None:
    read_before(path)
    tally = add(path, FIRST)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM trials")
        assert warm_tally(path, [FIRST]) == tally
        writer.execute("ROLLBACK")


def test_the_facts_stay_known_when_a_trial_is_added(path: Path) -> None:
    facts, _ = read_before(path)
    add(path, FIRST)
    found = warm(path)
    assert found is not None
    assert found[0].snapshot == facts.snapshot
    assert_same(found[0], facts)
