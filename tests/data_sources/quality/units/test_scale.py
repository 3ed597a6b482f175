"""Two columns in one wrong unit, and two units joined in one file, by the size of the turnover."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data_sources.quality import reference
from data_sources.quality.units.scale import turnover_scale
from data_sources.quality.units.unit_changes import unit_changes
from data_sources.tables.frame import Array, Frame
from tests.data_sources.quality.long_market import A, B, bars, found, rules, wandering

CLOSES = wandering()


def traded(symbol: str, volume: float | Array, closes: list[float] = CLOSES, **columns: object) -> Frame:
    return bars(symbol, closes, volume=volume, **columns)


def test_volume_and_amount_both_in_ten_thousands_are_found_by_their_size() -> None:
    # 20 million shares at 10 are 200 million CNY; both in 万 that reads 20,000 CNY a day.
    (finding,) = found(turnover_scale, traded(A, 2_000.0), traded(B, 3_000.0))
    assert rules([finding]) == [("severe", "turnover_scale_all", "")]
    assert "volume in 10,000 shares (万股) and amount in 10,000 CNY (万元)" in finding.message
    assert finding.message.startswith("2 of 2 symbols turn over what no share does; of 600000.SH the median")


def test_without_amounts_volume_times_close_tells() -> None:
    assert rules(found(turnover_scale, traded(A, 2_000.0, amount=None)))[-1] == ("severe", "turnover_scale_all", "")


def test_one_symbol_out_of_three_is_a_warning() -> None:
    findings = found(turnover_scale, traded(A, 2_000.0), traded(B, 1e6), traded("600002.SH", 1e6))
    assert rules(findings) == [("warning", "turnover_scale", A)]


def test_symbols_whose_columns_are_of_two_units_are_no_part_of_those_out_of_scale() -> None:
    # Volumes of two symbols are in 万 beside amounts in CNY, and the third has no amounts: nothing of the table is
    # told by its size.
    others = [traded(symbol, 1_000.0, amount=np.array(CLOSES) * 1e7) for symbol in (B, "600002.SH")]
    findings = found(turnover_scale, traded(A, 1_000.0, amount=None), *others)
    assert rules(findings) == [("warning", "turnover_scale", A)]


@pytest.mark.parametrize(("volume", "told"), [(79_000.0, True), (80_000.0, False)])
def test_a_main_board_share_turns_over_800_000_cny_in_its_middle_session(volume: float, told: bool) -> None:
    # At a close of 10.00 every day: 790,000 or 800,000 CNY.
    assert bool(found(turnover_scale, traded(A, volume, [10.0] * 60))) is told


@pytest.mark.parametrize(("symbol", "told"), [("300001.SZ", True), ("688001.SH", True), ("920001.BJ", False)])
def test_boards_have_floors_of_their_own(symbol: str, told: bool) -> None:
    # 300,000 CNY a day: too little everywhere but in Beijing.
    assert bool(found(turnover_scale, traded(symbol, 30_000.0, [10.0] * 60))) is told


def test_a_few_sessions_tell_nothing_of_the_smallest_turnover() -> None:
    assert found(turnover_scale, traded(A, 2_000.0, CLOSES[:19])) == []
    assert found(turnover_scale, traded(A, 2_000.0, CLOSES[:20])) != []


def test_what_no_share_ever_turned_over_is_told_after_five_sessions() -> None:
    # 20 billion shares at 10 are 200 billion CNY.
    assert found(turnover_scale, traded(A, 2e10, CLOSES[:4])) == []
    findings = found(turnover_scale, traded(A, 2e10, CLOSES[:5]))
    assert rules(findings) == [("severe", "turnover_scale_all", "")]
    # One of three is severe by itself: no share ever did that.
    others = (traded(B, 1e6), traded("600002.SH", 1e6))
    assert rules(found(turnover_scale, traded(A, 2e10), *others)) == [("severe", "turnover_scale", A)]


@pytest.mark.parametrize(("factor", "said"), [(100, "times 100"), (10_000, "times 10,000"), (0.01, "divided by 100")])
def test_the_day_from_which_a_file_has_another_unit_is_named(factor: float, said: str) -> None:
    # From the 31st session on, 2024-02-13.
    volume = np.where(np.arange(60) < 30, 1e6, 1e6 * factor)
    (finding,) = found(unit_changes, bars(A, CLOSES, volume=volume, amount=None))
    severity = "severe" if factor == 10_000 else "warning"
    assert (finding.severity, finding.rule, str(finding.date)) == (severity, "unit_changes", "2024-02-13")
    assert f"before {said}: two units are joined" in finding.message


def test_a_busy_day_or_a_quarter_of_ten_times_the_volume_is_no_change_of_unit() -> None:
    spike = np.where(np.arange(60) == 30, 1e8, 1e6)
    busier = np.where(np.arange(60) < 30, 1e6, 1.5e7)
    late = np.where(np.arange(60) < 45, 1e6, 1e8)
    for volume in (spike, busier, late):
        assert found(unit_changes, bars(A, CLOSES, volume=volume, amount=None)) == []


@pytest.mark.parametrize(("volume", "severity"), [(20_000.0, "warning"), (200.0, "severe")])
def test_one_share_below_the_floor_is_told_and_a_hundred_times_below_it_refused(volume: float, severity: str) -> None:
    # 200,000 CNY a day are a quarter of the floor of 800,000, 2,000 CNY a 400th of it.
    findings = found(turnover_scale, traded(A, volume), traded(B, 1e6), traded("600002.SH", 1e6))
    assert rules(findings) == [(severity, "turnover_scale", A)]


def test_a_quarter_of_twenty_symbols_below_the_floor_tells_of_the_table() -> None:
    # 200,000 CNY a day of 6 and of 5 of 20 symbols.
    def of(quiet: int) -> list[Frame]:
        return [traded(f"6000{k:02}.SH", 20_000.0 if k < quiet else 1e6) for k in range(20)]

    assert rules(found(turnover_scale, *of(6))) == [("severe", "turnover_scale_all", "")]
    assert {rule for _, rule, _ in rules(found(turnover_scale, *of(5)))} == {"turnover_scale"}


def test_the_one_session_of_many_symbols_tells_as_a_month_of_one_does() -> None:
    # 20,000 CNY on that day of each of 20 symbols; of 19 it is too little to tell.
    day = [traded(f"6000{k:02}.SH", 2_000.0, CLOSES[:1]) for k in range(20)]
    (finding,) = found(turnover_scale, *day)
    assert (finding.severity, finding.rule) == ("severe", "turnover_scale_all")
    assert finding.message.startswith(
        "20 of 20 rows turn over less than a share does, 2e+04 CNY in the middle: volume in"
    )
    assert found(turnover_scale, *day[:19]) == []


def test_five_days_above_what_any_share_had_are_enough_whatever_the_others_are() -> None:
    # 200 billion CNY on five and on four of sixty days.
    often, seldom = (np.where(np.arange(60) < days, 2e10, 1e6) for days in (5, 4))
    others = (traded(B, 1e6), traded("600002.SH", 1e6))
    (finding,) = found(turnover_scale, traded(A, often), *others)
    assert (finding.severity, finding.rule) == ("severe", "turnover_scale")
    assert finding.message.startswith("the turnover of 5 days is 2")
    assert found(turnover_scale, traded(A, seldom), *others) == []


def test_two_units_joined_in_all_symbols_are_told_once_after_one_session() -> None:
    # The last of sixty sessions has a hundredth of the volume: 2024-03-25.
    volume = np.where(np.arange(60) < 59, 1e6, 1e4)
    files = [bars(f"6000{k:02}.SH", CLOSES, volume=volume, amount=None) for k in range(6)]
    (finding,) = found(unit_changes, *files)
    assert (finding.severity, finding.rule, finding.symbol, str(finding.date)) == (
        *("severe", "unit_changes", ""),
        "2024-03-25",
    )
    assert finding.message.startswith(
        "6 of 6 symbols: from 2024-03-25 on the turnover is that of before divided by 100:"
    )
    assert found(unit_changes, *files[:5]) == []


def test_sessions_locked_at_a_limit_are_no_other_unit() -> None:
    # Three sessions at one price each turn over a thousandth of what the others do, as where nobody sells.
    volume = np.where(np.arange(60) < 3, 1e3, 1e6)
    assert rules(found(unit_changes, bars(A, CLOSES, volume=volume))) == [("warning", "unit_changes", A)]
    flat = bars(A, CLOSES, volume=volume)
    locked = {name: np.where(np.arange(60) < 3, flat["close"], flat[name]) for name in ("open", "high", "low")}
    assert found(unit_changes, replace(flat, columns={**flat.columns, **locked})) == []


def test_rows_of_another_unit_than_the_stored_ones_are_found() -> None:
    # Ten million CNY stored, 1,000 CNY in each of the three sessions after it.
    given, stored = traded(A, 100.0, [10.0] * 60).rows(np.arange(57, 60)), traded(A, 1e6, [10.0] * 57)
    (finding,) = unit_changes(reference({"bars": given}, {"bars": stored.rows(np.array([56]))}))
    assert (finding.severity, finding.rule) == ("warning", "unit_changes")
    assert "that of before divided by 10,000" in finding.message
    same = traded(A, 1e6, [10.0] * 60).rows(np.arange(57, 60))
    assert list(unit_changes(reference({"bars": same}, {"bars": stored.rows(np.array([56]))}))) == []


def test_a_turnover_that_jumps_about_by_hundreds_is_made_up_and_says_nothing() -> None:
    # 1,000 shares at 10 on one day and a million on the next.
    assert found(turnover_scale, traded(A, np.where(np.arange(60) % 3 == 0, 1e6, 1e3))) == []
    assert found(turnover_scale, traded(A, np.where(np.arange(60) % 3 == 0, 3e4, 1e3))) != []


def test_a_symbol_whose_amount_is_in_another_unit_belongs_to_the_unit_proof() -> None:
    assert found(turnover_scale, traded(A, 1e7, amount=np.array(CLOSES) / 10)) == []
