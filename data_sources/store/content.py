"""What a set of rows amounts to, as a number that neither order nor history can change."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b, sha256

import numpy as np

from data_sources.tables.frame import Array, Frame

BYTES = 16
MODULUS: int = 1 << 8 * BYTES


def content_sum(frame: Frame) -> int:
    """Return the sum of a hash of every row, modulo 2**128.

    A sum, so that a publication adds its new rows and takes away the replaced ones without reading the others, and
    two stores with the same facts agree however they came by them. An empty cell of a column that was added to the
    tables later counts for nothing, so that the rows of an older store keep their sum.
    """
    added = {column.name: _number_bytes(frame[column.name]) for column in frame.table.columns if column.added}
    first = {name: column for name, column in frame.columns.items() if name not in added}
    numbers = [_number_bytes(column) for column in first.values() if column.dtype.kind in "fM"]
    texts = [column.tolist() for column in first.values() if column.dtype.kind in "OU"]
    packed = np.column_stack(numbers) if numbers else np.empty((len(frame), 0))
    data, width = packed.tobytes(), packed.shape[1] * packed.itemsize
    words = map("\x1f".join, zip(*texts, strict=True)) if texts else [""] * len(frame)
    total = 0
    for row, word in enumerate(words):
        later = b"".join(name.encode() + c[row].tobytes() for name, c in added.items() if not np.isnan(c[row]))
        content = word.encode() + b"\0" + data[row * width : (row + 1) * width] + later
        digest = blake2b(content, digest_size=BYTES).digest()
        total += int.from_bytes(digest, "big")
    return total % MODULUS


def content_hash(sums: Mapping[str, int]) -> str:
    """Return the hash of all tables' sums; a table without rows counts like one that is not there."""
    text = "\n".join(f"{name} {value:032x}" for name, value in sorted(sums.items()) if value)
    return sha256(text.encode()).hexdigest()


def _number_bytes(column: Array) -> Array:
    """Return numbers in one form: days as numbers, one kind of NaN, no negative zero."""
    numbers = np.where(np.isnat(column), np.nan, column.astype(np.int64)) if column.dtype.kind == "M" else column
    return np.where(np.isnan(numbers), np.nan, numbers + 0.0).astype("<f8")
