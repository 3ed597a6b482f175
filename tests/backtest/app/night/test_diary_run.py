"""The paper diary executed: six weekdays from Tuesday 2 January 2024, A and B at whole prices, 100,000 CNY.

A: 10 up to D[3], then 10.50; B: 20. The index stands at 3,000.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby

import pytest

from backtest.app.night.diary import START, Diary, chained
from backtest.app.night.diary_run import diary_run, diary_targets, doubtful_days
from backtest.options import Options
from backtest.result.paper_diary import diary_beside, diary_sentence
from backtest.result.parts import run_parts
from backtest.result.verdict import verdict
from data_sources.errors import UserError
from tests.execution.market import A, B, D, tiny
from tests.execution.prepared import panel_of

PANEL = panel_of(tiny({A: [10, 10, 10, 10, 10.5, 10.5], B: [20, 20, 20, 20, 20, 20]}))
OPTIONS = Options(cash=100_000.0)


def diary(*rows: tuple[date, str, date | str, str, str], late: tuple[date, ...] = (), unknown: bool = False) -> Diary:
    cells = []
    for _, group in groupby(rows, key=lambda row: row[:2]):
        same = list(group)
        for number, row in enumerate(same, 1):
            mark = "yes" if row[0] in late else "unknown" if unknown else "no"
            cells.append((*map(str, row), "s1", "2024-01-02T10:00:00Z", mark, f"{number}/{len(same)}"))
    return Diary(tuple(chained(cells, START)))


HALF = diary(
    # Decided on D[0], written on D[1]; the same weights again on D[2]; sold on D[3].
    (D[1], "mine", D[0], A, "0.5"),
    (D[1], "other", D[0], B, "0.5"),
    (D[2], "mine", D[0], A, "0.5"),
    (D[3], "mine", D[3], "", "0.0"),
)


def test_a_day_that_repeats_the_one_before_is_no_decision() -> None:
    assert diary_targets(HALF, "mine").rows() == [(D[1], A, 0.5), (D[3], "", 0.0)]
    # The same decision with other weights, after a revision of data: wanted from then on.
    revised = diary((D[1], "mine", D[0], A, "0.5"), (D[2], "mine", D[0], A, "0.25"))
    assert diary_targets(revised, "mine").rows() == [(D[1], A, 0.5), (D[2], A, 0.25)]
    assert diary_targets(HALF, "nobody").rows() == []


def test_it_is_traded_from_the_session_after_its_first_row() -> None:
    run = diary_run(HALF, "mine", PANEL, OPTIONS)
    assert run is not None
    assert run.ledger.sessions[0].item() == D[1]
    # Bought on D[2], not on D[1] as the decision of D[0] would.
    assert [(str(row.date)[:10], row.side, row.price) for row in run.fills.itertuples()] == [
        (str(D[2]), "buy", 10.0),
        (str(D[4]), "sell", 10.5),
    ]
    # 5,000 shares: 52,500.00 - 50,000.00; commission 12.50 + 13.13, transfer 0.50 + 0.53, stamp duty 26.25.
    assert run.ledger.equity[-1] == pytest.approx(102_447.09, abs=0.011)


def test_all_of_it_is_test_and_its_sentences_speak_of_the_diary() -> None:
    run = diary_run(HALF, "mine", PANEL, OPTIONS)
    assert run is not None
    (part,) = run_parts(run)
    assert (part.name, part.label, part.base_date) == ("test", "Paper diary", D[1])
    assert verdict(run).headline.startswith(
        f"Since the first row of its paper diary on {D[1]} (base: close of {D[1]}) to {D[5]} the strategy made +2.4%"
    )
    beside = diary_beside(run)
    assert beside is not None
    assert beside.words == f"paper diary since {D[1]}: +2.4% against 0.0%"
    assert diary_sentence(beside) == (
        f"Paper diary since {D[1]}: +2.4% against 0.0% of the CSI 300 price index in 4 sessions to {D[5]}; its weights "
        "were written down on their days."
    )


def test_it_is_judged_as_soon_as_it_has_one_session() -> None:
    last = diary((D[4], "mine", D[4], A, "0.5"))
    run = diary_run(last, "mine", PANEL, OPTIONS)
    assert run is not None
    beside = diary_beside(run)
    assert beside is not None
    assert beside.sessions == 1
    assert " in 1 session to " in diary_sentence(beside)
    assert diary_run(diary((D[5], "mine", D[5], A, "0.5")), "mine", PANEL, OPTIONS) is None
    assert diary_run(last, "mine", PANEL, Options(end=D[4])) is None
    assert diary_run(HALF, "nobody", PANEL, OPTIONS) is None


def test_a_name_that_the_market_lacks_is_one_line() -> None:
    with pytest.raises(UserError, match=r"the paper diary of mine names 600009\.SH, which the store does not have"):
        diary_run(diary((D[1], "mine", D[1], "600009.SH", "0.5")), "mine", PANEL, OPTIONS)


def test_days_that_were_filled_in_late_are_not_traded_and_the_page_says_so() -> None:
    # D[2] and D[3] were filled in afterwards, when A's rise to 10.50 on D[4] was known.
    rows = (
        (D[1], "mine", D[0], "", "0.0"),
        (D[2], "mine", D[2], A, "1.0"),
        (D[3], "mine", D[3], A, "1.0"),
        (D[4], "mine", D[4], "", "0.0"),
    )
    filled = diary(*rows, late=(D[2], D[3]))
    assert diary_targets(filled, "mine").rows() == [(D[1], "", 0.0), (D[4], "", 0.0)]
    assert doubtful_days(filled, "mine") == (2, 0)
    run = diary_run(filled, "mine", PANEL, OPTIONS)
    assert run is not None
    assert len(run.fills) == 0
    beside = diary_beside(run, *doubtful_days(filled, "mine"))
    assert beside is not None
    assert diary_sentence(beside).endswith(
        "; its weights were written down on their days; 2 days more were filled in after the next session had begun, "
        "which proves nothing, and so not traded."
    )
    assert diary_run(diary(*rows, late=tuple(D)), "mine", PANEL, OPTIONS) is None


def test_days_from_before_the_time_was_kept_are_traded_and_the_page_says_so() -> None:
    old = diary((D[1], "mine", D[0], A, "0.5"), (D[3], "mine", D[3], "", "0.0"), unknown=True)
    run = diary_run(old, "mine", PANEL, OPTIONS)
    assert run is not None
    assert len(run.fills) == 2
    beside = diary_beside(run, *doubtful_days(old, "mine"))
    assert beside is not None
    assert beside.words == f"paper diary since {D[1]}: +2.4% against 0.0%, 2 days without a time of writing"
    assert diary_sentence(beside).endswith("on their days; of 2 days the time of writing was not kept.")


def test_rows_whose_writing_was_cut_off_are_no_decision() -> None:
    cells = [
        (str(D[1]), "mine", "", A, "0.9", "s1", "2024-01-02T10:00:00Z", "no", "1/2"),
        (str(D[1]), "mine", "", A, "0.5", "s1", "2024-01-02T11:00:00Z", "no", "1/2"),
        (str(D[1]), "mine", "", B, "0.25", "s1", "2024-01-02T11:00:00Z", "no", "2/2"),
    ]
    cut = Diary(tuple(chained(cells, START)))
    assert diary_targets(cut, "mine").rows() == [(D[1], A, 0.5), (D[1], B, 0.25)]
