"""The files: what stands on them, what never does, and how they are written."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from backtest.result.caveats import Caveat
from backtest.result.notebook import result_html
from backtest.result.result import Result
from backtest.result.several import Several
from data_sources.errors import UserError
from data_sources.language.text import same
from reports import ThesisCard, summarise, write_report
from reports.page import chart_library
from reports.site.strategies import write_strategies
from tests.reports.made_results import dated, long_result, made_card, tiny_result
from tests.reports.packed_parts import packed_data
from tests.reports.site.test_strategies import STATE


def page_of(result: Result, folder: Path, card: ThesisCard | None = None) -> str:
    """Return the page without the chart library's own script, whose text is not ours."""
    write_report(result, folder / "report.html", card)
    text = (folder / "report.html").read_text(encoding="utf-8")
    return text.replace(chart_library()[0], "")


def in_english(page: str) -> str:
    """Return a page as somebody sees it in English: what stands there in Chinese is hidden."""
    without = re.sub(r"<(\w+) lang=zh>[^<]*</\1>", "", page)
    return re.sub(r"<(\w+) lang=en>([^<]*)</\1>", r"\2", without)


def not_yet_judged() -> Result:
    """Return a run published on its last session, 2025-02-10."""
    return replace(tiny_result(hindsight=False, known_from=None), publications=dated(date(2025, 2, 10)))


def test_a_simulated_run_says_so_in_title_heading_and_banner(tmp_path: Path) -> None:
    page = page_of(replace(long_result(60, 4), simulated=True), tmp_path)
    assert "<title>SIMULATED: Rate + power" in page
    assert "– <span lang=en>SIMULATED</span>" in page
    assert "<strong><span lang=en>SIMULATED.</span>" in page
    assert "HINDSIGHT" not in page


def test_a_real_run_never_says_simulated(tmp_path: Path) -> None:
    assert "SIMULATED" not in page_of(tiny_result(), tmp_path)


def test_a_hindsight_run_says_so_and_keeps_two_columns(tmp_path: Path) -> None:
    page = in_english(page_of(tiny_result(hindsight=True), tmp_path))
    assert "<strong>HINDSIGHT.</strong>" in page
    assert '<th scope="col" class="hindsight">Hindsight<br>' in page
    assert '<th scope="col">Test, since publication<br>base <span class="day">2025-02-06</span> to' in page


def test_a_caveat_stands_under_the_verdict_and_in_the_index(tmp_path: Path) -> None:
    caveat = Caveat(
        *map(same, ("no bar after", "2025-02-05, 3 sessions", "the last 3 sessions carry closes of 2025-02-05"))
    )
    result = replace(tiny_result(), caveats=(caveat,))
    page = page_of(result, tmp_path)
    verdict, beside = page.index('<p class="verdict">'), page.index("The last 3 sessions carry closes of 2025-02-05.")
    assert verdict < beside < page.index('<dl class="tiles">')
    write_strategies(tmp_path, [summarise(result, "a.html")], STATE)
    assert "no bar after 2025-02-05, 3 sessions" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_card_the_conditions_and_the_manifest_are_on_the_page(tmp_path: Path) -> None:
    page = page_of(tiny_result(), tmp_path, made_card())
    assert "Hyperscaler capex shrinks for two quarters." in page
    assert "<strong>Capex falls &lt;twice&gt;</strong>" in page
    assert "happened on 2025-08-01; yoy(capex/all) was -4.5 in 2025Q2, known 2025-08-01" in page
    assert "backtest run rate_power --out var/runs" in page
    assert "the basket earns its own" in page
    capped = replace(tiny_result(), options=replace(tiny_result().options, participation=0.1))
    assert "The volume cap of 10% counts the whole session&#39;s volume" in page_of(capped, tmp_path)


def test_a_database_password_never_reaches_the_page(tmp_path: Path) -> None:
    page = page_of(tiny_result(), tmp_path)
    assert "secret" not in page
    assert "postgresql://quant:***@db.example/market" in page


