"""Every kind of page of a made run as a reader of Chinese sees it: nothing on it is left in English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from backtest.result.gates import GateAct, GateEffect
from backtest.result.paper_diary import DiaryBeside
from backtest.result.standard import Standard
from data_sources.language.text import both
from reports import ReportSource, ThesisCard, summarise, write_report
from reports.compare import write_comparison
from reports.page import Look
from reports.scorecard import write_scorecard_page
from reports.site.diary import DiaryState, diary_listing
from reports.site.listing_tab import write_listing
from reports.site.night import write_night
from reports.site.nights import NightRow, nights_listing
from reports.site.strategies import write_strategies
from reports.site.tabs import DIARY, NIGHTS
from strategies.standing.sign_state import SaidValue, SignState
from tests.backtest.result.test_deep import DEEP
from tests.chinese_page import left_in_english
from tests.reports.compare.test_compare_page import two
from tests.reports.made_results import dated, long_result, tiny_result
from tests.reports.scorecard.test_model import made_page
from tests.reports.site.test_strategies import STATE

CHINESE = Look("zh")
FALSIFIER = SignState(
    "001", "optical", "falsifier", both("Capex falls twice", "资本开支连降两期"), "yoy(capex/all) < 0", "ours",
    "happened", date(2025, 8, 1), values=(SaidValue("yoy(capex/all)", -4.5, "2025Q2", date(2025, 8, 1)),),
)  # fmt: skip
CARD = ThesisCard(
    claim=both("Denser racks need better links.", "机柜越密，越需要更快的链路。"),
    reports=(
        ReportSource(
            both("Some Broker", "某证券"),
            both("Links", "链路"),
            date(2024, 9, 1),
            "增持",
            id="001",
            standard=Standard("001", "overweight", date(2024, 9, 1), date(2030, 3, 1), 0.05, None),
        ),
    ),
    rules=(both("Two sleeves, half each.", "两个部分，各占一半。"),),
    falsifiers=(FALSIFIER.text,),
    signs=(
        FALSIFIER,
        replace(FALSIFIER, state="unknown", happened_on=None, values=(), source="003, lines 2502-2509"),
        replace(FALSIFIER, state="in words", when="", source="", happened_on=None, values=()),
    ),
)
NAMES = (
    "Some Broker", "PCB boards", "OCS", "HVDC", "liquid cooling", "materials", "equipment", "chips", "servers",
    "optical", "rate", "power", "grids", "cables", "Grids & <cables>", "machinery", "a caveat",
)  # fmt: skip
"""Names and free words of the made results, which are plain English on purpose."""
DIARY_ROW = DiaryBeside(
    date(2025, 3, 3), date(2025, 3, 5), 2, 0.02, 0.01, both("CSI 300 total return", "沪深300全收益"),
    (date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)), (1.0, 1.01, 1.02), late=1, unknown=1,
)  # fmt: skip


def report(folder: Path) -> None:
    """A run with hindsight, a gate, what --deep makes, refusals and several caveats."""
    result = long_result(250, 24, hindsight=True, simulated=True)
    days = tuple(result.ledger.sessions[[120, 160, 200]].tolist())
    gate = GateEffect(both("capex", "资本开支"), days, (GateAct(days[1], 0.5, 1.0, 0.5),))
    write_report(replace(result, gates=(gate,), deep=DEEP), folder / "report.html", CARD, look=CHINESE)


def pending(folder: Path) -> None:
    """A run that was published on its last session."""
    early = replace(tiny_result(hindsight=False, known_from=None), publications=dated(date(2025, 2, 10)))
    write_report(early, folder / "report.html", CARD, look=CHINESE)


def weight_table(folder: Path) -> None:
    """A run that nothing dates."""
    write_report(tiny_result(hindsight=False, known_from=None), folder / "report.html", look=CHINESE)


def strategies(folder: Path) -> None:
    rows = [summarise(long_result(250, 12), "a.html"), summarise(tiny_result(), "b.html")]
    missing = {"grids": both("no market data", "没有行情")}
    write_strategies(folder, rows, replace(STATE, missing=missing, simulated=True), look=CHINESE)


def diary(folder: Path) -> None:
    listing = diary_listing({"rate_power": DIARY_ROW}, DiaryState(both("Verified.", "已核验。"), 3))
    write_listing(folder, DIARY, STATE, listing, CHINESE)


def nights(folder: Path) -> None:
    ended = datetime(2025, 3, 5, 17, 40)  # noqa: DTZ001 - as the clock of Shanghai has it
    said = (both("one page is old", "一个页面已陈旧"),)
    rows = [
        NightRow(date(2025, 3, 5), ended, outcome, 61.5, date(2025, 3, 5), 11, 2, said)
        for outcome in ("done", "unchanged", "skipped", "partly", "failed")
    ]
    write_listing(folder, NIGHTS, STATE, nights_listing(rows), CHINESE)


def night(folder: Path) -> None:
    headline, sentence = both("The night failed.", "夜间任务失败。"), both("The disk is full.", "磁盘已满。")
    write_night(folder / "night.html", headline=headline, sentences=(sentence,), data_of=date(2025, 3, 4))


def compare(folder: Path) -> None:
    write_comparison(two(), folder / "compare.html", look=CHINESE)


def scorecard(folder: Path) -> None:
    write_scorecard_page(made_page(), folder / "scorecard.html", look=CHINESE)


@pytest.mark.parametrize(
    "written", [report, pending, weight_table, strategies, diary, nights, night, compare, scorecard]
)
def test_no_words_of_a_page_are_left_in_english(written: Callable[[Path], None], tmp_path: Path) -> None:
    written(tmp_path)
    (page,) = tmp_path.rglob("*.html")
    assert left_in_english(page.read_text(encoding="utf-8"), NAMES) == []


def test_english_words_and_sentences_are_found() -> None:
    page = '<p title="Scale">收益 <span lang=en>Return</span><code>a_b</code> 300001.SZ +1.2% Worst days</p>'
    assert left_in_english(page) == ["title: Scale", "text: 300001.SZ +1.2% Worst days"][::-1]
    assert left_in_english('<b title="Scale" data-zh-title="坐标">坐标（<i>the price of a fill</i>）</b>') == [
        "text: the price of a fill"
    ]
    assert left_in_english("<p>注：the data is very old</p>") == ["text: 注：the data is very old"]


def test_a_page_that_opens_in_english_is_read_in_chinese_as_well() -> None:
    page = '<html lang="en" data-en-page="Methods" data-zh-page="{}"><title>Methods</title><p>Data health</p></html>'
    assert left_in_english(page.format("测算方法")) == ["text: Data health"]
    assert left_in_english(page.format("Methods")) == ["text: Data health", "text: Methods"]
