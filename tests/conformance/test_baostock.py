"""Every table of baostock, through its own functions against the loopback server, by the suite all sources inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from data_sources.vendors.baostock.vendor import BAOSTOCK
from data_sources.vendors.errors import Banned, ChangedFormat, RateLimited, SourceError, Unavailable
from data_sources.vendors.source import Wanted
from tests.baostock_server.server import BaostockServer, impatient_after_login, running
from tests.conformance.source_suite import SourceConformance, Stage, failure, tells_where
from tests.vendor_server.tiny_market import SESSIONS, SHARES

FIRST, LAST = SESSIONS[0], SESSIONS[-1]
THURSDAY = date(2024, 1, 4)
ON_TWO_EXCHANGES = ("000001.SZ", "300750.SZ", "600000.SH", "688981.SH", "689009.SH")


@dataclass(frozen=True)
class Case:
    """One table: what is wanted, the keys that come back and how many of them on the last day alone."""

    wanted: Wanted
    rows: tuple[tuple[object, ...], ...]
    later_rows: int | None
    may_be_empty: bool = False

    @property
    def name(self) -> str:
        """Return the test's identifier."""
        return f"{self.wanted.table}{'-bulk' if self.wanted.only_today else ''}"


CASES = (
    Case(Wanted("bars", ("600000.SH",), FIRST, LAST), tuple(("600000.SH", day) for day in SESSIONS), 1),
    Case(Wanted("bars", ON_TWO_EXCHANGES, LAST, LAST, only_today=True), tuple((s, LAST) for s in ON_TWO_EXCHANGES), 5),
    Case(Wanted("index", ("000300.SH",), FIRST, LAST), tuple(("000300.SH", day) for day in SESSIONS), 1),
    Case(
        Wanted("actions", ("600000.SH",), date(2020, 1, 1), date(2024, 1, 5)),
        (("600000.SH", date(2023, 7, 21)), ("600000.SH", date(2024, 1, 5))),
        1,
        may_be_empty=True,
    ),
    Case(Wanted("instruments", (), FIRST, LAST), tuple((symbol,) for symbol in sorted(SHARES)), None),
    Case(Wanted("status", (), FIRST, LAST), (("000001.SZ", LAST, "ST"),), None),
    Case(Wanted("suspensions", (), THURSDAY, THURSDAY), (("000001.SZ", THURSDAY),), None),
    Case(Wanted("sessions", (), FIRST, LAST), tuple((day,) for day in SESSIONS), 1),
)


@pytest.fixture(scope="module")
def server() -> Iterator[BaostockServer]:
    with running() as state:
        yield state


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


class TestBaostock(SourceConformance):
    @pytest.fixture
    def stage(self, server: BaostockServer, case: Case) -> Stage:
        self.server = server
        server.set_fault("normal")
        server.calls.clear()
        return Stage(BAOSTOCK, case.wanted, case.rows, case.later_rows, case.may_be_empty)

    def spoil(self, stage: Stage, fault: str) -> None:
        del stage
        self.server.set_fault(fault)

    def test_a_plan_makes_no_call(self, stage: Stage) -> None:
        stage.source.plan(stage.wanted)
        assert self.server.calls == []

    @pytest.mark.parametrize(
        ("fault", "kind"),
        [
            ("banned", Banned),
            ("crowded", RateLimited),
            ("forgotten", Unavailable),
            ("broken", Unavailable),
            ("unknown", ChangedFormat),
            ("garbage", ChangedFormat),
            ("timeout", Unavailable),
            ("cut", Unavailable),
        ],
    )
    def test_a_refusal_has_its_name_after_one_question(self, stage: Stage, fault: str, kind: type[SourceError]) -> None:
        self.server.set_fault(fault)
        with impatient_after_login(0.25 if fault == "timeout" else 30.0):
            error = failure(stage)
        assert type(error) is kind
        tells_where(error, stage)
        assert len(self.server.calls) == 2
        assert self.server.calls[0] == "login"

    @pytest.mark.parametrize(("fault", "kind"), [("banned", Banned), ("garbage", ChangedFormat), ("cut", Unavailable)])
    def test_so_has_one_at_the_login(self, stage: Stage, fault: str, kind: type[SourceError]) -> None:
        self.server.set_fault(fault, where="login")
        error = failure(stage)
        assert type(error) is kind
        assert self.server.calls == ["login"]

    def test_adjusted_prices_passed_as_raw_are_refused(self, stage: Stage) -> None:
        if stage.wanted.table != "bars" or stage.wanted.only_today:
            pytest.skip("no history of prices")
        self.server.set_fault("qfq")
        request = stage.source.plan(stage.wanted)[0]
        answer = stage.source.normalise(stage.source.fetch(request, timeout=30.0))
        assert [finding.rule for finding in answer.findings if finding.severity == "severe"] == ["adjusted_as_raw"]

    def test_prices_that_say_they_are_adjusted_are_refused(self, stage: Stage) -> None:
        if stage.wanted.table != "bars":
            pytest.skip("only prices are adjusted")
        self.server.set_fault("flagged")
        error = failure(stage)
        assert type(error) is ChangedFormat
        assert "adjustflag is 2" in str(error)


def test_every_table_has_a_case() -> None:
    assert {case.wanted.table for case in CASES} == set(BAOSTOCK.tables)