def test_names_from_outside_cannot_become_markup_or_script(tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    symbols = tiny_result().ledger.symbols
    result = replace(
        tiny_result(),
        title=same(evil),
        notes=(same(evil),),
        names=dict.fromkeys(symbols, evil),
        segments=dict.fromkeys(symbols, evil),
    )
    page = page_of(result, tmp_path)
    assert "<img" not in page
    charts = packed_data(page, "charts")
    assert isinstance(charts, list)
    assert [each["place"] for each in charts][:2] == ["chart-growth", "chart-segments"]
    # The segment of that name stands escaped above its chart.
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; <b>" in page


def test_a_name_cannot_turn_the_direction_of_a_page_nor_hide_in_it(tmp_path: Path) -> None:
    # U+202E turns all that follows around, U+200B is not seen, ESC is obeyed by a terminal that prints the page.
    evil = "bank\u202eknab\u200b\x1b[2J"
    symbols = tiny_result().ledger.symbols
    names = dict.fromkeys(symbols, evil)
    page = page_of(replace(tiny_result(), title=same(evil), notes=(same(evil),), names=names, segments=names), tmp_path)
    assert not set("\u202e\u200b\x1b") & set(page)
    assert "bank\\u202eknab" in page


def test_the_page_asks_for_nothing_from_outside(tmp_path: Path) -> None:
    page = page_of(long_result(60, 4), tmp_path)
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#|data:)|url\(|@import""", page)


def test_every_table_heading_has_a_scope_and_every_chart_words(tmp_path: Path) -> None:
    page = page_of(long_result(60, 4), tmp_path)
    assert not re.search(r"<th(?![^>]*\bscope=)[\s>]", page)
    charts = re.findall(r'<figure id="chart-[^>]*>', page)
    # Growth; segments, boards, names; how much was held.
    assert len(charts) == 5
    assert all('role="group" aria-label="' in chart for chart in charts)


def test_a_run_that_ends_with_its_publication_still_has_a_page(tmp_path: Path) -> None:
    page = page_of(not_yet_judged(), tmp_path)
    assert "there is nothing to judge yet" in page
    assert packed_data(page, "charts") is None


def test_a_page_that_cannot_be_written_is_one_line_and_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot write .*choose a folder that exists"):
        write_report(tiny_result(), tmp_path / "missing" / "report.html")
    (tmp_path / "report.html").mkdir()
    with pytest.raises(UserError, match="cannot write "):
        write_report(tiny_result(), tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_the_page_of_one_of_several_says_so_and_that_of_a_single_run_does_not(tmp_path: Path) -> None:
    result = long_result(120, 4)
    seen = Several(2, same("CSI 300"), (), (), ("a", "b"), None, None, None, None)
    assert "strategies ran together" not in page_of(result, tmp_path)
    page = in_english(page_of(replace(result, several=seen), tmp_path))
    assert "<strong>One of several:</strong> 2 strategies ran together, and fewer than two of them have" in page
    assert "2 strategies ran together" in result_html(replace(result, several=seen))
    assert "strategies ran together" not in result_html(result)


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    assert page_of(long_result(90, 4), tmp_path) == page_of(long_result(90, 4), tmp_path)


def test_the_index_lists_the_surest_first_and_the_unjudged_last(tmp_path: Path) -> None:
    result = long_result(120, 4)
    rising, constant = np.linspace(1, 2, 121), np.full(121, 100.0)
    worse = replace(result, title=same("Worse"), benchmark=result.ledger.equity * rising)
    pending = replace(not_yet_judged(), title=same("Pending"), simulated=True)
    better = replace(result, title=same("Better"), benchmark=constant)
    rows = [summarise(run, f"{run.title}.html") for run in (pending, worse, better)]
    write_strategies(tmp_path, rows, replace(STATE, simulated=True))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    order = [page.index(title) for title in ("Better.html", "Worse.html", "Pending.html")]
    assert [row.numbers is None for row in rows] == [True, False, False]
    assert rows[2].numbers is not None
    assert rows[1].numbers is not None
    assert rows[2].numbers.interval is not None
    assert rows[1].numbers.interval is not None
    assert rows[2].numbers.interval.low > rows[1].numbers.interval.low
    assert order == sorted(order)
    assert "<title>SIMULATED: " in page
    assert page.count("The CSI 300 total return (H00300.CSI) reinvests dividends before tax.") == 1


def test_the_index_shows_the_caveats_of_a_run_that_is_not_judged_yet(tmp_path: Path) -> None:
    caveat = Caveat(same("no bar after"), same("2025-02-11, 2 sessions"), same("a sentence"))
    write_strategies(tmp_path, [summarise(replace(not_yet_judged(), caveats=(caveat,)), "a.html")], STATE)
    assert "no bar after 2025-02-11, 2 sessions" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_writing_a_page_imports_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.reports.made_results import dated, long_result; "
        "from reports import write_report; write_report(long_result(60, 4), Path(sys.argv[1])); "
        "print(sorted({'pandas', 'numba', 'sqlalchemy', 'vectorbt'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, str(tmp_path / "report.html")],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
