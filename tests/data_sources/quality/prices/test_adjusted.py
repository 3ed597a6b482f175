"""Adjusted prices whose amounts prove nothing: between the cents, unmoved on ex-dates, beyond limits."""

from __future__ import annotations

import numpy as np
import pytest

from data_sources.quality.prices.coarse_steps import coarse_steps
from data_sources.quality.prices.ex_dates import actions_without_jump
from data_sources.quality.prices.limit_closes import closes_beyond_limits
from data_sources.quality.prices.moves import illegal_move
from data_sources.quality.units.adjusted_volume import adjusted_volume
from data_sources.quality.units.ticks import between_ticks, off_tick
from data_sources.tables.frame import Array, Frame
from tests.data_sources.quality.long_market import WEEKDAYS, A, B, actions, bars, found, rules, times, wandering

CLOSES = wandering()
HALF = np.arange(60) < 30


def fallen(bonus: float) -> list[float]:
    """The wandering prices over an ex-date on the 31st session, as they were traded."""
    return times(CLOSES, np.where(HALF, 1.0, 1 / (1 + bonus)))


def opened(closes: list[float], ratio: float) -> list[float]:
    """The close before as open, on the 31st session times what an action makes of it."""
    before = [*closes[:1], *closes[:-1]]
    before[30] *= ratio
    return times(before, 1.0)


def traded(symbol: str, closes: list[float], ratio: float = 1.0, **columns: object) -> Frame:
    """Bars that open on the 31st session at the close before times a ratio."""
    first = np.array(opened(closes, ratio))
    high, low = (np.round(pick(first, closes) + tick, 2) for pick, tick in ((np.maximum, 0.01), (np.minimum, -0.01)))
    return bars(symbol, closes, open=first, high=high, low=low, amount=None, **columns)


# 1. Between the cents -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (
            np.where(HALF, 0.813, 1.0),
            "adjusted forward (前复权, qfq)",
        ),
        (np.where(HALF, 1.0, 1.237), "adjusted backward (后复权, hfq)"),
        (np.full(60, 0.137), "prices are adjusted (复权); download unadjusted prices"),
    ],
)
def test_many_prices_between_the_cents_are_adjusted_and_named_by_kind(factor: Array, said: str) -> None:
    closes = (np.array(CLOSES) * factor).round(6).tolist()
    (finding,) = found(between_ticks, bars(A, closes))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "between_ticks", A)
    assert said in finding.message
    assert found(off_tick, bars(A, closes)) == []


@pytest.mark.parametrize(("count", "rule"), [(12, "off_tick"), (13, "between_ticks")])
def test_a_fifth_of_the_bars_may_be_slips(count: int, rule: str) -> None:
    # 12 of 60 is a fifth. A close between the cents is the next bar's open as well, so opens are given apart.
    closes = np.array(CLOSES) + np.where(np.arange(60) < count, 0.005, 0.0)
    share = bars(A, closes.tolist(), open=CLOSES, high=np.array(CLOSES) + 0.2, low=np.array(CLOSES) - 0.2, amount=None)
    told = [finding.rule for each in (between_ticks, off_tick) for finding in found(each, share)]
    assert told == [rule]


def test_cents_of_single_precision_are_cents() -> None:
    # 100.12 as a float32 is 100.12000274658203.
    closes = np.array(wandering(start=10_012), np.float32).astype(np.float64)
    share = bars(A, closes.tolist(), open=closes, high=closes, low=closes)
    assert found(between_ticks, share) == []


# 2. Ex-dates ----------------------------------------------------------------------------------------------------------


def test_a_large_bonus_that_the_price_does_not_show_is_proof() -> None:
    # One new share for each: 10.14 becomes 5.07, and the bar stays at about 10.
    (finding,) = found(illegal_move, bars(A, CLOSES), acted=actions((A, 30, 0.0, 1.0)))
    assert (finding.severity, finding.rule) == ("severe", "action_without_jump")
    assert (
        "prices are adjusted, or the action is of another day or not per share; download unadjusted" in finding.message
    )
    # A vendor's answer is doubted and not refused: a second vendor is asked.
    (doubt,) = found(illegal_move, bars(A, CLOSES), acted=actions((A, 30, 0.0, 1.0)), stretch=True)
    assert (doubt.severity, doubt.rule) == ("warning", "action_without_jump")


