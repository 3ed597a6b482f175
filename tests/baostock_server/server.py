"""The server: one loopback port, one thread a connection, faults on demand."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import pytest
from baostock.common import contants

from data_sources.vendors.baostock.link import Link
from tests.baostock_server import wire
from tests.vendor_server.market import Market
from tests.vendor_server.tiny_market import MARKET

CODES = {
    "banned": ("10001011", "黑名单用户"),
    "crowded": ("10001005", "账号登陆数达到上限"),
    "forgotten": ("10001001", "用户未登陆"),
    "broken": ("10005001", "系统级别错误"),
    "unknown": ("10004012", "无效的指标"),
}
GARBAGE = b"<html>\x00\xff no message" + wire.END


@dataclass
class BaostockServer:
    """What the running server knows, how it fails and what it was asked: the name of each function, logins too.

    ``where`` names the function that fails, "" all of them but the login; ``after`` so many good answers.
    """

    market: Market = MARKET
    fault: str = "normal"
    where: str = ""
    after: int = 0
    patience: float = 60.0
    port: int = 0
    calls: list[str] = field(default_factory=list)

    def set_fault(self, fault: str, where: str = "", after: int = 0) -> None:
        """Fail from now on."""
        self.fault, self.where, self.after = fault, where, after

    def fault_of(self, name: str) -> str:
        """Note a question and return its fault."""
        self.calls.append(name)
        concerned = name == self.where if self.where else name != "login"
        good = self.calls.count(name) <= self.after
        return self.fault if concerned and not good else "normal"

    def seen(self, fault: str) -> Market:
        """Return the market as a fault of the data shows it."""
        views = {
            "empty": lambda: self.market.only_rows(0),
            "wrong": self.market.wrong,
            "duplicates": self.market.repeated,
            "qfq": self.market.adjusted,
        }
        return views[fault]() if fault in views else self.market


class Handler(socketserver.StreamRequestHandler):
    """Answers the questions of one connection."""

    server: Loopback

    def handle(self) -> None:
        """Go on until the other side hangs up, or a fault of the line ends it."""
        with suppress(ConnectionError):
            while line := self.rfile.readline():
                if not self._answer(line.removesuffix(b"\n")):
                    return

    def _answer(self, line: bytes) -> bool:
        state = self.server.state
        asked = wire.question(line, state.market)
        fault = state.fault_of(asked.name)
        asked = replace(asked, market=state.seen(fault))
        if fault == "timeout":
            time.sleep(state.patience)
        answer = _message(asked, fault)
        if fault == "endless":
            while True:
                self.wfile.write(b"x" * 65536)
        self.wfile.write(answer[: len(answer) // 2] if fault == "cut" else answer)
        return fault != "cut"


class Loopback(socketserver.ThreadingTCPServer):
    """A server that knows its state."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, state: BaostockServer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.state = state


@contextmanager
def impatient_after_login(seconds: float) -> Iterator[None]:
    """Let a login take its time and every later message so many seconds: a slow machine may be late with either."""
    send = Link.send

    def hurried(link: Link, message: bytes) -> int:
        if link.messages:
            link.timeout = seconds
            link._socket.settimeout(seconds)  # noqa: SLF001 - only tests hurry it
        return send(link, message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Link, "send", hurried)
        yield


@contextmanager
def running() -> Iterator[BaostockServer]:
    """Run a server on a free loopback port, and let baostock look for it there."""
    state = BaostockServer()
    with Loopback(state) as server, pytest.MonkeyPatch.context() as patch:
        state.port = server.server_address[1]
        patch.setattr(contants, "BAOSTOCK_SERVER_IP", "127.0.0.1")
        patch.setattr(contants, "BAOSTOCK_SERVER_PORT", state.port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


def _message(asked: wire.Question, fault: str) -> bytes:
    if fault == "garbage":
        return GARBAGE
    if fault in CODES:
        return wire.message("04", CODES[fault])
    words = wire.reply(asked, changed=fault == "changed", adjustflag="2" if fault == "flagged" else "")
    return wire.message(wire.ANSWERS[asked.kind], words)
