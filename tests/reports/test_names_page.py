"""The names on a page: every one in the table, prices as far as they have room, and how it says so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backtest.result.parts import run_parts
from backtest.result.result import Result
from data_sources.language.text import said
from reports import PriceCharts, write_report
from reports.price_budget import within_budget
from reports.sections.names import NamesSection, names_section
from tests.reports.made_results import long_result
from tests.reports.packed_parts import packed_data


def page_of(result: Result, folder: Path, asked: PriceCharts = "held") -> str:
    write_report(result, folder / "report.html", price_charts=asked)
    return (folder / "report.html").read_text(encoding="utf-8")


def section(asked: PriceCharts = "held") -> NamesSection:
    result = long_result(90, 6)
    found = names_section(result, run_parts(result), asked)
    assert found is not None
    return found


def prices(page: str) -> list[str]:
    found = packed_data(page, "prices")
    return [each["place"] for each in found["charts"]] if isinstance(found, dict) else []


def test_every_name_has_a_row_and_a_price_that_the_row_opens(tmp_path: Path) -> None:
    page = page_of(long_result(90, 6), tmp_path)
    opened = re.findall(r'<tr data-opens="([^"]+)"', page)
    assert len(opened) == 6
    assert set(prices(page)) == set(opened)


def test_without_prices_no_row_opens_and_the_page_says_what_brings_them(tmp_path: Path) -> None:
    page = page_of(long_result(90, 6), tmp_path, "none")
    assert prices(page) == []
    assert "<tr data-opens" not in page
    assert "--price-charts held" in page


def test_names_and_segments_from_outside_cannot_become_markup(tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    result = long_result(90, 6)
    symbols = result.ledger.symbols
    hostile = replace(result, names=dict.fromkeys(symbols, evil), segments=dict.fromkeys(symbols, evil))
    page = page_of(hostile, tmp_path)
    assert "<img" not in page
    assert len(prices(page)) == 6


def test_the_prices_that_moved_the_return_most_stay_when_room_is_short() -> None:
    whole = section()
    most = max(whole.held.rows, key=lambda row: abs(row.profit))
    assert whole.prices[0].place == f"price-{most.symbol}"
    # Of the 300,000 bytes 5,000 are left beside the page: 4,000 for what charts share, a thousand for one or two.
    short = within_budget(whole, "held", 295_000)
    assert 0 < len(short.prices) < 6
    assert short.prices == whole.prices[: len(short.prices)]
    left = 6 - len(short.prices)
    assert short.without.startswith(f"{left} names, those that moved the return least, have no price here")
    assert f"贡献最小的 {left} 只个股未附走势" in said(short.without, "zh")
    assert "--price-charts all" in said(short.without, "zh")
    none = within_budget(whole, "held", 300_000)
    assert (none.prices, none.without.split(",")[0]) == ((), "No name has its price here")


def test_a_page_with_all_prices_may_be_twice_as_large() -> None:
    assert len(within_budget(section("all"), "all", 295_000).prices) == 6
    full = within_budget(section("all"), "all", 599_000)
    assert (full.prices, "would exceed 600 KB" in full.without) == ((), True)


def test_each_part_has_a_table_whose_bars_share_its_own_axis(tmp_path: Path) -> None:
    result = long_result(90, 6, hindsight=True)
    found = names_section(result, run_parts(result))
    assert found is not None
    (early,) = found.earlier
    assert (found.held.part, early.held.part) == ("test", "hindsight")
    page = page_of(result, tmp_path)
    ends = [float(left) + float(wide) for left, wide in re.findall(r'style="--l:([0-9.]+);--w:([0-9.]+)"', page)]
    assert len(ends) == 12
    assert max(ends) <= 100.2


@pytest.mark.parametrize(("asked", "drawn"), [("held", 6), ("all", 7), ("none", 0)])
def test_of_which_names_the_price_is_asked_for(asked: PriceCharts, drawn: int) -> None:
    """A seventh name was known and never held."""
    result = long_result(90, 7)
    ledger = result.ledger
    idle = ledger.symbols[6]
    kept = {
        log: getattr(ledger, log)._replace(
            **{
                field: column[getattr(ledger, log).symbol != 6]
                for field, column in getattr(ledger, log)._asdict().items()
            }
        )
        for log in ("fills", "refusals", "events")
    }
    bare = replace(ledger, **kept)
    held = ledger.__dict__["_positions"]
    mine = held.symbol != 6
    bare.__dict__["_positions"] = replace(
        held, **{name: getattr(held, name)[mine] for name in ("session", "symbol", "shares", "close", "value")}
    )
    run = replace(result, ledger=bare, first_known={idle: date(2024, 2, 1)})
    found = names_section(run, run_parts(run), asked)
    assert found is not None
    assert [row.symbol for row in found.held.rows if not row.held] == [idle]
    assert len(found.prices) == drawn
