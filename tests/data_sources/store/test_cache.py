"""The column cache: as good as the tables or not used at all."""

from __future__ import annotations

import logging
import os
import random
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from sqlalchemy.engine import Connection, Engine, make_url

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import open_store, publish, read_facts
from data_sources.store.arrays import DamagedArrays, content_sum, read_arrays, write_arrays
from data_sources.store.cache import cache_folder
from data_sources.store.rows import read_frame
from data_sources.store.series import Series, series_of_frame, with_rows
from data_sources.store.series_reading import read_series
from data_sources.store.transactions import reading
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.facts import Facts
from data_sources.tables.frame import Frame
from data_sources.tables.schema import TABLES
from tests.data_sources.market_folder import spoiled, write_market
from tests.data_sources.test_round_trip import assert_same

ABOUT = {"snapshot": "s1"}


def cache_parts(engine: Engine) -> list[Path]:
    """The folders of arrays, by snapshot and part."""
    folder = cache_folder(engine.url)
    assert folder is not None
    return sorted(folder.glob("*/*")) if folder.is_dir() else []


def forget(engine: Engine) -> None:
    """Take the whole cache away."""
    folder = cache_folder(engine.url)
    assert folder is not None
    shutil.rmtree(folder)


def dearer(tmp_path: Path, price: str) -> Path:
    """The small market with one close changed."""
    changed = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", f"{price},1000000,6630000")
    return write_market(tmp_path / "small", bars__600000_SH_csv=changed)


