"""What the terminal says to a reader of Chinese: no sentence and no heading of a table is left in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.cli.layouts.import_data import refusal
from backtest.cli.layouts.refresh import missing_lines
from data_sources.import_result import ImportResult
from data_sources.refresh import Missing
from data_sources.tables.finding import Finding
from tests.chinese_page import SENTENCE
from tests.cli.command import backtest
from tests.data_sources.market_folder import spoiled, write_market
from tests.language import CJK, is_chinese


def english_lines(text: str) -> list[str]:
    """Lines with a sentence in English, or with words and no Chinese at all; findings are stored in English."""
    return [line for line in text.splitlines() if SENTENCE.search(line)]


def test_an_import_is_told_in_chinese(tmp_path: Path) -> None:
    ran = backtest("--lang", "zh", "import", write_market(tmp_path / "data"), "--db", tmp_path / "market.db")
    assert ran.code == 0
    assert ran.out.splitlines()[0].split() == ["数据表", "新增", "变更", "未变"]
    assert "数据快照" in ran.out
    own = [line for line in ran.out.splitlines() if "[" not in line]
    assert english_lines("\n".join(own)) == []


def test_a_finding_is_followed_by_its_cause_and_its_mend_in_chinese(tmp_path: Path) -> None:
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    ran = backtest("--lang", "zh", "import", folder, "--db", tmp_path / "market.db")
    found = [number for number, line in enumerate(ran.out.splitlines()) if line.endswith("]")]
    assert found
    for number in found:
        assert ran.out.splitlines()[number].startswith(("严重：", "警告：", "提示："))
        assert ran.out.splitlines()[number + 1].startswith("  原因：")
        assert "；处理：" in ran.out.splitlines()[number + 1]


def test_a_refused_import_says_in_chinese_what_to_do() -> None:
    severe = Finding("severe", "units", "volume seems to be in lots", "bars", "600000.SH")
    words = refusal(ImportResult("refused", "my data", None, {}, (severe,), (), ()))
    assert is_chinese(words)
    assert words.zh.startswith("1 条严重问题使 my data 未能导入，数据库保持原状；第一条：")


def test_what_did_not_come_is_named_in_chinese() -> None:
    lines = missing_lines((Missing("bars", "600000.SH", "empty", "no row"), Missing("index", "", "old", "stale", 3)))
    assert [line.zh for line in lines] == [
        "缺失：行情（600000.SH）：无数据（no row）",
        "缺失：指数：stale，滞后 3 个交易日",
    ]


@pytest.mark.parametrize("words", [["verify"], ["scorecard", "004", "--forecasts"], ["scorecard", "004"]])
def test_a_command_on_a_store_speaks_chinese(words: list[str], tiny_store: Path) -> None:
    ran = backtest("--lang", "zh", *words, store=tiny_store)
    assert CJK.search(ran.out)
    assert english_lines(ran.out) == []


def test_a_method_is_named_with_formula_source_and_readers_in_chinese() -> None:
    ran = backtest("--lang", "zh", "method", "003/capex_to_ocf")
    assert ran.out.splitlines()[:4] == [
        "003/capex_to_ocf：资本开支与经营现金流之比及其区间",
        "公式：资本开支 / 经营现金流；分界为 50%、90%（我们的设定）与 100%",
        "出处：研报 003，第 463–466 行",
        (
            "使用者：规则读取 ratio（作为“资本开支/经营现金流（云厂商中位数）”，用于 rate_power）；"
            "ratio（作为“资本开支/经营现金流较上季的变化”，用于 rate_power）"
        ),
    ]
    assert "输入" in ran.out
    assert "复现" in ran.out


def test_scorecard_and_forecasts_show_every_column_with_wide(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    narrow = backtest("--lang", "zh", "scorecard", "004", store=sample_store).out
    wide = backtest("--lang", "zh", "scorecard", "004", "--wide", store=sample_store).out
    (narrow_head,), (wide_head,) = (
        [line.split() for line in out.splitlines() if line.startswith("观点 ")] for out in (narrow, wide)
    )
    assert "含分红" not in narrow_head
    assert "含分红" in wide_head
    assert "--wide" in narrow
    assert "--wide" not in wide
    narrow = backtest("--lang", "zh", "scorecard", "002", "--forecasts", store=sample_store).out
    wide = backtest("--lang", "zh", "scorecard", "002", "--forecasts", "--wide", store=sample_store).out
    assert len(max(wide.splitlines(), key=len)) >= len(max(narrow.splitlines(), key=len))
    assert "--wide" not in wide