def test_a_bonus_a_little_above_the_limit_that_the_price_does_not_show_is_proof() -> None:
    # Three new shares for ten on a board of 20%: 10.13 becomes 7.79, and 10.01 is 28% above it.
    share = bars("300001.SZ", CLOSES)
    (finding,) = found(illegal_move, share, acted=actions(("300001.SZ", 30, 0.0, 0.3)))
    assert (finding.severity, finding.rule) == ("severe", "action_without_jump")


def test_a_fall_like_a_bonus_without_an_action_is_a_missing_one_where_there_are_actions() -> None:
    share = traded(A, fallen(0.5), 1 / 1.5)
    (finding,) = found(illegal_move, share, acted=actions((B, 10, 0.1, 0.0)))
    assert (finding.severity, finding.rule, str(finding.date)) == ("severe", "missing_action", "2024-02-13")
    assert "a bonus of 5 shares for 10 does that, and no action says so" in finding.message
    assert rules(found(illegal_move, share)) == [("warning", "price_jump", A)]
    assert found(illegal_move, share, acted=actions((A, 30, 0.0, 0.5))) == []


def test_actions_of_one_symbol_in_eleven_do_not_lack_those_of_another() -> None:
    # A store of many shares to which the actions of one were given: of ten it is a tenth, and of eleven less.
    share, acted = traded(A, fallen(0.5), 1 / 1.5), actions((B, 10, 0.1, 0.0))
    others = [bars(f"6001{k:02}.SH", CLOSES) for k in range(10)]
    assert rules(found(illegal_move, share, *others[:9], acted=acted)) == [("severe", "missing_action", A)]
    assert rules(found(illegal_move, share, *others, acted=acted)) == [("warning", "price_jump", A)]


def test_many_small_dividends_that_nothing_shows_are_adjusted_prices_together() -> None:
    # Six dividends of 2%, each on a day that opens at the close before: one is no proof, all of them are.
    shares = [bars(f"60000{k}.SH", CLOSES, amount=None) for k in range(6)]
    acted = actions(*((f"60000{k}.SH", 20 + k, 0.2, 0.0) for k in range(6)))
    (finding,) = found(actions_without_jump, *shares, acted=acted)
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "actions_without_jump", "")
    assert found(actions_without_jump, shares[0], acted=actions(("600000.SH", 20, 0.2, 0.0))) == []
    assert finding.message.startswith("6 of 6 ex-dates show no jump: prices are adjusted (复权); download unadjusted")


def test_one_symbol_of_many_that_is_adjusted_is_named() -> None:
    # A falls to two thirds on its ex-date as it ought to, B on neither of its two.
    acted = actions((A, 30, 0.0, 0.5), (B, 20, 0.5, 0.0), (B, 30, 0.0, 0.5))
    findings = found(actions_without_jump, traded(A, fallen(0.5), 1 / 1.5), bars(B, CLOSES, amount=None), acted=acted)
    assert rules(findings) == [("severe", "actions_without_jump", B)]


def test_prices_that_fall_by_what_an_action_gives_are_raw() -> None:
    acted = actions((A, 30, 0.0, 0.5))
    assert found(actions_without_jump, traded(A, fallen(0.5), 1 / 1.5), acted=acted) == []


def test_actions_per_ten_shares_are_told_from_adjusted_prices() -> None:
    # Each pays 0.20, a fiftieth of the price; the table says 2.00.
    symbols = [f"60000{k}.SH" for k in range(4)]
    shares = [traded(symbol, times(CLOSES, np.where(HALF, 1.0, 0.98)), 0.98) for symbol in symbols]
    right = actions(*((symbol, 30, 0.2, 0.0) for symbol in symbols))
    wrong = actions(*((symbol, 30, 2.0, 0.0) for symbol in symbols))
    assert found(actions_without_jump, *shares, acted=right) == []
    (finding,) = found(actions_without_jump, *shares, acted=wrong)
    assert (finding.severity, finding.rule, finding.table) == ("severe", "actions_per_ten", "actions")
    assert "per ten shares (每10股)" in finding.message


def test_a_bonus_that_a_share_of_a_twenty_percent_board_misses_is_proof() -> None:
    # 1 / 1.4 is a fall of 28.6%; on ChiNext 20% is legal, and no ordinary share falls further.
    share = traded("300001.SZ", fallen(0.4), 1 / 1.4)
    (finding,) = found(illegal_move, share, acted=actions((B, 10, 0.1, 0.0)))
    assert (finding.severity, finding.rule) == ("severe", "missing_action")
    assert "a bonus of 4 shares for 10 does that" in finding.message


