"""The audit must catch whoever looks ahead, name the decision, and leave honest rules alone.

The market: four stocks in random walks over 260 weekdays, an index, a yearly signal published 35 days after its period,
a report that becomes known in the middle. Honest and cheating rules differ in one small thing each.
"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from backtest.targets import Targets, targets_from_rows, targets_from_weights
from backtest.validity.audit_days import blind_days, days_in_order, pick_days
from backtest.validity.audit_outcome import AuditOutcome
from backtest.validity.look_ahead import audit, decide_blind
from data_sources.errors import UserError
from data_sources.tables.facts import Floats
from data_sources.tables.signals import SignalValue
from strategies.contract.history import History, cut, scramble
from strategies.rules.schedule import last_rows, last_sessions
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-01-01", 260)
SYMBOLS = ("600001.SH", "600002.SH", "600003.SH", "600004.SH")
REPORT = "2025-06-18"


def market() -> History:
    random = np.random.default_rng(7)
    walks = 10 * np.exp(np.cumsum(random.normal(0, 0.02, (260, 4)), axis=0))
    panel = make_panel(SESSIONS, dict(zip(SYMBOLS, walks.T, strict=True)), 4000 + np.arange(260.0))
    signals = tuple(
        signal("capex", f"2025-{month:02d}-28", f"2025-{month + 1:02d}-27", float(random.normal()))
        for month in range(1, 12)
    )
    named = (member(SYMBOLS[0], "003.rate_ocs", "ocs", "2025-01-01"), member(SYMBOLS[1], "003.rate_ocs", "ocs", REPORT))
    return History(panel, named, signals)


def winner(history: History, score: Floats) -> Targets:
    """Hold the name with the highest score of each month's last session."""
    panel = history.panel
    dates = last_sessions(panel.sessions)
    rows = last_rows(panel.sessions, dates)
    weights = np.zeros((len(dates), 4))
    weights[np.arange(len(dates)), np.nan_to_num(score[rows]).argmax(axis=1)] = 1.0
    return targets_from_weights(dates, panel.symbols, weights)


def shifted(close: Floats, sessions: int) -> Floats:
    """Closes of ``sessions`` before (or, negative, after) each row; NaN at the edge."""
    moved = np.roll(close, sessions, axis=0)
    if sessions > 0:
        moved[:sessions] = np.nan
    elif sessions < 0:
        moved[sessions:] = np.nan
    return moved


def honest_momentum(history: History) -> Targets:
    close = history.panel.total_return_index
    return winner(history, close / shifted(close, 20))


def tomorrows_close(history: History) -> Targets:
    close = history.panel.total_return_index
    return winner(history, shifted(close, -1) / close)


def tomorrows_row(history: History) -> Targets:
    panel = history.panel
    dates = last_sessions(panel.sessions)
    rows = last_rows(panel.sessions, dates) + 2
    weights = np.where(panel.close[rows] > panel.close[rows - 1], 0.25, 0.0)
    return targets_from_weights(dates, panel.symbols, weights)


def centred_mean(history: History) -> Targets:
    close = history.panel.total_return_index
    window = sum(np.nan_to_num(shifted(close, k), nan=1.0) for k in range(-5, 6)) / 11
    return winner(history, close / window)


def full_sample_rank(history: History) -> Targets:
    close = history.panel.total_return_index
    total = np.nanmax(close, axis=0) / close[0]
    return winner(history, np.broadcast_to(total, close.shape))


def global_normalisation(history: History) -> Targets:
    close = history.panel.total_return_index
    change = np.nan_to_num(close / shifted(close, 20) - 1.0)
    return winner(history, (change - change.mean(axis=0)) / change.std(axis=0))


def by_signal(history: History, clock: Callable[[SignalValue], date]) -> Targets:
    panel = history.panel
    dates = last_sessions(panel.sessions)
    weights = np.zeros((len(dates), 4))
    for d, day in enumerate(dates.tolist()):
        known = [value.value for value in history.signals if clock(value) <= day]
        weights[d, 0] = 0.5 if known and known[-1] > 0 else 1.0
    return targets_from_weights(dates, panel.symbols, weights)


def signal_by_publication(history: History) -> Targets:
    return by_signal(history, lambda value: value.published_on)


def signal_by_period_end(history: History) -> Targets:
    return by_signal(history, lambda value: value.period_end)


