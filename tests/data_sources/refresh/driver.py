"""Runs refreshes that are killed: one process that has loaded everything, and a fork of it for each attempt.

Reads lines ``URL DAY SECONDS`` and answers each with ``killed`` or the exit status of a refresh that came to its end
first. The vendors run in the process of the test, at the port of the only argument.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from datetime import date

import akshare  # noqa: F401 - loaded once, before any fork

from tests.data_sources.refresh.nights import Nights, vendors_at_port


def main() -> None:
    """Serve attempts until the input ends."""
    # A fork copies what it touches, and a collection touches everything.
    gc.freeze()
    with vendors_at_port(int(sys.argv[1])) as nights:
        nights.symbols = ("000001.SZ", "600000.SH", "688981.SH")
        tell("ready")
        for line in sys.stdin:
            url, day, seconds = line.split()
            tell(attempt(nights, url, date.fromisoformat(day), float(seconds)))


def tell(word: str) -> None:
    """Answer with one line."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def attempt(nights: Nights, url: str, day: date, seconds: float) -> str:
    """Refresh in a fork and kill it after so many seconds; a negative number lets it live."""
    child = os.fork()
    if child == 0:
        nights.url = url
        nights.on(day)
        status = 1
        try:
            status = 0 if nights.refresh().outcome == "done" else 3
        finally:
            os._exit(status)
    ends = time.monotonic() + seconds
    while seconds < 0 or time.monotonic() < ends:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return str(os.waitstatus_to_exitcode(status))
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "killed"


if __name__ == "__main__":
    main()
