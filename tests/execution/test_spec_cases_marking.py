"""Section 4, step 7, and the rows of equity.csv in section 5."""

from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import SUNDAY, A, B, D, Row, Tables, action, decide, plain, tiny

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)


def levels(symbol: str, *closes: float | None) -> list[Row]:
    """Index rows of D[0] on; None leaves a session out."""
    pairs = zip(D, closes, strict=False)
    return [{"symbol": symbol, "date": day, "close": close} for day, close in pairs if close is not None]


def test_equity_starts_with_the_base_date_and_marks_at_the_close(execute: Execute) -> None:
    market = tiny({A: [10, {"open": 10, "close": 10.2}, {"open": 11, "close": 10.7}]})
    market["index"] = levels("000300.SH", 3000.0, 3010.5, 2995.25)
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.equity) == [
        (D[0], 100_000.0, 0.0, 100_000.0, 3000.0),
        (D[1], 49_987.0, 51_000.0, 100_987.0, 3010.5),
        (D[2], 49_987.0, 53_500.0, 103_487.0, 2995.25),
    ]
    assert plain(ledger.positions) == [(D[1], A, 5000, 10.2, 51_000.0), (D[2], A, 5000, 10.7, 53_500.0)]


def test_the_base_date_is_the_last_session_on_or_before_the_first_decision(execute: Execute) -> None:
    for decided, base in ((D[1], D[1]), (SUNDAY, D[3])):
        ledger = execute(tiny({A: [10] * 6}), decide(decided, A=0.5), cash=CASH)
        assert plain(ledger.equity)[0] == (base, CASH, 0.0, CASH, 3000.0)


def test_a_suspended_holding_keeps_its_last_close(execute: Execute) -> None:
    market = tiny({A: [10, {"open": 10, "close": 10.4}, None, {"open": 7, "close": 7, "volume": 0}], B: [10] * 4})
    ledger = execute(market, BUY_A, cash=CASH)
    assert [row[2] for row in ledger.equity] == [0.0, 52_000.0, 52_000.0, 52_000.0]


def test_a_last_close_is_adjusted_for_every_ex_date_in_the_suspension(execute: Execute) -> None:
    # 10.00 / 1.3 = 7.69 on D[2] (6500 shares: 49 985.00), 7.69 - 0.25 = 7.44 on D[3] (48 360.00; 1462.50 paid).
    actions = [action(A, D[2], bonus_per_share=0.3), action(A, D[3], cash_per_share=0.25)]
    ledger = execute(tiny({A: [10, 10, None, None], B: [10] * 4}, actions=actions), BUY_A, cash=CASH)
    assert plain(ledger.equity)[2:] == [
        (D[2], 49_987.0, 49_985.0, 99_972.0, 3000.0),
        (D[3], 51_449.5, 48_360.0, 99_809.5, 3000.0),
    ]


def test_rights_move_the_mark_too(execute: Execute) -> None:
    # (10 + 0.2 * 4) / 1.2 = 9.00: 45 000.00, and nothing is paid.
    actions = [action(A, D[2], rights_per_share=0.2, rights_price=4.0)]
    ledger = execute(tiny({A: [10, 10, None], B: [10] * 3}, actions=actions), BUY_A, cash=CASH)
    assert plain(ledger.equity)[-1] == (D[2], 49_987.0, 45_000.0, 94_987.0, 3000.0)


def test_positions_list_what_is_held_by_symbol(execute: Execute) -> None:
    # 2500 each; A is sold on D[2].
    ledger = execute(tiny({B: [10] * 3, A: [10] * 3}), decide(D[0], A=0.25, B=0.25) + decide(D[1], B=0.25), cash=CASH)
    assert plain(ledger.positions) == [
        (D[1], A, 2500, 10.0, 25_000.0),
        (D[1], B, 2500, 10.0, 25_000.0),
        (D[2], B, 2500, 10.0, 25_000.0),
    ]


def test_the_benchmark_is_the_index_that_was_asked_for(execute: Execute) -> None:
    market = tiny({A: [10, 10]})
    market["index"] += levels("H00300.CSI", 5100.0, 5200.0)
    ledger = execute(market, BUY_A, cash=CASH, benchmark="H00300.CSI")
    assert [row[4] for row in ledger.equity] == [5100.0, 5200.0]


def test_a_session_without_a_benchmark_is_an_error_that_names_it(
    execute: Execute, input_error: type[Exception]
) -> None:
    market = tiny({A: [10, 10, 10]})
    market["index"] += levels("H00300.CSI", 5100.0, None, 5200.0)
    with pytest.raises(input_error, match=str(D[1])):
        execute(market, BUY_A, cash=CASH, benchmark="H00300.CSI")
    # D[1] is outside a run that begins on D[2].
    execute(market, decide(D[2], A=0.5), cash=CASH, benchmark="H00300.CSI")


def test_the_run_ends_on_the_wanted_day(execute: Execute) -> None:
    market = tiny({A: [10] * 8})
    for end, last in ((D[2], D[2]), (SUNDAY, D[3]), (D[0], D[0])):
        ledger = execute(market, BUY_A, cash=CASH, end=end)
        assert ledger.equity[-1][0] == last


def test_an_end_before_the_base_date_is_an_error(execute: Execute, input_error: type[Exception]) -> None:
    with pytest.raises(input_error, match=str(D[1])):
        execute(tiny({A: [10] * 4}), decide(D[2], A=0.5), cash=CASH, end=D[1])


