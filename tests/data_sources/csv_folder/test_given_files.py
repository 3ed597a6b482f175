"""Which files paths stand for: folders at any depth, archives, several at once, and what is left alone and named."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from data_sources.csv_folder import archives
from data_sources.csv_folder.given_files import find_files
from data_sources.csv_folder.raw_tables import read_raw_tables
from data_sources.errors import UserError
from data_sources.tables.raw import FileFaultError

ROWS = b"symbol,date,close\n600000.SH,2024-01-02,6.65\n"


def planted(folder: Path, *names: str, content: bytes = ROWS) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def packed(path: Path, **members: bytes) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def names_and_tables(*paths: Path) -> dict[str, str]:
    return {file.name: file.table for file in find_files(paths).files}


def test_in_a_folder_of_our_own_layout_only_our_names_count(tmp_path: Path) -> None:
    planted(
        tmp_path, "index.CSV", "bars/sz/000001.SZ.csv.gz", "bars/SH#600000.txt", "bars/notes.txt", "bars/.hidden.csv"
    )
    planted(tmp_path, "facts.csv", "README.md", "negative/a.csv", "bars.xlsx", "SIMULATED.txt", "bars/sh510300.day")
    found = find_files([tmp_path])
    assert [(file.table, file.name, file.ending) for file in found.files] == [
        ("bars", "bars.xlsx", ".xlsx"),
        ("bars", "bars/SH#600000.txt", ".txt"),
        ("bars", "bars/sz/000001.SZ.csv.gz", ".csv"),
        ("index", "index.CSV", ".csv"),
    ]
    # A fund's .day file has prices in other units.
    assert found.left_alone == (
        "README.md", "bars/.hidden.csv", "bars/notes.txt", "bars/sh510300.day", "facts.csv", "negative/",
    )  # fmt: skip
    assert (found.own_layout, found.simulated) == (True, True)


def test_in_any_other_folder_every_readable_file_counts(tmp_path: Path) -> None:
    planted(tmp_path, "2024/daily_600000.csv", "2024/q1/x.PARQUET", "lists/stock_basic.csv", "README.txt", "a.pdf")
    found = find_files([tmp_path])
    assert [file.name for file in found.files] == [
        "2024/daily_600000.csv",
        "2024/q1/x.PARQUET",
        "lists/stock_basic.csv",
    ]
    assert {file.table for file in found.files} == {""}
    assert found.left_alone == ("README.txt", "a.pdf")
    assert not found.own_layout


def test_folders_that_name_columns_say_them_of_each_file(tmp_path: Path) -> None:
    planted(tmp_path, "symbol=600000.SH/Year=2024/part-0.csv", "exchange=SH/code=600001/part%200.csv")
    found = find_files([tmp_path]).files
    assert [dict(file.in_path) for file in found] == [
        {"exchange": "SH", "code": "600001"},
        {"symbol": "600000.SH", "year": "2024"},
    ]
    assert read_raw_tables(found[1])[0].in_path["symbol"] == "600000.SH"


def test_an_archive_is_a_folder_be_it_packed_with_its_top_or_not(tmp_path: Path) -> None:
    bare = {"bars/600000.SH.csv": ROWS, "index.csv": ROWS, "extra.csv": ROWS}
    topped = {f"market/{name}": content for name, content in bare.items()}
    expected = {"bars/600000.SH.csv": "bars", "index.csv": "index"}
    for members in (bare, topped):
        path = packed(tmp_path / "market.ZIP", **members)
        assert names_and_tables(path) == {f"market.ZIP/{name}": table for name, table in expected.items()}
        assert find_files([path]).left_alone == ("market.ZIP/extra.csv",)


def test_an_archive_within_a_folder_is_named_like_its_table(tmp_path: Path) -> None:
    packed(tmp_path / "bars.zip", **{"sh/600000.SH.csv": ROWS, "__MACOSX/._x.csv": b"", "inner.zip": b"PK"})
    planted(tmp_path, "index.csv")
    assert names_and_tables(tmp_path) == {"bars.zip/sh/600000.SH.csv": "bars", "index.csv": "index"}
    assert find_files([tmp_path]).left_alone == ("bars.zip/__MACOSX/._x.csv", "bars.zip/inner.zip")


def test_chinese_names_in_an_old_archive_are_read(tmp_path: Path) -> None:
    # Before Unicode, an archive held names in the code page of its machine. The letters are swapped in afterwards,
    # for the library writes no such names: 8 bytes for 8.
    path = packed(tmp_path / "old.zip", **{"AAAAAAAA.csv": ROWS})
    path.write_bytes(path.read_bytes().replace(b"AAAAAAAA", "日线数据".encode("gbk")))
    assert [file.name for file in find_files([path]).files] == ["old.zip/日线数据.csv"]
    assert find_files([path]).files[0].read() == ROWS


def test_several_paths_keep_their_names_apart(tmp_path: Path) -> None:
    planted(tmp_path, "one/bars/600000.SH.csv", "two/bars/600000.SH.csv", "two/index.csv", "three/one/index.csv")
    assert names_and_tables(tmp_path / "one", tmp_path / "two" / "index.csv", tmp_path / "one") == {
        "one/bars/600000.SH.csv": "bars",
        "index.csv": "index",
    }
    names = names_and_tables(tmp_path / "one", tmp_path / "three" / "one")
    assert names == {f"{tmp_path}/one/bars/600000.SH.csv": "bars", f"{tmp_path}/three/one/index.csv": "index"}


def test_a_file_or_a_folder_by_itself_is_named_by_the_folder_it_is_in(tmp_path: Path) -> None:
    planted(tmp_path, "bars/600000.SH.csv", "symbol=600000.SH/x.csv")
    assert names_and_tables(tmp_path / "bars" / "600000.SH.csv") == {"600000.SH.csv": "bars"}
    assert names_and_tables(tmp_path / "bars") == {"600000.SH.csv": "bars"}
    assert find_files([tmp_path / "symbol=600000.SH" / "x.csv"]).files[0].in_path == {"symbol": "600000.SH"}


def test_packed_files_are_read_like_unpacked_ones(tmp_path: Path) -> None:
    planted(tmp_path, "a.csv.gz", content=gzip.compress(ROWS))
    packed(tmp_path / "b.zip", **{"c.CSV.GZ": gzip.compress(ROWS), "d.csv": ROWS})
    tables = [raw for file in find_files([tmp_path]).files for raw in read_raw_tables(file)]
    assert [(raw.name, list(raw.columns["close"])) for raw in tables] == [
        ("a.csv.gz", ["6.65"]),
        ("b.zip/c.CSV.GZ", ["6.65"]),
        ("b.zip/d.csv", ["6.65"]),
    ]


def test_an_archive_that_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNFOLDED", 1_000)
    planted(tmp_path, "a.csv.gz", content=gzip.compress(b"x" * 1_001))
    packed(tmp_path / "b.zip", **{"c.csv": b"x" * 1_001, "d.csv": b"x" * 1_000})
    first, second, third = find_files([tmp_path]).files
    for file in (first, second):
        with pytest.raises(FileFaultError, match="would unfold beyond the 1,000 bytes"):
            file.read()
    assert len(third.read()) == 1_000


def test_a_damaged_archive_is_one_fault_of_the_file(tmp_path: Path) -> None:
    planted(tmp_path, "a.zip", content=b"PK and nothing of the kind")
    planted(tmp_path, "b.csv.gz", content=gzip.compress(ROWS)[:-9])
    path = packed(tmp_path / "c.zip", **{"d.csv": b"some words that are packed" * 9})
    path.write_bytes(path.read_bytes().replace(b"some", b"sole", 1)[:30] + b"\xff" * 8 + path.read_bytes()[38:])
    files = find_files([tmp_path]).files
    assert len(files) == 3
    for file in files:
        with pytest.raises(FileFaultError, match=r"download it again|cannot be unpacked") as caught:
            file.read()
        assert caught.value.rule == "broken_archive"


@pytest.mark.parametrize(
    ("name", "said"),
    [("nothing", "is not there"), ("notes.pdf", "of no kind that is read"), ("pipe", "a pipe or a device")],
)
def test_a_path_that_cannot_be_read_is_one_line(tmp_path: Path, name: str, said: str) -> None:
    planted(tmp_path, "notes.pdf")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match=said):
        find_files([tmp_path / name])


def test_pipes_and_circles_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    planted(tmp_path, "bars/600000.SH.csv")
    os.mkfifo(tmp_path / "bars" / "600001.SH.csv")
    (tmp_path / "bars" / "again").symlink_to(tmp_path / "bars", target_is_directory=True)
    found = find_files([tmp_path / "bars"])
    assert [file.name for file in found.files] == ["600000.SH.csv"]
    assert found.left_alone == ("600001.SH.csv", "again")
