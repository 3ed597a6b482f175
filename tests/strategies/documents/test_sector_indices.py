"""The sector indices of the reports: dated by the report, with a source and an argument."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from strategies.documents.document import Report
from strategies.documents.library import load_reports, report
from strategies.documents.sector_indices import indices_of, rated_index, sector_indices, stored_sector
from strategies.registry import STRATEGIES

WITH_INDICES = [each for each in load_reports() if sector_indices([each.id])]
STORED = ("000300.SH", "H30184.CSI", "931071.CSI", "931160.CSI")


@pytest.mark.parametrize("report", WITH_INDICES, ids=lambda each: each.id)
def test_each_report_has_indices_from_the_day_it_was_known(report: Report) -> None:
    rows = sector_indices([report.id], report.known_from)
    assert {row.start for row in rows} == {report.known_from}
    assert sector_indices([report.id], report.known_from - timedelta(days=1)) == ()
    assert all(f"eport {report.id}" in row.source for row in rows)
    assert len({row.symbol for row in rows}) == len(rows) >= 2


def test_a_row_is_of_a_report_that_ships_and_most_reports_have_some() -> None:
    rows = sector_indices([*(each.id for each in load_reports())])
    assert len(rows) == sum(len(sector_indices([each.id])) for each in WITH_INDICES) > 0
    assert {"000", "001", "002", "003", "004"} <= {each.id for each in WITH_INDICES}


def test_a_stand_in_counts_only_while_its_index_is_not_stored() -> None:
    rows, better = sector_indices(["000"]), (*STORED, "801081.SI")
    assert stored_sector(rows, STORED, STORED) == ("H30184.CSI",)
    assert stored_sector(rows, better, better) == ("801081.SI",)
    assert stored_sector(rows, ("000300.SH",), ("000300.SH",)) == ()


def test_a_stand_in_stays_while_its_index_lacks_a_session() -> None:
    """Both are named: the one that lacks a session is said to be left out, the other one is used."""
    rows, better = sector_indices(["000"]), (*STORED, "801081.SI")
    assert stored_sector(rows, better, STORED) == ("801081.SI", "H30184.CSI")


def test_an_index_of_several_reports_counts_once() -> None:
    assert stored_sector(sector_indices(["000", "001", "002", "003"]), STORED, STORED) == (
        "H30184.CSI", "931071.CSI", "931160.CSI",
    )  # fmt: skip
    # 004 has no optical link and no switch among its names.
    assert "931160.CSI" not in STRATEGIES["ai_cloud_side"].sector
    assert set(STRATEGIES["rate_power"].sector) == {"801080.SI", "H30184.CSI", "931071.CSI", "931160.CSI"}


def test_only_an_industry_that_the_report_rates_is_judged_by_an_index() -> None:
    found = rated_index(report("001"), date(2025, 3, 20), STORED)
    assert found is not None
    assert found.symbol == "H30184.CSI"
    better = rated_index(report("001"), date(2025, 3, 20), (*STORED, "801081.SI"))
    assert better is not None
    assert better.symbol == "801081.SI"
    # Reports 002 to 004 rate electronics, for which nothing stands in.
    assert rated_index(report("003"), date(2026, 1, 28), STORED) is None
    electronics = rated_index(report("003"), date(2026, 1, 28), (*STORED, "801080.SI"))
    assert electronics is not None
    assert electronics.symbol == "801080.SI"


def test_the_index_that_a_file_names_stands_for_its_industry_from_its_publication_on() -> None:
    """A document of a user's own has no row in the table of the shipped ones."""
    own = replace(report("004"), id="906", known_from=date(2026, 3, 2), industry_index="801730.SI")
    assert indices_of([replace(own, industry_index="")]) == ()
    (row,) = indices_of([own], date(2026, 3, 2))
    assert (row.symbol, row.rated, row.stands_in_for) == ("801730.SI", True, "")
    assert indices_of([own], date(2026, 3, 1)) == ()
    assert rated_index(own, date(2026, 3, 2), {"801730.SI"}) == row
    assert rated_index(own, date(2026, 3, 2), {"801080.SI"}) is None
