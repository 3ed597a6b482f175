"""A run against several indices: the first judges it, the others stand beside it.

10 000 CNY, half of it in A: 500 shares at 10 on D[1] for 5.05 of fees, at 11 on D[2]: 10 494.95, +4.9495%. The index
000905.SH goes from 100 to 101 and 99: -1%. Daily returns are -0.0505% and +5.002526% beside +1% and -1.980198%.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import backtest
from backtest.app.option_values import options_of
from backtest.result.document import run_document
from backtest.result.other_indices import against_others
from data_sources.errors import InputError
from tests.execution.market import A, D, tiny
from tests.execution.prepared import panel_of

TABLES = tiny({A: [10, 10, 11]})
LEVELS = [{"symbol": "000905.SH", "date": day, "close": close} for day, close in zip(D, (100, 101, 99), strict=False)]
PANEL = panel_of({**TABLES, "index": [*TABLES["index"], *LEVELS]})
GAP = panel_of({**TABLES, "index": [*TABLES["index"], *LEVELS[:2]]})
WEIGHTS = {D[0]: {A: 0.5}}


@pytest.mark.parametrize("word", ["000905.SH", "000905", "SH000905", "sh.000905", "1.000905", "000905.XSHG"])
def test_an_index_in_any_dialect_is_the_benchmark(word: str) -> None:
    result = backtest.run_targets(WEIGHTS, panel=PANEL, cash=10_000, benchmark=word)
    assert result.metrics["benchmark"] == "000905.SH"
    assert result.equity["benchmark"].tolist() == [100, 101, 99]


def test_the_first_judges_and_the_others_stand_beside_it(tmp_path: Path) -> None:
    result = backtest.run_targets(WEIGHTS, panel=PANEL, cash=10_000, benchmark=["399300.SZ", "000905"])
    assert result.metrics["benchmark"] == "000300.SH"
    assert result.metrics["excess_arithmetic"] == pytest.approx(0.049495)
    (other,) = against_others(result)
    assert (other.symbol, other.numbers.shown_interval) == ("000905.SH", None)
    assert other.numbers.excess == pytest.approx(0.059495)
    # Two points make a line: 5.053026 over -2.980198. The differences are -1.0505% and 6.982724%, apart by 8.033224%;
    # over the root of 2, times the root of 365.25 sessions a year.
    assert other.beta == pytest.approx(-1.695534, rel=1e-5)
    assert other.tracking_error == pytest.approx(0.08033224 / 2**0.5 * 365.25**0.5, rel=1e-5)
    document: Any = run_document(result, tmp_path, [])
    (row,) = document["other_indices"]
    assert (row["symbol"], row["interval"], row["benchmark_return"]) == ("000905.SH", None, pytest.approx(-0.01))
    result.report(tmp_path / "page.html")
    assert "Against other indices" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_one_index_alone_has_no_table(tmp_path: Path) -> None:
    result = backtest.run_targets(WEIGHTS, panel=PANEL, cash=10_000, benchmark=["000905"])
    assert against_others(result) == ()
    result.report(tmp_path / "page.html")
    assert "Against other indices" not in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "other_indices" not in result.manifest["options"]  # type: ignore[operator]  # a mapping


def test_each_index_has_to_cover_the_run() -> None:
    with pytest.raises(InputError, match=rf"benchmark 000905\.SH has no value on {D[2]}"):
        backtest.run_targets(WEIGHTS, panel=GAP, cash=10_000, benchmark=["000300.SH", "000905.SH"])
    with pytest.raises(InputError, match=r"benchmark 000852\.SH is not in the store; there are 000300\.SH, "):
        backtest.run_targets(WEIGHTS, panel=PANEL, cash=10_000, benchmark=["000300.SH", "000852"])


def test_each_stands_once_and_a_word_that_is_none_is_named() -> None:
    options = options_of({"benchmark": ["000905", "000300", "sh000905", "000300.XSHG"]})
    assert (options.benchmark, options.other_indices) == ("000905.SH", ("000300.SH",))
    assert options_of({"benchmark": []}).benchmark is None
    with pytest.raises(InputError, match=r"benchmark 'best' is in no known dialect; write it like 000905\.SH"):
        options_of({"benchmark": ["000905", "best"]})
