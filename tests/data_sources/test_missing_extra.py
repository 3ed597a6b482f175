"""A library that is not there costs one line, with the command that brings it."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from data_sources.errors import InputError, StoreError, UserError
from data_sources.language.text import both, said
from data_sources.missing_extra import missing_extra
from data_sources.store import connect_store
from data_sources.vendors.baostock import insist_on_installed
from strategies.drafting.text.pdf.reading import INSTALL


def test_the_sentence_has_what_needs_it_and_the_command() -> None:
    words = missing_extra(both("drawing", "绘图"), "pencil", "art")
    command = 'pip install "a-share-thesis-backtester[art]"'
    assert words == f"drawing needs pencil, which is not installed; install it with: {command}"
    assert words.zh == f"绘图需要 pencil，尚未安装；请运行：{command}"


def test_a_server_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError) as failed:
        connect_store("postgresql+psycopg://quant:secret@server/market")
    assert str(failed.value) == (
        "the store postgresql+psycopg://quant:***@server/market needs psycopg, which is not installed; "
        'install it with: pip install "a-share-thesis-backtester[postgres]"'
    )
    assert "请运行：pip install" in said(failed.value.words, "zh")


def test_a_database_that_no_extra_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymysql", None)
    with pytest.raises(StoreError, match="'mysql\\+pymysql' is no kind of database; there are sqlite and postgresql"):
        connect_store("mysql+pymysql://quant@server/market")


def test_a_source_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_sources.vendors.baostock.find_spec", lambda _: None)
    with pytest.raises(UserError) as failed:
        insist_on_installed()
    assert str(failed.value) == (
        "the source baostock needs baostock, which is not installed; "
        'install it with: pip install "a-share-thesis-backtester[baostock]"'
    )


def test_every_extra_that_is_named_is_one() -> None:
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    named = {"postgres": "psycopg", "baostock": "baostock", "documents": "pdfplumber"}
    assert "[documents]" in INSTALL
    assert {
        extra: declared["optional-dependencies"][extra][0].startswith(library) for extra, library in named.items()
    } == (dict.fromkeys(named, True))
    # Workbooks need no extra: akshare, without which nothing is refreshed, brings openpyxl along.
    assert any(each.startswith("openpyxl") for each in declared["dependencies"])
    assert InputError(INSTALL).words == INSTALL
