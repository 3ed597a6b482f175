"""What akshare's own functions do over the wire, where that is not what one expects."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.refresh.compare import differences
from data_sources.vendors.akshare import LIBRARY, transport
from data_sources.vendors.akshare.functions import AkshareFunctions
from data_sources.vendors.errors import (
    Banned,
    ChangedFormat,
    EmptyAnswer,
    RateLimited,
    ShortAnswer,
    SourceError,
    Unavailable,
)
from data_sources.vendors.source import Normalised, Request, Rounding, Wanted
from tests.data_sources.akshare.answers import SOURCES
from tests.data_sources.facts import facts_from_tables
from tests.vendor_server import eastmoney_wire, server, sina_wire, tencent_wire
from tests.vendor_server.market import Bar, Level, Share, of_facts
from tests.vendor_server.redirect import redirected
from tests.vendor_server.server import Fault, Question, VendorServer, running
from tests.vendor_server.sina_packing import packed_bars, packed_levels, packed_sessions
from tests.vendor_server.tiny_market import MARKET, SESSIONS

FIRST, LAST = SESSIONS[0], SESSIONS[-1]
TWO = ("600000.SH", "688981.SH")


@pytest.fixture
def vendors() -> Iterator[VendorServer]:
    with running() as vendors, redirected(vendors):
        yield vendors


def brought(vendor: str, wanted: Wanted) -> list[Normalised]:
    source = SOURCES[vendor]
    return [source.normalise(source.fetch(request, timeout=30.0)) for request in source.plan(wanted)]


@pytest.fixture(scope="module")
def decoder() -> Any:  # noqa: ANN401 - a JavaScript engine
    """Return the decoder that akshare carries for Sina's packed texts."""
    from akshare.stock.cons import hk_js_decode  # noqa: PLC0415 - takes seconds
    from py_mini_racer import MiniRacer  # type: ignore[import-untyped]  # noqa: PLC0415

    engine = MiniRacer()
    engine.eval(hk_js_decode)
    return engine


DAYS = st.lists(st.dates(date(1991, 1, 1), date(2040, 12, 31)), min_size=1, max_size=30, unique=True).map(sorted)
CENTS = st.integers(1, 5_000_000)


@settings(max_examples=30)
@given(days=DAYS, data=st.data())
def test_the_packing_of_bars_is_undone_by_akshare_s_decoder(
    days: list[date],
    data: st.DataObject,
    decoder: Any,  # noqa: ANN401
) -> None:
    bars = []
    for day in days:
        low, opened, close, high = sorted(data.draw(st.tuples(CENTS, CENTS, CENTS, CENTS)))
        volume, amount = data.draw(st.tuples(st.integers(0, 10**9), st.integers(0, 10**11)))
        bars.append(Bar(day, opened / 100, high / 100, low / 100, close / 100, volume, amount))
    rows = decoder.call("d", packed_bars(bars))
    names = ("open", "high", "low", "close", "volume", "amount")
    assert [(row["date"][:10], *(row[name] for name in names)) for row in rows] == [
        (str(bar.day), *(getattr(bar, name) for name in names)) for bar in bars
    ]


def test_the_packing_of_levels_and_sessions_is_undone_too(decoder: Any) -> None:  # noqa: ANN401
    levels = [Level(FIRST, 3400.125, 3420.5, 3380.25, 3390.375, 9_000_000_001), Level(LAST, 1.0, 2.0, 1.0, 1.5, 7)]
    rows = decoder.call("d", packed_levels(levels))
    assert [(row["date"][:10], row["close"], row["volume"]) for row in rows] == [
        ("2024-01-02", 3390.375, 9_000_000_001),
        ("2024-01-09", 1.5, 7),
    ]
    # Monday to Friday without the Wednesday, then a Monday after a whole week off.
    sessions = [date(2024, 1, day) for day in (1, 2, 4, 5, 15)]
    assert [text[:10] for text in decoder.call("d", packed_sessions(sessions))] == [str(day) for day in sessions]


def test_a_day_that_sina_fills_in_for_a_change_of_shares_is_no_bar(vendors: VendorServer) -> None:
    # The server tells a change of the share count on Saturday 2024-01-06; akshare makes a row of it with Friday's
    # prices. Asked for from that day on, its own cut would keep the row.
    wanted = Wanted("bars", ("600000.SH",), date(2024, 1, 6), LAST)
    (found,) = brought("sina", wanted)
    assert found.frame["date"].tolist() == [date(2024, 1, 8), date(2024, 1, 9)]
    assert vendors.calls


