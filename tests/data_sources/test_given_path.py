"""What a caller gives as a path is one that a file system takes, or one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import backtest
from data_sources.errors import OptionError, StoreError, UserError
from data_sources.given_path import given_path
from data_sources.store import opened_store

TWINS: dict[str, Callable[[str], object]] = {
    "import_folder": lambda name: backtest.import_folder(name, db=":memory:"),
    "diary_verify": lambda name: backtest.diary_verify(out=name),
    "diary_show": lambda name: backtest.diary_show(out=name),
    "diary_restore": lambda name: backtest.diary_restore(out=name),
    "refresh from a folder": lambda name: backtest.refresh(f"./{name}", db=":memory:"),
    "refresh of a list": lambda name: backtest.refresh(universe=name, db=":memory:"),
    "run": lambda name: backtest.run_many("rate_power", db=":memory:", out=name),
    "status": lambda name: backtest.status(db=name),
}


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("9" * 5_000, "is longer than a file's name may be; choose a shorter one"),
        ("a\0b", "a\\x00b holds a character that no file's name may hold"),
        ("a\ud800b", "a\\ud800b holds a character that no file's name may hold"),
    ],
    ids=["long", "NUL", "surrogate"],
)
def test_a_name_that_no_file_system_takes_is_one_short_line(
    twin: str, name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError) as raised:
        TWINS[twin](name)
    assert said in str(raised.value)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 300
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", [0, None, b"x", 1.5, []])
def test_what_is_no_path_is_named_by_its_kind(given: object) -> None:
    with pytest.raises(OptionError, match=f"out is {type(given).__name__}; give a path as text"):
        given_path(given, "--out")


def test_a_path_need_not_be_there(tmp_path: Path) -> None:
    assert given_path("nowhere/else", "--out") == Path("nowhere/else")
    (tmp_path / "x.csv").touch()
    assert given_path(tmp_path / "x.csv" / "y", "--out") == tmp_path / "x.csv" / "y"


@pytest.mark.parametrize("address", ["\udcff.db", "sqlite:///\udcff.db", "\udcff/market.db"])
def test_a_store_whose_path_sqlite_cannot_take_is_one_line(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("\udcff.db").touch()
    with pytest.raises(StoreError, match=r"\\udcff.* has a path that is no UTF-8 text, .*; rename") as raised:
        opened_store(address).__enter__()
    assert str(raised.value).isprintable()


def test_a_store_below_a_folder_that_sqlite_cannot_take_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "\udcff"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with pytest.raises(StoreError, match=r"market\.db has a path that is no UTF-8 text"):
        opened_store("market.db", create=True).__enter__()
