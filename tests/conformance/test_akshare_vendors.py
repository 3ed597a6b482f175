"""Every vendor and table behind akshare, against the loopback server, by the suite that every source inherits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from data_sources.vendors.akshare import LIBRARY
from data_sources.vendors.errors import Banned, RateLimited, SourceError, Unavailable
from data_sources.vendors.source import Wanted
from tests.conformance.source_suite import SourceConformance, Stage, failure, tells_where
from tests.data_sources.akshare.answers import SOURCES
from tests.vendor_server.redirect import redirected
from tests.vendor_server.server import Fault, VendorServer, running
from tests.vendor_server.tiny_market import SESSIONS, SHARES

FIRST, LAST = SESSIONS[0], SESSIONS[-1]
LONG_AGO = date(2020, 1, 1)
TRADED = tuple(("600000.SH", day) for day in SESSIONS)
LEVELS = tuple(("000300.SH", day) for day in SESSIONS)
LISTED = tuple((symbol,) for symbol in sorted(SHARES))


@dataclass(frozen=True)
class Case:
    """One endpoint: who, what is wanted, the keys that come back and how many of them on the last day alone."""

    vendor: str
    wanted: Wanted
    rows: tuple[tuple[object, ...], ...]
    later_rows: int | None
    may_be_empty: bool = False
    spoiled_at: str = ""

    @property
    def name(self) -> str:
        """Return the test's identifier."""
        return f"{self.vendor}-{self.wanted.table}{'-bulk' if self.wanted.only_today else ''}"


BARS = Wanted("bars", ("600000.SH",), FIRST, LAST)
BULK_SYMBOLS = tuple(sorted(set(SHARES) - {"600001.SH", "000003.SZ"}))
# The bulk list is worth its pages only for many symbols; most of these are not in the tiny market.
MANY = (*BULK_SYMBOLS, *(f"60{number:04d}.SH" for number in range(3000, 3100)))
INDEX = Wanted("index", ("000300.SH",), FIRST, LAST)
ACTIONS = Wanted("actions", ("600000.SH",), LONG_AGO, date(2024, 1, 5))
CASH = (("600000.SH", date(2023, 7, 21)), ("600000.SH", date(2024, 1, 5)))
RIGHTS = (("600000.SH", date(2022, 3, 15)),)
STATUS = Wanted("status", (), FIRST, LAST)
CASES = (
    Case("eastmoney", BARS, TRADED, 1),
    Case("sina", BARS, TRADED, 1, spoiled_at="hisdata_klc2"),
    Case("tencent", BARS, TRADED, 1),
    Case("eastmoney", Wanted("bars", MANY, LAST, LAST, only_today=True), tuple((s, LAST) for s in BULK_SYMBOLS), 6),
    Case("csindex", INDEX, LEVELS, 1),
    Case("eastmoney", INDEX, LEVELS, 1),
    Case("sina", INDEX, LEVELS, 1),
    Case("shenwan", replace(INDEX, symbols=("801081.SI",)), tuple(("801081.SI", day) for day in SESSIONS), 1),
    Case("sina", ACTIONS, (*RIGHTS, *CASH), 1, may_be_empty=True),
    Case("eastmoney", ACTIONS, CASH, 1, may_be_empty=True),
    Case("exchanges", Wanted("instruments", (), FIRST, LAST), LISTED, None),
    Case("exchanges", STATUS, (("000001.SZ", date(2019, 4, 30), "ST"), ("000001.SZ", date(2023, 5, 4), "ST")), None),
    Case("eastmoney", STATUS, (("000001.SZ", LAST, "ST"),), None),
    Case(
        "eastmoney",
        Wanted("suspensions", (), date(2024, 1, 4), date(2024, 1, 4)),
        (("000001.SZ", date(2024, 1, 4)),),
        None,
    ),
    Case(
        "eastmoney",
        Wanted("earnings", ("600000.SH", "688981.SH"), date(2023, 9, 30), LAST),
        (
            ("600000.SH", date(2023, 10, 28), date(2023, 9, 30), "actual"),
            ("688981.SH", date(2023, 11, 10), date(2023, 9, 30), "actual"),
        ),
        None,
    ),
    Case(
        "ths",
        Wanted("forecasts", ("600000.SH",), LAST, LAST),
        tuple(("600000.SH", LAST, date(year, 12, 31), "forecast") for year in (2023, 2024)),
        None,
    ),
    Case("sina", Wanted("sessions", (), FIRST, LAST), tuple((day,) for day in SESSIONS), 1),
)


@pytest.fixture(scope="module")
def vendors() -> Iterator[VendorServer]:
    with running(VendorServer(patience=60.0)) as server, redirected(server):
        yield server


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


class TestVendors(SourceConformance):
    @pytest.fixture
    def stage(self, vendors: VendorServer, case: Case) -> Stage:
        self.vendors, self.case = vendors, case
        vendors.rules.clear()
        vendors.calls.clear()
        return Stage(SOURCES[case.vendor], case.wanted, case.rows, case.later_rows, case.may_be_empty)

    def spoil(self, stage: Stage, fault: str) -> None:
        del stage
        self.vendors.set_fault(fault, self.case.spoiled_at)  # type: ignore[arg-type]

    def test_a_plan_makes_no_call(self, stage: Stage) -> None:
        stage.source.plan(stage.wanted)
        assert self.vendors.calls == []

    @pytest.mark.parametrize(
        ("fault", "kind"),
        [
            ("ban_page", Banned),
            ("403", Banned),
            ("429", RateLimited),
            ("500", Unavailable),
            ("timeout", Unavailable),
            ("cut", Unavailable),
            ("half", Unavailable),
            ("blank", Unavailable),
            ("hollow", Unavailable),
            ("other_page", Unavailable),
            ("busy_page", RateLimited),
        ],
    )
    def test_a_refusal_has_its_name_after_one_call(
        self, stage: Stage, fault: Fault, kind: type[SourceError], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tests.conformance.source_suite.PATIENCE", 0.25 if fault == "timeout" else 30.0)
        self.vendors.set_fault(fault)
        error = failure(stage)
        assert type(error) is kind
        tells_where(error, stage)
        self.vendors.wait_for_a_call()
        assert len(self.vendors.calls) == 1
        if fault == "429":
            # The server says Retry-After: 120.
            assert isinstance(error, RateLimited)
            assert error.retry_after == 120.0

    def test_adjusted_prices_passed_as_raw_are_refused(self, stage: Stage) -> None:
        if stage.wanted.table != "bars" or stage.wanted.only_today:
            pytest.skip("no history of prices")
        self.vendors.set_fault("qfq")
        request = stage.source.plan(stage.wanted)[0]
        answer = stage.source.normalise(stage.source.fetch(request, timeout=30.0))
        assert [finding.rule for finding in answer.findings if finding.severity == "severe"] == ["adjusted_as_raw"]
        assert answer.refused


def test_every_table_has_a_vendor_that_gives_it() -> None:
    for table, sources in LIBRARY.sources.items():
        assert all(table in source.tables for source in sources)
    assert {(case.vendor, case.wanted.table) for case in CASES} == {
        (source.vendor, table) for table, sources in LIBRARY.sources.items() for source in sources
    }
