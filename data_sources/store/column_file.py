"""Arrays in one file: written whole or not at all, read without a copy, believed only when their sums agree.

Layout: a mark, the length of the description, the description (JSON) and its hash; then the arrays, each from a
multiple of 64 bytes. The description names the arrays' types, lengths and sums and whatever else the writer wants to
find again. Nothing in it is ever executed.
"""

from __future__ import annotations

import json
import mmap
import os
import threading
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from data_sources.tables.frame import Array

MARK = b"a-share columns\x01"
ALIGNMENT = 64
WORDS = 8192
HASH_BYTES = 16


class DamagedFile(ValueError):  # noqa: N818 - reads as what it is
    """The file is not what its description says, or has none."""


def write_arrays(path: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Put arrays in place of a file; a reader sees the old one or the new one. Raises OSError."""
    sound = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    table = {name: [array.dtype.str, len(array), array_sum(array)] for name, array in sound.items()}
    text = json.dumps({"about": dict(about), "arrays": table}).encode()
    head = MARK + len(text).to_bytes(8, "little") + text + _hash(text)
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as file:
            file.write(head + bytes(-len(head) % ALIGNMENT))
            for array in sound.values():
                file.write(array.view(np.uint8).data)
                file.write(bytes(-array.nbytes % ALIGNMENT))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def read_arrays(path: Path, about: Mapping[str, Any]) -> dict[str, Array]:
    """Return the arrays of a file as its own read-only pages; DamagedFile when any byte of them is not as written.

    ``about`` is what the description must say. Raises OSError for a file that cannot be read.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < len(MARK) + 8:
            raise DamagedFile("too short")
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    description, start = _description(pages)
    if description.get("about") != dict(about):
        raise DamagedFile("about something else")
    arrays: dict[str, Array] = {}
    for name, (kind, length, expected) in description["arrays"].items():
        dtype = np.dtype(kind)
        if start + dtype.itemsize * length > size:
            raise DamagedFile("cut off")
        arrays[name] = np.frombuffer(pages, dtype, length, start) if length else np.empty(0, dtype)
        if array_sum(arrays[name]) != expected:
            raise DamagedFile(f"{name} is damaged")
        start += -(-dtype.itemsize * length // ALIGNMENT) * ALIGNMENT
    return arrays


def array_sum(array: Array) -> str:
    """Return a hash of the sums of every 64 KiB, as fast as memory can be read.

    Any change within one word of 8 bytes changes it, and so does any exchange of blocks; it is no defence against
    someone who wants to deceive.
    """
    data = array.view(np.uint8).reshape(-1) if len(array) else np.empty(0, np.uint8)
    whole = len(data) // (8 * WORDS) * 8 * WORDS
    sums = data[:whole].view(np.uint64).reshape(-1, WORDS).sum(axis=1)
    return _hash(sums.tobytes() + data[whole:].tobytes()).hex()


def _description(pages: mmap.mmap) -> tuple[dict[str, Any], int]:
    begin = len(MARK) + 8
    end = begin + int.from_bytes(pages[len(MARK) : begin], "little")
    text = pages[begin:end]
    if pages[: len(MARK)] != MARK or pages[end : end + HASH_BYTES] != _hash(text):
        raise DamagedFile("no description")
    start = end + HASH_BYTES
    return json.loads(text), start + -start % ALIGNMENT


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=HASH_BYTES).digest()
