"""One question: tried again, given up, never longer than it may take; and the lists of symbols a user writes."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data_sources.calendar.clock import Clock
from data_sources.errors import UserError
from data_sources.refresh import read_universe
from data_sources.refresh.call import Caller, LeftAlone
from data_sources.refresh.deadline import whole_answer_within
from data_sources.refresh.pace import Paces
from data_sources.tables.frame import empty_frame
from data_sources.tables.schema import BARS
from data_sources.vendors.errors import SourceError, Unavailable
from data_sources.vendors.source import Normalised, RawAnswer, Request, Traits, Wanted

NOW = datetime(2024, 1, 9, 9, 0, tzinfo=UTC)
ASKED = Request("toy", "somewhere", "bars", ("600000.SH",), date(2024, 1, 9), date(2024, 1, 9))


class Failing:
    """A source that fails so many times and then has nothing to say."""

    vendor = "toy"
    tables = ("bars",)
    traits = Traits()

    def __init__(self, times: int, error: type[SourceError] = Unavailable) -> None:
        self.times, self.error, self.asked = times, error, 0

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        del wanted
        return (ASKED,)

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:
        del timeout
        self.asked += 1
        if self.asked <= self.times:
            raise self.error(request)
        return RawAnswer(request, (), NOW, NOW, "", 1)

    def sample(self, request: Request, *, timeout: float) -> None:
        del request, timeout

    def normalise(self, answer: RawAnswer) -> Normalised:
        return Normalised(answer.request, empty_frame(BARS))


def asker(folder: Path, ends: float = 60.0) -> tuple[Caller, list[float]]:
    slept: list[float] = []
    return Caller(Paces(folder / "pace.json"), Clock(lambda: NOW, slept.append, lambda: 0.0), ends), slept


def trickle() -> None:
    while True:
        time.sleep(0.01)


def test_two_failures_are_waited_out_and_a_third_is_the_answer(tmp_path: Path) -> None:
    source = Failing(2)
    asking, slept = asker(tmp_path)
    asking.call(source, ASKED)
    assert source.asked == 3
    # Waits double, jittered: at most 2 and 4 seconds, beside the waits for the pace.
    assert all(seconds <= 4.0 for seconds in slept)
    hopeless = Failing(9)
    with pytest.raises(Unavailable):
        asker(tmp_path / "other")[0].call(hopeless, ASKED)
    assert hopeless.asked == 3


def test_after_the_end_nobody_is_asked(tmp_path: Path) -> None:
    source = Failing(0)
    with pytest.raises(LeftAlone, match="run it again, it goes on where it stopped"):
        asker(tmp_path, ends=0.0)[0].call(source, ASKED)
    assert source.asked == 0


def test_a_server_that_trickles_is_given_up_within_the_time_for_a_whole_answer() -> None:
    # Without the alarm this would never end.
    with pytest.raises(Unavailable, match=r"no whole answer within 0\.2 s"), whole_answer_within(0.2, ASKED):
        trickle()
    # And the alarm is off again.
    time.sleep(0.25)


def test_a_universe_is_a_list_in_any_dialect_or_a_column(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# mine\n600000\nsz000001\n\n600000.SH\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("name,symbol\n浦发银行,600000.SH\n", encoding="utf-8-sig")
    assert read_universe(tmp_path / "list.txt") == ("600000.SH", "000001.SZ")
    assert read_universe(tmp_path / "list.csv") == ("600000.SH",)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"000300.SH\n", "holds '000300.SH', which is no A share"), (b"\n", "names no symbol"), (b"\xff", "no UTF-8")],
)
def test_a_universe_that_is_none_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(content)
    with pytest.raises(UserError, match=said):
        read_universe(tmp_path / "list.txt")
    with pytest.raises(UserError, match=r"nowhere\.txt cannot be read: No such file"):
        read_universe(tmp_path / "nowhere.txt")
