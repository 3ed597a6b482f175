"""Arrays in a folder, one ``.npy`` file each: written whole or not at all, mapped, not copied, believed when sound.

``about.json`` beside them names each array's sum and whatever else the writer wants to find again. Every byte is held
against its sum at every reading: that takes half a second for 12 million bars, so nothing is remembered of an earlier
look. A seal over all sums shows who changed arrays and sums together without the key. Mapped pages are one copy for all
processes of a machine. Nothing in a folder is ever executed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.files import replaced
from data_sources.tables.frame import Array
from data_sources.tables.read_only import read_only
from data_sources.whole_file import read_json

Bytes: TypeAlias = NDArray[np.uint8]

NOTE = "about.json"
BLOCK = 1 << 16
SMALL = 1 << 16
"""Bytes of a file that is sooner read than mapped."""

# numpy reads a header with Python's own parser, whose depth Python 3.11 counts for all threads together: two of them at
# once can end in a SystemError (cpython issue 106905).
ONE_HEADER_AT_A_TIME = Lock()


class DamagedArrays(ValueError):  # noqa: N818 - reads as what it is
    """The folder does not hold what its note says, or has none."""


def array_sums(arrays: Mapping[str, Array]) -> dict[str, str]:
    """Return what each array amounts to: its type, its shape and the sum of its bytes."""
    return {
        name: _described(array, content_sum(np.ascontiguousarray(array).reshape(-1).view(np.uint8)))
        for name, array in arrays.items()
    }


def sealed(sums: Mapping[str, str], key: str = "") -> str:
    """Return a hash of the sums of arrays, in which a key of up to 64 letters has a part."""
    text = json.dumps(sorted(sums.items()))
    return blake2b(text.encode(), digest_size=16, key=key.encode()).hexdigest()


def write_arrays(folder: Path, arrays: Mapping[str, Array], about: Mapping[str, Any], key: str = "") -> None:
    """Put arrays in place of a folder; a reader finds the old one, the new one or none. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with replaced(folder) as part:
        part.mkdir()
        for name, array in arrays.items():
            np.save(_file(part, name), np.ascontiguousarray(array), allow_pickle=False)
        heads, sums = {}, {}
        for name, array in arrays.items():
            head, data = _split(_content(_file(part, name)), array.nbytes)
            heads[name] = [array.nbytes, content_sum(head)]
            sums[name] = _described(array, content_sum(data))
        note = {"about": dict(about), "heads": heads, "sums": sums, "seal": sealed(sums, key)}
        (part / NOTE).write_text(json.dumps(note), encoding="utf-8")


def read_arrays(folder: Path, about: Mapping[str, Any], key: str = "", seal: str | None = None) -> dict[str, Array]:
    """Return the arrays of a folder, read-only; DamagedArrays when any byte of them is not as written.

    ``about`` is what the note must say, ``key`` what the arrays were sealed with, ``seal`` the seal where it is known.
    Raises OSError for a file that cannot be read, FileNotFoundError when there is no folder.
    """
    note = read_json(folder / NOTE)
    if note.get("about") != dict(about):
        raise DamagedArrays("about something else")
    found = sealed(note["sums"], key)
    if found != note["seal"] or seal not in (None, found):
        raise DamagedArrays("not the arrays that were sealed")
    return {name: _checked(folder, name, expected, *note["heads"][name]) for name, expected in note["sums"].items()}


def noted_about(folder: Path) -> object:
    """Return what a folder's note says it is about. Raises OSError or ValueError for a note that cannot be read."""
    return read_json(folder / NOTE)["about"]


def _checked(folder: Path, name: str, expected: str, length: int, head_sum: str) -> Array:
    path = _file(folder, name)
    head, data = _split(_content(path), length)
    if content_sum(head) != head_sum or content_sum(data) != expected.rsplit(maxsplit=1)[-1]:
        raise DamagedArrays(f"{name} is damaged")
    array = _opened(path)
    if _described(array, expected.rsplit(maxsplit=1)[-1]) != expected:
        raise DamagedArrays(f"{name} has another form")
    return array


def _described(array: Array, total: str) -> str:
    return f"{array.dtype.str} {'x'.join(map(str, array.shape))} {total}"


def _split(content: Bytes, length: int) -> tuple[Bytes, Bytes]:
    """Return what stands before the ``length`` bytes of numbers in a file, and these."""
    start = max(len(content) - length, 0)
    return content[:start], content[start:]


def content_sum(content: Bytes) -> str:
    """Return a hash of the CRC-32 of every 64 KiB, four times as fast as a hash of the bytes themselves.

    Within a block any one or two changed bits and any burst of 32 are seen, other damage but for one case in 2^32; it
    is no defence against someone who wants to deceive. Source: Koopman, 32-Bit Cyclic Redundancy Codes for Internet
    Applications (2002).
    """
    blocks = content.data
    sums = [zlib.crc32(blocks[first : first + BLOCK]) for first in range(0, len(blocks), BLOCK)]
    return blake2b(np.array(sums, np.uint32).tobytes(), digest_size=16).hexdigest()


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"


def _is_small(path: Path) -> bool:
    return path.stat().st_size < SMALL


def _content(path: Path) -> Bytes:
    """The bytes of a file, header and all, so that none of them is interpreted before they are known to be sound."""
    return np.fromfile(path, np.uint8) if _is_small(path) else np.asarray(np.memmap(path, np.uint8, "r"))


def _opened(path: Path) -> Array:
    with ONE_HEADER_AT_A_TIME:
        return read_only(np.asarray(np.load(path, mmap_mode=None if _is_small(path) else "r", allow_pickle=False)))
