"""One request answered: GET and HEAD, from a browser that asked for this machine, and nothing else."""

from __future__ import annotations

import socket
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from backtest.app.serving.asked_file import AskedFile, Refused, asked_file
from backtest.app.serving.headers import ALWAYS, headers_of, is_unchanged

SECONDS = 10.0
"""How long a browser may stay silent, and how long it may take for what is sent at once."""
STEP = 1 << 16
LEFT, PATIENCE = 1 << 20, 0.5
"""Bytes and seconds for which the rest of a refused request is read, so that its answer is not lost."""
NAMES = frozenset({"127.0.0.1", "localhost"})


class Handler(BaseHTTPRequestHandler):
    """One connection, which is closed after its answer."""

    protocol_version = "HTTP/1.1"
    server_version = "backtest"
    sys_version = ""
    timeout = SECONDS
    root: Path

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Send what would be said of a file."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        try:
            self._insist_on_this_machine()
            asked = asked_file(self.root, self.path)
        except Refused as why:
            self._refuse(why.status, why.words, {"Location": why.location} if why.location else {})
            return
        with asked.file:
            self._send(asked, body=body)

    def _insist_on_this_machine(self) -> None:
        """Refuse a page of elsewhere whose name was led to this machine (DNS rebinding): it would read all pages."""
        host = self.headers.get("Host")
        if host is not None and host.rpartition(":")[0] not in NAMES and host not in NAMES:
            raise Refused(421, "this server answers for 127.0.0.1 and localhost alone\n")

    def _send(self, asked: AskedFile, *, body: bool) -> None:
        unchanged = is_unchanged(asked, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        headers = headers_of(asked)
        if unchanged:
            del headers["Content-Length"]
        self._begin(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK, headers)
        left = asked.size if body and not unchanged else 0
        while left > 0 and (part := asked.file.read(min(left, STEP))):
            self.wfile.write(part)
            left -= len(part)

    def _begin(self, status: int, headers: dict[str, str]) -> None:
        self.close_connection = True
        # Of a request without a version the base class would send the words alone, without a status.
        self.request_version = self.protocol_version
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()

    def _refuse(self, status: int, words: str, more: dict[str, str]) -> None:
        data = words.encode()
        headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(data)), **ALWAYS, **more}
        self._begin(status, headers)
        if getattr(self, "command", "") != "HEAD":
            self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - as http.server calls it
        """Refuse what the base class refuses, in one line of text; a method that is not served is not allowed."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "this server is read-only\n", {"Allow": "GET, HEAD"})
        else:
            self._refuse(code, f"{HTTPStatus(code).phrase.lower()}\n", {})

    def finish(self) -> None:
        """Read what is left of a request before closing: unread, it would take the answer away (RFC 9112, 9.6)."""
        with suppress(OSError, ValueError):
            super().finish()
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(PATIENCE)
            left = LEFT
            while left > 0 and (part := self.connection.recv(STEP)):
                left -= len(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server calls it
        """Say nothing: what was asked for is nobody's affair."""