def index_goes_on() -> Tables:
    """The calendar knows D[0] to D[5]; the index ends on D[3], the last traded bars are of D[2]."""
    sessions: list[Row] = [{"date": day} for day in D[:6]]
    market = tiny({A: [10, 10, None, {"open": 9, "volume": 0}], B: [10] * 3}, sessions=sessions)
    market["index"] = levels("000300.SH", 1.0, 2.0, 3.0, 4.0)
    return market


def test_the_run_ends_on_the_last_session_with_a_traded_bar_of_any_symbol(execute: Execute) -> None:
    # A is held and trades no later than D[1]; B, which nobody holds, trades on D[2]. A bar of volume 0 is none.
    ledger = execute(index_goes_on(), BUY_A, cash=CASH)
    assert [row[0] for row in ledger.equity] == D[:3]


def test_a_later_end_takes_the_sessions_up_to_it(execute: Execute) -> None:
    # 5 000 shares at 10.00 and 13.00 of fees; on D[2] and D[3] the last close and the level of the index.
    ledger = execute(index_goes_on(), BUY_A, cash=CASH, end=D[3])
    assert plain(ledger.equity)[2:] == [
        (D[2], 49_987.0, 50_000.0, 99_987.0, 3.0),
        (D[3], 49_987.0, 50_000.0, 99_987.0, 4.0),
    ]


def test_a_later_end_that_takes_a_session_without_the_benchmark_is_an_error_that_names_it(
    execute: Execute, input_error: type[Exception]
) -> None:
    with pytest.raises(input_error, match=str(D[4])):
        execute(index_goes_on(), BUY_A, cash=CASH, end=D[4])


def test_a_first_decision_after_the_last_traded_bar_needs_an_end(
    execute: Execute, input_error: type[Exception]
) -> None:
    with pytest.raises(input_error, match="after the last traded bar"):
        execute(index_goes_on(), decide(D[3], A=0.5), cash=CASH)
    ledger = execute(index_goes_on(), decide(D[3], A=0.5), cash=CASH, end=D[3])
    assert plain(ledger.equity) == [(D[3], CASH, 0.0, CASH, 4.0)]


def test_by_itself_a_run_takes_the_total_return_when_it_has_every_session(execute: Execute) -> None:
    market = tiny({A: [10, 10, 10]})
    market["index"] += levels("H00300.CSI", None, 5100.0, 5200.0)
    # The base of the first run is D[0], which the total return lacks; that of the second is D[1].
    assert [row[4] for row in execute(market, BUY_A, cash=CASH).equity] == [3000.0, 3000.0, 3000.0]
    assert [row[4] for row in execute(market, decide(D[1], A=0.5), cash=CASH).equity] == [5100.0, 5200.0]
    forced = execute(market, decide(D[1], A=0.5), cash=CASH, benchmark="000300.SH")
    assert [row[4] for row in forced.equity] == [3000.0, 3000.0]


def test_sessions_come_from_the_sessions_table_when_there_is_one(execute: Execute) -> None:
    # D[1] is a date of the index only, so that the decision of D[0] goes out on D[2].
    market = tiny({A: [10, None, 10]}, sessions=[{"date": D[0]}, {"date": D[2]}])
    ledger = execute(market, BUY_A, cash=CASH)
    assert [row[0] for row in ledger.fills] == [D[2]]
    assert [row[0] for row in ledger.equity] == [D[0], D[2]]


def test_a_decision_on_the_last_session_leaves_the_base_row_alone(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10]}), decide(D[1], A=0.5), cash=CASH)
    assert plain(ledger.equity) == [(D[1], CASH, 0.0, CASH, 3000.0)]
    assert ledger.fills == []


def test_position_values_are_whole_cents(execute: Execute) -> None:
    # 33 333.33 of cash: 0.5 -> 1666 whole shares on STAR at 10.00; close 10.005 is no tick, 1666 * 10.005 = 16 668.33.
    market = tiny({"688001.SH": [10, {"open": 10, "close": 10.005}]})
    ledger = execute(market, decide(D[0], STAR=0.5), cash=33_333.33)
    assert plain(ledger.positions) == [(D[1], "688001.SH", 1666, 10.005, 16_668.33)]


def test_all_cash_from_the_start_is_a_flat_line(execute: Execute) -> None:
    ledger = execute(tiny({A: [10] * 3}), decide(D[0]), cash=CASH)
    assert [row[1:4] for row in ledger.equity] == [(CASH, 0.0, CASH)] * 3
    assert [*ledger.fills, *ledger.refusals, *ledger.events, *ledger.positions] == []


def test_the_default_cash_is_ten_million(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.5))
    # 500 000 shares: 5 000 000.00, commission 1250.00, transfer 50.00.
    assert plain(ledger.fills) == [(D[1], A, "buy", 500_000, 10.0, 5_000_000.0, 1250.0, 0.0, 50.0)]
    assert plain(ledger.equity)[0][1] == 10_000_000.0


def test_history_before_the_calendar_makes_no_row(execute: Execute) -> None:
    sessions: list[Row] = [{"date": day} for day in D[2:4]]
    ledger = execute(tiny({A: [10] * 4}, sessions=sessions), decide(date(2024, 1, 4), A=0.5), cash=CASH)
    assert [row[0] for row in ledger.equity] == D[2:4]
