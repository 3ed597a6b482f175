"""The folder of documents in Python: read once or named in each call, with a warning for what is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import backtest
from backtest.app.library import FaultyDocument
from data_sources.errors import InputError, UserError
from data_sources.language.text import same
from strategies.contract.history import History
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Decisions, Strategy
from strategies.definition import definition_of, resting_on
from strategies.library.folder import library_of
from strategies.library.library import shipped_library
from strategies.registry import STRATEGIES
from tests.made_documents import NAMES, NUMBER, document, made_folder, values


def held(_history: History, _settings: Settings) -> Decisions:
    """No decision at all."""
    raise NotImplementedError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_folder(tmp_path / "mine")


def test_a_library_is_read_once_and_handed_on(folder: Path) -> None:
    known = backtest.library(folder)
    assert backtest.library(known) is known
    assert [each.id for each in known.reports][-1] == NUMBER
    count = len(shipped_library().reports) + 1
    assert repr(known) == f"<Library: {count} reports, {len(known.signals):,} signal values, with {folder}>"
    assert backtest.catalogue("members", reports=known).rows == backtest.catalogue("members", reports=folder).rows


def test_without_a_folder_it_is_what_ships(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert backtest.library() is shipped_library()
    monkeypatch.setenv("BACKTEST_REPORTS", "")
    assert backtest.library() is shipped_library()
    monkeypatch.setenv("BACKTEST_REPORTS", str(folder))
    assert backtest.library().report(NUMBER).id == NUMBER


def test_a_call_warns_of_a_file_that_it_leaves_out_unless_the_library_was_read_before(folder: Path) -> None:
    (folder / "007.toml").write_text("id = ", encoding="utf-8")
    with pytest.warns(FaultyDocument, match=r"mine: 1 file left out: 007\.toml: is no TOML"):
        backtest.catalogue("reports", reports=folder)
    known = backtest.library(folder)
    assert [each.file.name for each in known.faults] == ["007.toml"]
    assert backtest.catalogue("reports", reports=known).rows


@pytest.mark.parametrize("given", [7, ["mine"]])
def test_what_is_no_folder_is_our_own_error(given: object) -> None:
    with pytest.raises(InputError, match=r"^reports is of the kind (int|list); give a folder, or what library\(\)"):
        backtest.library(given)  # type: ignore[arg-type]


def test_a_rule_that_names_a_document_of_the_folder_rests_on_it(folder: Path) -> None:
    mine = Strategy("mine", same("Mine"), held, reports=("003", NUMBER))
    known = resting_on(mine, library_of(folder))
    assert [each.id for each in known.documents] == ["003", NUMBER]
    assert known.known_from == date(2025, 9, 1)
    (folder / "006.toml").write_text(document(names=NAMES[:1]), encoding="utf-8")
    assert resting_on(mine, library_of(folder)).definition != known.definition
    with pytest.raises(UserError, match=rf"^mine: reports: report '{NUMBER}' is unknown; there are 000, "):
        resting_on(mine, shipped_library())


def test_a_shipped_family_is_another_one_only_where_the_folder_has_values_that_it_reads(folder: Path) -> None:
    family = STRATEGIES["rate_power"]
    alone, beside = definition_of(family), definition_of(family, library_of(folder))
    assert alone == definition_of(family, shipped_library()) == beside
    row = "capex/big4_sum,2026Q9,2026-09-30,2026-10-30,777,billion USD,an invented table\n"
    (folder / "signals" / "more.csv").write_text(values().splitlines()[0] + "\n" + row, encoding="utf-8")
    assert definition_of(family, library_of(folder)) != alone
    assert resting_on(family, library_of(folder)) is family