def by_membership(history: History, *, known_only: bool) -> Targets:
    panel = history.panel
    dates = last_sessions(panel.sessions)
    weights = np.zeros((len(dates), 4))
    for d, day in enumerate(dates.tolist()):
        for each in history.memberships:
            if each.known_from <= day or not known_only:
                weights[d, panel.position[each.symbol]] = 0.25
    return targets_from_weights(dates, panel.symbols, weights)


def members_when_known(history: History) -> Targets:
    return by_membership(history, known_only=True)


def members_before_known(history: History) -> Targets:
    return by_membership(history, known_only=False)


def last_session_of_the_data(history: History) -> Targets:
    """Decides every 20 sessions counted back from the end of the data: the dates move with the end."""
    panel = history.panel
    dates = panel.sessions[::-1][::20][::-1]
    return targets_from_weights(dates, panel.symbols, np.full((len(dates), 4), 0.25))


def audited(rule: Callable[[History], Targets], count: int = 12) -> AuditOutcome:
    history = market()
    days = pick_days(history.panel.sessions, last_sessions(history.panel.sessions), count)
    return audit(rule, history, cut, scramble, days)


@pytest.mark.parametrize("rule", [honest_momentum, signal_by_publication, members_when_known])
def test_an_honest_rule_passes(rule: Callable[[History], Targets]) -> None:
    report = audited(rule)
    assert report.passed, report.sentence
    assert report.sentence == (
        f"no look-ahead: {report.held} of {report.dates} decision dates stood with the future right behind them cut "
        "and scrambled"
    )


def test_the_sentence_says_on_how_many_sessions_without_a_decision_none_appeared() -> None:
    """260 weekdays of 2025; all but the last can hide one, 11 of them are month ends with a decision."""
    sessions = market().panel.sessions
    decisions = last_sessions(sessions)
    days = days_in_order(sessions, decisions, quiet=20)
    found = audit(honest_momentum, market(), cut, scramble, days, sessions=sessions)
    assert len(days) == 31
    assert found.sentence.endswith("and scrambled; 20 of 248 other sessions stayed without a decision")
    assert len(days_in_order(sessions, decisions)) == 259


def test_a_rule_that_chooses_its_dates_by_tomorrow_is_caught_on_those_it_left_out() -> None:
    """Where tomorrow is not known it decides, and beyond a price limit too, as on an invented future."""

    def before_a_rise(history: History) -> Targets:
        panel = history.panel
        mean = np.nanmean(panel.close[: panel.last_traded + 1], axis=1)
        ahead = np.append(mean[1:] / mean[:-1], 9.0)
        dates = panel.sessions[: len(mean)][((ahead > 1.0) | (ahead < 0.8)) & (np.arange(len(mean)) % 5 == 0)]
        return targets_from_weights(dates, panel.symbols, np.full((len(dates), 4), 0.25))

    history = market()
    sessions, whole = history.panel.sessions, before_a_rise(history)
    own = audit(before_a_rise, history, cut, scramble, whole.dates.tolist(), whole=whole)
    assert own.passed, own.sentence
    every = days_in_order(sessions, whole.dates)
    found = audit(before_a_rise, history, cut, scramble, every, whole=whole)
    assert found.first_moved is not None
    assert found.first_moved.before is None
    assert found.first_moved.of_a_date


def test_a_decision_for_next_to_nothing_is_a_decision() -> None:
    """A weight of 1e-13 sells everything, so a date that has it and one that has none are not the same."""

    def to_cash_before_a_fall(history: History) -> Targets:
        panel = history.panel
        mean = np.nanmean(panel.close[: panel.last_traded + 1], axis=1)
        rows = [(day, "600001.SH", 0.5) for day in panel.sessions[40:-1:4].tolist()]
        falls = [t for t in range(42, len(mean) - 3, 4) if mean[t + 3] < mean[t]]
        return targets_from_rows(rows + [(panel.sessions[t].item(), "600001.SH", 1e-13) for t in falls])

    whole = to_cash_before_a_fall(market())
    tiny = whole.dates[np.flatnonzero(whole.weights < 0.1)]
    assert len(tiny) > 5
    found = audit(to_cash_before_a_fall, market(), cut, scramble, [tiny[3].item()], whole=whole)
    assert found.first_moved is not None
    assert found.first_moved.before == 1e-13


