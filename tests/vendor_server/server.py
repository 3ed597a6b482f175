"""The server: one loopback port for every vendor, told apart by the host they were asked at, with faults on demand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from tests.vendor_server import eastmoney_wire, exchange_wire, shenwan_wire, sina_wire, tencent_wire, ths_wire
from tests.vendor_server.market import Market
from tests.vendor_server.tiny_market import MARKET

Fault: TypeAlias = Literal[
    "normal",
    "empty",
    "short",
    "changed",
    "ban_page",
    "busy_page",
    "other_page",
    "blank",
    "hollow",
    "half",
    "null_page",
    "403",
    "429",
    "500",
    "501",
    "timeout",
    "cut",
    "wrong",
    "duplicates",
    "qfq",
]
HOST_HEADER = "X-Vendor-Host"
BAN_PAGE = "<html><head><title>403</title></head><body>访问过于频繁，请稍后再试。请完成安全验证。</body></html>"
PAGES = {
    "ban_page": BAN_PAGE,
    "busy_page": "<html><body>请求过于频繁，请稍后再试。</body></html>",
    "other_page": "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>",
}
# What throttling vendors send with 200: nothing, or a wrapper around nothing.
NOTHINGS = {"blank": b"", "hollow": b"callback();"}
# A page of a list that came without its rows.
NULL_PAGES = {
    "clist/get": b'{"rc":0,"rt":6,"data":null}',
    "data/v1/get": b'{"version":null,"result":null,"success":false,"code":9201}',
    "nqxxCnzq": b'null([{"content":[],"totalPages":1}])',
}
STATUS = {"403": 403, "429": 429, "500": 500, "501": 501}
RETRY_AFTER = "120"
SHORT_ROWS = 1


@dataclass
class Rule:
    """A fault for the calls whose host and path contain ``where``, ``times`` often (None always)."""

    fault: Fault
    where: str = ""
    times: int | None = None


@dataclass
class VendorServer:
    """What the running server shows, and what it was asked. ``clock`` is the vendors' clock."""

    market: Market = MARKET
    clock: datetime = datetime(2024, 1, 9, 7, 40, tzinfo=UTC)
    patience: float = 1.5
    port: int = 0
    rules: list[Rule] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def set_fault(self, fault: Fault, where: str = "", times: int | None = None) -> None:
        """Answer calls to ``where`` with a fault from now on, ahead of the rules there are."""
        self.rules.insert(0, Rule(fault, where, times))

    def wait_for_a_call(self) -> None:
        """Wait until a call has arrived: its caller may have given up before a busy machine told us."""
        ends = time.monotonic() + 30.0
        while not self.calls and time.monotonic() < ends:
            time.sleep(0.01)

    def fault_of(self, place: str) -> Fault:
        """Note a call and return its fault."""
        with self.lock:
            self.calls.append(place)
            for rule in self.rules:
                if rule.where in place and rule.times != 0:
                    rule.times = None if rule.times is None else rule.times - 1
                    return rule.fault
        return "normal"

    def seen(self, fault: Fault) -> Market:
        """Return the market as a fault of the data shows it."""
        market = self.market
        views = {
            "empty": lambda: market.only_rows(0),
            "short": lambda: market.only_rows(SHORT_ROWS),
            "wrong": market.wrong,
            "duplicates": market.repeated,
            "qfq": market.adjusted,
        }
        return views[fault]() if fault in views else market


@contextmanager
def running(server: VendorServer | None = None) -> Iterator[VendorServer]:
    """Run a server on a free loopback port."""
    state = server or VendorServer()

    class Handler(VendorHandler):
        vendors = state

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    state.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