def test_the_bulk_list_comes_in_pages_of_100(vendors: VendorServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akshare.utils.func.time.sleep", lambda _: None)
    symbols = [f"60{number:04d}.SH" for number in range(250)]
    bars = {symbol: (Bar(LAST, 9.5, 9.6, 9.4, 9.5, 1000, 9500),) for symbol in symbols}
    vendors.market = replace(MARKET, bars=bars, shares=dict.fromkeys(symbols, Share("甲", date(2000, 1, 4))))
    wanted = Wanted("bars", tuple(symbols), LAST, LAST, only_today=True, at_least=250)
    (found,) = brought("eastmoney", wanted)
    assert len(found.frame) == 250
    assert [call.split("pn=")[1].split("&")[0] for call in vendors.calls] == ["1", "2", "3"]


def test_the_bulk_list_is_used_only_where_it_saves_calls() -> None:
    # 5,600 shares in pages of 100 are 56 calls: for 2 symbols 2 calls are fewer.
    few = Wanted("bars", TWO, LAST, LAST, only_today=True)
    assert [request.endpoint for request in SOURCES["eastmoney"].plan(few)] == ["stock_zh_a_hist"] * 2
    many = replace(few, symbols=tuple(f"60{number:04d}.SH" for number in range(57)))
    assert [(r.endpoint, r.calls) for r in SOURCES["eastmoney"].plan(many)] == [("stock_zh_a_spot_em", 56)]
    history = replace(many, only_today=False)
    assert {request.endpoint for request in SOURCES["eastmoney"].plan(history)} == {"stock_zh_a_hist"}


@pytest.fixture
def many(vendors: VendorServer, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """A market of 250 shares, which are three pages of the bulk list; nothing is waited for."""
    monkeypatch.setattr("akshare.utils.func.time.sleep", lambda _: None)
    monkeypatch.setattr(transport, "PAUSES", (0.0, 0.0))
    symbols = tuple(f"60{number:04d}.SH" for number in range(250))
    bars = {symbol: (Bar(LAST, 9.5, 9.6, 9.4, 9.5, 1000, 9500),) for symbol in symbols}
    vendors.market = replace(MARKET, bars=bars, shares=dict.fromkeys(symbols, Share("甲", date(2000, 1, 4))))
    return symbols


def pages_asked(vendors: VendorServer) -> list[str]:
    return [call.split("pn=")[1].split("&")[0] for call in vendors.calls]


@pytest.mark.parametrize("fault", ["cut", "500", "blank", "hollow", "other_page", "null_page"])
def test_one_lost_page_of_a_list_is_asked_for_again_alone(
    fault: Fault, many: tuple[str, ...], vendors: VendorServer
) -> None:
    vendors.set_fault(fault, "pn=2&", times=1)
    (found,) = brought("eastmoney", Wanted("bars", many, LAST, LAST, only_today=True, at_least=250))
    assert len(found.frame) == 250
    assert pages_asked(vendors) == ["1", "2", "2", "3"]


@pytest.mark.parametrize("fault", ["cut", "null_page"])
def test_a_page_that_never_comes_is_a_failure_that_may_pass_and_no_empty_market(
    fault: Fault, many: tuple[str, ...], vendors: VendorServer
) -> None:
    vendors.set_fault(fault, "pn=2&")
    with pytest.raises(Unavailable):
        brought("eastmoney", Wanted("bars", many, LAST, LAST, only_today=True))
    assert pages_asked(vendors) == ["1", "2", "2", "2"]


def test_a_list_whose_pages_all_fail_once_is_given_up_after_a_few(
    many: tuple[str, ...], vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "MOST_AGAIN", 1)
    for page in ("2", "3"):
        vendors.set_fault("cut", f"pn={page}&", times=1)
    with pytest.raises(Unavailable):
        brought("eastmoney", Wanted("bars", many, LAST, LAST, only_today=True))
    assert pages_asked(vendors) == ["1", "2", "2", "3"]


def test_a_page_with_too_few_rows_makes_the_list_short(
    many: tuple[str, ...], vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Page 2 has 10 rows for 100: 160 of the 250 that every page promises.
    def page(asked: Any) -> bytes:  # noqa: ANN401 - the server's question
        full = json.loads(eastmoney_wire.market_list(asked.market, asked.query, asked.today, changed=False))
        if asked.query["pn"] == "2":
            full["data"]["diff"] = full["data"]["diff"][:10]
        return json.dumps(full).encode()

    monkeypatch.setattr(server, "ROUTES", (("clist/get", eastmoney_wire.JSON, page),))
    with pytest.raises(ShortAnswer, match="160 rows of a list that says it has 250"):
        brought("eastmoney", Wanted("bars", many, LAST, LAST, only_today=True))
    assert vendors.calls


def test_a_page_that_is_an_earlier_one_is_asked_for_again_alone(
    many: tuple[str, ...], vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Page 1 comes for page 2 the first time: 250 rows, of which 100 twice and 100 never.
    stale = ["1"]

    def page(asked: Question) -> bytes:
        number = stale.pop() if asked.query["pn"] == "2" and stale else asked.query["pn"]
        query = {**asked.query, "pn": number}
        return eastmoney_wire.market_list(asked.market, query, asked.today, changed=False)

    monkeypatch.setattr(server, "ROUTES", (("clist/get", eastmoney_wire.JSON, page),))
    (found,) = brought("eastmoney", Wanted("bars", many, LAST, LAST, only_today=True, at_least=250))
    assert len(found.frame) == 250
    assert pages_asked(vendors) == ["1", "2", "2", "3"]


def test_a_page_of_beijing_s_list_without_rows_is_asked_for_again(
    vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "PAUSES", (0.0,))
    listed = {f"92{number:04d}.BJ": Share("乙", date(2022, 1, 4)) for number in range(45)}
    vendors.market = replace(MARKET, shares={**MARKET.shares, **listed})
    # akshare asks for the first page twice, then for the other two.
    vendors.set_fault("null_page", "nqxxCnzq", times=1)
    vendors.set_fault("normal", "nqxxCnzq", times=2)
    (found,) = brought("exchanges", Wanted("instruments", (), FIRST, LAST))
    assert sum(symbol.endswith(".BJ") for symbol in found.frame["symbol"].tolist()) == 46
    assert len([call for call in vendors.calls if "nqxxCnzq" in call]) == 5


COUNTS = "StockService.getAmountBySymbol"


@pytest.mark.parametrize("counts", ['=([{date:"2024-01-08",amount:"42000"}])', "=([])", "=(null)"])
def test_bars_before_the_first_share_count_are_kept(
    counts: str, vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # akshare would drop the four bars before 2024-01-08, or stumble where there is no count at all.
    def told(_: object) -> bytes:
        return f"/*<script>location.href='//sina.com';</script>*/\nvar KKE_ShareAmount_sh600000{counts};".encode()

    monkeypatch.setattr(server, "ROUTES", ((COUNTS, sina_wire.SCRIPT, told), *server.ROUTES))
    (found,) = brought("sina", Wanted("bars", ("600000.SH",), FIRST, LAST))
    assert found.frame["date"].tolist() == list(SESSIONS)
    assert found.frame["close"].tolist() == [10.10, 10.25, 10.40, 9.50, 9.45, 9.35]
    assert vendors.calls


@pytest.mark.parametrize(
    ("first_day", "days"),
    [
        (b'trend_qfq={"code":0,"msg":"","data":[]}', b'kline_dayqfq={"code":0,"msg":"","data":[]}'),
        (b'trend_qfq={"code":0,"msg":"","data":""}', b'kline_dayqfq={"code":0,"msg":"","data":{"bj920808":{"qt":{}}}}'),
    ],
)
def test_a_code_that_tencent_does_not_have_is_an_empty_answer(
    first_day: bytes, days: bytes, vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"weekTrends": first_day, "newfqkline": days}
    routes = tuple((where, tencent_wire.SCRIPT, lambda _, body=body: body) for where, body in said.items())
    monkeypatch.setattr(server, "ROUTES", routes)
    with pytest.raises(EmptyAnswer):
        brought("tencent", Wanted("bars", ("920808.BJ",), FIRST, LAST))
    assert vendors.calls


def test_a_refusal_in_the_form_of_data_is_no_empty_answer(
    vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = '{"rc":-1,"message":"访问过于频繁，请稍后再试","data":null}'.encode()
    monkeypatch.setattr(server, "ROUTES", (("kline/get", eastmoney_wire.JSON, lambda _: said),))
    with pytest.raises(RateLimited, match="it says 过于频繁"):
        brought("eastmoney", Wanted("bars", ("600000.SH",), FIRST, LAST))
    assert len(vendors.calls) == 1


def test_a_501_of_tencent_says_that_it_does_not_have_the_code(vendors: VendorServer) -> None:
    vendors.set_fault("501")
    with pytest.raises(EmptyAnswer, match="HTTP 501: the vendor does not have it"):
        brought("tencent", Wanted("bars", ("920808.BJ",), FIRST, LAST))
    # Of anybody else it is a fault: "no dividend" must not be read out of it.
    with pytest.raises(Unavailable, match="HTTP 501"):
        brought("eastmoney", Wanted("actions", ("600000.SH",), FIRST, LAST))


def test_tencent_is_called_once_a_year_as_planned(vendors: VendorServer) -> None:
    # One call for the first day, then 2023 and 2024.
    wanted = Wanted("bars", ("600000.SH",), date(2023, 6, 1), LAST)
    vendors.market = replace(
        MARKET, bars={"600000.SH": (Bar(date(2023, 1, 4), 9.0, 9.1, 8.9, 9.0, 100, 900), *MARKET.bars["600000.SH"])}
    )
    (request,) = SOURCES["tencent"].plan(wanted)
    answer = SOURCES["tencent"].fetch(request, timeout=30.0)
    assert request.calls == answer.calls == len(vendors.calls) == 3


def test_the_lists_are_fetched_again_although_akshare_keeps_them(vendors: VendorServer) -> None:
    wanted = Wanted("instruments", (), FIRST, LAST)
    before = brought("exchanges", wanted)[0].frame["symbol"].tolist()
    vendors.market = replace(MARKET, shares={**MARKET.shares, "603000.SH": Share("新来", LAST)})
    after = brought("exchanges", wanted)[0].frame["symbol"].tolist()
    assert sorted(set(after) - set(before)) == ["603000.SH"]


def test_listing_and_delisting_days_come_from_the_exchanges(vendors: VendorServer) -> None:
    (found,) = brought("exchanges", Wanted("instruments", ("600001.SH", "920808.BJ"), FIRST, LAST))
    rows = [found.frame[name].tolist() for name in ("symbol", "list_date", "delist_date")]
    assert rows == [
        ["600001.SH", "920808.BJ"],
        [date(1998, 1, 22), date(2020, 7, 27)],
        [date(2009, 12, 29), None],
    ]
    assert vendors.calls


def test_one_list_that_is_empty_refuses_all_of_them(vendors: VendorServer) -> None:
    vendors.set_fault("empty", "STOCK_TYPE=8")
    with pytest.raises(SourceError, match="exchanges"):
        brought("exchanges", Wanted("instruments", (), FIRST, LAST))


def test_a_banned_vendor_is_left_and_the_next_one_asked_for_the_rest_only(vendors: VendorServer) -> None:
    vendors.set_fault("403", "secid=1.688981")
    wanted: Wanted | None = Wanted("bars", TWO, FIRST, LAST)
    got: dict[str, list[str]] = {}
    for source in LIBRARY.sources["bars"]:
        for request in source.plan(wanted) if wanted else ():
            try:
                found = source.normalise(source.fetch(request, timeout=30.0))
            except Banned:
                break
            got.setdefault(source.vendor, []).extend(sorted(set(found.frame["symbol"].tolist())))
            assert wanted is not None
            left = tuple(symbol for symbol in wanted.symbols if symbol not in found.frame["symbol"])
            wanted = replace(wanted, symbols=left or wanted.symbols)
    assert got == {"eastmoney": ["600000.SH"], "sina": ["688981.SH"], "tencent": ["688981.SH"]}


def test_two_vendors_of_one_market_agree_but_for_their_rounding(vendors: VendorServer) -> None:
    wanted = Wanted("bars", ("600000.SH",), FIRST, LAST)
    frames = {vendor: brought(vendor, wanted)[0].frame for vendor in ("eastmoney", "sina", "tencent")}
    assert differences(frames["eastmoney"], frames["sina"], ("eastmoney", "sina"), Rounding()) == ()
    assert differences(frames["sina"], frames["tencent"], ("sina", "tencent"), Rounding()) == ()
    vendors.set_fault("wrong")
    wrong = brought("sina", wanted)[0].frame
    (found,) = differences(frames["eastmoney"], wrong, ("eastmoney", "sina"), Rounding())
    assert found.message == "close is 9.35 at eastmoney and 0 at sina"


def test_a_refusal_in_the_second_call_of_a_request_is_seen_as_well(vendors: VendorServer) -> None:
    vendors.set_fault("ban_page", "getAmountBySymbol")
    with pytest.raises(Banned, match="an HTML page instead of data, it says 访问过于频繁"):
        brought("sina", Wanted("bars", ("600000.SH",), FIRST, LAST))


def test_a_page_of_actions_is_html_and_no_ban(vendors: VendorServer) -> None:
    assert len(brought("sina", Wanted("actions", ("688981.SH",), FIRST, LAST))[0].frame) == 0
    vendors.set_fault("ban_page")
    with pytest.raises(Banned):
        brought("sina", Wanted("actions", ("688981.SH",), FIRST, LAST))


OTHERS: dict[str, tuple[str, Callable[[server.Question], bytes]]] = {
    "eastmoney": (
        "push2his.eastmoney.com",
        lambda q: eastmoney_wire.history(
            q.market, {**q.query, "secid": "1.689009" if "f59" in q.query["fields2"] else "2.H00300"}, changed=False
        ),
    ),
    "sina": ("hisdata_klc2/", lambda q: sina_wire.history(q.market, "sh689009", changed=False)),
    "tencent": (
        "newfqkline",
        lambda q: tencent_wire.history(
            q.market, {**q.query, "param": q.query["param"].replace("600000", "689009")}, changed=False, adjusted=False
        ),
    ),
}


@pytest.mark.parametrize("vendor", OTHERS)
def test_rows_that_are_said_to_be_another_s_are_not_taken_for_those_asked_for(
    vendor: str, vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, reply = OTHERS[vendor]
    monkeypatch.setattr(server, "ROUTES", ((where, "text/plain", reply), *server.ROUTES))
    with pytest.raises(ChangedFormat):
        brought(vendor, Wanted("bars", ("600000.SH",), FIRST, LAST))
    if vendor == "eastmoney":
        with pytest.raises(ChangedFormat, match=r"rows of H00300 came where 000300 was asked for"):
            brought(vendor, Wanted("index", ("000300.SH",), FIRST, LAST))
    assert vendors.calls


PLACED = {
    "RPT_SHAREBONUS_DET": (Wanted("actions", ("600000.SH",), FIRST, LAST), "EX_DIVIDEND_DATE", 12),
    "RPT_LICO_FN_CPD": (Wanted("earnings", (), date(2023, 9, 30), LAST), "BASIC_EPS", 9),
    "RPT_CUSTOM_SUSPEND": (Wanted("suspensions", (), LAST, LAST), "SUSPEND_END_TIME", 4),
}


@pytest.mark.parametrize("report", PLACED)
def test_a_field_that_moved_is_not_taken_for_the_one_that_stood_there(
    report: str, vendors: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, name, place = PLACED[report]

    def moved(asked: Question) -> bytes:
        page = json.loads(eastmoney_wire.data_centre(asked.market, asked.query, changed=False))
        # The field changes places with the one after it: no name and no number of columns is another.
        for number, row in enumerate(page["result"]["data"]):
            fields = list(row)
            fields[place - 1 : place + 1] = reversed(fields[place - 1 : place + 1])
            page["result"]["data"][number] = {field: row[field] for field in fields}
        return json.dumps(page).encode()

    brought("eastmoney", wanted)
    monkeypatch.setattr(server, "ROUTES", (("data/v1/get", eastmoney_wire.JSON, moved), *server.ROUTES))
    with pytest.raises(ChangedFormat, match=rf"field {name} is number {place + 1} of a row and not {place}"):
        brought("eastmoney", wanted)
    assert any(report in call for call in vendors.calls)


def test_levels_of_another_index_are_not_taken_either(vendors: VendorServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        server, "ROUTES",
        (("hisdata/", "text/plain", lambda q: sina_wire.index_history(
            replace(q.market, index={"000016.SH": MARKET.index["000300.SH"]}), "sh000016", changed=False
        )), *server.ROUTES),
    )  # fmt: skip
    with pytest.raises(ChangedFormat, match=r"rows of sh000016 came where sh000300 was asked for"):
        brought("sina", Wanted("index", ("000300.SH",), FIRST, LAST))
    assert vendors.calls


def test_a_function_that_akshare_no_longer_has_is_a_changed_format() -> None:
    request = Request("eastmoney", "stock_gone", "bars", ("600000.SH",), FIRST, LAST)
    with pytest.raises(ChangedFormat, match=r"has no stock_gone"):
        AkshareFunctions(request, 1.0)("stock_gone")


def test_no_function_in_use_goes_around_the_watched_http_layer(vendors: VendorServer) -> None:
    # Everything used here calls the requests library; a module that turned to curl_cffi would have no timeout of ours.
    import akshare  # noqa: PLC0415 - takes seconds

    names = {endpoint.name for source in SOURCES.values() for endpoint in source.endpoints}  # type: ignore[attr-defined]
    more = ("stock_info_sz_name_code", "stock_info_bj_name_code", "stock_info_sh_delist", "stock_info_sz_delist")
    for name in (*sorted(names), *more):
        module = importlib.import_module(getattr(akshare, name).__module__)
        assert "requests" in dir(module) or "fetch_paginated_data" in dir(module)
        assert "curl" not in repr(getattr(module, "requests", ""))
    assert vendors.calls == []


def test_curl_cffi_is_redirected_to_loopback_too(vendors: VendorServer) -> None:
    import curl_cffi  # noqa: PLC0415 - only here

    answer = curl_cffi.get("https://www.csindex.com.cn/csindex-home/perf/index-perf?indexCode=1&startDate=1&endDate=2")
    assert json.loads(answer.content)["data"] == []
    assert [call.split("?")[0] for call in vendors.calls] == ["www.csindex.com.cn/csindex-home/perf/index-perf"]


def test_other_users_of_requests_are_left_alone(vendors: VendorServer) -> None:
    import requests  # noqa: PLC0415 - same

    brought("csindex", Wanted("index", ("000300.SH",), FIRST, LAST))
    vendors.set_fault("500")
    assert requests.get("https://www.csindex.com.cn/any", timeout=30).status_code == 500


def test_a_timeout_says_how_long_was_waited(vendors: VendorServer) -> None:
    vendors.patience = 60.0
    vendors.set_fault("timeout")
    source = SOURCES["csindex"]
    (request,) = source.plan(Wanted("index", ("H00300.CSI",), FIRST, LAST))
    with pytest.raises(Unavailable, match=r"csindex stock_zh_index_hist_csindex H00300\.CSI: .*within 0\.2 s"):
        source.fetch(request, timeout=0.2)


def test_a_market_of_facts_is_reported_as_those_facts(vendors: VendorServer) -> None:
    day = "2024-01-09"
    bar = {"symbol": "600000.SH", "date": day, "open": 9.4, "high": 9.5, "low": 9.3, "close": 9.35}
    facts = facts_from_tables(
        {
            "instruments": [{"symbol": "600000.SH", "name": "甲", "list_date": "2000-01-04"}],
            "bars": [{**bar, "volume": 1000, "amount": 9400}],
            "index": [{"symbol": "000300.SH", "date": day, "close": 3300.9}],
            "actions": [{"symbol": "600000.SH", "ex_date": day, "cash_per_share": 0.35, "bonus_per_share": 0.4}],
        }
    )
    vendors.market = of_facts(facts)
    wanted = Wanted("bars", ("600000.SH",), LAST - timedelta(days=9), LAST)
    assert brought("sina", wanted)[0].frame["close"].tolist() == [9.35]
    (actions,) = brought("sina", replace(wanted, table="actions"))
    assert [actions.frame[name].tolist() for name in ("cash_per_share", "bonus_per_share")] == [[0.35], [0.4]]
    index = replace(wanted, table="index", symbols=("000300.SH",))
    assert brought("csindex", index)[0].frame["close"].tolist() == [3300.9]


def test_naming_the_sources_loads_neither_akshare_nor_pandas() -> None:
    code = (
        "import sys, data_sources.vendors.akshare; print(sorted({'akshare', 'pandas', 'requests'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.strip() == "[]"