def test_a_fall_after_a_pause_or_in_the_first_sessions_of_a_file_is_no_proof() -> None:
    share, acted = traded(A, fallen(0.5), 1 / 1.5), actions((B, 10, 0.1, 0.0))
    # Without the session before, a share may have resumed without limits, as after a reform; and a file that begins
    # three sessions before the fall may begin with a listing.
    for rows in (np.arange(60) != 29, np.arange(60) >= 27):
        (finding,) = found(illegal_move, share.rows(rows), acted=acted)
        assert (finding.severity, finding.rule) == ("warning", "missing_action")
    assert "a session before it without a bar" in found(illegal_move, share.rows(np.arange(60) != 29))[0].message


def test_a_fall_like_a_bonus_is_told_as_such_where_there_are_no_actions_at_all() -> None:
    # No actions are given: a price may well fall so, and nothing says that the others are complete.
    (finding,) = found(illegal_move, traded(A, fallen(0.5), 1 / 1.5))
    assert (finding.severity, finding.rule) == ("warning", "price_jump")
    assert "a bonus of 5 shares for 10 does that, and no action says so" in finding.message


def test_a_given_reference_shows_the_ex_date_where_there_are_no_actions_at_all() -> None:
    # The close before the ex-date is 10.13, and 10.13 / 1.5 is 6.75.
    closes = fallen(0.5)
    given = np.append(np.nan, closes[:-1])
    given[30] = 6.75
    assert found(illegal_move, traded(A, closes, 1 / 1.5, prev_close=given)) == []
    # The plain close before shows nothing.
    given[30] = 10.13
    assert len(found(illegal_move, traded(A, closes, 1 / 1.5, prev_close=given))) == 1


def test_a_rise_beyond_the_limit_that_stays_proves_that_prices_before_are_adjusted() -> None:
    # Times 0.7 up to the 30th session: from 7.09 to 10.01 is +41%, and no action makes that.
    closes = times(CLOSES, np.where(HALF, 0.7, 1.0))
    (finding,) = found(illegal_move, traded(A, closes, 1 / 0.7))
    assert (finding.severity, finding.rule, str(finding.date)) == ("severe", "level_shift", "2024-02-13")
    assert "no action raises a price, as prices do that are adjusted (复权) up to here" in finding.message
    # A wrong number comes back the next day, and after sessions without a bar there may have been no limit.
    wrong = [*CLOSES[:30], 14.3, *CLOSES[31:]]
    assert {each.rule for each in found(illegal_move, traded(A, wrong))} == {"price_jump"}
    paused = traded(A, closes, 1 / 0.7).rows(np.delete(np.arange(60), [28, 29]))
    assert [(each.severity, each.rule) for each in found(illegal_move, paused)] == [("warning", "price_jump")]


def test_an_action_that_is_too_large_does_not_fit() -> None:
    # Four new shares for ten; the table has the factor, 1.4: 10.13 / 2.4 is 4.22, and the bar opens at 7.24.
    share = traded(A, fallen(0.4), 1 / 1.4)
    (finding,) = found(illegal_move, share, acted=actions((A, 30, 0.0, 1.4)))
    assert (finding.severity, finding.rule) == ("severe", "action_does_not_fit")
    assert "after a reference of 4.22, which an action makes of 10.13" in finding.message


def test_an_ex_date_after_a_long_pause_says_nothing_of_adjustment() -> None:
    acted = actions((A, 20, 0.5, 0.0), (A, 40, 0.5, 0.0))
    share = bars(A, CLOSES, amount=None)
    assert rules(found(actions_without_jump, share, acted=acted)) == [("severe", "actions_without_jump", A)]
    paused = (np.arange(60) < 14) | (np.arange(60) >= 20)
    assert found(actions_without_jump, share.rows(paused), acted=acted) == []


def test_actions_of_below_one_cny_say_nothing() -> None:
    acted = actions((A, 20, 0.04, 0.0), (A, 40, 0.04, 0.0))
    assert found(actions_without_jump, bars(A, times(CLOSES, 0.09), amount=None), acted=acted) == []


@pytest.mark.parametrize(("days", "said"), [(1, "the record date (股权登记日)"), (8, "the day of payment")])
def test_days_that_are_none_of_the_ex_dates_are_named(days: int, said: str) -> None:
    # A and B fall by a third and by a half on the 31st session; the table has them a day before or eight after.
    acted_on = 30 - days if days == 1 else 30 + days
    shares = (traded(A, fallen(0.5), 1 / 1.5), traded(B, fallen(1.0), 1 / 2))
    assert found(actions_without_jump, *shares, acted=actions((A, 30, 0.0, 0.5), (B, 30, 0.0, 1.0))) == []
    acted = actions((A, acted_on, 0.0, 0.5), (B, acted_on, 0.0, 1.0))
    (finding,) = found(actions_without_jump, *shares, acted=acted)
    assert (finding.rule, finding.table, finding.symbol) == ("actions_of_another_day", "actions", "")
    assert finding.message.startswith("of 2 of 2 ex-dates the price falls up to")
    assert said in finding.message


