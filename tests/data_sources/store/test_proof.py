"""No row, entry or copy that was changed is counted under the name of a snapshot."""

from __future__ import annotations

import json
import os
import shutil
import struct
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import migrate, open_store, publish, read_facts, read_findings
from data_sources.store.arrays import read_arrays, write_arrays
from data_sources.store.cache import cache_folder
from data_sources.store.ledger import remember_number
from data_sources.store.proved import NAME
from data_sources.store.reading import read_laid_out
from data_sources.store.rows import read_frame
from data_sources.store.tables import FACT_TABLES, snapshots
from data_sources.store.transactions import reading
from data_sources.store.trial import Trial
from data_sources.store.trials import add_trials
from data_sources.tables.finding import Finding
from tests.data_sources.market_folder import spoiled, write_market
from tests.data_sources.store.test_cache import cache_parts, forget

# A cell of every table that the small market has rows in, and what is said of it.
CHANGES = {
    "bars.close": "UPDATE bars SET close = 6.66 WHERE symbol = '600000.SH' AND date = '2024-01-02'",
    "bars.amount": "UPDATE bars SET amount = 7980000 WHERE symbol = '600000.SH' AND date = '2024-01-04'",
    "bars.volume": "UPDATE bars SET volume = NULL WHERE symbol = '000001.SZ' AND date = '2024-01-05'",
    "bars, two closes exchanged": (
        "UPDATE bars SET close = CASE date WHEN '2024-01-02' THEN 6.75 ELSE 6.65 END "
        "WHERE symbol = '600000.SH' AND date IN ('2024-01-02', '2024-01-03')"
    ),
    "bars, a day": "UPDATE bars SET date = '2024-01-08' WHERE symbol = '600000.SH' AND date = '2024-01-05'",
    "bars, a symbol": "UPDATE bars SET symbol = '600001.SH' WHERE symbol = '600000.SH'",
    "bars, a row less": "DELETE FROM bars WHERE symbol = '600000.SH' AND date = '2024-01-03'",
    "bars, a row more": (
        "INSERT INTO bars (symbol, date, close, read_from, snapshot) VALUES ('000001.SZ', '2024-01-04', 9.2, 'x', 1)"
    ),
    "instruments": "UPDATE instruments SET name = '浦发' WHERE symbol = '600000.SH'",
    "actions": "UPDATE actions SET cash_per_share = 0.52",
    "status": "UPDATE status SET kind = 'DELISTING'",
    "index": "UPDATE index_levels SET close = 3390.01 WHERE symbol = '000300.SH' AND date = '2024-01-03'",
    "signals": "UPDATE signals SET value = 1.96",
}


def change(engine: Engine, statement: str) -> None:
    """Change a store behind the program's back."""
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.fixture
def later(filled: str) -> Engine:
    """The small store, so long after its publication that a change has a time of its own."""
    engine = open_store(filled, create=True)
    read_facts(engine)
    return engine


# 1. The rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", CHANGES)
def test_no_changed_row_is_read_from_the_tables(filled: str, tmp_path: Path, what: str) -> None:
    engine = open_store(filled, create=True)
    change(engine, CHANGES[what])
    forget(engine)
    table = what.split(",", maxsplit=1)[0].split(".", maxsplit=1)[0]
    words = f"holds something else than was published: table {table} of snapshot s1-.*restore a back-up, or import"
    for symbols in (None, ["600000.SH"], []):
        with pytest.raises(StoreError, match=words):
            read_facts(engine, symbols)
    # Nor does a publication take it for its own.
    dearer = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.66,1000000,6630000")
    with pytest.raises(StoreError, match=words):
        import_folder(write_market(tmp_path / "dearer", bars__600000_SH_csv=dearer), engine)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", ["bars.close", "instruments", "index"])
