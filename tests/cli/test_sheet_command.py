"""``backtest sheet FILE``: the page of returns from elsewhere, what was read said, what cannot be read in one line.

mine   +10%, -10%, +20% from 2024-01-03 on: 1.188 in all; the benchmark +5%, 0%, +10%: 1.155; excess 3.3 points
"""

from __future__ import annotations

from pathlib import Path

import pytest

import backtest as library
from data_sources.errors import InputError
from tests.cli.command import backtest

ROWS = "date,mine,benchmark\n2024-01-03,10%,0.05\n2024-01-04,-10%,0\n2024-01-05,20%,0.1\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(ROWS)
    return path


def test_it_says_what_it_read_and_where_the_page_is(mine: Path, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "mine.html"
    ran = backtest("sheet", mine, "--out", page)
    assert ran.code == 0, ran.err
    first, _, growth, excess, *_, last = ran.out.splitlines()
    assert first.startswith(f"{mine}: 3 daily returns of column 'mine', 2024-01-03 to 2024-01-05; beside them")
    assert growth.split()[:5] == ["Return", "over", "the", "span", "+18.8%"]
    assert "+3.3 points" in excess
    assert last == f"page: {page}"
    assert "From returns only" in page.read_text(encoding="utf-8")
    again = backtest("sheet", mine, "--out", page)
    assert again.out.splitlines()[-1] == f"page: {page}, in the place of an older one"


def test_json_is_one_document_and_the_page_goes_below_var(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = backtest("sheet", mine, "--name", "Mine", "--json").document
    assert (found["name"], found["first"], found["last"], found["returns"]) == ("Mine", "2024-01-03", "2024-01-05", 3)
    assert found["metrics"]["total_return"] == pytest.approx(0.188)
    assert found["metrics"]["excess_arithmetic"] == pytest.approx(0.033)
    assert "<title>Mine: from returns only</title>" in (tmp_path / "var" / "sheet" / "mine.html").read_text()


def test_another_file_or_a_stored_index_may_be_the_benchmark(mine: Path, tmp_path: Path, tiny_store: Path) -> None:
    index = tmp_path / "index.csv"
    # 100 to 105 to 105 to 115.5: +5%, 0%, +10%.
    index.write_text("date,close\n2024-01-02,100\n2024-01-03,105\n2024-01-04,105\n2024-01-05,115.5\n")
    found = backtest("sheet", mine, "--benchmark", index, "--out", tmp_path / "a.html", "--json").document
    assert (found["benchmark"], found["metrics"]["benchmark_return"]) == ("index", pytest.approx(0.155))
    assert len(found["read"]) == 2
    stored = backtest(
        "sheet", mine, "--benchmark", "000300.SH", "--out", tmp_path / "b.html", "--json", store=tiny_store
    )
    assert stored.document["benchmark"] == "CSI 300 (000300.SH)"


def test_python_reads_the_same_file(mine: Path) -> None:
    found = library.sheet(mine)
    assert found.metrics["excess_arithmetic"] == pytest.approx(0.033)
    assert found.metrics == library.sheet(str(mine), column="mine").metrics
    with pytest.raises(InputError, match="a file has its own days; leave out dates="):
        library.sheet(mine, dates=["2024-01-03"])
    with pytest.raises(InputError, match="column= is of a file"):
        library.sheet({"2024-01-03": 0.1, "2024-01-04": 0.2}, column="mine")


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("date,x\n2024-01-02,50\n2024-01-03,55\n", [], "look like prices; say so with --prices"),
        ("date,x,y\n2024-01-02,0.1,0.1\n2024-01-03,0.1,0.1\n", [], "say which with --column"),
        ("date,x\n2024-01-02,0.1\n2024-01-02,0.1\n", [], ":3: 2024-01-02 stands in line 2 too"),
        (ROWS, ["--benchmark", "nowhere.csv"], "returns nowhere.csv: No such file or directory"),
        (ROWS, ["--column", "z"], "--column is one of 'mine', 'benchmark'"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_no_page(tmp_path: Path, text: str, words: list[str], said: str) -> None:
    path, page = tmp_path / "x.csv", tmp_path / "x.html"
    path.write_text(text)
    ran = backtest("sheet", path, *words, "--out", page)
    assert ran.code != 0
    assert said in ran.error
    assert not page.exists()
