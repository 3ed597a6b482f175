"""Steps written by hand after the source map code: value times two, its sign in the lowest bit, five bits a digit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.steps import DIGITS, stepped


def test_small_steps_are_one_digit_and_no_value_is_a_full_stop() -> None:
    # 3 is 6, "G"; then +1 is 2, "C"; then nothing; then 2 - 4 = -2, which is 5, "F"; then 0, "A".
    assert stepped([3, 4, None, 2, 2]) == "GC.FA"


def test_a_step_of_sixteen_and_more_goes_on_in_a_second_digit() -> None:
    # 16 is 32: its low five bits are 0, with the sixth bit 32, "g"; then 1, "B".
    assert stepped([16]) == "gB"
    # 5,155 is 10,310 = 10 * 1,024 + 2 * 32 + 6: 6 + 32 = 38, "m"; 2 + 32 = 34, "i"; 10, "K".
    assert stepped([5155]) == "miK"
    # The fall back to 5,000 is 155, 311 with its sign, 9 * 32 + 23: 23 + 32 = 55, "3"; 9, "J".
    assert stepped([5155, 5000]) == "miK3J"


@given(st.lists(st.none() | st.integers(-(10**9), 10**9)))
def test_the_numbers_come_back(values: list[int | None]) -> None:
    assert read_steps(stepped(values)) == values


def read_steps(text: str) -> list[int | None]:
    found: list[int | None] = []
    total, step, shift = 0, 0, 0
    for digit in text:
        if digit == ".":
            found.append(None)
            continue
        bits = DIGITS.index(digit)
        step |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            total += -(step >> 1) if step & 1 else step >> 1
            found.append(total)
            step, shift = 0, 0
    return found
