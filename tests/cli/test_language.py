"""The language of the terminal: the option, else ``BACKTEST_LANG``, else the locale; JSON is English in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.command import backtest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """No language of whoever runs the tests."""
    for name in ("BACKTEST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_the_option_stands_before_or_behind_the_command_and_comes_first(
    tiny_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "findings: " in backtest("status", store=tiny_store).out
    for words in (["--lang", "zh", "status"], ["status", "--lang", "zh"], ["status", "--lang=zh"]):
        assert "数据问题：" in backtest(*words, store=tiny_store).out
    monkeypatch.setenv("BACKTEST_LANG", "zh")
    assert "数据问题：" in backtest("status", store=tiny_store).out
    assert "findings: " in backtest("status", "--lang", "en", store=tiny_store).out


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_a_chinese_locale_is_spoken_to_in_chinese(name: str, monkeypatch: pytest.MonkeyPatch, tiny_store: Path) -> None:
    monkeypatch.setenv(name, "zh_CN.UTF-8")
    assert "数据问题：" in backtest("status", store=tiny_store).out


def test_a_language_that_is_not_spoken_here_is_wrong_usage(tiny_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = backtest("status", "--lang", "fr", store=tiny_store)
    assert ran.code == 2
    assert ran.error == "Invalid value for '--lang': 'fr' is not one of 'en', 'zh'. (see backtest status --help)"
    monkeypatch.setenv("BACKTEST_LANG", "fr")
    assert backtest("status", store=tiny_store).error == (
        "BACKTEST_LANG 'fr': the languages are en and zh (中文); name one of them (请改为 en 或 zh)"
    )


def test_columns_of_chinese_line_up(tiny_store: Path) -> None:
    """A Chinese character takes two columns: the numbers of all rows end in the same one."""
    head, *rows = backtest("status", "--lang", "zh", store=tiny_store).out.splitlines()[:6]
    end = cell_len(head[: head.index("行数") + len("行数")])
    assert head.split() == ["数据表", "行数", "最早", "最晚"]
    for row in rows:
        name, count, *_ = row.split()
        assert cell_len(row[: row.index(count, len(name)) + len(count)]) == end


def test_json_is_the_same_document_in_any_language(tiny_store: Path) -> None:
    english, chinese = (backtest("status", "--json", "--lang", each, store=tiny_store) for each in ("en", "zh"))
    assert english.document == chinese.document
    assert "数据" not in chinese.out


def test_a_run_is_the_same_command_in_any_language(tiny_store: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    words: list[str | Path] = ["run", "--targets", weights, "--out", tmp_path / "out", "--lang", "zh"]
    ran = backtest(*words, store=tiny_store)
    assert ran.code == 0
    assert "未评判。" in ran.out
    assert "页面：" in ran.out
    assert "--lang" not in (tmp_path / "out" / "manifest.json").read_text()


ERRORS = {
    "run nonesuch": "错误：没有策略 'nonesuch'。",
    "run": "错误：请在策略名、--all、--targets FILE 三者中选一（见 backtest run --help）",
    "run rate_power --cash abc": "错误：'--cash' 的值不对：'abc' 不是金额；",
    "run rate_power --fill abc": "错误：'--fill' 的值不对：'abc' 不在可选值之中：",
    "run rate_power --set top": "错误：--set 'top' 不是 NAME=VALUE（如 top=5）的形式",
    "run rate_power --set nix=1": "错误：rate_power 没有参数 'nix'；",
    "run --targets none.csv": "错误：权重表 none.csv：没有这个文件或文件夹；",
    "run rate_power --from 2025-06-01 --to 2025-01-01": "错误：--to 2025-01-01 早于 --from 2025-06-01；",
    "explain 600000.SH 2024-13-01": "错误：'DATE' 的值不对：'2024-13-01' 不是日期；",
    "explain 600000.SH 1999-01-04": "错误：1999-01-04 超出数据范围；",
    "explain abc 2024-01-04": "错误：无法识别证券代码 'abc'；请写成 600000.SH 的形式",
    "explain 600000.SH": "错误：缺少参数 'DATE'（见 backtest explain --help）",
    "rerun nowhere": "错误：nowhere 中没有 manifest.json；",
    "scorecard 999": "错误：没有研报 '999'；现有 000、001、002、003、004",
    "status --db none.db": "错误：none.db 处没有数据库；请导入数据：backtest import DIR",
    "nix": "错误：没有命令 'nix'（见 backtest --help）",
    "status --nix": "错误：没有选项 --nix",
    "status nix": "错误：多余的参数：nix（见 backtest status --help）",
    "status --db": "错误：选项 '--db' 需要一个值",
}


@pytest.mark.parametrize("line", ERRORS)
def test_frequent_errors_are_said_in_chinese(line: str, tiny_store: Path) -> None:
    ran = backtest("--lang", "zh", *line.split(), store=tiny_store)
    assert ran.code in (1, 2)
    assert ran.err.splitlines()[-1].startswith(ERRORS[line])
