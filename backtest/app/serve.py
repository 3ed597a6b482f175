"""A folder of pages shown to a browser on this machine."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from backtest.app.serving.asked_file import INDEX
from backtest.app.serving.server import LOOPBACK, Server
from backtest.result.run_folder import PAGE
from data_sources.errors import OptionError, ResourceError, UserError
from data_sources.given_path import given_path
from data_sources.language.refusals import reason_of
from data_sources.language.text import both

PORT = 8000
LAST_PORT = 65_535
TRIED = 100
"""Ports behind the one that is taken, among which a free one is looked for."""


@dataclass(frozen=True)
class Served:
    """A folder that is being served until ``close``, or until the end of a ``with``.

    ``address`` leads to its index, or to its page where it is the folder of a run; ``page`` says whether there is
    either.
    """

    folder: Path
    address: str
    port: int
    page: bool
    _server: Server
    _thread: Thread

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"folder": self.folder, "address": self.address, "port": self.port}

    def wait(self) -> None:
        """Wait until it is closed; an interrupt (Ctrl-C) is raised here."""
        while self._thread.is_alive():
            self._thread.join(timeout=1.0)

    def close(self) -> None:
        """Stop serving; its port is free again. A second time does nothing."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        """Serve for the length of a ``with``."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Stop serving."""
        self.close()


def serve(folder: str | Path, *, port: int = PORT) -> Served:
    """Show a folder to browsers on this machine; the twin of ``backtest serve``.

    It listens on 127.0.0.1 and nowhere else, answers GET and HEAD, and shows no file outside of the folder, none that
    is hidden and no listing. It serves in the background until it is closed.

    Parameters
    ----------
    folder : str or Path
        A folder of pages: a site, a demo, runs.
    port : int, default 8000
        The port; 0 takes any that is free.

    Returns
    -------
    Served
        The address, and how to end it.

    Raises
    ------
    UserError
        For a folder that is not there, and a port that is taken, with the next one that is free.
    """
    place = given_path(folder, "the folder")
    if not place.is_dir():
        is_file = place.exists()
        raise UserError(
            both(
                f"{place} is {'a file' if is_file else 'not there'}; name a folder with pages, such as var/site",
                f"{place} {'是文件' if is_file else '不存在'}；请给出存放页面的文件夹，如 var/site",
            )
        )
    if isinstance(port, bool) or not isinstance(port, int) or not 0 <= port <= LAST_PORT:
        raise OptionError(
            both(
                f"--port {port!r:.20} is no port; there are 0 to {LAST_PORT}, 0 for any that is free",
                f"--port {port!r:.20} 不是端口；可取 0 至 {LAST_PORT}，0 表示任一空闲端口",
            )
        )
    server = _listening(place, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="serve", daemon=True)
    thread.start()
    at = next((name for name in (INDEX, PAGE) if (place / name).is_file()), "")
    shown = f"http://{LOOPBACK}:{server.server_port}/{at if at != INDEX else ''}"
    return Served(place, shown, server.server_port, bool(at), server, thread)


def _listening(place: Path, port: int) -> Server:
    try:
        return Server(place, port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            free = _free_port(port)
            command = f"backtest serve {place} --port {free}"
            raise ResourceError(
                both(
                    f"port {port} is taken; {free} is free: {command}", f"端口 {port} 已被占用；{free} 空闲：{command}"
                )
                if free
                else both(
                    f"port {port} is taken; none behind it is free: --port 0 takes any",
                    f"端口 {port} 已被占用，其后也无空闲端口；--port 0 可取任一空闲端口",
                )
            ) from None
        why = reason_of(fault)
        raise ResourceError(
            both(
                f"port {port} cannot be had: {why}; choose another --port",
                f"无法使用端口 {port}：{why.zh}；请另选 --port",
            )
        ) from None


def _free_port(taken: int) -> int | None:
    """Return the next port that nobody listens on; somebody may take it in the meantime."""
    for port in range(taken + 1, min(taken + TRIED, LAST_PORT) + 1):
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    return None
