"""The page of runs side by side: its data, and the file that is written from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backtest.result.beside.beside import Beside, set_beside
from backtest.result.beside.side import OwnVerdict
from data_sources.language.text import same
from reports.compare import compare_page, write_comparison
from reports.page import Look
from tests.backtest.result.beside.made_sides import side
from tests.reports.links import links_of

INDEX = [100.0, 104.0, 102.0]


def two(**more: object) -> Beside:
    held = OwnVerdict("HELD", date(2025, 3, 1), date(2026, 3, 6), 0.10, 0.05, 0.25, a_year=True)
    chance = OwnVerdict("CANNOT BE TOLD FROM CHANCE", date(2025, 3, 1), date(2025, 9, 6), -0.02, -0.15, 0.12)
    return set_beside([
        side(
            "grids", "2025-03-01", [100.0, 110.0, 121.0], INDEX, {"A": [0, 0.6, 0.5], "B": [0, 0.4, 0.3]},
            verdict=held, title=same("Grids & <cables>"), names={"A": "甲"}, manifest=manifest(0.0), **more,
        ),
        side(
            "cables", "2025-02-28", [90.0, 100.0, 95.0, 97.0], [99.0, *INDEX], {"A": [0, 0, 0.5, 0.2]},
            verdict=chance, manifest=manifest(0.001), **more,
        ),
    ])  # fmt: skip


def manifest(slippage: float) -> dict[str, object]:
    return {"name": "x", "snapshot": "s1-aa", "options": {"slippage": slippage}, "parameters": {}}


def test_charts_hold_growth_excess_and_falls_of_all_runs() -> None:
    growth, overlap = compare_page(two()).charts
    level, excess, falls = growth.panels
    assert growth.days == ("2025-03-01", "2025-03-02", "2025-03-03")
    # 110 / 100 and 121 / 100; 95 / 100 and 97 / 100; one index for both, 104 and 102 of 100.
    assert [(each.label, each.values) for each in level.series] == [
        ("grids", (100.0, 110.0, 121.0)), ("cables", (100.0, 95.0, 97.0)), ("CSI 300", (100.0, 104.0, 102.0)),
    ]  # fmt: skip
    # In points: 110 - 104 and 121 - 102; 95 - 104 and 97 - 102.
    assert [each.values for each in excess.series] == [(0.0, 0.06, 0.19), (0.0, -0.09, -0.05)]
    assert [each.values for each in falls.series] == [(0.0, 0.0, 0.0), (0.0, -0.05, -0.03)]
    # The smaller weight of A, the only name of both: min(0.6, 0.5) and min(0.5, 0.2).
    assert [(each.label, each.values) for each in overlap.panels[0].series] == [("cables", (0.0, 0.5, 0.2))]


def test_each_line_is_told_from_the_others() -> None:
    ten = set_beside([side(f"run{k}", "2025-03-01", INDEX) for k in range(10)])
    title = compare_page(ten).title
    assert (title, title.zh) == ("Runs side by side: run0, run1, run2 and 7 more", "回测对比：run0、run1、run2等 10 个")
    lines = compare_page(ten).charts[0].panels[1].series
    assert len({(each.colour, each.dashed) for each in lines}) == 10
    assert [(head.colour, head.dashed) for head in compare_page(ten).heads] == [
        (each.colour, each.dashed) for each in lines
    ]


def test_a_steep_path_begins_on_a_logarithmic_axis() -> None:
    flat = two()
    steep = set_beside([side("a", "2025-03-01", [100.0, 200.0, 310.0]), side("b", "2025-03-01", INDEX)])
    assert not compare_page(flat).charts[0].panels[0].log
    assert compare_page(steep).charts[0].panels[0].log


def test_intervals_stand_on_one_axis() -> None:
    page = compare_page(two())
    # From -15% to +25%: zero lies at 15 / 40 of it.
    assert page.axis is not None
    assert (page.axis.low, page.axis.high, page.axis.zero) == pytest.approx((-0.15, 0.25, 37.5))
    held, chance = page.own
    assert (held.badge, held.badge.zh) == ("HELD", "成立")
    assert (held.excess, held.excess.zh) == ("+10.0% a year", "+10.0%（年化）")
    assert (chance.interval, chance.interval.zh) == ("−15.0% to +12.0%", "−15.0% 至 +12.0%")
    assert held.bar is not None
    assert held.bar.sign == "up"
    assert chance.bar is not None
    assert chance.bar.sign == ""


def outside(text: str) -> list[str]:
    """The links of a page that do not stay in it."""
    return [link for link in links_of(text) if not link.startswith("#")]


def test_the_page_is_one_file_with_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "compare.html"
    assert write_comparison(two(), path, ["grids/report.html", ""]) == ()
    text = path.read_text(encoding="utf-8")
    assert "<title>Runs side by side: grids, cables</title>" in text
    assert "Grids &amp; &lt;cables&gt;" in text
    for words in ("回测对比：", "共同持仓", "设置差异", "Held in common", "Same data: all on snapshot s1-aa."):
        assert words in text
    assert outside(text) == ["grids/report.html"]
    # The picture of each chart is in the page, for print and where there is no JavaScript.
    assert text.count('class="picture"') == 2
    assert len(text) < 150_000


def test_the_page_of_a_mail_has_no_link_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "compare.html"
    removed = write_comparison(two(), path, ["grids/report.html", "cables/report.html"], standalone=True)
    assert removed == ("grids/report.html", "cables/report.html")
    text = path.read_text(encoding="utf-8")
    assert outside(text) == []
    # The contents of the page lead to its own sections.
    assert len(list(links_of(text))) == text.count("<h2 id=")
    assert "grids/report.html" not in text


def test_the_language_of_the_page_is_that_which_was_asked_for(tmp_path: Path) -> None:
    write_comparison(two(), tmp_path / "zh.html", look=Look("zh"))
    text = (tmp_path / "zh.html").read_text(encoding="utf-8")
    assert "<title>回测对比：grids、cables</title>" in text
    assert 'data-lang="zh"' in text


def test_a_page_without_holdings_or_manifests_says_so(tmp_path: Path) -> None:
    bare = set_beside([side("a", "2025-03-01", INDEX), side("b", "2025-03-01", [1.0, 2.0, 3.0])])
    write_comparison(bare, tmp_path / "bare.html")
    text = (tmp_path / "bare.html").read_text(encoding="utf-8")
    assert "What each held is not recorded" in text
    assert "these curves have no manifests" in text


def test_simulated_prices_stand_on_a_banner(tmp_path: Path) -> None:
    write_comparison(two(simulated=True), tmp_path / "made.html")
    assert '<p class="banner" role="note">' in (tmp_path / "made.html").read_text(encoding="utf-8")
