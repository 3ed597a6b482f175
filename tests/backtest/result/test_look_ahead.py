"""The audit beside a run: a failed one is the loudest caveat, one that tells nothing a quiet one, a passed one none."""

from __future__ import annotations

from datetime import date

from backtest.result.look_ahead import FROM_OUTSIDE, LEFT_OUT, look_ahead_of
from backtest.validity.audit_outcome import AuditOutcome, Leak

EARLY, LATE = date(2024, 1, 3), date(2024, 1, 4)


def test_a_failed_audit_names_the_first_decision_that_moved() -> None:
    leaks = (Leak("cut", LATE, LATE, "600000.SH", 1.0, None), Leak("scrambled", LATE, EARLY, "000001.SZ", 0.5, 0.0))
    found = look_ahead_of(AuditOutcome((LATE,), 3, leaks))
    assert found.standing == "failed"
    assert found.caveat is not None
    assert (found.caveat.label, found.caveat.short) == ("LOOKS AHEAD", "000001.SZ 2024-01-03")
    assert found.caveat.sentence == (
        "LOOKS AHEAD: the weight of 000001.SZ on 2024-01-03 went from 0.5 to 0.0 when the future after 2024-01-04 was "
        "scrambled; no number of this run could have been earned"
    )


def test_a_rule_that_only_fails_on_a_changed_history_is_not_called_a_cheat() -> None:
    failed = Leak("cut", LATE, LATE, "", None, None, "ValueError: needs 4,600 sessions of history")
    found = look_ahead_of(AuditOutcome((LATE,), 3, (failed,)))
    assert found.standing == "untold"
    assert found.caveat is not None
    assert (found.caveat.label, found.caveat.short) == ("look-ahead", "not told")
    assert found.caveat.sentence == (
        "whether it looks ahead cannot be told: with the future after 2024-01-04 cut the rule failed: "
        "ValueError: needs 4,600 sessions of history"
    )
    # One decision that moved is enough, and it is the one that is named.
    moved = look_ahead_of(AuditOutcome((LATE,), 3, (failed, Leak("scrambled", LATE, LATE, "600000.SH", 1.0, None))))
    assert moved.standing == "failed"
    assert moved.caveat is not None
    assert moved.caveat.short == "600000.SH 2024-01-04"


def test_a_passed_audit_is_no_caveat() -> None:
    found = look_ahead_of(AuditOutcome((EARLY, LATE), 3, ()))
    assert (found.standing, found.caveat) == ("passed", None)


def test_what_cannot_be_told_is_said() -> None:
    nothing = look_ahead_of(AuditOutcome((EARLY,), 0, ()))
    for found, words in (
        (nothing, "nothing to audit: no decision falls on or before any audited day"),
        (LEFT_OUT, "its look-ahead audit was left out, so whether it looks ahead cannot be told"),
        (FROM_OUTSIDE, "its decisions come from outside: whether they look ahead cannot be told"),
    ):
        assert found.standing == "untold"
        assert found.caveat is not None
        assert (found.caveat.label, found.caveat.sentence) == ("look-ahead", words)
