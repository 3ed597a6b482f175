"""Arrays in a folder, one ``.npy`` file each: written whole or not at all, mapped, not copied, believed when sound.

``about.json`` beside them names each file's sum and whatever else the writer wants to find again. Every byte is held
against its sum at every reading: that takes tenths of a second for 12 million bars, so nothing is remembered of an
earlier look. Mapped pages are one copy for all processes of a machine. Nothing in a folder is ever executed.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b, shake_128
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.frame import Array

Bytes: TypeAlias = NDArray[np.uint8]

NOTE = "about.json"
PART = ".part"
WORDS = 8192
SMALL = 1 << 16
"""Bytes of a file that is sooner read than mapped."""


class DamagedArrays(ValueError):  # noqa: N818 - reads as what it is
    """The folder does not hold what its note says, or has none."""


def write_arrays(folder: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Put arrays in place of a folder; a reader finds the old one, the new one or none. Raises OSError."""
    part = folder.with_name(f"{folder.name}.{os.getpid()}-{threading.get_ident()}{PART}")
    try:
        part.mkdir(parents=True)
        for name, array in arrays.items():
            np.save(_file(part, name), np.ascontiguousarray(array), allow_pickle=False)
        sums = {name: content_sum(_content(_file(part, name))) for name in arrays}
        (part / NOTE).write_text(json.dumps({"about": dict(about), "sums": sums}), encoding="utf-8")
        _put_in_place(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def read_arrays(folder: Path, about: Mapping[str, Any]) -> dict[str, Array]:
    """Return the arrays of a folder, read-only; DamagedArrays when any byte of them is not as written.

    ``about`` is what the note must say. Raises OSError for a file that cannot be read, FileNotFoundError when there is
    no folder.
    """
    note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    if note.get("about") != dict(about):
        raise DamagedArrays("about something else")
    for name, expected in note["sums"].items():
        if content_sum(_content(_file(folder, name))) != expected:
            raise DamagedArrays(f"{name} is damaged")
    return {name: _opened(_file(folder, name)) for name in note["sums"]}


def content_sum(content: Bytes) -> str:
    """Return a hash of the weighted sums of every 64 KiB, as fast as memory can be read.

    A change within one word of 8 bytes always changes it, an exchange of words or blocks all but always; it is no
    defence against someone who wants to deceive.
    """
    whole = len(content) // (8 * WORDS) * 8 * WORDS
    sums = np.einsum("ij,j->i", content[:whole].view(np.uint64).reshape(-1, WORDS), _weights())
    return blake2b(sums.tobytes() + content[whole:].tobytes(), digest_size=16).hexdigest()


@cache
def _weights() -> NDArray[np.uint64]:
    """Odd numbers, so that no change of a word can vanish in the product."""
    return np.frombuffer(shake_128(b"weights").digest(8 * WORDS), np.uint64) | np.uint64(1)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"


def _is_small(path: Path) -> bool:
    return path.stat().st_size < SMALL


def _content(path: Path) -> Bytes:
    """The bytes of a file, header and all, so that none of them is interpreted before they are known to be sound."""
    return np.fromfile(path, np.uint8) if _is_small(path) else np.asarray(np.memmap(path, np.uint8, "r"))


def _opened(path: Path) -> Array:
    array = np.asarray(np.load(path, mmap_mode=None if _is_small(path) else "r", allow_pickle=False))
    array.flags.writeable = False
    return array


def _put_in_place(part: Path, folder: Path) -> None:
    """Rename, after what is there has been moved out of the way: a folder cannot replace another in one step."""
    if folder.exists():
        old = part.with_name(f"old-{part.name}")
        folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    part.rename(folder)
