"""What a sweep says, word for word, in both languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backtest.sweeps.evidence import SweepEvidence
from backtest.sweeps.evidence_sentences import chance
from backtest.sweeps.front import front_of
from backtest.sweeps.neighbours import Peak
from backtest.sweeps.outcome import Sweep
from backtest.sweeps.sentences import evidence_sentences, sentences
from backtest.sweeps.walked_sentences import walked_sentences
from backtest.validity.beside_default import BesideDefault
from backtest.validity.best_of_many import BestOfMany
from backtest.validity.glued import Beside
from backtest.validity.interval import Interval
from backtest.validity.overfitting import Overfitting
from backtest.validity.sharpe import Deflated
from backtest.validity.superiority import Superiority
from tests.backtest.sweeps.made_sweeps import Key, made_sweep, walked_through

SHARPES: dict[Key, float | str] = {(20, 3): 1.1, (20, 5): 0.9, (60, 3): 1.4, (60, 5): 0.7}
ALONE = "The best setting is a peak alone:"
CHOOSING = "how probable it is that the best setting is the work of choosing"
DIALS = {"lookback": [20, 60], "top": [3, 5]}


def overfitting(probability: float) -> Overfitting:
    """Of 70 splits of 8 blocks."""
    none = np.zeros(70)
    return Overfitting(
        probability, 0.3, none, none, none, none.astype(np.int64), None, None, None, "sharpe", 8, 200, 4
    )  # fmt: skip


def deflated(probability: float, trials: int = 9) -> BestOfMany:
    seen = Deflated(0.1, 0.12, probability, trials, 200)
    return BestOfMany(2, seen, seen, 3.0, seen)


def beside(p_value: float, *better: int) -> SweepEvidence:
    test = Superiority(p_value, better, 3, 200, 0.05, 4, 1000, 2)
    return SweepEvidence(superiority=BesideDefault(test, np.array([], np.int64)))


def peak(kept: float | None, neighbours: int = 2) -> SweepEvidence:
    return SweepEvidence(peak=Peak((1, 0), 1.4, neighbours, 0.5, 1.5, kept))


def made(evidence: SweepEvidence | None = None, sessions: int = 200) -> Sweep:
    return made_sweep(DIALS, SHARPES, (20, 3), evidence=evidence, sessions=sessions)


def test_best_own_sessions_and_trials() -> None:
    told = sentences(made())
    assert list(told) == [
        "Best of 4 settings by Sharpe ratio: lookback=60 top=3 with 1.40, +10.0 points against CSI 300 total return.",
        "The strategy's own setting, lookback=20 top=3, stands at rank 2 of 4 with 1.10.",
        # 200 daily returns from the close of 5 February 2025: day 200 after it is 24 August.
        "All are compared over the 200 sessions from 2025-02-05 to 2025-08-24.",
        "4 sets; 4 settings of this strategy have been tried on this store.",
    ]
    assert [each.zh for each in told] == [
        "4 组参数中按夏普比率最好的是 lookback=60 top=3：1.40，相对沪深300全收益 +10.0 个百分点。",
        "策略自身的参数 lookback=20 top=3 排第 2（共 4 组），为 1.10。",
        "全部参数均在 2025-02-05 至 2025-08-24 的 200 个交易日上比较。",
        "本次 4 组；该策略在此数据库上共试过 4 组参数。",
    ]


def test_dead_and_failed_settings_are_named_once_for_each_reason() -> None:
    sharpes: dict[Key, float | str] = {
        (20, "open"): 1.1, (20, "close"): "it held nothing", (60, "open"): "it held nothing",
        (60, "close"): "!no price",
    }  # fmt: skip
    found = made_sweep({"lookback": [20, 60], "fill": ["open", "close"]}, sharpes, (20, "open"))
    named = [each for each in sentences(found) if "in no rank" in each]
    assert named == [
        "2 dead, in no rank: lookback=20 fill=close; lookback=60 fill=open: it held nothing.",
        "1 failed, in no rank: lookback=60 fill=close: no price.",
    ]
    assert [each.state for each in found.settings] == ["traded", "dead", "dead", "failed"]


def test_an_own_setting_outside_of_the_grid_says_so_and_a_dead_one_why() -> None:
    outside = made_sweep(DIALS, {**SHARPES, (40, 3): 1.2}, (40, 3))
    assert "own setting, lookback=40 top=3, which the grid lacks, stands at rank 2 of 5" in sentences(outside)[1]
    dead = made_sweep(DIALS, {**SHARPES, (20, 3): "it held nothing"}, (20, 3))
    assert sentences(dead)[1] == "The strategy's own setting has no rank: it held nothing."
    assert front_of(dead).claim.endswith("; the strategy's own setting has no rank.")


def test_nothing_that_held_anything_is_nothing_to_rank() -> None:
    found = made_sweep({"top": [3, 5]}, {(3,): "it held nothing", (5,): "it held nothing"}, (3,))
    assert sentences(found)[0] == "No setting held anything: there is nothing to rank."
    assert front_of(found).tiles == ()
    assert evidence_sentences(found) == ()


@pytest.mark.parametrize(("probability", "share"), [(0.0, "0%"), (0.46, "46%")])
def test_the_probability_of_overfitting(probability: float, share: str) -> None:
    (said,) = evidence_sentences(made(SweepEvidence(overfitting(probability))))
    assert said.startswith(f"Probability of backtest overfitting: {share}. In so many of 70 splits")
    assert f"回测过拟合概率（PBO）：{share}。在 70 种划分中" in said.zh


@pytest.mark.parametrize(
    ("probability", "said", "zh"),
    [
        (
            0.6234,
            "without skill would show is 62%; it does not pass the usual bar of 95%.",
            "的概率为 62%，未达到通常的 95%",
        ),
        (0.002, "would show is under 1%; it does not pass", "的概率为不足 1%，未达到"),
        (0.999, "would show is over 99%; it passes the usual bar", "的概率为 99% 以上，达到"),
    ],
)
def test_the_deflated_ratio(probability: float, said: str, zh: str) -> None:
    (told,) = evidence_sentences(made(SweepEvidence(deflated=deflated(probability))))
    assert said in told
    assert "the best of 9 settings" in told
    assert zh in told.zh


def test_a_chance_is_never_none_nor_certain() -> None:
    assert [str(chance(value)) for value in (0.0, 0.0099, 0.01, 0.5, 0.99, 1.0)] == [
        "under 1%", "under 1%", "1%", "50%", "99%", "over 99%",
    ]  # fmt: skip


def test_settings_that_are_better_than_the_own_one_are_named() -> None:
    none, one, two = (
        evidence_sentences(made(beside(p, *better)))[0] for p, *better in ((0.4,), (0.02, 2), (0.01, 1, 2))
    )
    assert none == (
        "Against the strategy's own setting: p = 0.40 (superior predictive ability), the chance that the best of 3 "
        "without any advantage looks as good; no setting is better than it beyond doubt."
    )
    # Column 2 is lookback=60 top=3, of rank 1; column 1 has rank 3.
    assert one.endswith("looks as good; better than it is lookback=60 top=3.")
    assert two.endswith("looks as good; better than it are 2, first of them lookback=60 top=3.")


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (peak(0.2), f"{ALONE} the 2 settings beside it keep 20% of its lead over the rest, which is what luck does."),
        (peak(-0.4, 1), f"{ALONE} the setting beside it keeps 0% of its lead over the rest, which is what luck does."),
        (peak(0.8), "The best setting stands on a hill: the 2 settings beside it keep 80% of its lead over the rest."),
        (peak(None), "The grid is too small to tell whether the best setting is a peak alone."),
        (peak(None, 0), "No setting is one step beside the best: whether it is a peak alone cannot be told."),
    ],
)  # fmt: skip
def test_a_peak_alone_is_told_from_a_hill(evidence: SweepEvidence, said: str) -> None:
    assert evidence_sentences(made(evidence)) == (said,)


def test_few_sessions_are_a_sentence_for_each_thing_that_cannot_be_told() -> None:
    assert list(evidence_sentences(made(sessions=59))) == [
        f"59 sessions are too few to say {CHOOSING} (120 are needed).",
        "59 sessions are too few to deflate its Sharpe ratio (60 are needed).",
        "59 sessions are too few to test the settings against the strategy's own (60 are needed).",
    ]


@pytest.mark.parametrize(
    ("evidence", "sessions", "but"),
    [
        (SweepEvidence(overfitting(0.7)), 119,
         "119 sessions are too few to tell the best setting from the luckiest one."),
        (SweepEvidence(overfitting(0.7), deflated(0.2)), 120,
         "choosing it is no better than choosing among noise: the probability of backtest overfitting is 70%."),
        (SweepEvidence(overfitting(0.2), deflated(0.2), None, peak(0.1).peak), 120,
         "it is a peak alone on the grid: the settings beside it do not do as well."),
        (SweepEvidence(overfitting(0.2), deflated(0.2), None, peak(0.9).peak), 120,
         "the probability that it beats the best of 9 settings without skill is 20%, below the usual 95%."),
        (SweepEvidence(overfitting(0.2), deflated(0.96), None, peak(0.9).peak), 120, ""),
    ],
)  # fmt: skip
def test_the_front_has_the_doubt_that_weighs_most(evidence: SweepEvidence, sessions: int, but: str) -> None:
    assert front_of(made(evidence, sessions=sessions)).but == but


def test_the_front_says_the_best_and_where_the_own_setting_stands() -> None:
    front = front_of(made(SweepEvidence(overfitting(0.2), deflated(0.62))))
    assert front.claim == (
        "Of 4 settings lookback=60 top=3 is the best by Sharpe ratio, 1.40: +10.0 points against CSI 300 total return "
        "in 200 sessions; the strategy's own, lookback=20 top=3, is rank 2 of 4 with 1.10."
    )
    assert front.claim.zh == (
        "4 组参数中，按夏普比率最好的是 lookback=60 top=3（1.40）：200 个交易日内相对沪深300全收益 +10.0 个百分点；"
        "策略自身的参数 lookback=20 top=3 排第 2（共 4 组），为 1.10。"
    )
    assert [(str(tile.value), str(tile.note)) for tile in front.tiles] == [
        ("1.40", "lookback=60 top=3"), ("2 of 4", "lookback=20 top=3: 1.10"), ("20%", "noise has about 50%"),
        ("0.62", "against the best of 9 without skill; 0.95 is usual"),
    ]  # fmt: skip
    assert front_of(made_sweep(DIALS, SHARPES, (60, 3))).claim.endswith("; it is the strategy's own setting.")


def test_what_choosing_made_is_said_a_year_and_of_less_than_a_year_in_all() -> None:
    found = walked_through(made_sweep({"top": [3, 5]}, {(3,): 1.0, (5,): 0.5}, (3,), sessions=1_000), base=100,
                           tests=[400, 400]).walked  # fmt: skip
    assert found is not None
    beside = {
        "own": Beside(0.21, Interval(-0.19, 0.44, 0.95, 400, 6)), "plain": Beside(-0.19, None), "benchmark": None,
    }  # fmt: skip
    made, ahead, chosen, *_ = walked_sentences(replace(found, beside=beside))
    assert made.endswith("2 windows from 2025-05-16 to 2027-07-25 (800 sessions), the choices made +30.0%.")
    assert ahead == (
        "Geometric excess a year: +21.0% against the strategy's own setting (95% interval −19.0% to +44.0%); "
        "−19.0% against the plain list."
    )
    assert ahead.zh == "年化几何超额：相对策略自身参数 +21.0%（95% 区间 −19.0% 至 +44.0%）；相对等权名单 −19.0%。"
    # Ranks 1 and 2 of two settings.
    assert "at rank 1.5 of 2 in the middle (1.5 is what drawing one would do)" in chosen


def test_one_choice_in_every_window_is_said_as_one() -> None:
    found = walked_through(made(), base=100, tests=[40, 40]).walked
    assert found is not None
    first = found.windows[0]
    alike = replace(found, windows=(first, replace(first, rank=None, rows=(40, 80))))
    # A window without a rank has none in the middle of them.
    assert walked_sentences(alike)[1].startswith(
        "The same setting was chosen in every window; in its test the choice stood at rank 1 of 4 in the middle"
    )


def test_a_walk_forward_of_half_a_year_is_not_annualised() -> None:
    found = walked_through(made_sweep({"top": [3, 5]}, {(3,): 1.0, (5,): 0.5}, (3,)), base=10, tests=[91, 91]).walked
    assert found is not None
    half = replace(found, beside={"own": Beside(0.21, Interval(-0.19, 0.44, 0.95, 400, 6))})
    # 182 days are 0.4983 of a year: 1.21 to that is 1.0997, 0.81 is 0.9003, 1.44 is 1.1993.
    assert walked_sentences(half)[1] == (
        "Geometric excess in all: +10.0% against the strategy's own setting (95% interval −10.0% to +19.9%)."
    )
