"""Measure readers on a PostgreSQL store while nights publish: ``python -m benchmarks.readers --help``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.calibration.markers import fill

TABLE = "readers"


def main() -> int:
    """Measure, print the table, and write it into its place of a page when told which."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--readers", type=int, default=50, metavar="N", help="processes that read at a time")
    parser.add_argument("--nights", type=int, default=3, metavar="N", help="nights of each phase")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the page that has the table")
    asked = parser.parse_args()
    busy = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "shared")
        text = _measured(asked.readers, asked.nights, Path(folder), busy)
    sys.stdout.write(text + "\n")
    if asked.write:
        page = fill(asked.write.read_text(encoding="utf-8"), {TABLE: text})
        asked.write.write_text(page, encoding="utf-8")
    return 0


def _measured(readers: int, each: int, folder: Path, busy: float) -> str:
    from benchmarks.readers.measure import measure  # noqa: PLC0415 - after the environment is set
    from benchmarks.readers.nights import nights  # noqa: PLC0415 - as above
    from benchmarks.readers.page import section  # noqa: PLC0415 - as above
    from tests.data_sources.postgres import database, server  # noqa: PLC0415 - brings pytest along

    market = nights(3 * each)
    for there in server(fsync=True):
        with database(there, "readers") as made:
            url = made.render_as_string(hide_password=False)
            return section(measure(url, market, readers, folder), market, readers, busy)
    raise AssertionError("a server is yielded, or the reason why there is none is raised")


if __name__ == "__main__":
    sys.exit(main())
