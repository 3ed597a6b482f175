"""What baostock's own functions do over the wire, where that is not what one expects."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from baostock.common import contants, context
from baostock.util.socketutil import SocketUtil

from data_sources.errors import UserError
from data_sources.refresh.deadline import whole_answer_within
from data_sources.vendors.baostock import insist_on_installed
from data_sources.vendors.baostock.vendor import BAOSTOCK
from data_sources.vendors.errors import SourceError, Unavailable
from data_sources.vendors.source import Normalised, Wanted
from tests.baostock_server.server import BaostockServer, impatient_after_login, running
from tests.vendor_server.market import Dividend
from tests.vendor_server.tiny_market import MARKET, SESSIONS

FIRST, LAST = SESSIONS[0], SESSIONS[-1]
BARS = Wanted("bars", ("600000.SH",), FIRST, LAST)
ACTIONS = Wanted("actions", ("600000.SH",), date(2022, 1, 1), LAST)


@pytest.fixture
def server() -> Iterator[BaostockServer]:
    with running() as state:
        yield state


def brought(wanted: Wanted, timeout: float = 30.0) -> Normalised:
    (request,) = BAOSTOCK.plan(wanted)
    return BAOSTOCK.normalise(BAOSTOCK.fetch(request, timeout=timeout))


def failure(wanted: Wanted, timeout: float = 30.0) -> SourceError:
    with pytest.raises(SourceError) as caught:
        brought(wanted, timeout)
    return caught.value


@pytest.mark.usefixtures("server")
def test_bars_have_the_exchange_s_reference_price_whole_shares_and_yuan() -> None:
    # Of 2024-01-05: 10.40 less a dividend of 1.00. The volume of 21,000,037 shares is no whole number of lots.
    bars = brought(BARS).frame
    assert bars["prev_close"].tolist() == [10.0, 10.1, 10.25, 9.4, 9.5, 9.45]
    assert (bars["volume"][0], bars["amount"][0]) == (21_000_037.0, 211_260_372.0)


@pytest.mark.usefixtures("server")
def test_a_suspended_session_has_no_bar() -> None:
    # 000001.SZ did not trade on 2024-01-04: baostock sends a row with the last close and an empty volume.
    bars = brought(replace(BARS, symbols=("000001.SZ",))).frame
    assert bars["date"].tolist() == [day for day in SESSIONS if day != date(2024, 1, 4)]
    only = Wanted("bars", ("000001.SZ",), date(2024, 1, 4), date(2024, 1, 4))
    assert "the answer is empty" in str(failure(only))


@pytest.mark.usefixtures("server")
def test_dividends_are_per_share_and_both_kinds_of_bonus_add_up() -> None:
    # 10 送 1 转 3 派 3.20 on 2023-07-21; 10 派 10.00 on 2024-01-05. Rights issues stay unknown, which is said.
    answer = brought(ACTIONS)
    assert answer.frame["ex_date"].tolist() == [date(2023, 7, 21), date(2024, 1, 5)]
    assert answer.frame["cash_per_share"].tolist() == [0.32, 1.0]
    assert answer.frame["bonus_per_share"].tolist() == [0.4, 0.0]
    assert [finding.rule for finding in answer.findings] == ["rights_unknown"]


def test_a_dividend_that_is_no_number_is_refused_and_not_lost(server: BaostockServer) -> None:
    paid = Dividend(FIRST, LAST, cash=float("nan"))
    server.market = replace(MARKET, dividends={"600000.SH": (paid,)})
    assert "dividCashPsBeforeTax is nan" in str(failure(ACTIONS))


def test_all_pages_are_read(server: BaostockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two rows a page: six rows take three pages and, as the third is full, a fourth that is empty.
    monkeypatch.setattr(contants, "BAOSTOCK_PER_PAGE_COUNT", 2)
    assert brought(BARS).frame["date"].tolist() == list(SESSIONS)
    assert server.calls == ["login", *["query_history_k_data_plus"] * 4]


@pytest.mark.parametrize("fault", ["cut", "garbage", "broken", "timeout"])
def test_a_lost_page_is_no_end_of_the_rows(fault: str, server: BaostockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # baostock takes a page that does not come for the end and reports success.
    monkeypatch.setattr(contants, "BAOSTOCK_PER_PAGE_COUNT", 2)
    server.set_fault(fault, where="query_history_k_data_plus", after=1)
    with impatient_after_login(0.3 if fault == "timeout" else 30.0):
        assert type(failure(BARS)) is Unavailable


def test_a_closed_connection_ends_at_once_and_costs_nothing(server: BaostockServer) -> None:
    # baostock alone would read nothing for ever, at full speed.
    server.set_fault("cut")
    began = time.process_time()
    assert "cut in the middle" in str(failure(BARS))
    assert time.process_time() - began < 2.0


def test_a_silent_server_is_left_after_the_timeout(server: BaostockServer) -> None:
    # It would answer after a minute.
    server.set_fault("timeout")
    began = time.monotonic()
    with impatient_after_login(0.2):
        assert "nothing came within 0.2 s" in str(failure(BARS))
    assert time.monotonic() - began < server.patience / 2


def test_an_answer_without_an_end_is_left_by_size_or_by_the_alarm(
    server: BaostockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a limit of size only the alarm ends it, wherever in baostock it rings.
    monkeypatch.setattr("data_sources.vendors.baostock.link.MOST_BYTES", 2**50)
    server.set_fault("endless")
    (request,) = BAOSTOCK.plan(BARS)
    with pytest.raises(Unavailable, match=r"no whole answer within 0\.3 s"), whole_answer_within(0.3, request):
        BAOSTOCK.fetch(request, timeout=30.0)
    monkeypatch.setattr("data_sources.vendors.baostock.link.MOST_BYTES", 1_000_000)
    assert "no end after 1,000,000 bytes" in str(failure(BARS))


def test_pages_without_an_end_are_left_by_number(server: BaostockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contants, "BAOSTOCK_PER_PAGE_COUNT", 2)
    monkeypatch.setattr("data_sources.vendors.baostock.link.MOST_MESSAGES", 3)
    assert "no end after 3 pages" in str(failure(BARS))
    assert len(server.calls) == 3


def test_nobody_at_the_address_is_no_answer(server: BaostockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contants, "BAOSTOCK_SERVER_PORT", 1)
    assert "the connection failed" in str(failure(BARS))
    assert server.calls == []


def test_nothing_is_printed_and_nothing_of_a_session_is_left(
    server: BaostockServer, capfd: pytest.CaptureFixture[str]
) -> None:
    connect = SocketUtil.connect
    brought(BARS)
    server.set_fault("garbage")
    failure(BARS)
    assert capfd.readouterr() == ("", "")
    assert SocketUtil.connect is connect
    assert context.default_socket is None


@pytest.mark.usefixtures("server")
def test_the_messages_are_the_calls() -> None:
    (request,) = BAOSTOCK.plan(ACTIONS)
    answer = BAOSTOCK.fetch(request, timeout=30.0)
    # A login, and a question for each of 2022, 2023 and 2024.
    assert (request.calls, answer.calls) == (4, 4)


def test_neither_beijing_nor_csi_is_asked_about() -> None:
    assert BAOSTOCK.plan(replace(BARS, symbols=("920808.BJ",))) == ()
    assert BAOSTOCK.plan(Wanted("index", ("H00300.CSI",), FIRST, LAST)) == ()


def test_without_the_extra_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_sources.vendors.baostock.find_spec", lambda _: None)
    with pytest.raises(UserError, match=r"pip install .*\[baostock\]"):
        insist_on_installed()


def test_naming_the_source_loads_neither_baostock_nor_pandas() -> None:
    code = "import sys, data_sources.vendors.baostock; print(sorted({'baostock', 'pandas'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.strip() == "[]"