def test_a_change_is_found_beside_a_sound_cache_too(later: Engine, what: str) -> None:
    change(later, CHANGES[what])
    for _ in range(2):
        with pytest.raises(StoreError, match="holds something else than was published"):
            read_facts(later, [])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_time_of_a_file_set_back_hides_nothing(later: Engine) -> None:
    path = Path(str(later.url.database))
    later.dispose()
    before = path.stat()
    raw = path.read_bytes()
    # A price of 6.62 yuan, as SQLite writes it.
    place = raw.index(struct.pack(">d", 6.62))
    with path.open("r+b") as file:
        file.seek(place)
        file.write(struct.pack(">d", 66.2))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(StoreError, match="holds something else"):
        read_facts(later)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE snapshots SET source = 'elsewhere'", "entry of snapshot s2"),
        ("UPDATE snapshots SET simulated = true", "entry of snapshot s2"),
        ("UPDATE snapshots SET created_at = '2020-01-01 00:00:00'", "entry of snapshot s2"),
        ("UPDATE snapshots SET content_hash = 'abcdef0123456789'", "content sums of snapshot s2-abcdef012345"),
        ("UPDATE findings SET message = 'nothing' WHERE id = (SELECT min(id) FROM findings)", "findings of snapshot"),
        ("DELETE FROM findings", "findings of snapshot"),
    ],
)
def test_what_a_snapshot_says_of_itself_is_held_against_its_record(filled: str, statement: str, said: str) -> None:
    engine = open_store(filled, create=True)
    with reading(engine) as connection:
        bars = read_frame(connection, "bars").rows(np.array([0]))
    bars["close"][0] = 9.36
    publish(engine, {"bars": bars}, [Finding("note", "gap", "a gap")], "night", datetime(2030, 1, 1))  # noqa: DTZ001
    assert read_findings(engine)
    change(engine, statement)
    with pytest.raises(StoreError, match=said):
        read_facts(engine)
    with pytest.raises(StoreError, match=said):
        read_findings(engine)