@pytest.mark.parametrize(("lag", "said"), [(1, "1 session later, on 2024-02-13: ex_date seems to be the record date")])
@pytest.mark.parametrize(("symbol", "bonus"), [(A, 0.5), ("300001.SZ", 0.3)])
def test_a_single_large_action_of_another_day_is_named(symbol: str, bonus: float, lag: int, said: str) -> None:
    # The 31st session opens at 10.14 / 1.5 or / 1.3, and the action is of the session before. A fall by 0.3 / 1.3 is
    # 23%, on ChiNext a little more than the legal 20%.
    share = traded(symbol, fallen(bonus), 1 / (1 + bonus))
    (finding,) = found(actions_without_jump, share, acted=actions((symbol, 30 - lag, 0.0, bonus)))
    assert (finding.severity, finding.rule, finding.table) == ("severe", "actions_of_another_day", "actions")
    assert (finding.symbol, str(finding.date)) == (symbol, "2024-02-12")
    assert said in finding.message


def test_adjusted_prices_and_a_fall_of_another_size_are_no_action_of_another_day() -> None:
    one = actions((A, 29, 0.0, 0.5))
    assert not [each for each in found(actions_without_jump, bars(A, CLOSES), acted=one) if "another" in each.rule]
    # Half of the price is no bonus of 5 for 10.
    share = traded(A, fallen(1.0), 1 / 2)
    assert not [each for each in found(actions_without_jump, share, acted=one) if "another" in each.rule]


# 3. Neither amounts nor actions ---------------------------------------------------------------------------------------


def at_limits(symbol: str, cents_beyond: int) -> Frame:
    """A share that closes at the upper limit on every twentieth session, sold off in between.

    10.00 to 11.00 is the limit to the cent, then back to 10.00 by way of 10.60 and 10.20; the first six of ten such
    closes lie some cents beyond, none of them in the first five sessions, which may have no limits.
    """
    turns = (*(10.0, 10.1) * 8, 10.0, 11.0, 10.6, 10.2)
    closes = [turns[k % 20] + 0.01 * cents_beyond * (k % 20 == 17 and k < 120) for k in range(200)]
    high = times(np.maximum(closes, np.append(closes[:1], closes[:-1])), 1.0)
    return bars(symbol, times(closes, 1.0), high=high, amount=None)


@pytest.mark.parametrize(("cents", "told"), [(0, False), (1, True), (7, True), (40, False), (-1, True), (-2, False)])
def test_prices_a_cent_beside_the_limit_are_adjusted_and_rounded(cents: int, told: bool) -> None:
    findings = found(closes_beyond_limits, at_limits(A, cents))
    assert rules(findings) == [("severe", "closes_beyond_limits", A)] * told
    if told:
        assert "6 of 10 prices at a limit lie a little beside it" in findings[0].message


def test_prices_beside_limits_of_many_symbols_are_one_finding() -> None:
    # Bars 105 to 144 have one a cent beyond the limit and one at it, 5 - 0.3 of the 9 that are needed; two symbols have
    # 9.4. The third never comes near its limits; a table of fewer than a hundred bars tells nothing.
    calm = bars("600002.SH", wandering())
    one, other = (at_limits(symbol, 1).rows(np.arange(105, 145)) for symbol in (A, B))
    assert found(closes_beyond_limits, one, calm) == []
    assert rules(found(closes_beyond_limits, one, other, calm)) == [("severe", "closes_beyond_limits", "")]
    assert found(closes_beyond_limits, one, other) == []


def test_a_symbol_that_is_most_of_it_is_told_alone() -> None:
    findings = found(closes_beyond_limits, at_limits(A, 1), at_limits(B, 0))
    assert rules(findings) == [("severe", "closes_beyond_limits", A)]


