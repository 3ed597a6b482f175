"""What is measured about the judged part, and what of it the badge rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from backtest.market.panel import VOLUME
from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.badge import Grounds
from backtest.result.benchmark import headline_benchmark
from backtest.result.evidence import Evidence, evidence, grounds_of
from backtest.result.judge import judge
from backtest.result.look_ahead import FROM_OUTSIDE, LEFT_OUT, LookAhead
from backtest.result.manifest import About
from backtest.result.parts import RunPart, judged_part, run_parts
from backtest.result.result import Result
from backtest.result.sentences.trials import trials_sentence
from backtest.result.standard import Standard
from backtest.result.trials import TrialCount
from backtest.result.verdict import verdict
from backtest.targets import targets_from_rows
from backtest.validity.sharpe import Deflated
from data_sources.language.text import both
from tests.backtest.result.made_markets import PUBLISHED, SESSIONS, Truth, made_about, made_panel, made_run, random_rule
from tests.strategies.rules.market import make_panel, weekdays

DAYS = weekdays("2025-01-06", 5)
A, B, C = "600000.SH", "600001.SH", "600002.SH"
TINY = make_panel(
    DAYS,
    {A: [10.0, 10.0, 10.0, 11.0, 11.0], B: [20.0, 20.0, 20.0, 20.0, 20.0], C: [30.0, 33.0, 36.3, 39.9, 39.9]},
    [4000.0, 4000.0, 4040.0, 4040.0, 4080.0],
)
STATED = Publication("001", "A Broker", DAYS[0], states_thesis=True)
FAILED = LookAhead("failed", both("it knew the closes of 5 sessions ahead", "提前知道 5 个交易日的收盘价"))


def tiny(**about: object) -> Result:
    """Half A and half B, decided at the first close."""
    told = {"publications": (STATED,), "chosen_from": (A, B), **about}
    return judge(TINY, targets_from_rows([(DAYS[0], A, 0.5), (DAYS[0], B, 0.5)]), Options(), About("tiny", **told))  # type: ignore[arg-type]


def judged(result: Result) -> RunPart:
    part = judged_part(run_parts(result))
    assert part is not None
    return part


def measured(result: Result) -> Evidence:
    return evidence(result, judged(result), headline_benchmark(result))


def grounds(result: Result) -> Grounds:
    return grounds_of(result, judged(result), measured(result))


def test_the_pool_stands_beside_the_part_as_a_benchmark() -> None:
    # From the first close A makes 10%, B nothing: 5% in equal weights, whatever C did. The index makes 2%.
    result = tiny()
    seen, made = measured(result), result.ledger.equity[-1] / result.ledger.equity[0] - 1.0
    assert seen.pool is not None
    assert seen.pool.names == 2
    assert seen.pool.numbers.market == pytest.approx(0.05)
    assert seen.numbers.market == pytest.approx(0.02)
    assert seen.pool.numbers.own == seen.numbers.own == pytest.approx(made)
    # Bought a session later at the same prices: 5% less two commissions.
    assert 0.045 < made < 0.05


def test_the_pool_is_every_name_when_nobody_chose_and_none_when_no_name_was_there() -> None:
    everything, nothing = measured(tiny(chosen_from=None)).pool, measured(tiny(chosen_from=("300001.SZ",))).pool
    assert everything is not None
    # C makes 39.9 / 30 - 1 = 33%: a third of 10%, 0% and 33%.
    assert everything.names == 3
    assert everything.numbers.market == pytest.approx(0.43 / 3)
    assert nothing is None


def test_a_short_part_has_no_interval_alpha_sharpe_or_drawdown() -> None:
    seen = measured(tiny())
    assert (seen.numbers.interval, seen.sector, seen.sharpe, seen.deflated, seen.drawdown) == (None,) * 5
    assert grounds(tiny()).excess is None


def test_a_run_that_nothing_dates_is_measured_and_not_judged() -> None:
    result = tiny(publications=(), standard=Standard("001", "overweight", DAYS[0], DAYS[4], 0.0, None))
    assert judged(result).name == "whole"
    assert not grounds(result).judged
    # A standard is that of a report: without one to date it there is none.
    assert measured(result).standard is None


def test_a_run_that_held_nothing_is_not_judged() -> None:
    cash = judge(TINY, targets_from_rows([(DAYS[0], "", 0.0)]), Options(), About("cash", publications=(STATED,)))
    assert not grounds(cash).judged
    assert measured(cash).traded.effective_median is None
    assert not grounds(cash).few_names


def test_a_rule_whose_audit_failed_or_was_left_out_is_not_judged_and_weights_from_outside_are() -> None:
    assert grounds(tiny()).judged
    assert not grounds(replace(tiny(), look_ahead=FAILED)).judged
    assert not grounds(replace(tiny(), look_ahead=LEFT_OUT)).judged
    assert grounds(replace(tiny(), look_ahead=FROM_OUTSIDE)).judged


def test_two_names_are_few_and_ten_are_not() -> None:
    assert grounds(tiny()).few_names
    assert not grounds(made_run(0, Truth())).few_names


def test_an_open_horizon_is_not_due_and_a_run_without_a_standard_always_is() -> None:
    open_still = Standard("001", "overweight", DAYS[0], date(2025, 7, 6), -1.0, None)
    closed = replace(open_still, due=DAYS[4])
    assert (grounds(tiny(standard=open_still)).due, grounds(tiny(standard=open_still)).met) == (False, True)
    assert (grounds(tiny(standard=closed)).due, grounds(tiny(standard=closed)).met) == (True, True)
    assert grounds(tiny(standard=replace(closed, lower=0.5))).met is False
    assert (grounds(tiny()).due, grounds(tiny()).met) == (True, None)


def test_a_sector_index_that_lacks_a_session_of_the_part_is_not_used() -> None:
    panel = made_panel(0, Truth())
    late = np.array(panel.benchmarks["H30184.CSI"])
    late[-1] = np.nan
    about, rule = made_about(panel), random_rule(panel, 0)
    whole = measured(judge(panel, rule, Options(), about))
    without = replace(panel, benchmarks={**panel.benchmarks, "H30184.CSI": late})
    # The run still goes to the last session: the equal weight of the pool takes the place of the index.
    short = measured(judge(without, rule, Options(), about))
    assert whole.sector is not None
    assert short.sector is not None
    assert (whole.sector.by_pool, whole.sector_incomplete) == (False, ())
    assert (short.sector.by_pool, short.sector_incomplete) == (True, ("H30184.CSI",))


def test_the_sharpe_ratio_is_deflated_by_the_trials_that_were_counted() -> None:
    # Bailey and Lopez de Prado (2014): 100 trials whose ratios have a variance of 1/2 a year show 0.1132 a day. Five
    # times that is over the sampling noise of 289 sessions and shows 0.1132 * sqrt(5) = 0.2531.
    result, when = made_run(0, Truth()), datetime(2026, 1, 1)  # noqa: DTZ001 - UTC without a zone, as counts are kept
    many = measured(replace(result, trials=TrialCount(100, 120, 2.5 / 250, when, when))).deflated
    one = measured(replace(result, trials=TrialCount(1, 3, None, when, when)))
    assert many is not None
    assert one.deflated is not None
    assert one.sharpe is not None
    assert (many.trials, round(many.expected_maximum, 4)) == (100, 0.2531)
    assert (one.deflated.trials, one.deflated.expected_maximum) == (1, 0.0)
    assert many.probability < one.deflated.probability
    # Both ratios are of one session: the one a year over the root of its sessions.
    assert many.sharpe == one.deflated.sharpe == pytest.approx(one.sharpe.annual / sessions_a_year(result) ** 0.5)
    assert measured(result).deflated is None


def test_settings_that_hardly_differ_have_the_bar_of_as_many_independent_ones() -> None:
    # 43 near copies have a variance of 4e-7, which alone would set the bar at 0.0014. Z(1 - 1/43) = 1.991 and
    # Z(1 - 1/(43 e)) = 2.385: 0.4228 * 1.991 + 0.5772 * 2.385 = 2.2184 deviations; one of 289 sessions is 1 / 17, so
    # the bar is at 0.1305, and a hair over it since the ratio of the run is not zero.
    result, when = made_run(0, Truth()), datetime(2026, 1, 1)  # noqa: DTZ001 - UTC
    seen = measured(replace(result, trials=TrialCount(43, 43, 4e-7, when, when))).deflated
    assert seen is not None
    assert seen.sessions == 289
    assert 0.1304 < seen.expected_maximum < 0.1310


def test_several_settings_without_a_variance_have_no_deflated_ratio() -> None:
    result, when = made_run(0, Truth()), datetime(2026, 1, 1)  # noqa: DTZ001 - UTC
    several = replace(result, trials=TrialCount(4, 4, None, when, when))
    seen = measured(several)
    assert (seen.deflated, seen.deflated_benchmark) == (None, None)
    said = trials_sentence(several, seen, headline_benchmark(several), dated=True)
    assert said == "4 settings of this strategy have been tried on this store."
    table = replace(several, look_ahead=FROM_OUTSIDE)
    said = trials_sentence(table, seen, headline_benchmark(table), dated=True)
    assert said == f"4 settings of weight tables named {table.name} have been tried on this store."


def test_the_benchmark_is_held_against_the_same_bar_over_the_same_days() -> None:
    when = datetime(2026, 1, 1)  # noqa: DTZ001 - UTC
    for trials in (TrialCount(1, 1, None, when, when), TrialCount(5, 5, 0.001, when, when)):
        result = replace(made_run(0, Truth()), trials=trials)
        # An index that does what the run does has the same probability.
        itself = replace(headline_benchmark(result), values=result.ledger.equity)
        seen = evidence(result, judged(result), itself)
        assert seen.deflated is not None
        assert seen.deflated_benchmark == seen.deflated
        other = measured(result).deflated_benchmark
        assert other is not None
        assert other.expected_maximum == seen.deflated.expected_maximum
        assert other.probability != seen.deflated.probability


def test_trials_that_are_not_those_that_were_counted_are_said_beside_the_number() -> None:
    result, when = made_run(0, Truth()), datetime(2026, 1, 1)  # noqa: DTZ001 - UTC
    doubtful = replace(result, trials=TrialCount(1, 1, None, when, when, altered="2 of 3 trials were taken away"))
    seen = measured(doubtful)
    said = trials_sentence(doubtful, seen, headline_benchmark(doubtful), dated=True)
    assert said.startswith("1 setting of this strategy has been tried on this store: the probability that")
    assert said.endswith(
        "%. The trials on the store are not those that were counted (2 of 3 trials were taken away): more may have "
        "been, and the probability may be lower."
    )
    more = "The trials on the store are not those that were counted (2 of 3 trials were taken away): more may have been"
    assert f"{more} tried." in verdict(doubtful).paragraph
    # Without a probability too.
    said = trials_sentence(doubtful, seen, headline_benchmark(doubtful), dated=False)
    assert said.startswith("1 setting of this strategy has been tried on this store. The trials on the store are not")


def test_what_the_trials_are_worth_in_words() -> None:
    when = datetime(2026, 1, 1)  # noqa: DTZ001 - UTC
    result = made_run(0, Truth())
    index = replace(headline_benchmark(result), name=both("CSI 300 total return", "沪深300全收益"))
    seen = replace(
        measured(result),
        deflated=Deflated(0.1, 0.0, 0.974, 1, 289),
        deflated_benchmark=Deflated(0.1, 0.0, 0.981, 1, 289),
    )
    one, five = (replace(result, trials=TrialCount(count, 9, 0.001, when, when)) for count in (1, 5))
    assert trials_sentence(one, seen, index, dated=True) == (
        "1 setting of this strategy has been tried on this store: the probability that its true Sharpe ratio is above "
        "zero is 97%; that of the CSI 300 total return over the same days is 98%."
    )
    assert trials_sentence(five, seen, index, dated=True) == (
        "5 settings of this strategy have been tried on this store: the probability that its true Sharpe ratio is above"
        " what the best of 5 independent ones without skill would show (the deflated Sharpe ratio) is 97%; that of the "
        "CSI 300 total return over the same days is 98%."
    )
    # What no day dates is in sample: one setting says nothing, the best of several at least how many there were.
    alone = "1 setting of this strategy has been tried on this store."
    assert trials_sentence(one, seen, index, dated=False) == alone
    assert "tried on this store: in sample the probability that " in trials_sentence(five, seen, index, dated=False)
    assert "probability" not in trials_sentence(replace(five, look_ahead=FAILED), seen, index, dated=False)


def sessions_a_year(result: Result) -> float:
    part = judged(result)
    return part.sessions / ((part.last_date - part.base_date).days / 365.25)


def test_a_total_loss_leaves_what_needs_no_logarithm() -> None:
    result = made_run(0, Truth())
    lost = replace(result.ledger, cash=np.where(np.arange(len(result.ledger.cash)) < SESSIONS - 60, 1e7, 0.0))
    lost = replace(lost, holdings=np.zeros(len(lost.cash)))
    seen = evidence(replace(result, ledger=lost), judged(replace(result, ledger=lost)), headline_benchmark(result))
    assert (seen.numbers.interval, seen.sector, seen.sharpe, seen.drawdown) == (None,) * 4
    assert seen.numbers.own == -1.0


def test_a_run_that_goes_on_after_the_last_bar_of_any_share_is_not_judged() -> None:
    """Three flat days at the end would make every interval narrower."""
    panel = made_panel(1, Truth())
    bars = np.array(panel.bars)
    bars[:, -3:] = np.nan
    bars[VOLUME, -3:] = 0.0
    dead = replace(panel, bars=bars)
    about, rule = made_about(panel), random_rule(panel, 1)
    stopped = judge(dead, rule, Options(), about)
    went_on = judge(dead, rule, Options(end=panel.sessions[-1].item()), about)
    one_more = judge(dead, rule, Options(end=panel.sessions[-3].item()), about)
    assert grounds(stopped).judged
    assert not grounds(went_on).judged
    assert verdict(went_on).reason == "Its last 3 sessions have no bar of any share."
    assert verdict(one_more).reason == "Its last session has no bar of any share."


def test_a_run_that_begins_after_its_report_is_not_judged_by_it() -> None:
    """A start that was chosen later leaves out what the call did first, its own standard included."""
    panel = made_panel(1, Truth())
    later = panel.sessions[PUBLISHED + 60].item()
    late = judge(panel, random_rule(panel, 1), Options(start=later), made_about(panel, asked=0.05))
    # The rule decides anew every 40 sessions: its first decision from then on is of session 40 + 80.
    assert judged(late).base_date == panel.sessions[PUBLISHED + 80].item()
    assert not grounds(late).judged
    assert measured(late).standard is None
    assert verdict(late).reason == (
        f"It begins on {panel.sessions[PUBLISHED + 80]}, after 001 was published on {panel.sessions[PUBLISHED]}."
    )
    assert any(each.startswith("It is not compared with the plain list") for each in verdict(late).sentences)
    assert not any("plain list" in each for each in verdict(made_run(1, Truth())).sentences)


def test_a_run_without_a_part_to_judge_says_why() -> None:
    """It ends on the day of its report, or none of its reports states the thesis."""
    lent = replace(STATED, states_thesis=False)
    last = targets_from_rows([(DAYS[4], A, 0.5)])
    ended = judge(TINY, last, Options(), About("late", publications=(replace(STATED, known_from=DAYS[4]),)))
    assert verdict(ended).reason == "No session of it follows the publication."
    assert verdict(tiny(publications=(lent,))).reason == "No report that it rests on states its thesis."


def test_one_session_is_one() -> None:
    """Neither the sentence nor the paragraph counts one session as several, and the reason adds what is missing."""
    rule = targets_from_rows([(DAYS[3], A, 0.5), (DAYS[3], B, 0.5)])
    about = About("tiny", publications=(replace(STATED, known_from=DAYS[3]),))
    seen = verdict(judge(TINY, rule, Options(), about))
    assert "With 1 session the record is too short to tell the excess from chance." in seen.sentences
    assert "1 session is too few for an interval." in seen.paragraph
    # Two names are too few before the interval is.
    assert seen.badge == "TOO FEW NAMES"
    short = verdict(made_run(1, Truth(), PUBLISHED + 60))
    assert (short.badge, short.reason) == ("TOO EARLY", "An interval takes 60 sessions, and it has 59.")


def test_the_badge_does_not_follow_the_benchmark_that_is_shown() -> None:
    """An index that falls makes any run look well: what is shown moves with it, what the badge rests on does not."""
    panel = made_panel(1, Truth())
    falling = np.array([1000.0 * 0.995**k for k in range(len(panel.sessions))], dtype=np.float64)
    wider = replace(panel, benchmarks={**panel.benchmarks, "FALLS": falling})
    about, rule = made_about(panel, asked=0.05), random_rule(panel, 1)
    own, chosen = (judge(wider, rule, Options(benchmark=each), about) for each in (None, "FALLS"))
    assert grounds(chosen) == grounds(own)
    assert measured(chosen).numbers.market < -0.7
    assert (measured(chosen).index, measured(own).judged) == ("000300.SH", measured(own).numbers)
    assert verdict(chosen).badge == verdict(own).badge == "CANNOT BE TOLD FROM CHANCE"
    said = "The badge is measured against the CSI 300 (000300.SH), whatever index is shown."
    assert verdict(chosen).reason.endswith(said)
    assert said not in verdict(own).reason
    assert any(each.startswith("Beside the CSI 300 price index and its sector") for each in verdict(chosen).sentences)


def test_the_own_standard_is_measured_against_the_index_that_its_report_names() -> None:
    # A at 10% and B at 0%, less two commissions, on an index that makes 2% and a named one that makes 50%.
    named = np.array([100.0, 100.0, 100.0, 100.0, 150.0])
    asked = Standard("001", "overweight", DAYS[0], DAYS[4], 0.0, None, benchmark="NAMED")
    rule = targets_from_rows([(DAYS[0], A, 0.5), (DAYS[0], B, 0.5)])
    told = About("tiny", publications=(STATED,), standard=asked)
    result = judge(replace(TINY, benchmarks={**TINY.benchmarks, "NAMED": named}), rule, Options(), told)
    standard = measured(result).standard
    assert standard is not None
    assert standard.excess == pytest.approx(measured(result).numbers.own - 0.5)
    # Without the index there is no outcome, and without an outcome no judgement.
    without = judge(TINY, rule, Options(), told)
    assert measured(without).standard is None
    assert verdict(without).badge == "NOT JUDGED"
    assert verdict(without).reason == "The store lacks sessions of NAMED, the index by which it would be judged."


def test_of_a_run_that_held_nothing_only_that_is_said() -> None:
    """Numbers of cash are no evidence about a list: no chance, no standard, no gate."""
    asked = Standard("001", "overweight", DAYS[0], DAYS[4], 0.0, None)
    told = About("cash", publications=(STATED,), standard=asked)
    seen = verdict(judge(TINY, targets_from_rows([(DAYS[0], "", 0.0)]), Options(), told))
    assert (seen.badge, seen.reason) == ("NOT JUDGED", "It held nothing.")
    assert seen.sentences[0] == "Nothing was held: no decision asked for a name."
    said = " ".join((seen.paragraph, *seen.sentences))
    assert "It held nothing." in seen.paragraph
    assert not any(word in said for word in ("standard", "chance", "interval", "too short", "invested"))


def test_a_part_that_sold_on_its_first_session_held_nothing_after_any() -> None:
    """The base holds what was bought before; it is sold on the next session, for fees."""
    rule = targets_from_rows([(DAYS[0], A, 1.0), (DAYS[1], "", 0.0)])
    later = (Publication("000", "A Broker", DAYS[0], states_thesis=False), replace(STATED, known_from=DAYS[1]))
    seen = verdict(judge(TINY, rule, Options(), About("sold", publications=later)))
    assert (seen.badge, seen.reason) == ("NOT JUDGED", "After no session of it was anything held.")
    assert seen.sentences[0] == "After no session of it was anything held."
