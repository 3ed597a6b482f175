"""Runs of one command tested together, on curves made by hand.

Each curve stands beside a flat index, so that its daily log differences are those of its own equity. Noise has its mean
taken off and a deviation of 1% a day, so the error of the mean of n sessions is about 0.01 / sqrt(n) and what is added
to it is known in errors.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from backtest.metrics.curve import Curve
from backtest.result.contenders import contender, runs_together
from backtest.result.several import Contender, Several, several, several_sentences
from tests.reports.made_results import long_result

DAYS = np.arange("2024-01-01", "2024-09-08", dtype="datetime64[D]")  # 251: a base and 250 sessions
INDEX = "CSI 300 total return"


def curve(seed: int, added: float = 0.0, first: int = 0) -> Curve:
    noise = np.random.default_rng(seed).normal(0, 0.01, len(DAYS) - 1 - first)
    moves = noise - noise.mean() + added
    equity = 100 * np.exp(np.concatenate(([0.0], np.cumsum(moves))))
    return Curve(DAYS[first:], equity, np.full(len(equity), 100.0))


def run(name: str, market: Curve, *, sector: bool = True) -> Contender:
    return Contender(name, market, market if sector else None)


def compare(*runs: Contender, more: tuple[str, ...] = ()) -> Several:
    return several([*(each.name for each in runs), *more], runs, INDEX)


def test_a_truly_better_run_is_found_and_named_on_both_sides() -> None:
    # 0.004 a day is 6.3 errors of 0.01 / sqrt(250) = 0.00063.
    seen = compare(*(run(f"s{k}", curve(k)) for k in range(5)), run("good", curve(9, 0.004)))
    assert seen.market is not None
    assert seen.market.p_value < 0.01
    assert (seen.tried, seen.left_out) == (6, ())
    market, sector = several_sentences(seen)
    assert market == (
        "6 strategies ran together, and the best of several looks good by chance. Were none of the 6 that can "
        "be compared better than the CSI 300 total return, the best of 6 would still look as good in less than 1% of "
        "cases (Hansen's test for superior predictive ability, each from its own base, 2024-01-01 to 2024-09-07). "
        "Romano and Wolf's stepwise test, which names any such run in 5% of cases at most, names good."
    )
    assert sector == (
        "Against the sector of each in place of the index, the best of 6 without merit would look as good in less than "
        "1% of cases; the stepwise test names good."
    )


def test_runs_without_skill_are_not_named_however_many_there_are() -> None:
    # The best has 1.3 errors; of eleven without skill one has as much in most cases (1 - 0.9^11 = 69%).
    seen = compare(*(run(f"s{k}", curve(k)) for k in range(10)), run("lucky", curve(10, 0.0008)))
    assert seen.market is not None
    assert seen.market.better == ()
    assert 0.3 < seen.market.p_value < 0.95
    assert several_sentences(seen)[0].endswith("names none.")


def test_a_run_that_began_late_is_compared_and_shortens_none() -> None:
    # The early one gained in its first 150 sessions alone; cut to the 90 of the late one nothing would be left of it.
    early = curve(1)
    gained = np.minimum(np.arange(251), 150) * 0.005
    early = Curve(early.dates, early.equity * np.exp(gained), early.benchmark)
    seen = compare(run("early", early), run("flat", curve(2)), run("late", curve(3, first=160)))
    assert seen.compared == ("early", "flat", "late")
    assert seen.market is not None
    assert seen.market.sessions == 250
    assert [seen.compared[column] for column in seen.market.better] == ["early"]


def test_what_cannot_be_compared_was_tried_all_the_same() -> None:
    short = run("short", curve(3, first=191))  # 59 sessions
    ruined = curve(4)
    lost = run("lost", Curve(ruined.dates, np.concatenate((ruined.equity[:-1], [0.0])), ruined.benchmark))
    seen = compare(run("a", curve(1)), run("b", curve(2), sector=False), short, lost, more=("undated",))
    assert (seen.tried, seen.compared, seen.beside_sector) == (5, ("a", "b"), ("a",))
    assert seen.left_out == ("short", "lost", "undated")
    assert seen.sector is None
    (said,) = several_sentences(seen)
    assert said.startswith("5 strategies ran together, ")
    assert "none of the 2 that can be compared" in said
    why = "no test, too short a one, or an audit that was not passed."
    assert said.endswith(f"short, lost and undated cannot be compared: {why}")


def test_fewer_than_two_that_can_be_compared_are_no_test_but_a_warning() -> None:
    seen = compare(run("a", curve(1)), more=("mine",))
    assert (seen.market, seen.sector) == (None, None)
    (said,) = several_sentences(seen)
    assert said == (
        "2 strategies ran together, and fewer than two of them have a test of 60 sessions or more: the best of "
        "several is no evidence by being the best."
    )
    assert compare(more=("x", "y")).first is None


def test_the_document_names_runs_not_columns() -> None:
    document = compare(run("good", curve(9, 0.004)), run("b", curve(2))).document()
    assert isinstance(document["market"], dict)
    assert document["market"]["better"] == ["good"]
    assert document["tried"] == 2
    assert len(list(document["sentences"])) == 2  # type: ignore[call-overload]


def test_of_results_those_with_a_test_are_compared() -> None:
    first, second = replace(long_result(240, 4), name="a"), replace(long_result(240, 4, seed=8), name="b")
    undated = replace(long_result(240, 4, seed=9), name="undated", publications=(), split={})
    seen = runs_together([first, second, undated])
    assert seen is not None
    assert (seen.compared, seen.left_out) == (("a", "b"), ("undated",))
    assert seen.benchmark == INDEX
    found = contender(first)
    assert found is not None
    # Published on session 80 of 240: the test is the 160 sessions from there on.
    assert found.market.dates[0] == first.ledger.sessions[80]
    assert len(found.market.dates) == 161


def test_a_single_run_is_the_best_of_nothing() -> None:
    assert runs_together([long_result(240, 4)]) is None
    assert runs_together([]) is None


def test_of_a_run_with_hindsight_the_run_as_published_is_compared() -> None:
    known = replace(long_result(240, 4), name="a")
    ahead = long_result(240, 4, hindsight=True)
    seen = contender(replace(ahead, name="a", as_published=known))
    plain = contender(known)
    assert seen is not None
    assert plain is not None
    assert seen.market.equity.tolist() == plain.market.equity.tolist()
