"""What was found wrong with the data of a held share stands beside the result."""

from __future__ import annotations

from dataclasses import replace

from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from data_sources.tables.finding import Finding
from tests.execution.market import A, B, D, decide, tiny
from tests.execution.prepared import panel_of, targets_of


def test_findings_of_held_shares_and_of_the_whole_market_are_notes() -> None:
    findings = (
        Finding("warning", "gap", "no bar for 3 sessions", "bars", A, D[1]),
        Finding("warning", "gap", "no bar for 9 sessions", "bars", B, D[1]),
        Finding("warning", "calendar", "the calendar ends soon", "sessions"),
    )
    panel = replace(panel_of(tiny({A: [10, 10], B: [10, 10]})), findings=findings)
    result = judge(panel, targets_of(decide(D[0], A=0.5)), Options(), About("mine"))
    assert result.notes == (
        f"data finding: {A} {D[1]}: no bar for 3 sessions [gap]",
        "data finding: the calendar ends soon [calendar]",
    )


def test_many_findings_are_counted() -> None:
    findings = tuple(Finding("warning", "gap", f"case {k}", "bars", A) for k in range(14))
    panel = replace(panel_of(tiny({A: [10, 10]})), findings=findings)
    result = judge(panel, targets_of(decide(D[0], A=0.5)), Options(), About("mine"))
    assert len(result.notes) == 11
    assert result.notes[-1] == "4 more data findings about these symbols: backtest findings --open"
