"""No output calls an own run a success whose audit failed, was left out or cannot tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backtest.app.batch_outcome import BatchOutcome, FinishedRun
from backtest.app.own_rule import with_audit
from backtest.app.run_result import held as as_run
from backtest.cli.layouts.run import show
from backtest.result.badge import CHINESE
from backtest.result.contenders import contender, runs_together
from backtest.result.look_ahead import FROM_OUTSIDE, LEFT_OUT, LookAhead, look_ahead_of
from backtest.result.result import Result
from backtest.result.several import several_sentences
from backtest.validity.audit_outcome import AuditOutcome, Leak
from reports import write_report
from reports.site.summary import summarise
from tests.backtest.result.test_seven_badges import held

DAY = date(2024, 1, 3)
MOVED = look_ahead_of(AuditOutcome((DAY,), 3, (Leak("cut", DAY, DAY, "600000.SH", 1.0, None),), held=0, dates=3))
BROKE = look_ahead_of(AuditOutcome((DAY,), 3, (Leak("cut", DAY, DAY, "", None, None, "KeyError: 1"),), held=0, dates=3))
NOTHING = look_ahead_of(AuditOutcome((), 0, ()))
PASSED = look_ahead_of(AuditOutcome((DAY,), 3, (), held=1, dates=3))


@pytest.mark.parametrize("found", [MOVED, BROKE, NOTHING, LEFT_OUT])
def test_what_did_not_pass_its_audit_is_not_judged_anywhere(
    found: LookAhead, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warned = found.caveat
    assert warned is not None
    run = FinishedRun(as_run(replace(with_audit(held(), found), caveats=(warned,))), tmp_path, ())
    outcome = BatchOutcome((run,), {})
    assert run.verdict.badge == "NOT JUDGED"
    assert summarise(run.result, "x.html", seen=run.verdict).badge == "NOT JUDGED"
    assert contender(run.result) is None
    show(outcome, as_json=False)
    show(outcome, as_json=True)
    said = capsys.readouterr().out
    write_report(run.result, tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    for text in (said, page, run.result._repr_html_()):
        assert found.sentence.split(":")[0] in text
        assert not any(f"{word}." in text for word in CHINESE if word != "NOT JUDGED")
    assert run.result.manifest["look_ahead"] == {"standing": found.standing, "sentence": found.sentence}


def test_the_same_run_that_passed_or_came_from_outside_is_judged() -> None:
    for found in (PASSED, FROM_OUTSIDE):
        run = FinishedRun(as_run(with_audit(held(), found)), Path("x"), ())
        assert run.verdict.badge == "HELD"


def test_of_several_runs_none_that_failed_its_audit_is_named_or_counted_as_a_test() -> None:
    def named(name: str, found: LookAhead) -> Result:
        return with_audit(replace(held(), name=name), found)

    together = runs_together([named("cheat", MOVED), named("honest", PASSED), named("clean", PASSED)])
    assert together is not None
    assert (together.tried, together.compared, together.left_out) == (3, ("honest", "clean"), ("cheat",))
    (said, *_) = several_sentences(together)
    assert "cheat cannot be compared: no test, too short a one, or an audit that was not passed." in said
