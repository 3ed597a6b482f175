"""The strategies that a library knows by name: what ships, and the baskets of its documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_sources.errors import UserError
from strategies.library.folder import library_of
from strategies.library.library import shipped_library
from strategies.own.find import find_strategy
from strategies.own.known import known_strategies
from strategies.readers import readers_of
from strategies.registry import NAMES
from tests.made_documents import BASKET, NUMBER, SERIES, document, made_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = made_folder(tmp_path / "mine")
    (found / "006.toml").write_text(document() + BASKET, encoding="utf-8")
    (found / "007.toml").write_text(document("007"), encoding="utf-8")
    return found


def test_a_document_with_a_basket_is_known_by_its_id_and_one_without_is_not(folder: Path) -> None:
    assert tuple(known_strategies(shipped_library())) == NAMES
    assert tuple(known_strategies(library_of(folder))) == (*NAMES, NUMBER)


def test_who_mistypes_an_id_is_told_the_nearest(folder: Path) -> None:
    with pytest.raises(
        UserError, match=r"no strategy '0006'\. Did you mean 006\? There are rate_power, .*, 006, mine;"
    ):
        find_strategy("0006", library_of(folder))


def test_the_gate_of_a_basket_reads_its_series(folder: Path) -> None:
    library = library_of(folder)
    assert readers_of([SERIES], known_strategies(library), library.reports) == {
        SERIES: ("gate qoq(invented/orders) < 0 of 006",)
    }


def test_a_document_of_ratings_alone_has_no_list_to_run(folder: Path) -> None:
    head = document("008").split("[[thesis]]")[0]
    (folder / "008.toml").write_text(head + '[ratings]\n"600000.SH" = { name = "x", rating = "买入" }\n', "utf-8")
    with pytest.raises(UserError, match=r"^the report 008 names no company under a thesis.*`backtest scorecard 008`"):
        find_strategy("008/plain", library_of(folder))