class VendorHandler(BaseHTTPRequestHandler):
    """Answers one call."""

    vendors: VendorServer
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer a question in the address."""
        self._answer({})

    def do_POST(self) -> None:
        """Answer a question in a form."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._answer(dict(parse_qsl(body, keep_blank_values=True)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return the vendors' clock for the Date header."""
        del timestamp
        return format_datetime(self.vendors.clock, usegmt=True)

    def _answer(self, form: Mapping[str, str]) -> None:
        host = self.headers.get(HOST_HEADER, "")
        parts = urlsplit(self.path)
        fault = self.vendors.fault_of(f"{host}{self.path}")
        if fault == "timeout":
            time.sleep(self.vendors.patience)
        if fault in STATUS:
            self._send(STATUS[fault], "text/plain", b"no")
        elif fault in PAGES:
            self._send(200, "text/html; charset=utf-8", PAGES[fault].encode())
        elif fault in NOTHINGS:
            self._send(200, "text/plain; charset=utf-8", NOTHINGS[fault])
        elif fault == "null_page":
            self._send(200, "text/plain", next(body for where, body in NULL_PAGES.items() if where in parts.path))
        else:
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            kind, body = answer(self.vendors, fault, f"{host}{parts.path}", query, form)
            body = body[: len(body) // 2] if fault == "half" else body
            self._send(200 if kind else 404, kind or "text/plain", body, cut=fault == "cut")

    def _send(self, status: int, kind: str, body: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == STATUS["429"]:
            self.send_header("Retry-After", RETRY_AFTER)
        self.end_headers()
        try:
            self.wfile.write(body[: len(body) // 2] if cut else body)
        except OSError:
            # The caller gave up waiting, which is what some tests are about.
            self.close_connection = True


@dataclass(frozen=True)
class Question:
    """One call: the market as its fault shows it, the place asked at, and what was asked."""

    market: Market
    fault: Fault
    today: date
    place: str
    query: Mapping[str, str]
    form: Mapping[str, str]

    @property
    def changed(self) -> bool:
        """Whether the answer is to have another form."""
        return self.fault == "changed"

    def word(self, number: int) -> str:
        """Return a part of the path."""
        return self.place.split("/")[number]


def answer(
    vendors: VendorServer, fault: Fault, place: str, query: Mapping[str, str], form: Mapping[str, str]
) -> tuple[str, bytes]:
    """Return content type and body for a host with its path; an empty type where nobody lives."""
    asked = Question(vendors.seen(fault), fault, vendors.clock.date(), place, query, form)
    for where, kind, reply in ROUTES:
        if where in place:
            return kind, reply(asked)
    return "", b"nobody lives here"


em, si, tx, ex, sw, th = eastmoney_wire, sina_wire, tencent_wire, exchange_wire, shenwan_wire, ths_wire
ROUTES: tuple[tuple[str, str, Callable[[Question], bytes]], ...] = (
    ("push2his.eastmoney.com", em.JSON, lambda q: em.history(q.market, q.query, changed=q.changed)),
    ("push2.eastmoney.com", em.JSON, lambda q: em.market_list(q.market, q.query, q.today, changed=q.changed)),
    ("datacenter-web.eastmoney.com", em.JSON, lambda q: em.data_centre(q.market, q.query, changed=q.changed)),
    ("hisdata_klc2/", si.SCRIPT, lambda q: si.history(q.market, q.word(3), changed=q.changed)),
    ("hisdata/", si.SCRIPT, lambda q: si.index_history(q.market, q.word(3), changed=q.changed)),
    ("getAmountBySymbol", si.SCRIPT, lambda q: si.share_counts(q.market, q.query["symbol"])),
    ("klc_td_sh.txt", si.SCRIPT, lambda q: si.calendar(q.market, changed=q.changed)),
    ("vISSUE_ShareBonus", si.PAGE, lambda q: si.actions_page(q.market, q.word(-1).split(".")[0], changed=q.changed)),
    ("weekTrends", tx.SCRIPT, lambda q: tx.first_day(q.market, q.query)),
    ("newfqkline", tx.SCRIPT, lambda q: tx.history(q.market, q.query, changed=q.changed, adjusted=q.fault == "qfq")),
    ("query.sse.com.cn", ex.JSON, lambda q: ex.shanghai_list(q.market, q.query, changed=q.changed)),
    ("www.szse.cn", ex.SHEET, lambda q: ex.shenzhen_sheet(q.market, q.query, changed=q.changed)),
    ("www.bse.cn", ex.JSON, lambda q: ex.beijing_list(q.market, q.form, changed=q.changed)),
    ("basic.10jqka.com.cn", th.PAGE, lambda q: th.expectations(q.market, q.word(-2), changed=q.changed)),
    ("www.swsresearch.com", sw.JSON, lambda q: sw.levels(q.market, q.query, changed=q.changed)),
    ("www.csindex.com.cn", ex.JSON, lambda q: ex.csi_levels(q.market, q.query, changed=q.changed)),
)
"""Who lives where: a part of host and path, the content type, the reply."""
