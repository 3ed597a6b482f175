"""The folder of a run: its files exchanged together, and the hashes that say that they belong together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.leftovers import is_leftover
from data_sources.refused import writes
from data_sources.whole_folder import Unfinished, put_in_place, unfinished_folder

MANIFEST, PAGE, VERDICT = "manifest.json", "report.html", "verdict.json"
AS_PUBLISHED = "as_published"
DEFAULT_OUT = Path("var/runs")
"""Where runs are written without ``--out``, each below its name."""
TABLES = ("equity.csv", "fills.csv", "refusals.csv", "positions.csv", "events.csv", "targets.csv")
WRITTEN = (*TABLES, "metrics.json", "split.json", MANIFEST, PAGE, VERDICT)

BUILDS, LOCK = ".builds", "lock"
"""How the folder of a site's builds is called after its first dot and name, and the file in it that nights lock."""

LARGEST = 10_000_000
"""Bytes of a manifest that is read; that of a run has a few thousand."""

FILES = "files"
"""The entry of the manifest with the SHA-256 sum of every other file of the folder, in hexadecimal."""


@contextmanager
def unfinished_run(folder: Path) -> Iterator[Unfinished]:
    """Offer an empty folder to write a run into; ``publish_run`` puts it in the place of ``folder``, else it goes.

    Raises WriteFailed when nothing can be written there, and UserError when a folder stands where a file of the run
    would be, and in a site that readers see.
    """
    insist_on_place(folder, WRITTEN)
    with ExitStack() as stack:
        with writes(folder):
            made = stack.enter_context(unfinished_folder(folder))
        yield made


def insist_on_place(folder: Path, written: Iterable[str]) -> None:
    """Raise UserError for a folder where files of these names cannot go.

    That is a file, one in which a folder has such a name, and one in a site that readers see.
    """
    _insist_on_no_site(folder)
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise UserError(both(f"{place} is a file; choose another --out", f"{place} 是文件；请另选 --out"))
    for name in written:
        if (folder / name).is_dir():
            raise UserError(
                both(
                    f"cannot replace {folder / name}, which is a folder; move it or choose another --out",
                    f"无法替换 {folder / name}，它是文件夹；请移走，或另选 --out",
                )
            )


def publish_run(made: Unfinished, manifest: Mapping[str, object]) -> None:
    """Write the manifest of an unfinished run, with the hash of every file, and put all in place.

    Files of an older run go, of whichever strategy; what else lies in the folder stays. Raises WriteFailed.
    """
    with writes(made.folder, size_of(made.part)):
        (made.part / MANIFEST).write_text(json_text(sealed(manifest, made.part)), encoding="utf-8")
        put_in_place(made, _own(made.folder), MANIFEST)


def sealed(manifest: Mapping[str, object], folder: Path) -> dict[str, object]:
    """Return a manifest with the hash of every file that lies in a folder, beside itself."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    hashes = {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}
    return {**manifest, FILES: hashes}


def json_text(document: object) -> str:
    """Return a document as the files of a run have it.

    Bytes of a command line that are no UTF-8 come as halves of a surrogate pair, which no file takes: each becomes its
    JSON escape, so that the text can be written and is the same document.
    """
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


def insist_on_whole(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Raise UserError when a file of a run folder is not the one that its manifest was written with.

    Files that are missing are left to whoever needs them; a manifest of an earlier version names no hashes.
    """
    known = manifest.get(FILES)
    if not isinstance(known, Mapping):
        return
    inside = {name: expected for name, expected in known.items() if _is_inside(name)}
    changed = [name for name, expected in inside.items() if _sum_of(folder / name) not in (expected, None)]
    if changed:
        raise UserError(
            both(
                f"{folder} is not one run: {', '.join(changed)} {'is' if len(changed) == 1 else 'are'} not as its "
                "manifest was written with; changed since, or mixed with another run: make the run again",
                f"{folder} 不是同一次回测：{'、'.join(changed)} 与写 manifest 时不同，之后被改动或混入了别的回测；"
                "请重新运行该回测",
            )
        )


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder; 0 for one that is not there."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _insist_on_no_site(folder: Path) -> None:
    """Raise UserError for a folder within a build of a site that is not being made any more, through its link too."""
    real = folder.resolve()
    for place in (real, *real.parents):
        above = place.parent
        if above.name.startswith(".") and above.name.endswith(BUILDS) and (above / LOCK).is_file():
            if is_leftover(place.name):
                return
            raise UserError(
                both(
                    f"{folder} lies in a site that backtest nightly makes; choose another --out",
                    f"{folder} 在 backtest nightly 所建的站点中；请另选 --out",
                )
            )


def _is_inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _sum_of(path: Path) -> str | None:
    """Return the sum of a file, None without it."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return ""


def _own(folder: Path) -> frozenset[str]:
    """Return the names of ours in a folder: those that every run has and those that the manifest there lists."""
    own = {*WRITTEN, *(f"{AS_PUBLISHED}/{name}" for name in WRITTEN)}
    manifest, listed = folder / MANIFEST, None
    with suppress(OSError, ValueError, AttributeError, RecursionError):
        # Whatever else is there under that name, a pipe or a device, is not read.
        if manifest.is_file() and manifest.stat().st_size < LARGEST:
            listed = json.loads(manifest.read_text(encoding="utf-8")).get(FILES)
    if isinstance(listed, Mapping):
        # A manifest from elsewhere must not name what lies outside.
        own |= {name for name in listed if _is_inside(name)}
    return frozenset(own)
