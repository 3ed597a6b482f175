"""The connection under baostock: every wait has an end, and what goes wrong is kept instead of swallowed.

baostock 0.9.4 opens a socket without a timeout, reads until a message ends and never looks whether the other side has
hung up: a silent server would hold it for ever, and a closed connection would keep a processor busy for ever. Errors
inside its reading are printed and forgotten. It takes any object that sends and receives, so it is given this one.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

END = b"<![CDATA[]]>\n"
MOST_BYTES = 64 * 2**20
MOST_MESSAGES = 100
"""A longer answer is not believed: the longest list has some 8,000 rows, 2,000 per message."""


class LinkError(ConnectionError):
    """The connection cannot be used any further; the sentence says why."""


class Link:
    """A connected socket as baostock knows it. ``fault`` is the first error, ``messages`` counts what was sent."""

    def __init__(self, address: tuple[str, int], timeout: float) -> None:
        """Connect within ``timeout`` seconds, which each read has too. Raises OSError."""
        self.timeout = timeout
        self.fault: BaseException | None = None
        self.messages = 0
        self._received = 0
        self._tail = END
        self._socket = socket.create_connection(address, timeout)

    @property
    def unfinished(self) -> bool:
        """Whether an answer was not read to its end: an alarm rang, and baostock swallowed it."""
        return self._tail != END

    def send(self, message: bytes) -> int:
        """Send a whole message, where baostock would send what fits."""
        self.messages += 1
        self._tail = b""
        with self._kept():
            if self.messages > MOST_MESSAGES:
                raise LinkError(f"the answer has no end after {MOST_MESSAGES} pages")
            self._socket.sendall(message)
        return len(message)

    def recv(self, size: int) -> bytes:
        """Receive something; nothing more to come is an error here."""
        with self._kept():
            data = self._socket.recv(size)
            self._received += len(data)
            self._tail = (self._tail + data)[-len(END) :]
            if not data:
                raise LinkError("the connection was cut in the middle of the answer")
            if self._received > MOST_BYTES:
                raise LinkError(f"the answer has no end after {MOST_BYTES:,} bytes")
        return data

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            self.fault = LinkError(f"nothing came within {self.timeout:g} s")
            raise self.fault from error
        except BaseException as error:
            # Also the alarm that ends a refresh's patience: baostock would take it for an error of its own.
            self.fault = error
            raise