@pytest.fixture
def table_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the large tables that were read from the database."""
    reads: list[str] = []

    def noted(connection: Connection, name: str, *more: Any) -> Series:  # noqa: ANN401
        reads.append(name)
        return read_series(connection, name, *more)

    monkeypatch.setattr("data_sources.store.stored_columns.read_series", noted)
    return reads


# 1. The store's cache -------------------------------------------------------------------------------------------------


def test_the_first_read_after_an_import_comes_from_the_cache_and_is_what_the_tables_hold(
    filled: str, table_reads: list[str]
) -> None:
    warm = read_facts(open_store(filled))
    assert table_reads == []
    forget(open_store(filled))
    cold = read_facts(open_store(filled))
    assert table_reads == ["index", "bars"]
    again = read_facts(open_store(filled))
    assert table_reads == ["index", "bars"]
    for facts in (warm, again):
        assert_same(cold, facts)
        assert (cold.snapshot, cold.source, cold.findings) == (facts.snapshot, facts.source, facts.findings)
        assert [str(value.dtype) for value in (facts.bars.date, facts.bars.close)] == ["datetime64[D]", "float64"]
        with pytest.raises(ValueError, match="read-only"):
            facts.bars.close[0] = 1.0


def test_for_some_symbols_the_whole_is_read_and_kept_since_nothing_less_can_be_proved(
    filled: str, table_reads: list[str]
) -> None:
    engine = open_store(filled)
    forget(engine)
    cold = read_facts(engine, ["600000.SH"])
    assert cold.bars.symbols == ("600000.SH",)
    assert [part.name for part in cache_parts(engine)] == ["bars", "tables"]
    table_reads.clear()
    assert_same(cold, read_facts(engine, ["600000.SH"]))
    assert table_reads == []


def test_a_new_snapshot_is_never_answered_with_the_old_columns(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    assert read_facts(engine).bars.close[3] == 6.65
    import_folder(dearer(tmp_path, "6.66"), engine)
    assert read_facts(engine).bars.close[3] == 6.66
    assert [part.name for part in cache_parts(engine)] == ["bars", "tables"] * 2


def test_columns_of_another_snapshot_under_this_ones_name_are_not_believed(
    filled: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_store(filled, create=True)
    first = cache_parts(engine)[0].parent
    import_folder(dearer(tmp_path, "6.66"), engine)
    second = first.with_name(read_facts(engine).snapshot)
    shutil.rmtree(second)
    shutil.copytree(first, second)
    with caplog.at_level(logging.DEBUG, "data_sources.store.cache"):
        assert read_facts(engine).bars.close[3] == 6.66
    assert "about something else" in caplog.text
    caplog.clear()
    assert read_facts(engine).bars.close[3] == 6.66
    assert caplog.text == ""


def test_the_columns_of_the_last_three_snapshots_are_kept(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    names = [read_facts(engine).snapshot]
    for price in ("6.56", "6.57", "6.58", "6.59"):
        import_folder(dearer(tmp_path, price), engine)
        names.append(read_facts(engine).snapshot)
    assert [path.parent.name for path in cache_parts(engine)[::2]] == names[-3:]


def test_what_a_killed_write_left_over_is_not_looked_at_and_goes_after_an_hour(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    folder = cache_parts(engine)[0].parent
    old, young = folder / ".bars.7-1.part", folder / ".bars.8-1.part"
    for part in (old, young):
        shutil.copytree(folder / "bars", part)
        (part / "3.npy").write_bytes(b"half")
    os.utime(old, (time.time() - 4000,) * 2)
    assert read_facts(engine).bars.close[3] == 6.65
    import_folder(dearer(tmp_path, "6.66"), engine)
    assert not old.exists()
    assert young.exists()


def test_a_kill_between_the_rows_and_their_cache_costs_a_slow_load_and_nothing_else(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table_reads: list[str]
) -> None:
    engine = open_store(filled, create=True)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    folder = dearer(tmp_path, "6.66")
    with monkeypatch.context() as patch:
        patch.setattr("data_sources.store.publishing.keep", killed)
        with pytest.raises(KeyboardInterrupt):
            import_folder(folder, engine)
    # A change as young as this one could be followed by another at the same time of the file's clock.
    time.sleep(0.1)
    table_reads.clear()
    for _ in range(2):
        assert read_facts(engine).bars.close[3] == 6.66
    assert table_reads == ["index", "bars"]
    # Nor does the publication after it need the columns that are missing.
    forget(engine)
    import_folder(dearer(tmp_path, "6.67"), engine)
    assert read_facts(engine).bars.close[3] == 6.67


def test_what_versions_before_this_cache_left_goes(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    former = cache_parts(engine)[0].parents[1] / "s1-0123456789ab.columns"
    former.touch()
    import_folder(dearer(tmp_path, "6.66"), engine)
    assert not former.exists()


# 2. New rows among the kept ones --------------------------------------------------------------------------------------


def bars_frame(*rows: tuple[str, str, float]) -> Frame:
    """Bars of which only symbol, day and close are told."""
    cells = {name: [None] * len(rows) for name in TABLES["bars"].names()}
    symbol, day, close = zip(*rows, strict=True)
    return frame_from_cells(TABLES["bars"], cells | {"symbol": symbol, "date": day, "close": close})


def test_rows_go_to_their_symbol_and_day_and_replace_those_that_are_there() -> None:
    kept = series_of_frame(bars_frame(("000002.SZ", "2024-01-03", 1.0), ("600000.SH", "2024-01-03", 2.0)), ["close"])
    fresh = bars_frame(
        ("600000.SH", "2024-01-04", 6.0),
        ("000002.SZ", "2024-01-03", 3.0),
        ("000001.SZ", "1969-12-31", 4.0),
        ("600000.SH", "2024-01-02", 5.0),
        ("300750.SZ", "2024-01-02", 7.0),
    )
    merged = with_rows(kept, fresh, ["close"])
    assert merged.symbols == ("000001.SZ", "000002.SZ", "300750.SZ", "600000.SH")
    assert merged.offsets.tolist() == [0, 1, 2, 3, 6]
    assert merged.date.astype(str).tolist() == [
        "1969-12-31", "2024-01-03", "2024-01-02", "2024-01-02", "2024-01-03", "2024-01-04",
    ]  # fmt: skip
    assert merged.fields[0].tolist() == [4.0, 3.0, 7.0, 5.0, 2.0, 6.0]


def test_no_row_and_the_first_rows_are_fine_too() -> None:
    none, one = (
        bars_frame(("600000.SH", "2024-01-03", 2.0)).rows(np.empty(0, np.intp)),
        bars_frame(("600000.SH", "2024-01-03", 2.0)),
    )
    empty = series_of_frame(none, ["close"])
    for merged in (with_rows(empty, one, ["close"]), with_rows(with_rows(empty, one, ["close"]), none, ["close"])):
        assert (merged.symbols, merged.offsets.tolist()) == (("600000.SH",), [0, 1])
        assert merged.fields[0].tolist() == [2.0]


def test_a_night_kept_beside_the_columns_before_it_is_what_the_tables_hold(filled: str, table_reads: list[str]) -> None:
    engine = open_store(filled, create=True)
    with reading(engine) as connection:
        bars = read_frame(connection, "bars")
    table_reads.clear()
    fresh = bars.rows(np.array([6, 0, 3]))
    fresh["symbol"][0], fresh["date"][1], fresh["close"][2] = "300750.SZ", np.datetime64("2024-01-04"), 6.66
    publish(engine, {"bars": fresh}, (), "night", datetime.now(UTC).replace(tzinfo=None))
    # The bars were not asked for again, the few levels of the index were.
    assert table_reads == ["index"]
    warm = read_facts(engine)
    forget(engine)
    assert_same(read_facts(engine), warm)
    assert warm.bars.symbols == ("000001.SZ", "300750.SZ", "600000.SH")
    assert warm.bars.close.tolist() == [9.35, 9.12, 9.35, 9.25, 6.68, 6.66, 6.75, 6.62, 6.68]


# 3. Damage ------------------------------------------------------------------------------------------------------------


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def filled_with_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def of_something_else(path: Path) -> None:
    path.write_text("symbol,date\n" * 1000, encoding="utf-8")


def with_another_last_number(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8] + np.float64(6.69).tobytes())


def removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("file", ["3.npy", "about.json"])
@pytest.mark.parametrize(
    "damage",
    [emptied, halved, cut_short, filled_with_zeros, of_something_else, with_another_last_number, removed],
)
def test_damaged_columns_are_read_anew_and_replaced(
    filled: str, damage: Callable[[Path], None], file: str, caplog: pytest.LogCaptureFixture, table_reads: list[str]
) -> None:
    engine = open_store(filled)
    sound = read_facts(engine)
    path = cache_parts(engine)[0] / file
    content = path.read_bytes()
    damage(path)
    with caplog.at_level(logging.DEBUG, "data_sources.store.cache"):
        assert_same(sound, read_facts(engine))
    assert f"{path.parent} is not used" in caplog.text
    assert table_reads == ["bars"]
    assert path.read_bytes() == content


def test_no_flipped_bit_anywhere_changes_a_fact(filled: str) -> None:
    engine = open_store(filled)
    sound = read_facts(engine)
    files = [file for part in cache_parts(engine) for file in sorted(part.iterdir())]
    contents = {file: file.read_bytes() for file in files}
    chance = random.Random(0)  # noqa: S311
    for file in (*files, *chance.choices(files, k=100)):
        flipped = bytearray(contents[file])
        place = chance.randrange(len(flipped))
        flipped[place] ^= 1 << place % 8
        # Not in place: the pages of the sound file are in use.
        file.unlink()
        file.write_bytes(flipped)
        assert_same(sound, read_facts(engine))


def test_a_cache_that_cannot_be_written_is_done_without(
    filled: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_store(filled, create=True)
    folder = cache_folder(engine.url)
    assert folder is not None
    forget(engine)
    folder.write_text("a file where the folder would be", encoding="utf-8")
    for price in ("6.65", "6.66"):
        with caplog.at_level(logging.DEBUG, "data_sources.store.cache"):
            import_folder(dearer(tmp_path, price), engine)
            facts: Facts = read_facts(engine)
        assert facts.bars.close[3] == float(price)
    assert f"no cache is kept in {folder}" in caplog.text


def test_a_full_disk_leaves_no_half_a_part(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    engine = open_store(filled)
    forget(engine)
    monkeypatch.setattr(Path, "replace", full)
    assert read_facts(engine).bars.close[3] == 6.65
    assert cache_parts(engine) == []


def test_a_store_in_memory_has_no_cache(tmp_path: Path) -> None:
    engine = open_store("sqlite://", create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    assert read_facts(engine).bars.close[3] == 6.65
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


@pytest.mark.parametrize("given", ["", "  "])
def test_a_store_of_no_name_is_refused(given: str) -> None:
    with pytest.raises(StoreError, match="the path of the store is empty; give a file"):
        open_store(given, create=True)


def test_the_cache_of_a_server_is_the_same_for_every_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = {cache_folder(make_url(f"postgresql://quant:{word}@server/market")) for word in ("one", "two")}
    (folder,) = folders
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "a-share-thesis-backtester")
    assert cache_folder(make_url("postgresql://quant:one@server/another")) != folder


# 4. The arrays --------------------------------------------------------------------------------------------------------


def test_arrays_come_back_bit_for_bit(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    arrays = {
        "numbers": rng.random(30_000),
        "matrix": rng.random((3, 50, 70)),
        "odd": np.array([np.nan, -0.0, np.inf, 5e-324]),
        "days": np.array(["2024-01-02", "NaT"], "datetime64[D]"),
        "texts": np.array(["600000.SH", ""], "U10"),
        "bytes": np.frombuffer(b"abc", np.uint8),
        "none": np.empty(0),
    }
    write_arrays(tmp_path / "part", arrays, ABOUT)
    read = read_arrays(tmp_path / "part", ABOUT)
    assert list(read) == list(arrays)
    for name, array in arrays.items():
        assert (read[name].dtype, read[name].shape, read[name].tobytes()) == (array.dtype, array.shape, array.tobytes())
        assert not read[name].flags.writeable


def test_every_byte_of_an_array_counts() -> None:
    # 64 KiB and 8 bytes: a whole block and a rest.
    data = np.zeros(65_544, np.uint8)
    for place in (0, 7, 8, 32_768, 65_535, 65_536, 65_543):
        for bit in range(8):
            changed = data.copy()
            changed[place] = 1 << bit
            assert content_sum(changed) != content_sum(data)


@pytest.mark.parametrize("signs", [2, 4, 8192])
def test_the_same_bit_changed_in_many_numbers_is_seen(signs: int) -> None:
    # The signs of an even number of prices in one block, and in each of twenty: sums of products would cancel.
    closes = np.full(20 * 8192, 6.31)
    for blocks in (1, 20):
        changed = closes.copy()
        for block in range(blocks):
            changed[block * 8192 : block * 8192 + signs] *= -1.0
        assert content_sum(changed.view(np.uint8)) != content_sum(closes.view(np.uint8))


def test_exchanged_prices_are_seen() -> None:
    # 2,000 prices of cents, whose last bits are mostly 0: each neighbours' exchange by itself.
    closes = np.round(np.random.default_rng(0).uniform(5, 50, 2000) * 4) / 4
    sound = content_sum(closes.view(np.uint8))
    for first in np.flatnonzero(np.diff(closes)).tolist():
        exchanged = closes.copy()
        exchanged[[first, first + 1]] = closes[[first + 1, first]]
        assert content_sum(exchanged.view(np.uint8)) != sound


def test_exchanged_blocks_and_numbers_are_seen() -> None:
    blocks = np.repeat(np.arange(3, dtype=np.uint8), 65_536)
    assert content_sum(blocks) != content_sum(blocks[::-1].copy())
    closes = np.full(8192, 6.65)
    for first, second in ((0, 1), (0, 4096), (17, 8191)):
        exchanged = closes.copy()
        closes[[first, second]] = exchanged[[second, first]] = [6.5, 7.0]
        assert content_sum(exchanged.view(np.uint8)) != content_sum(closes.view(np.uint8))


def test_arrays_of_another_form_are_damage(tmp_path: Path) -> None:
    write_arrays(tmp_path / "part", {"matrix": np.arange(100.0).reshape(10, 10)}, ABOUT)
    np.save(tmp_path / "part" / "matrix.npy", np.arange(100.0))
    with pytest.raises(DamagedArrays, match="matrix is damaged"):
        read_arrays(tmp_path / "part", ABOUT)


def test_threads_that_read_at_once_parse_one_header_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_arrays(tmp_path / "part", {f"of_{number}": np.arange(3) for number in range(5)}, ABOUT)
    load, inside, most = np.load, 0, 0

    def slow(path: Path, *, mmap_mode: Literal["r"] | None, allow_pickle: bool) -> object:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.002)
        inside -= 1
        return load(path, mmap_mode=mmap_mode, allow_pickle=allow_pickle)

    monkeypatch.setattr(np, "load", slow)
    with ThreadPoolExecutor(4) as threads:
        read = list(threads.map(lambda _: read_arrays(tmp_path / "part", ABOUT), range(8)))
    assert all(len(arrays) == 5 for arrays in read)
    assert most == 1
