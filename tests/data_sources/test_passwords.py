"""No password of a database is shown, however its address is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.command_line import command_line
from data_sources.errors import StoreError
from data_sources.passwords import looks_like_address, masked, masked_word
from data_sources.store.address import shown, url_of

ADDRESSES = (
    "postgresql:user:hunter2@host/db",
    "postgresql+psycopg:/user:hunter2@host",
    "postgres:user:hun:hunter2@host/db",
    "user:hunter2@host/db",
    "//user:hunter2@host/db",
    "postgresql:user:a hunter2\nb@host/db",
    "host=h user=u password=hunter2",
    "postgresql:host/db?password=hunter2",
)
MISSPELT = (
    "postgres//user:hunter2@host/db",
    "postgresql;//user:hunter2@host/db",
    "/user:hunter2@host/db",
    "~/user:hunter2@host/db",
    "postgresql%3A%2F%2Fuser%3Ahunter2%40host%2Fdb",
    "postgresql\uff1a//user:hunter2@host/db",
    "host/db?pass=hunter2",
    "password:hunter2",
    "postgresql:///user:hunter2@host/db",
    "sqlite:////user:hunter2@host/x.db",
    "postgresql://user%3Ahunter2@host/db",
    "postgresql://user\uff1ahunter2@host/db",
    "postgresql://host/db;password=hunter2",
    "postgresql://user:first@hunter2#host/db",
    "postgresql://user:first@hunter2\uff20host/db",
    "postgresql://user:first@hunter2/@host",
    "postgresql:// user:first@hunter2@host",
    "postgresql://user:hunter2/db",
    "postgresql://user:hunter2:5432/db",
    "jdbc:postgresql://host/db?user=u&pass=hunter2",
)
WITH_OPTIONS = (
    "postgresql://user:hunter2@host:5432/db?sslmode=require",
    "postgresql://host/db?pass=hunter2",
    "postgresql://host/db?apikey=hunter2",
    "postgresql://host/db?dsn=user:hunter2@host",
    "postgresql://host/db?p%61ssword=hunter2",
    "postgresql://host/db?whatever=hunter2",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_without_slashes_is_refused_and_never_repeated(address: str) -> None:
    with pytest.raises(StoreError, match="cannot be read") as refused:
        url_of(address)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in masked_word(address)
    assert "hunter2" not in command_line(["run", f"--db={address}", "--db", address])


@pytest.mark.parametrize("address", MISSPELT)
def test_an_address_in_which_a_password_may_stand_anywhere_is_refused_whole(address: str) -> None:
    with pytest.raises(StoreError, match="cannot be read") as refused:
        url_of(address)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in command_line(["run", f"--db={address}", "--db", address])


@pytest.mark.parametrize("address", WITH_OPTIONS)
def test_an_option_that_is_not_known_to_be_harmless_is_masked(address: str) -> None:
    assert "hunter2" not in shown(url_of(address))
    assert "hunter2" not in command_line(["run", f"--db={address}", "--db", address])


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("postgresql://user:a@host:5432/db?sslmode=require", "postgresql://user:***@host:5432/db?sslmode=require"),
        ("postgresql+psycopg://user@[::1]/db", "postgresql+psycopg://user@[::1]/db"),
        ("postgresql:///db", "postgresql:///db"),
        ("sqlite:////var/market.db", "sqlite:////var/market.db"),
    ],
)
def test_what_is_no_password_is_shown(address: str, written: str) -> None:
    assert shown(url_of(address)) == written
    assert command_line(["run", "--db", address]).replace("'", "") == f"backtest run --db {written}"


def test_a_sqlite_address_names_the_file_that_is_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"option uri .* is not taken; name the file by its path alone"):
        url_of(f"sqlite:///{tmp_path}/m.db?mode=ro&uri=true")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["weights.csv", "C:/a/b.db", "./runs/x@y.csv", "top=5", "var/market.db"])
def test_what_is_no_address_stays(text: str) -> None:
    assert masked(text) == masked_word(text) == text
    assert not looks_like_address(text)


def test_a_sentence_with_a_place_in_a_file_stays() -> None:
    assert masked("mine.py:5: ValueError: bad @ x: y@z") == "mine.py:5: ValueError: bad @ x: y@z"


def test_a_file_that_is_there_may_be_called_like_an_address(tmp_path: Path) -> None:
    path = tmp_path / "sqlite:a@b"
    path.write_bytes(b"")
    assert url_of(path).database == str(path)