def test_two_prices_beyond_limits_are_no_proof_beside_many_at_them_or_beside_amounts() -> None:
    # 8 touches at the limit and 2 beyond it: 2 x 5 - 8 x 0.3 = 7.6, less than 9.
    closes = at_limits(A, 0)["close"].copy()
    closes[[157, 177]] += 0.01
    high = np.maximum(closes, np.append(closes[:1], closes[:-1])).round(2)
    assert found(closes_beyond_limits, bars(A, closes.round(2).tolist(), high=high, amount=None)) == []
    # 2 beyond and the last one at it are 9.7: enough where nothing speaks for raw prices, not (14) where amounts do.
    days = slice(140, 200)
    calm = bars("600002.SH", wandering(), amount=None)
    last, high, dates = closes[days].round(2).tolist(), high[days], WEEKDAYS[days].tolist()
    assert len(found(closes_beyond_limits, calm, bars(A, last, high=high, date=dates, amount=None))) == 1
    assert found(closes_beyond_limits, calm, bars(A, last, high=high, date=dates)) == []


def test_a_market_that_often_moves_to_its_limits_is_made_up() -> None:
    # The same share without its calm sessions closes at the limit on every fourth day: 45 of 180 moves.
    closes = [(10.0, 11.01, 10.6, 10.2)[k % 4] for k in range(180)]
    high = times(np.maximum(closes, np.append(closes[:1], closes[:-1])), 1.0)
    assert found(closes_beyond_limits, bars(A, closes, high=high, amount=None)) == []


@pytest.mark.parametrize(("factor", "told"), [(1.0, False), (1.37, False), (3.3, True), (5.71, True), (20.0, False)])
def test_prices_that_leave_out_cents_were_multiplied(factor: float, told: bool) -> None:
    # Closes move by up to 36 cents, so prices are 1 to 38 cents apart; times 5.71 they are 5 or 6, 11 or 12, 17 or 18
    # cents and so on, and never 1 to 4. Times 20 they are 20, 40, 60 cents: whole steps, as examples have them.
    closes = [(1000 + 7 * k * k % 37) / 100 for k in range(60)]
    raw = bars(A, closes, amount=None)
    multiplied = {name: np.round(raw[name] * factor, 2) for name in ("open", "high", "low")}
    findings = found(coarse_steps, bars(A, times(closes, factor), amount=None, **multiplied))
    assert rules(findings) == [("severe", "coarse_steps", A)] * told
    if told:
        assert f"multiples of about {factor:.1f} cents" in findings[0].message
        assert "prices are adjusted backward (后复权, hfq)" in findings[0].message


def test_volumes_that_are_no_whole_shares_beside_fitting_amounts_are_adjusted() -> None:
    # Prices times 0.8, rounded, and volumes over 0.8 before the 31st session: the amounts fit.
    factor = np.where(HALF, 0.83, 1.0)
    closes = times(CLOSES, factor)
    (finding,) = found(adjusted_volume, bars(A, closes, volume=1_000_000 / factor))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "adjusted_volume", A)
    assert "30 of 60 volumes are no whole shares, like 1204819.28" in finding.message
    # Both divided by 7 look like it, for the prices are whole cents.
    (finding,) = found(adjusted_volume, bars(A, CLOSES, volume=1_000_000 / 7))
    assert "or volume and amount were both divided by one number" in finding.message
    # In lots with decimals the unit is wrong, and another rule says so.
    assert found(adjusted_volume, bars(A, CLOSES, volume=10_000.37, amount=np.array(CLOSES) * 1_000_037)) == []


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (100, "times 100 they are: volume in lots (手)"),
        (1_000, "times 1,000 they are: volume in thousand shares (千股) and amount in thousand CNY (千元)"),
        (10_000, "times 10,000 they are: volume in 10,000 shares (万股) and amount in 10,000 CNY (万元)"),
    ],
)
def test_volumes_that_become_whole_in_a_smaller_unit_are_in_a_larger_one(unit: int, said: str) -> None:
    # 98,765,432 shares a day and a few more each day, over the unit; the amounts over it too.
    volume = (98_765_432 + 7 * np.arange(60)) / unit
    (finding,) = found(adjusted_volume, bars(A, CLOSES, volume=volume))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "volume_unit", A)
    assert said in finding.message
    assert "adjusted" not in finding.message


def test_one_unit_of_many_symbols_is_one_finding() -> None:
    volume = (98_765_432 + 7 * np.arange(60)) / 10_000
    (finding,) = found(adjusted_volume, *(bars(f"60{k:04d}.SH", CLOSES, volume=volume) for k in range(21)))
    assert (finding.rule, finding.symbol) == ("volume_unit", "")
    assert finding.message.startswith("21 of 21 symbols; of 600000.SH ")
