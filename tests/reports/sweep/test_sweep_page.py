"""The page of a sweep: its data, and the file that is written from it.

A wanted change shows as a difference of `golden/sweep_page.json`; `python -m tests.reports.sweep.test_sweep_page`
writes it anew, to be read before it is kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path

import pytest

from backtest.sweeps.outcome import Sweep
from reports.page import Look
from reports.sweep import first_rows, sweep_page, write_sweep_page
from tests.backtest.sweeps.made_sweeps import Key, made_sweep, walked_through
from tests.reports.test_page_model import plain

DIALS = {"lookback": [60, 20], "top": [3, 5, 8]}
SHARPES: dict[Key, float | str] = {
    (60, 3): 1.4, (60, 5): 0.7, (60, 8): "it held nothing", (20, 3): 1.1, (20, 5): 0.9, (20, 8): -0.2,
}  # fmt: skip
OWN = (20, 3)
DARKEST = "so the best setting need not lie on the darkest cell."
GOLDEN = Path(__file__).parents[1] / "golden" / "sweep_page.json"


def two_dials(sessions: int = 200, *, simulated: bool = False) -> Sweep:
    excess: dict[Key, float] = {(60, 3): 0.25, (20, 8): -0.05}
    return made_sweep(DIALS, SHARPES, OWN, excess=excess, sessions=sessions, simulated=simulated)


def test_a_map_has_the_numbers_in_order_the_best_and_the_own_setting() -> None:
    (shown,) = sweep_page(two_dials()).maps.maps
    data = shown.data
    # The dial with fewer values makes the rows; 20 stands before 60 whichever was given first.
    assert (data.row_name, data.rows) == ("lookback", ("20", "60"))
    assert (data.column_name, data.columns) == ("top", ("3", "5", "8"))
    assert [[cell.value for cell in line] for line in data.cells] == [[1.1, 0.9, -0.2], [1.4, 0.7, None]]
    assert [[cell.state for cell in line] for line in data.cells][1] == ["value", "value", "dead"]
    assert (data.best, data.own) == ((1, 0), (0, 0))
    assert (data.low, data.high) == (-0.2, 1.4)
    # Six shades: (1.4 - -0.2) / 6 = 0.2667 each.
    assert [str(each) for each in shown.bounds] == ["−0.20", "0.07", "0.33", "0.60", "0.87", "1.13", "1.40"]
    assert (shown.title, shown.title.zh) == ("Sharpe ratio by lookback and top", "夏普比率：lookback × top")
    assert (shown.has_dead, shown.has_unseen) == (True, False)


def test_of_three_dials_a_cell_is_the_median_over_the_third_and_words_are_rows() -> None:
    sharpes: dict[Key, float | str] = {
        (20, 3, "open"): 1.0, (20, 3, "close"): 2.0, (20, 5, "open"): "!no price", (20, 5, "close"): 0.5,
        (60, 3, "open"): 3.0, (60, 3, "close"): 0.0, (60, 5, "open"): 1.0, (60, 5, "close"): 1.5,
    }  # fmt: skip
    maps = sweep_page(made_sweep({"lookback": [20, 60], "top": [3, 5], "fill": ["open", "close"]}, sharpes,
                                 (20, 3, "open"))).maps  # fmt: skip
    assert [(each.data.row_name, each.data.column_name) for each in maps.maps] == [
        ("lookback", "top"), ("fill", "lookback"), ("fill", "top"),
    ]  # fmt: skip
    # Of 20 and 3 the medians of 1 and 2; of 20 and 5 the only one that traded.
    assert [[cell.value for cell in line] for line in maps.maps[0].data.cells] == [[1.5, 0.5], [1.5, 1.25]]
    # fill=open, lookback=20: 1.0 alone; lookback=60: 3.0 and 1.0. Words stay in the order in which they were given.
    assert maps.maps[1].data.rows == ("open", "close")
    assert [[cell.value for cell in line] for line in maps.maps[1].data.cells] == [[1.0, 2.0], [1.25, 0.75]]
    assert [str(each) for each in maps.said] == [f"Each cell is the median Sharpe ratio over the other dial, {DARKEST}"]


def test_what_was_not_drawn_is_empty_and_no_dead_cell() -> None:
    (shown,) = sweep_page(made_sweep(DIALS, {OWN: 1.0, (60, 5): 0.5}, OWN, drawn=2)).maps.maps
    assert [[cell.state for cell in line] for line in shown.data.cells] == [
        ["value", "unseen", "unseen"], ["unseen", "value", "unseen"],
    ]  # fmt: skip
    assert (shown.has_dead, shown.has_unseen) == (False, True)


def test_one_dial_is_a_plot_with_the_own_setting_in_its_order() -> None:
    maps = sweep_page(made_sweep({"top": [8, 3]}, {(8,): 0.5, (3,): 1.5, (5,): 1.0}, (5,))).maps
    assert maps.maps == ()
    assert maps.plot is not None
    assert [(point.label, point.value, point.is_best, point.is_own) for point in maps.plot.points] == [
        ("3", 1.5, True, False), ("5", 1.0, False, True), ("8", 0.5, False, False),
    ]  # fmt: skip


def test_too_large_a_map_is_named_and_not_drawn() -> None:
    values = list(range(60))
    keys: dict[Key, float | str] = {key: float(key[0]) for key in product(values, values[:50], [1, 2])}
    maps = sweep_page(made_sweep({"a": values, "b": values[:50], "c": [1, 2]}, keys, (0, 0, 1), sessions=5)).maps
    # 60 x 50 cells are 3,000, over 2,500.
    assert [(each.data.row_name, each.data.column_name) for each in maps.maps] == [("c", "a"), ("c", "b")]
    assert maps.said[-1] == "Not drawn, in settings.csv: b × a."


def test_the_chart_has_best_own_middle_index_and_the_range_of_all() -> None:
    chart = sweep_page(two_dials(sessions=2)).chart
    assert chart is not None
    level, excess = chart.panels
    # Straight lines: of the best 40 points in two sessions, of the index 15, of the others 25 and of the last one 10.
    assert [(str(each.label), each.values) for each in level.series] == [
        ("best, lookback=60 top=3", (100.0, 120.0, 140.0)),
        ("own", (100.0, 112.5, 125.0)),
        # Rank 3 of 5: lookback=20 top=5 with 0.9.
        ("middle rank", (100.0, 112.5, 125.0)),
        ("CSI 300 total return", (100.0, 107.5, 115.0)),
        ("highest of all", (100.0, 120.0, 140.0)),
        ("lowest of all", (100.0, 105.0, 110.0)),
    ]
    assert level.between == (4, 5)
    assert excess.series[0].values == (0.0, 0.125, 0.25)


def test_the_best_that_is_the_own_setting_has_one_line() -> None:
    chart = sweep_page(made_sweep({"top": [3, 5]}, {(3,): 1.0, (5,): 0.5}, (3,))).chart
    assert chart is not None
    assert [str(each.label) for each in chart.panels[1].series] == ["best and own"]


def test_rows_stand_in_their_ranks_with_what_each_made() -> None:
    page = sweep_page(two_dials())
    assert [(row.rank, row.turned, row.kind) for row in page.rows] == [
        (1, ("60", "3"), "best"), (2, ("20", "3"), "own"), (3, ("20", "5"), ""), (4, ("60", "5"), ""),
        (5, ("20", "8"), ""),
    ]  # fmt: skip
    assert [str(value) for value in page.rows[0].numbers] == ["+25.0%", "+25.0", "1.40", "0.50", "30.0%", "−15.0%"]
    assert page.in_no_rank == ("1 dead, in no rank: lookback=60 top=8: it held nothing.",)
    assert page.spread is not None
    assert (page.spread.best, page.spread.own) == (0.25, 0.10)


def test_a_metric_that_ranks_has_a_column() -> None:
    page = sweep_page(replace(two_dials(), metric="annual_return"))
    # Of every made setting 20% a year.
    assert [str(head) for head in page.heads[2:4]] == ["annual return", "return"]
    assert [str(value) for value in page.rows[0].numbers[:2]] == ["+20.0%", "+25.0%"]


def test_the_own_setting_stays_in_a_table_that_has_no_room_for_its_rank() -> None:
    rows = sweep_page(made_sweep({"top": [3, 5, 8]}, {(3,): 3.0, (5,): 2.0, (8,): 1.0}, (8,))).rows
    assert [row.rank for row in first_rows(rows, 1)] == [1, 3]
    assert [row.rank for row in first_rows(rows, 3)] == [1, 2, 3]


def test_passwords_of_the_command_are_blotted_out() -> None:
    page = sweep_page(two_dials(), "backtest sweep grids --db postgresql://me:secret@host/market")
    assert "secret" not in page.command
    assert "postgresql://me:" in page.command


def written(found: Sweep, folder: Path, look: Look | None = None) -> str:
    write_sweep_page(found, folder / "sweep.html", "backtest sweep grids --grid top=3,5,8", look=look)
    return (folder / "sweep.html").read_text(encoding="utf-8")


def test_the_page_is_one_file_with_both_languages(tmp_path: Path) -> None:
    text = written(two_dials(), tmp_path)
    assert "<title>Sweep of Grids &amp; cables (grids)</title>" in text
    for words in ("参数扫描：", "其中有多少是运气", "How much of it is luck", "backtest sweep grids --grid top=3,5,8",
                  "1 dead, in no rank", "无持仓或失败", "s1-0123456789ab"):  # fmt: skip
        assert words in text
    assert text.count("heat-map") >= 1
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert len(text.encode()) < 150_000


def test_a_simulated_market_is_marked_in_title_banner_and_name(tmp_path: Path) -> None:
    text = written(two_dials(simulated=True), tmp_path)
    assert "SIMULATED." in text
    assert re.search(r'<h1 id="title">.*SIMULATED.*</h1>', text)
    assert "SIMULATED" not in written(two_dials(), tmp_path)


def test_the_language_is_that_which_was_asked_for(tmp_path: Path) -> None:
    assert "<title>参数扫描：电网与电缆（grids）</title>" in written(two_dials(), tmp_path, look=Look("zh", "green"))


def test_nothing_to_rank_is_a_page_too(tmp_path: Path) -> None:
    text = written(made_sweep({"top": [3]}, {(3,): "it held nothing"}, (3,)), tmp_path)
    assert "No setting held anything: there is nothing to rank." in text
    assert 'class="tiles"' not in text


@pytest.mark.parametrize("count", [40, 2_000])
def test_a_page_of_many_settings_keeps_to_its_bytes_and_says_what_it_left_out(tmp_path: Path, count: int) -> None:
    values = list(range(count // 2))
    keys: dict[Key, float | str] = {key: 1.0 + key[0] / 1000 for key in product(values, [0.001, 0.002])}
    found = made_sweep({"lookback": values, "slippage": [0.001, 0.002]}, keys, (0, 0.001), sessions=1_200)
    text = written(found, tmp_path)
    assert len(text.encode()) <= 300_000
    rows = text.partition('class="settings')[2].partition("</table>")[0].count('<th scope="row">')
    assert (rows == count) == (count == 40)
    assert ("All are in settings.csv" in text) == (count > 40)
    # The strategy's own setting is among the last ranks.
    assert text.count('<tr class="own">') == 1


def test_the_curve_of_a_walk_forward_stands_beside_the_others_with_the_bounds_of_its_windows() -> None:
    chart = sweep_page(walked_through(two_dials(), base=100, tests=[2, 2])).walk_chart
    assert chart is not None
    # 100 sessions after the base of 2025-02-05, every day one.
    assert chart.days == ("2025-05-16", "2025-05-17", "2025-05-18", "2025-05-19", "2025-05-20")
    level, excess = chart.panels
    assert [(str(each.label), each.values) for each in level.series] == [
        ("walk-forward", (100.0, 107.5, 115.0, 122.5, 130.0)),
        ("own", (100.0, 105.0, 110.0, 115.0, 120.0)),
        ("plain list", (100.0, 102.5, 105.0, 107.5, 110.0)),
        ("CSI 300 total return", (100.0, 101.25, 102.5, 103.75, 105.0)),
    ]
    assert [each.values[-1] for each in excess.series] == [0.25, 0.15, 0.05]
    # The second window begins at the close of the last session of the first one.
    assert [(each.at, str(each.label)) for each in chart.marks] == [(0, "1"), (2, "2")]
    assert [(each.first, each.last, str(each.label), each.kind) for each in chart.bands] == [
        (0, 2, "1: lookback=60 top=3", "window"), (3, 4, "2: lookback=20 top=3", "window"),
    ]  # fmt: skip


def test_more_windows_than_can_be_told_apart_are_in_the_table_alone(tmp_path: Path) -> None:
    found = walked_through(two_dials(sessions=300), base=20, tests=[2] * 120)
    chart = sweep_page(found).walk_chart
    assert chart is not None
    assert (chart.marks, chart.bands) == ((), ())
    text = written(found, tmp_path)
    assert "The last 100 of 120 windows. All are in sweep.json." in text
    rows = text.partition('data-csv="windows"')[2].partition("</table>")[0]
    assert re.findall(r'<th scope="row">(\d+)', rows) == [str(number) for number in range(21, 121)]


def test_of_forty_years_a_page_draws_every_fifth_session_and_keeps_to_its_bytes(tmp_path: Path) -> None:
    found = walked_through(two_dials(sessions=9_760), base=488, tests=[122] * 76)
    page = sweep_page(found)
    assert page.chart is not None
    assert page.walk_chart is not None
    # 9,761 sessions in steps of 5: row 0, then 5, 10, ... 9,760. Of the walk-forward 9,273: 2, 7, ... 9,272 behind 0.
    assert (len(page.chart.days), len(page.walk_chart.days)) == (1 + 1_952, 1 + 1_855)
    assert page.walk_chart.days[-1] == page.chart.days[-1] == str(found.walked and found.walked.sessions[-1])
    assert str(page.chart.caption).endswith("Of every 5 sessions one is drawn.")
    assert len(written(found, tmp_path).encode()) <= 300_000
    # The second window begins at row 122, which is the 25th that is drawn.
    fewer = sweep_page(walked_through(two_dials(sessions=9_760), base=488, tests=[122, 9_150])).walk_chart
    assert fewer is not None
    assert [each.at for each in fewer.marks] == [0, 25]


def test_a_walk_forward_has_a_row_for_each_window_with_what_its_choice_made(tmp_path: Path) -> None:
    found = walked_through(two_dials(), base=100, tests=[2, 2])
    page = sweep_page(found)
    assert "the choices made +30.0%" in page.walked[0]
    first, second = page.windows
    assert (first.train, first.train.zh) == ("2025-02-06 to 2025-05-15", "2025-02-06 至 2025-05-15")
    assert (first.test, first.turned, first.rank) == ("2025-05-17 to 2025-05-18", "lookback=60 top=3", 1)
    assert (first.is_own, second.is_own) == (False, True)
    # The choices from 1.15 to 1.30, the own setting from 1.1 to 1.2, the index from 1.025 to 1.05.
    assert second.made == ("+13.0%", "+9.1%", "+2.4%")
    text = written(found, tmp_path)
    assert text.count('id="chart-walk-forward"') == 1
    assert "Windows of the walk-forward" in text
    assert 'id="walk-forward"' not in written(two_dials(), tmp_path)


def test_the_model_of_a_made_sweep_is_the_stored_one() -> None:
    assert _model() == json.loads(GOLDEN.read_text(encoding="utf-8"))


def _model() -> object:
    return plain(
        asdict(sweep_page(two_dials(sessions=5), "backtest sweep grids --grid lookback=60,20 --grid top=3,5,8"))
    )


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(_model(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
