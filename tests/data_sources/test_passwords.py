"""No password of a database is shown, however its address is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.command_line import command_line
from data_sources.errors import StoreError
from data_sources.passwords import looks_like_address, masked, masked_word
from data_sources.store.address import url_of

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


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_without_slashes_is_refused_and_never_repeated(address: str) -> None:
    with pytest.raises(StoreError, match="cannot be read") as refused:
        url_of(address)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in masked_word(address)
    assert "hunter2" not in command_line(["run", f"--db={address}", "--db", address])


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
