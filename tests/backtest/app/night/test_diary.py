"""The paper diary: a day's weights are added once, and nothing that was written can be changed unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from backtest.app.night.diary import HEAD, START, Diary, continued_diary, taken_over
from backtest.app.night.diary_reading import read_diary
from backtest.app.night.diary_state import diary_state
from backtest.targets import Targets, targets_from_rows

FRIDAY, MONDAY = date(2024, 1, 5), date(2024, 1, 8)
EVENING = datetime(2024, 1, 5, 10, tzinfo=UTC)
PAIR = targets_from_rows([(date(2024, 1, 2), "600000.SH", 0.25), (date(2024, 1, 2), "000001.SZ", 0.5)])


def night(diary: Diary, day: date, *, late: bool = False, snapshot: str = "s1", **targets: Targets) -> Diary:
    return continued_diary(diary, day, targets, snapshot, EVENING, late=late)


def sealed(*lines: str) -> str:
    """The file of these lines, each without its hash, as somebody would make it with sha256sum."""
    text, before = HEAD, "0" * 64
    for line in lines:
        before = sha256(f"{before},{line}".encode()).hexdigest()
        text += f"{line},{before}\n"
    return text


TWO = (
    "2024-01-05,pair,2024-01-02,000001.SZ,0.5,s1,2024-01-05T10:00:00Z,no,1/2",
    "2024-01-05,pair,2024-01-02,600000.SH,0.25,s1,2024-01-05T10:00:00Z,no,2/2",
)
CASH = "2024-01-08,pair,2024-01-08,,0.0,s1,2024-01-08T10:00:00Z,no,1/1"


def test_the_weights_in_force_are_those_of_the_last_decision() -> None:
    # Decided on Tuesday, still in force on Friday; symbols in order, each row behind the hash of the one before.
    written = night(Diary(), FRIDAY, pair=PAIR)
    assert written.text() == sealed(*TWO)
    assert written.mark == {"rows": 2, "hash": sealed(*TWO)[-65:-1]}
    assert Diary().last_hash == START == "0" * 64


def test_cash_is_a_row_too_before_and_after_the_first_decision() -> None:
    sold = targets_from_rows([(FRIDAY, "", 0.0)])
    before = night(Diary(), date(2024, 1, 4), sold=sold)
    assert before.text() == sealed("2024-01-04,sold,,,0.0,s1,2024-01-05T10:00:00Z,no,1/1")
    after = night(Diary(), MONDAY, late=True, sold=sold)
    assert after.text() == sealed("2024-01-08,sold,2024-01-05,,0.0,s1,2024-01-05T10:00:00Z,yes,1/1")


def test_a_revised_day_keeps_the_row_of_its_own_night() -> None:
    heavy = targets_from_rows([(date(2024, 1, 2), "600000.SH", 0.9)])
    diary = night(Diary(), FRIDAY, pair=heavy)
    # The same day again, with other weights and data: nothing. The other strategy and the next day: added behind.
    assert night(diary, FRIDAY, snapshot="s2", pair=PAIR) == diary
    other = night(diary, FRIDAY, snapshot="s2", pair=PAIR, second=PAIR)
    assert other.rows[:1] == diary.rows
    assert [row.strategy for row in other.rows[1:]] == ["second", "second"]
    assert len(night(diary, MONDAY, pair=PAIR).rows) == 3


def test_no_day_is_added_behind_a_later_one() -> None:
    diary = night(Diary(), MONDAY, pair=PAIR)
    assert night(diary, FRIDAY, pair=PAIR, other=PAIR) == diary


def test_what_is_written_is_read() -> None:
    reading = read_diary(sealed(*TWO, CASH).encode())
    assert (reading.fault, reading.torn, reading.unended) == ("", b"", False)
    assert reading.diary.text() == sealed(*TWO, CASH)
    assert [(entry.day, entry.strategy, len(entry.rows)) for entry in reading.diary.entries] == [
        (FRIDAY, "pair", 2),
        (MONDAY, "pair", 1),
    ]
    assert reading.diary.last_day == MONDAY


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("0.25", "0.35", 3),
        ("date,", "day,", 1),
        ("2024-01-08T10", "2024-01-07T10", 4),
        ("10:00:00Z,no,1/2", "10:00:00Z,yes,1/2", 2),
        ("\n2024-01-08", "\r\n2024-01-08", 3),
        (sealed(*TWO).splitlines(keepends=True)[1], "", 2),
        (sealed(*TWO).splitlines(keepends=True)[2], "", 3),
        ("\n2024-01-08", "\n\n2024-01-08", 4),
    ],
)
def test_the_first_line_that_was_changed_or_taken_out_is_named(old: str, new: str, line: int) -> None:
    text = sealed(*TWO, CASH)
    assert old in text
    assert read_diary(text.replace(old, new, 1).encode()).fault.startswith(f"line {line}")


def test_lines_in_another_order_are_named() -> None:
    head, *lines = sealed(*TWO, CASH).splitlines(keepends=True)
    assert read_diary("".join([head, lines[1], lines[0], lines[2]]).encode()).fault.startswith("line 2: ")


def test_a_day_behind_a_later_one_is_a_fault_even_with_right_hashes() -> None:
    fault = read_diary(sealed(CASH, *TWO).encode()).fault
    assert fault == "line 3: its day 2024-01-05 stands behind 2024-01-08"


FORMER = "2024-01-05,pair,2024-01-02,000001.SZ,0.5,s1,,unknown,1/1"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        # Of the day before the last row of the chain, of its own day, and of the day after.
        (FORMER, "its day 2024-01-05 stands behind 2024-01-08"),
        (FORMER.replace("unknown", "yes"), "it has no time and stands behind rows that have one"),
        (FORMER.replace("2024-01-05", "2024-01-08"), "it has no time and stands behind rows that have one"),
        (FORMER.replace("2024-01-05", "2024-01-09"), "it has no time and stands behind rows that have one"),
        (CASH.replace(",no,", ",unknown,"), "it has a time and is of unknown time"),
    ],
)
def test_no_row_without_a_time_follows_one_with_a_time_even_with_right_hashes(line: str, words: str) -> None:
    assert read_diary(sealed(CASH, line).encode()).fault == f"line 3: {words}"
    # The last line without its end is judged as any other: it is no row.
    assert not read_diary(sealed(CASH, line).encode()[:-1]).unended


def test_rows_without_a_time_before_the_chain_are_unknown_or_behind_and_late() -> None:
    assert read_diary(sealed(FORMER, CASH).encode()).fault == ""
    behind = FORMER.replace("2024-01-05", "2024-01-04")
    assert read_diary(sealed(FORMER, behind.replace("unknown", "yes"), CASH).encode()).fault == ""
    fault = read_diary(sealed(FORMER, behind, CASH).encode()).fault
    assert fault == "line 3: its day 2024-01-04 stands behind 2024-01-05"
    for mark in ("no", "yes"):
        fault = read_diary(sealed(FORMER.replace("unknown", mark)).encode()).fault
        assert fault == f"line 2: it has no time and says {mark}, not unknown"


@pytest.mark.parametrize("line", ["2024-01-05,pair", TWO[0].replace("no", "never"), TWO[0].replace("1/2", "3/2")])
def test_cells_that_no_night_writes_are_a_fault_even_with_right_hashes(line: str) -> None:
    assert read_diary(sealed(line).encode()).fault.startswith("line 2: it has ")


def test_a_tail_without_a_line_end_is_told_from_a_whole_row() -> None:
    whole, text = sealed(*TWO), sealed(*TWO, CASH)
    for length in range(len(whole) + 1, len(text) - 1):
        reading = read_diary(text[:length].encode())
        assert (reading.fault, reading.whole) == ("", len(whole))
        assert whole.encode() + reading.torn == text[:length].encode()
    # All of the row but its line end.
    reading = read_diary(text[:-1].encode())
    assert (reading.unended, reading.torn, len(reading.diary.rows)) == (True, b"", 3)


def test_the_very_first_writing_cut_off_within_its_first_line() -> None:
    for length in range(len(HEAD)):
        assert read_diary(HEAD[:length].encode()).diary == Diary()
        assert read_diary(HEAD[:length].encode()).torn == HEAD[:length].encode()
        assert read_diary(HEAD[:length].encode()).fault == ""


def test_rows_of_a_writing_that_was_cut_off_are_no_decision_and_are_written_again() -> None:
    # The first of two rows, then the kill. The next night writes both, in the same second even.
    half = read_diary(sealed(TWO[0]).encode()).diary
    assert half.entries == ()
    again = night(half, FRIDAY, pair=PAIR)
    assert again.text() == sealed(TWO[0], *TWO)
    (entry,) = again.entries
    assert entry.rows == again.rows[1:]


def test_rows_from_before_there_was_a_chain_are_chained_with_an_unknown_time() -> None:
    former = [
        ("2024-01-08", "pair", "2024-01-02", "000001.SZ", "0.5", "s1"),
        ("2024-01-08", "pair", "2024-01-02", "600000.SH", "0.25", "s1"),
        ("2024-01-08", "sold", "", "", "0.0", "s1"),
        # Behind a later day, so written after it: late for certain.
        ("2024-01-05", "sold", "", "", "0.0", "s2"),
    ]
    taken = taken_over(former)
    assert taken.text() == sealed(
        "2024-01-08,pair,2024-01-02,000001.SZ,0.5,s1,,unknown,1/2",
        "2024-01-08,pair,2024-01-02,600000.SH,0.25,s1,,unknown,2/2",
        "2024-01-08,sold,,,0.0,s1,,unknown,1/1",
        "2024-01-05,sold,,,0.0,s2,,yes,1/1",
    )
    assert read_diary(taken.text().encode()).diary == taken
    assert night(taken, date(2024, 1, 9), pair=PAIR).rows[:4] == taken.rows


def test_its_tab_is_told_the_last_hash_as_it_is_printed_elsewhere() -> None:
    diary = night(Diary(), FRIDAY, pair=PAIR)
    said = diary_state(diary).verified
    assert f" Last hash {diary.last_hash}; " in said
    assert f"末行哈希 {diary.last_hash}；" in said.zh
