"""The column cache: as good as the tables or not used at all."""

from __future__ import annotations

import logging
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from data_sources.store.column_file import DamagedFile, array_sum, read_arrays, write_arrays
from sqlalchemy.engine import Connection, Engine, make_url

from data_sources.importing import import_folder
from data_sources.store import open_store, read_facts
from data_sources.store.cache import cache_folder
from data_sources.store.series import Series, read_series
from data_sources.tables.facts import Facts
from tests.data_sources.market_folder import spoiled, write_market
from tests.data_sources.test_round_trip import assert_same

ABOUT = {"snapshot": "s1"}


def cache_files(engine: Engine) -> list[Path]:
    folder = cache_folder(engine.url)
    assert folder is not None
    return sorted(folder.iterdir()) if folder.is_dir() else []


def dearer(tmp_path: Path, price: str) -> Path:
    """The small market with one close changed."""
    changed = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", f"{price},1000000,6630000")
    return write_market(tmp_path / "small", bars__600000_SH_csv=changed)


@pytest.fixture
def table_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the tables that were read from the database."""
    reads: list[str] = []

    def noted(connection: Connection, name: str, *more: Any) -> Series:  # noqa: ANN401
        reads.append(name)
        return read_series(connection, name, *more)

    monkeypatch.setattr("data_sources.store.reading.read_series", noted)
    return reads


# 1. The store's cache -------------------------------------------------------------------------------------------------


def test_01_the_second_read_comes_from_the_cache_and_is_the_same(filled: str, table_reads: list[str]) -> None:
    cold = read_facts(open_store(filled))
    assert table_reads == ["bars", "index"]
    warm = read_facts(open_store(filled))
    assert table_reads == ["bars", "index"]
    assert_same(cold, warm)
    assert (cold.snapshot, cold.source, cold.findings) == (warm.snapshot, warm.source, warm.findings)
    assert [str(value.dtype) for value in (warm.bars.date, warm.bars.close)] == ["datetime64[D]", "float64"]
    with pytest.raises(ValueError, match="read-only"):
        warm.bars.close[0] = 1.0


def test_02_some_symbols_come_from_the_cache_but_never_fill_it(filled: str, table_reads: list[str]) -> None:
    engine = open_store(filled)
    cold = read_facts(engine, ["600000.SH"])
    assert cache_files(engine) == []
    read_facts(engine)
    table_reads.clear()
    assert_same(cold, read_facts(engine, ["600000.SH"]))
    assert table_reads == []


def test_03_a_new_snapshot_is_never_answered_with_the_old_file(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    assert read_facts(engine).bars.close[3] == 6.65
    import_folder(dearer(tmp_path, "6.66"), engine)
    assert read_facts(engine).bars.close[3] == 6.66
    assert len(cache_files(engine)) == 2


def test_04_a_file_of_another_snapshot_under_this_ones_name_is_not_believed(
    filled: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_store(filled, create=True)
    read_facts(engine)
    (first,) = cache_files(engine)
    import_folder(dearer(tmp_path, "6.66"), engine)
    second = first.with_name(f"{read_facts(engine).snapshot}.columns")
    shutil.copyfile(first, second)
    with caplog.at_level(logging.DEBUG, "data_sources.store.cache"):
        assert read_facts(engine).bars.close[3] == 6.66
    assert "about something else" in caplog.text
    caplog.clear()
    assert read_facts(engine).bars.close[3] == 6.66
    assert caplog.text == ""


def test_05_the_files_of_the_last_three_snapshots_are_kept(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    names = [read_facts(engine).snapshot]
    for price in ("6.56", "6.57", "6.58", "6.59"):
        import_folder(dearer(tmp_path, price), engine)
        names.append(read_facts(engine).snapshot)
    assert [path.name for path in cache_files(engine)] == [f"{name}.columns" for name in names[-3:]]


def test_06_what_a_killed_write_left_over_goes_after_an_hour(filled: str) -> None:
    engine = open_store(filled)
    folder = cache_folder(engine.url)
    assert folder is not None
    folder.mkdir(parents=True)
    old, young = folder / "s1-x.columns.7-1.part", folder / "s1-x.columns.8-1.part"
    for part in (old, young):
        part.touch()
    os.utime(old, (time.time() - 4000,) * 2)
    read_facts(engine)
    assert not old.exists()
    assert young.exists()


# 2. Damage ------------------------------------------------------------------------------------------------------------


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_short(path: Path) -> None:
    # The last array ends on a multiple of 64 bytes, or is followed by zeros that do not matter: 100 reach into it.
    path.write_bytes(path.read_bytes()[:-100])


def filled_with_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def of_something_else(path: Path) -> None:
    path.write_text("symbol,date\n" * 1000, encoding="utf-8")


def with_one_price_changed(path: Path) -> None:
    content = path.read_bytes()
    price = np.float64(6.68).tobytes()
    assert content.count(price) == 1
    path.write_bytes(content.replace(price, np.float64(6.69).tobytes()))


@pytest.mark.parametrize(
    "damage", [emptied, halved, cut_short, filled_with_zeros, of_something_else, with_one_price_changed]
)
def test_07_a_damaged_file_is_read_anew_and_replaced(
    filled: str, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture, table_reads: list[str]
) -> None:
    engine = open_store(filled)
    sound = read_facts(engine)
    (path,) = cache_files(engine)
    content = path.read_bytes()
    damage(path)
    table_reads.clear()
    with caplog.at_level(logging.DEBUG, "data_sources.store.cache"):
        assert_same(sound, read_facts(engine))
    assert f"{path} is not used" in caplog.text
    assert table_reads == ["bars", "index"]
    assert path.read_bytes() == content


def test_08_no_flipped_bit_anywhere_changes_a_fact(filled: str) -> None:
    engine = open_store(filled)
    sound = read_facts(engine)
    (path,) = cache_files(engine)
    content = bytearray(path.read_bytes())
    for place in random.Random(0).sample(range(len(content)), 150):  # noqa: S311
        flipped = bytearray(content)
        flipped[place] ^= 1 << place % 8
        # Not in place: the pages of the sound file are in use.
        path.unlink()
        path.write_bytes(flipped)
        assert_same(sound, read_facts(engine))


def test_09_a_cache_that_cannot_be_written_is_done_without(filled: str, caplog: pytest.LogCaptureFixture) -> None:
    engine = open_store(filled)
    folder = cache_folder(engine.url)
    assert folder is not None
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder would be", encoding="utf-8")
    for _ in range(2):
        with caplog.at_level(logging.DEBUG, "data_sources.store.cache"):
            facts: Facts = read_facts(engine)
        assert facts.bars.close[3] == 6.65
    assert f"no cache is kept in {folder}" in caplog.text


def test_10_a_full_disk_leaves_no_half_a_file(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    engine = open_store(filled)
    monkeypatch.setattr(Path, "replace", full)
    assert read_facts(engine).bars.close[3] == 6.65
    assert cache_files(engine) == []


def test_11_a_store_in_memory_has_no_cache(tmp_path: Path) -> None:
    engine = open_store("sqlite://", create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    assert read_facts(engine).bars.close[3] == 6.65
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_12_the_cache_of_a_server_is_the_same_for_every_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = {cache_folder(make_url(f"postgresql://quant:{word}@server/market")) for word in ("one", "two")}
    (folder,) = folders
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "a-share-thesis-backtester")
    assert cache_folder(make_url("postgresql://quant:one@server/another")) != folder


# 3. The file ----------------------------------------------------------------------------------------------------------


def test_13_arrays_come_back_bit_for_bit(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    arrays = {
        "numbers": rng.random(30_000),
        "odd": np.array([np.nan, -0.0, np.inf, 5e-324]),
        "days": np.array(["2024-01-02", "NaT"], "datetime64[D]"),
        "texts": np.array(["600000.SH", ""], "U10"),
        "bytes": np.frombuffer(b"abc", np.uint8),
        "none": np.empty(0),
    }
    write_arrays(tmp_path / "file", arrays, ABOUT)
    read = read_arrays(tmp_path / "file", ABOUT)
    assert list(read) == list(arrays)
    for name, array in arrays.items():
        assert (read[name].dtype, read[name].tobytes()) == (array.dtype, array.tobytes())


def test_14_every_byte_of_an_array_counts() -> None:
    # 64 KiB and 8 bytes: a whole block and a rest.
    data = np.zeros(65_544, np.uint8)
    for place in (0, 7, 8, 32_768, 65_535, 65_536, 65_543):
        changed = data.copy()
        changed[place] = 1
        assert array_sum(changed) != array_sum(data)


def test_15_exchanged_blocks_are_seen() -> None:
    blocks = np.repeat(np.arange(3, dtype=np.uint8), 65_536)
    assert array_sum(blocks) != array_sum(blocks[::-1].copy())


def test_16_a_description_that_lies_about_lengths_is_damage(tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", {"numbers": np.arange(100.0)}, ABOUT)
    content = (tmp_path / "file").read_bytes()
    (tmp_path / "file").write_bytes(content[:-64])
    with pytest.raises(DamagedFile, match="cut off"):
        read_arrays(tmp_path / "file", ABOUT)