def test_an_earlier_snapshot_is_proved_as_well(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    dearer = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.66,1000000,6630000")
    import_folder(write_market(tmp_path / "dearer", bars__600000_SH_csv=dearer), engine)
    assert read_facts(engine, as_of="s1").bars.close[3] == 6.65
    with engine.begin() as connection:
        (old,) = connection.execute(sa.text("SELECT old FROM revisions")).one()
        cells = {**(json.loads(old) if isinstance(old, str) else old), "close": 6.64}
        connection.execute(sa.text("UPDATE revisions SET old = :old"), {"old": json.dumps(cells)})
    forget(engine)
    assert read_facts(engine).bars.close[3] == 6.66
    with pytest.raises(StoreError, match="table bars of snapshot s1-"):
        read_facts(engine, as_of="s1")


# 2. The cache ---------------------------------------------------------------------------------------------------------


def forge(folder: Path, name: str) -> None:
    """Change an array of a kept part, and its sums with it."""
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    key = about["about"]
    arrays = {each: np.load(folder / f"{each}.npy") for each in about["sums"]}
    arrays[name] = arrays[name] * 1.5
    shutil.rmtree(folder)
    write_arrays(folder, arrays, key)
    assert (read_arrays(folder, key)[name] == arrays[name]).all()


@pytest.mark.parametrize(("part", "name"), [("bars", "3"), ("tables", "index.0"), ("tables", "actions.cash_per_share")])
def test_arrays_changed_together_with_their_sums_are_refused_and_made_anew(later: Engine, part: str, name: str) -> None:
    sound = read_facts(later)
    folder = cache_parts(later)[0].with_name(part)
    forge(folder, name)
    again = read_facts(later)
    assert again.bars.close.tolist() == sound.bars.close.tolist()
    assert [series.close.tolist() for series in again.index.values()] == [
        series.close.tolist() for series in sound.index.values()
    ]
    assert again.actions == sound.actions
    # The forged part is no more.
    assert (np.load(folder / f"{name}.npy") * 1.5 == np.load(folder / f"{name}.npy")).mean() < 1


def test_what_readers_make_of_the_tables_is_sealed_with_them(later: Engine) -> None:
    def look() -> list[float]:
        known = read_laid_out(later, "means", "me", lambda facts: {"close": facts.bars.close * 2}, lambda kept: kept)
        return list(known[1]["close"].tolist())

    sound = look()
    assert sound[0] == 18.7
    forge(cache_parts(later)[0].with_name("means"), "close")
    assert look() == sound


# 3. The last proof ----------------------------------------------------------------------------------------------------


@pytest.fixture
def whole_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Parts that were read from the database and proved."""
    reads: list[str] = []
    from data_sources.store import reading  # noqa: PLC0415 - whose names are exchanged

    def noted(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def read(*given: Any) -> Any:  # noqa: ANN401 - whatever the original returns
            reads.append(name)
            return original(*given)

        return read

    for name in ("proved_tables", "proved_bars"):
        monkeypatch.setattr(reading, name, noted(name, getattr(reading, name)))
    return reads


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_store_is_read_whole_again_only_when_it_changed(later: Engine, whole_reads: list[str]) -> None:
    path = Path(str(later.url.database))
    read_facts(later)
    later.dispose()
    read_facts(later)
    assert whole_reads == []
    later.dispose()
    os.utime(path)
    time.sleep(0.1)
    for _ in range(2):
        read_facts(later)
        later.dispose()
    assert whole_reads == ["proved_tables", "proved_bars"]


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_counts_of_a_server_that_were_set_back_hide_nothing(later: Engine, whole_reads: list[str]) -> None:
    def set_back(statement: str) -> None:
        # Counted at once, so that nothing is counted after the counts were set back.
        for each in (f"{statement}; SELECT pg_stat_force_next_flush()", "SELECT pg_stat_reset()"):
            change(later, each)
        later.dispose()

    set_back("SELECT 1")
    for _ in range(2):
        read_facts(later)
    assert whole_reads == ["proved_tables", "proved_bars"]
    set_back(CHANGES["bars.close"])
    with pytest.raises(StoreError, match="holds something else than was published: table bars"):
        read_facts(later)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_trial_is_no_change_of_the_facts(later: Engine, whole_reads: list[str]) -> None:
    day, moment = datetime(2024, 1, 5).date(), datetime(2026, 1, 1)  # noqa: DTZ001 - UTC without a zone
    for number in range(3):
        trial = Trial("rule", "0" * 64, {"top": number}, {}, day, day, "s1", moment, 0)
        assert add_trials(later, [trial]).trials == number + 1
        later.dispose()
        read_facts(later)
    assert whole_reads == []
    # But what was changed before it stays changed.
    change(later, CHANGES["bars.close"])
    add_trials(later, [Trial("rule", "0" * 64, {"top": 9}, {}, day, day, "s1", moment, 0)])
    with pytest.raises(StoreError, match="table bars"):
        read_facts(later)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"mark": 1, "proved": 2}', '{"mark": {}, "proved": ["s1"]}'])
def test_a_spoilt_memory_of_the_last_proof_is_no_proof(later: Engine, text: str, whole_reads: list[str]) -> None:
    folder = cache_folder(later.url)
    assert folder is not None
    (folder / NAME).write_text(text, encoding="utf-8")
    read_facts(later)
    assert whole_reads == ["proved_tables", "proved_bars"]


# 4. Older stores ------------------------------------------------------------------------------------------------------


def test_a_store_without_a_record_is_proved_by_its_content_sums_until_it_has_one(filled: str) -> None:
    engine = open_store(filled, create=True)
    with engine.begin() as connection:
        connection.execute(sa.update(snapshots).values(proof=sa.null()))
        remember_number(connection, "unproved", 1)
    forget(engine)
    assert read_facts(engine).bars.close[3] == 6.65
    # Nothing that could not be believed again is kept.
    assert not any(cache_folder(engine.url).glob("*/*"))  # type: ignore[union-attr]
    migrate(engine)
    assert read_facts(engine).bars.close[3] == 6.65
    assert [part.name for part in cache_parts(engine)] == ["bars", "tables"]


def test_an_upgrade_records_nothing_of_changed_rows(filled: str) -> None:
    engine = open_store(filled, create=True)
    with engine.begin() as connection:
        connection.execute(sa.update(snapshots).values(proof=sa.null()))
        remember_number(connection, "unproved", 1)
    change(engine, CHANGES["bars.close"])
    forget(engine)
    migrate(engine)
    with pytest.raises(StoreError, match="table bars of snapshot s1"):
        read_facts(engine)


def test_zero_is_zero_whatever_its_sign(url: str, tmp_path: Path) -> None:
    # A vendor's -0.0 is kept by one database and not by the other.
    market = write_market(
        tmp_path / "small", bars__600000_SH_csv=spoiled("bars/600000.SH.csv", "2000000,13400000", "2000000,-0.0")
    )
    engine = open_store(url, create=True)
    import_folder(market, engine)
    with engine.begin() as connection:
        connection.execute(sa.update(FACT_TABLES["bars"]).where(sa.column("amount") == 0).values(amount=-0.0))
    forget(engine)
    assert read_facts(engine).bars.amount.tolist().count(0.0) == 1
