"""The server itself: on loopback, a bounded number of connections, and none that never says what it wants."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Lock
from typing import Any

from backtest.app.serving.handler import Handler

LOOPBACK = "127.0.0.1"
MOST = 64
"""Connections at once; a browser opens six."""
SECONDS = 60.0
"""How long a connection may last from its first byte to the last of its answer."""


class Server(ThreadingHTTPServer):
    """Serves one folder; a connection too many, or one that lasts too long, is closed."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, root: Path, port: int) -> None:
        # A class of its own: the handler is made by the base class, which hands over no folder.
        super().__init__((LOOPBACK, port), type("FolderHandler", (Handler,), {"root": root}))
        self._begun: dict[socket.socket, float] = {}
        self._lock = Lock()

    def server_bind(self) -> None:
        """Bind without asking the network how this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as socketserver has it
        """Answer in a thread of its own, while there are not too many."""
        with self._lock:
            full = len(self._begun) >= MOST
            if not full:
                self._begun[request] = time.monotonic()
        if full:
            request.close()
            return
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as socketserver has it
        """Close a connection, which then counts no more."""
        with self._lock:
            self._begun.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Close connections that have lasted too long; called some times a second."""
        with self._lock:
            late = [each for each, begun in self._begun.items() if time.monotonic() - begun > SECONDS]
        for each in late:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as socketserver has it
        """Say nothing of a browser that left, or that was left: the next request is answered."""
