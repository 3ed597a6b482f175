"""One command at a time writes the pages around runs: two would leave tabs of one market beside runs of another."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from backtest.result.files import make_folder
from data_sources.errors import UserError
from data_sources.language.text import both

if sys.platform != "win32":
    import fcntl


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the folder of a site, which is made when it is not there, for as long as the body runs.

    Nothing is left in it: the folder itself is locked, and a kill lets go of it. Where the file system has no locks,
    and on Windows, nobody is kept out. Raises UserError while another command writes there, and WriteFailed for a
    folder that cannot be written.
    """
    make_folder(folder)
    if sys.platform == "win32":
        yield
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            _lock(opened, folder)
        yield
    finally:
        os.close(opened)


def _lock(opened: int, folder: Path) -> None:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UserError(
            both(
                f"another command is writing the pages of {folder}; wait until it is done, or choose another --out",
                f"另一个命令正在写 {folder} 的页面；请等它结束，或另选 --out",
            )
        ) from None
