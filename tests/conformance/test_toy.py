"""A third library, added by its own folder alone, by the suite that every source inherits."""

from __future__ import annotations

import pytest

from data_sources.vendors.source import Wanted
from tests.conformance.source_suite import SourceConformance, Stage
from tests.data_sources.toy_library import FUNCTIONS, TOY
from tests.vendor_server.tiny_market import MARKET, SESSIONS

WANTED = Wanted("bars", ("600000.SH",), SESSIONS[0], SESSIONS[-1])
ROWS = tuple(("600000.SH", day) for day in SESSIONS)


class TestToy(SourceConformance):
    @pytest.fixture
    def stage(self, monkeypatch: pytest.MonkeyPatch) -> Stage:
        self.patch = monkeypatch
        return Stage(TOY, WANTED, ROWS, later_rows=1)

    def spoil(self, stage: Stage, fault: str) -> None:
        del stage
        markets = {"empty": MARKET.only_rows(0), "wrong": MARKET.wrong(), "duplicates": MARKET.repeated()}
        self.patch.setattr(FUNCTIONS, "market", markets.get(fault, MARKET))
        self.patch.setattr(FUNCTIONS, "renamed", "2" if fault == "changed" else "")