def test_a_decision_that_waits_for_the_next_session_is_said_to() -> None:
    def leaves_out_the_last(history: History) -> Targets:
        rows = range(90, history.panel.last_traded, 30)
        dates = history.panel.sessions[list(rows)]
        return targets_from_weights(dates, history.panel.symbols, np.full((len(dates), 4), 0.25))

    day = market().panel.sessions[120].item()
    found = audit(leaves_out_the_last, market(), cut, scramble, [day])
    assert found.sentence == (
        f"LOOKS AHEAD: the weight of 600001.SH on {day} went from 0.25 to none when the future after {day} was cut: "
        "without a next session it is not decided, as where a range ends before the last one"
    )


@pytest.mark.parametrize(
    "rule",
    [
        tomorrows_close,
        tomorrows_row,
        centred_mean,
        full_sample_rank,
        global_normalisation,
        signal_by_period_end,
        members_before_known,
        last_session_of_the_data,
    ],
)
def test_a_rule_that_looks_ahead_is_caught(rule: Callable[[History], Targets]) -> None:
    report = audited(rule)
    assert not report.passed
    assert report.sentence.startswith("LOOKS AHEAD: ")


def test_the_report_names_the_first_decision_and_symbol_that_moved() -> None:
    # 600002 is named from 2025-06-18 on; the cheat held it from January. Cut at the end of March it is not there.
    report = audit(members_before_known, market(), cut, scramble, [date(2025, 3, 31)])
    leak = report.leaks[0]
    assert (leak.change, leak.decision, leak.symbol) == ("cut", date(2025, 1, 31), "600002.SH")
    assert (leak.before, leak.after) == (0.25, None)
    assert leak.sentence == (
        "the weight of 600002.SH on 2025-01-31 went from 0.25 to none when the future after 2025-03-31 was cut"
    )


def test_a_rule_that_only_fails_on_the_shortened_history_leaves_it_open() -> None:
    def needs_december(history: History) -> Targets:
        if history.panel.sessions[-1] < np.datetime64("2025-12-01"):
            raise UserError("no row of December")
        return honest_momentum(history)

    report = audit(needs_december, market(), cut, scramble, [date(2025, 3, 31)])
    assert report.leaks[0].failure == "UserError: no row of December"
    assert not report.passed
    assert report.first_moved is None
    assert report.sentence == (
        "whether it looks ahead cannot be told: with the future after 2025-03-31 cut the rule failed: "
        "UserError: no row of December"
    )


def test_a_rule_that_reads_tomorrows_row_is_caught_though_it_breaks_without_it() -> None:
    """On 2025-03-31 cut there is no row of tomorrow; scrambled there is another one."""
    report = audit(tomorrows_row, market(), cut, scramble, [date(2025, 3, 31)])
    assert report.leaks[0].failure.startswith("IndexError")
    assert report.first_moved is not None
    assert report.first_moved.change == "scrambled"
    assert report.sentence.startswith("LOOKS AHEAD: the weight of ")


def test_before_its_first_decision_a_rule_may_fail_for_want_of_the_past() -> None:
    """A rule that waits for so much history has nothing to compare there."""

    def waits(history: History) -> Targets:
        if len(history.panel.sessions) < 200:
            raise UserError("needs 200 sessions of history")
        panel = history.panel
        return targets_from_weights(
            panel.sessions[199::10], panel.symbols, np.full((len(panel.sessions[199::10]), 4), 0.25)
        )

    history = market()
    decisions = waits(history).dates
    days = pick_days(history.panel.sessions, decisions, 12)
    assert len(days) == 12
    # A day before the first decision is among them: cut there it fails for want of the past, having decided nothing.
    assert min(days) < decisions[0].item()
    assert audit(waits, history, cut, scramble, days).passed


def test_an_audit_that_compared_nothing_has_not_passed() -> None:
    report = audit(honest_momentum, market(), cut, scramble, [date(2025, 1, 6)])
    assert not report.passed
    assert report.sentence.startswith("nothing to audit")


def test_a_rule_that_decides_on_a_cut_history_what_it_did_not_on_the_whole_one_is_caught() -> None:
    """It bought on every first session and, seeing how things went, keeps silent about it on the whole history."""

    def silent(history: History) -> Targets:
        panel = history.panel
        days = panel.sessions[[10]] if len(panel.sessions) < 250 else panel.sessions[[200]]
        return targets_from_weights(days, panel.symbols, np.full((1, 4), 0.25))

    whole = silent(market()).dates
    assert not audit(silent, market(), cut, scramble, pick_days(market().panel.sessions, whole, 3)).passed


