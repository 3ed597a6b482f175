"""A run that never traded says why; each reason is a tiny market of its own. B trades on, so that the run goes on."""

from __future__ import annotations

from backtest.app.run import run_handler, run_targets
from backtest.result.no_fill import why_no_fill
from backtest.result.result import Result
from tests.backtest.result.test_caveats import caveats
from tests.execution.market import A, B, Cell, D, Row, decide, tiny
from tests.execution.prepared import panel_of, targets_of


def ran(a: list[Cell], rows: list[Row]) -> Result:
    targets = targets_of(rows)
    return run_targets(targets, panel=panel_of(tiny({A: a, B: [10.0] * 4}), targets), name="mine")


def why(result: Result) -> str | None:
    return why_no_fill(result.ledger, result.targets)


def test_a_run_with_a_fill_has_no_reason() -> None:
    result = ran([10.0] * 4, decide(D[0], A=0.5))
    assert (why(result), caveats(result)) == (None, [])


def test_decisions_that_are_all_cash() -> None:
    result = ran([10.0] * 4, [*decide(D[0]), *decide(D[1])])
    assert why(result) == "every decision is cash (2 decisions)"
    (caveat,) = caveats(result)
    assert (caveat.label, caveat.sentence) == ("no fill", "the run never traded: every decision is cash (2 decisions)")


def test_names_that_nobody_lists() -> None:
    # Z and CHINEXT have no bar at all; each of the two decisions refuses each of them once.
    rows = [*decide(D[0], Z=0.5, CHINEXT=0.5), *decide(D[1], Z=0.5, CHINEXT=0.5)]
    assert why(ran([10.0] * 4, rows)) == (
        "000001.SZ, 300001.SZ have no bar by the day of the decision (not_listed, 4 times)"
    )


def test_orders_that_are_all_refused_are_counted_by_reason() -> None:
    # A rises by 10% at the open of D[1] and does not trade on D[2] and D[3]: the order is tried three times.
    result = ran([10.0, 11.0, None, None], decide(D[0], A=0.5))
    assert why(result) == "every order was refused (suspended 2, limit_up 1)"


def test_a_decision_that_no_session_follows() -> None:
    result = ran([10.0] * 4, [*decide(D[0]), *decide(D[3], A=0.5)])
    assert why(result) == f"the first decision with a weight is of {D[3]}, and no session of the run follows it"


def test_a_run_of_its_base_date_alone_had_no_session_to_trade_on() -> None:
    result = ran([10.0] * 4, decide(D[3], A=0.5))
    assert caveats(result) == []


def test_a_handler_that_never_orders() -> None:
    panel = panel_of(tiny({A: [10.0] * 4}))
    result = run_handler(lambda _view: None, D[0], panel=panel, name="mine")
    assert why(result) == "no instruction of the handler led to an order"
