"""What a worker hands back without what both sides have: a run without its market, a verdict without its run."""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from typing import Any

from strategies.own.process.payload import read


class _Writer(pickle.Pickler):
    """Pickles a value, and of what is lent only its place."""

    def __init__(self, file: io.BytesIO, lent: Sequence[object], beside: list[pickle.PickleBuffer]) -> None:
        """Write to a file, and the arrays into a list beside it."""
        super().__init__(file, protocol=5, buffer_callback=beside.append)
        self._places = {id(each): place for place, each in enumerate(lent) if each is not None}

    def persistent_id(self, obj: object) -> int | None:
        """Return the place of what is lent."""
        return self._places.get(id(obj))


def without_lent(value: object, lent: Sequence[object]) -> list[bytes]:
    """Return a value in parts, without the objects that are lent, wherever they hang on it.

    ``with_lent`` makes it whole again beside objects that are the same there, in the same order.
    """
    head, beside = io.BytesIO(), list[pickle.PickleBuffer]()
    _Writer(head, lent, beside).dump(value)
    return [head.getvalue(), *(bytes(each.raw()) for each in beside)]


def with_lent(parts: Sequence[bytes], lent: Sequence[object]) -> Any:  # noqa: ANN401 - whatever was written
    """Return what ``without_lent`` took apart; every array is read-only."""
    return read(parts, lent)
