"""How a run shows itself: one line, a table in a notebook, the simplifications of its execution."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from backtest.app.option_values import options_of
from backtest.app.run import run_targets
from backtest.metrics.publication import Publication
from backtest.result.simplifications import simplifications
from tests.execution.market import A, D, decide, tiny
from tests.execution.prepared import panel_of, targets_of

PANEL = panel_of(tiny({A: [10, 10, 11]}))
TARGETS = targets_of(decide(D[0], A=0.5))


def test_a_run_shows_its_span_and_its_return() -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    # 5 000 shares at 10.00 with 13.00 of fees, worth 11.00 at the end: 104 987.00.
    assert repr(result) == f"<Result mine: {D[0]} to {D[2]}, +4.99%>"


def test_a_notebook_shows_words_percents_the_benchmark_and_each_part() -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    shown = result._repr_html_()
    assert "benchmark CSI 300 (000300.SH)" in shown
    assert "<strong>NOT JUDGED. Over the whole run" in shown
    assert "ahead by 5.0 points.</strong> Nothing dates this run, so none of it is out of sample. But: " in shown
    assert ">Total return</th><td>4.99%</td></tr>" in shown
    assert "<thead><tr><th></th><th>Whole run</th></tr></thead>" in shown
    assert "total_return" not in shown
    assert "{" not in shown


def test_a_notebook_has_the_curve_without_a_script_and_speaks_the_language_of_its_surroundings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    shown = result._repr_html_()
    assert "<title>Growth of strategy and benchmark from the base</title>" in shown
    assert shown.count("<polyline") == 2
    assert "strategy +5.0%" in shown
    assert "<script" not in shown
    monkeypatch.setenv("BACKTEST_LANG", "zh")
    chinese = result._repr_html_()
    assert "<strong>未评判。" in chinese
    assert "策略 +5.0%" in chinese
    assert f"{D[0]} 至 {D[2]}" in chinese


def test_print_shows_verdict_caveats_and_the_curve_in_blocks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    print(result)  # noqa: T201 - what is printed is the test
    first, claim, *rest = capsys.readouterr().out.splitlines()
    assert first == f"mine, {D[0]} to {D[2]}"
    assert claim.startswith("NOT JUDGED. Over the whole run")
    assert any(line.startswith("  But: ") for line in rest)
    # Bought on the second day at 10.00, worth 11.00 on the third: flat less its fees, then up.
    assert any(line.startswith("  ▁▁█  strategy +5.0%") for line in rest)
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert "█" not in str(result)
    # The interactive prompt still has one line.
    assert repr(result) == f"<Result mine: {D[0]} to {D[2]}, +4.99%>"


def test_a_variable_that_names_no_language_does_not_keep_a_result_from_being_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BACKTEST_LANG", "fr")
    assert "NOT JUDGED. " in str(run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0))


def test_a_notebook_never_adds_up_the_parts_of_a_run() -> None:
    """A run that a report dates has a column for each part and none for the whole."""
    dated = (Publication("001", "A Broker", D[0], states_thesis=True),)
    metrics = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0).metrics
    mine = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    shown = replace(mine, publications=dated, split={"test": {**metrics, "total_return": 0.25}})._repr_html_()
    assert ">Total return</th><td>25.00%</td></tr>" in shown
    assert "<thead><tr><th></th><th>Test, since publication</th></tr></thead>" in shown
    # Two sessions are no year: no rate a year is made of them, and a line says so.
    assert ">Annual return</th><td>\N{EN DASH}</td></tr>" in shown
    assert "under 365 days" in shown


def test_every_tax_has_its_sentence_on_the_page() -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", dividend_tax="holding_period")
    assert any("by holding age, 20, 10 or 0%, at the sale" in line for line in simplifications(result.options))


def test_a_small_rate_keeps_its_digits() -> None:
    options = options_of({"participation": 0.005, "dividend_tax": 0.125, "slippage": 0.00005})
    said = " ".join(simplifications(options))
    assert "volume cap of 0.5% counts" in said
    assert "a flat 12.5%, in place" in said
    assert "a flat 0.005% of the price" in said