def test_the_first_and_the_last_decision_are_audited_and_most_days_are_days_of_decisions() -> None:
    sessions = market().panel.sessions
    decisions = last_sessions(sessions)
    days = pick_days(sessions, decisions, 10)
    assert days == pick_days(sessions, decisions, 10)
    assert len(days) == 10
    assert len(set(days)) == 10
    assert set(days) >= {decisions[0].item(), decisions[-1].item()}
    assert len(set(days) & set(decisions.tolist())) >= 6
    assert min(days) < decisions[0].item()
    assert pick_days(sessions, decisions[:0], 10) == ()


def test_a_rule_cannot_know_which_days_are_sure_to_be_audited() -> None:
    """The first three: a decision drawn by chance stands among them, another one for other decisions."""
    sessions = market().panel.sessions
    decisions = last_sessions(sessions)
    drawn = {days_in_order(sessions, decisions, seed)[0] for seed in range(40)}
    # Nine of eleven are neither the first nor the last; forty draws leave one out with 9 x (8/9)^40 = 8%.
    assert len(drawn) >= 8
    assert drawn <= set(decisions[1:-1].tolist())


def test_every_decision_is_audited_right_behind_its_date_when_there_is_time() -> None:
    sessions = market().panel.sessions
    decisions = last_sessions(sessions)
    days = days_in_order(sessions, decisions)
    assert set(days) >= set(decisions.tolist())
    assert len(days) == len(set(days))
    found = audit(honest_momentum, market(), cut, scramble, days)
    # January to November of 2025 end within 260 weekdays; December does not.
    assert (found.held, found.dates) == (11, 11)
    assert found.sentence.startswith("no look-ahead: 11 of 11 decision dates stood")


def test_without_time_the_days_that_must_be_are_audited_and_the_sentence_says_how_many() -> None:
    sessions = market().panel.sessions
    days = days_in_order(sessions, last_sessions(sessions))
    found = audit(honest_momentum, market(), cut, scramble, days, until=0.0, at_least=2)
    assert len(found.days) == 2
    assert found.sentence.startswith("no look-ahead: 2 of 11 decision dates stood")


def test_what_was_decided_before_the_whole_history_was_shown_counts_against_the_rule() -> None:
    """The rule keeps the whole history once it has seen it; only what it said before can tell."""
    kept: list[History] = []

    def keeps(history: History) -> Targets:
        kept.append(history)
        longest = max(kept, key=lambda each: len(each.panel.sessions)).panel
        change = longest.close[-2] / longest.close[-12]
        best = change == change.max()
        dates = last_sessions(history.panel.sessions)
        return targets_from_weights(dates, longest.symbols, np.tile(best.astype(np.float64), (len(dates), 1)))

    history = market()
    blind = decide_blind(keeps, history, cut, blind_days(history.panel.sessions))
    whole = keeps(history)
    assert not audit(keeps, history, cut, scramble, (), whole=whole, blind=blind).passed


@pytest.mark.parametrize(
    ("other", "same"),
    [(0.25 * (1 + 5e-13), True), (0.25 * (1 + 1e-9), False), (0.25 + 1e-6, False)],
)
def test_weights_that_differ_by_rounding_alone_are_the_same(other: float, same: bool) -> None:
    """Relative 1e-12: 5e-13 is rounding, 1e-9 is not, and 1e-6 of the account is a leak like any other."""
    history = market()

    def rule(known: History) -> Targets:
        weight = 0.25 if known is history else other
        return targets_from_weights(known.panel.sessions[:1], known.panel.symbols, np.full((1, 4), weight))

    assert audit(rule, history, cut, scramble, [date(2025, 3, 31)]).passed is same


def test_a_decision_before_all_sessions_is_held_by_a_cut_behind_the_first_of_them() -> None:
    sessions = np.arange("2024-01-02", "2024-03-02", dtype="datetime64[D]")
    decisions = np.array(["2024-01-01", "2024-02-01"], dtype="datetime64[D]")
    days = days_in_order(sessions, decisions)
    assert str(days[0]) == "2024-01-02"
    # Every session but the last once: 60 days from 2024-01-02 to 2024-03-01.
    assert len(days) == len(set(days)) == 59
