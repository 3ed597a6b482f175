"""The code of a stored run, found by its hash: where it was, if it is still the same, else the copy in the run folder.

A run folder may come from anybody. What it names or holds is executed only when this user has run exactly those files
before, or consents; what is not the file that ran is not executed at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from backtest.app.difference import Moved
from backtest.app.ran_before import not_run_before, was_run_there
from backtest.app.run_manifest import RecordedSource
from backtest.result.source import FOLDER
from data_sources.errors import UserError
from data_sources.tables.brief import first_of
from data_sources.whole_file import read_whole

LARGEST = 10_000_000
"""Bytes of a file of code."""
LARGEST_TABLE = 200_000_000
"""Bytes of a weight table."""


class UntrustedCode(UserError):  # noqa: N818 - reads as what happened
    """A run folder wants code executed that this user has not run before."""


@dataclass(frozen=True)
class FoundCode:
    """``files`` are bytes by name, the rule's own first; ``in_place`` is where all of them lie unchanged, else None."""

    files: Mapping[str, bytes]
    in_place: Path | None


def find_code(folder: Path, recorded: RecordedSource, *, trust: bool) -> FoundCode | None:
    """Return the code that ran, by its hashes; None when it is neither where it was nor in the run folder.

    Where it was it is only used when this user ran it there, or trusts the folder: the path is the manifest's word, and
    what lies beside a file there could be anybody's.
    """
    if not recorded.files:
        return None
    name, place = next(iter(recorded.files)), Path(recorded.path)
    if place.name == name and (trust or was_run_there(recorded.files[name], place)):
        there = _of(place.parent, recorded.files)
        if there is not None:
            return FoundCode(there, place)
    kept = _of(folder / FOLDER, recorded.files) or (_of(place.parent, recorded.files) if place.name == name else None)
    return None if kept is None else FoundCode(kept, None)


def moved_files(recorded: RecordedSource) -> tuple[Moved, ...]:
    """Return the files that are where they were and are not what they were; one that is gone has not moved a result."""
    if not recorded.path:
        return ()
    around, moved = Path(recorded.path).parent, []
    for name, then in recorded.files.items():
        now = sum_of_file(around / name)
        if now and now != then:
            moved.append(Moved(f"source.files.{name}", then, now))
    return tuple(moved)


def insist_on_consent(folder: Path, files: Mapping[str, bytes], *, trust: bool) -> None:
    """Raise UntrustedCode for files that this user has not run before, unless they consent."""
    sums = {sha256(data).hexdigest(): name for name, data in files.items()}
    if not trust and (unknown := not_run_before(sums)):
        names = first_of(sorted(sums[each] for each in unknown))
        raise UntrustedCode(
            f"{folder} is a run of code that you have not run before: {names}; read it, and if you trust whoever "
            "wrote it, say --trust"
        )


@contextmanager
def laid_out(code: FoundCode) -> Iterator[Path]:
    """Yield the path of the rule's own file: where it lies unchanged, else among copies that nobody else writes to.

    Modules of the user's own are found beside it, and those of the same names that are imported already step aside.
    """
    if code.in_place:
        yield code.in_place
        return
    with TemporaryDirectory(prefix="backtest-rerun-") as made:
        place = Path(made)
        for name, data in code.files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        own = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in code.files]
        aside = {name: sys.modules.pop(name) for name in own if name in sys.modules}
        sys.path.insert(0, made)
        try:
            yield place / next(iter(code.files))
        finally:
            sys.path.remove(made)
            for name in own:
                sys.modules.pop(name, None)
            sys.modules.update(aside)


def _of(folder: Path, wanted: Mapping[str, str]) -> dict[str, bytes] | None:
    """Read files with the hashes that are wanted; None when one is missing or another."""
    found = {}
    for name, digest in wanted.items():
        try:
            found[name] = read_whole(folder / name, LARGEST)
        except (OSError, ValueError):
            return None
        if sha256(found[name]).hexdigest() != digest:
            return None
    return found


def sum_of_file(path: Path) -> str:
    """Return the SHA-256 sum of a plain file, empty when it is none or cannot be read."""
    try:
        return sha256(read_whole(path, LARGEST_TABLE)).hexdigest()
    except (OSError, ValueError):
        return ""
