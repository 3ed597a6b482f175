"""The trading status as it was seen on a day, joined to the stored spans: opened, closed, never opened twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from data_sources.refresh.known import unplaced
from data_sources.tables.frame import Frame, concatenate, empty_frame
from data_sources.tables.schema import STATUS


def continued(stored: Frame, observed: Frame, asked: Sequence[str], day: date) -> Frame:
    """Return the status rows to publish after an observation on ``day``: opened, closed, never opened twice.

    A stored open span that is observed again stays as it is; one of ``asked`` that is not ends the day before; NO_LIMIT
    spans do not follow from names and stay as they are.
    """
    if not len(stored) and not len(observed):
        return empty_frame(STATUS)
    seen = _keys(observed)
    keys = _keys(stored)
    is_open = np.isnat(stored["end"]) & (stored["kind"] != "NO_LIMIT") & np.isin(stored["symbol"], list(asked))
    ended = stored.rows(is_open & np.array([key not in set(seen) for key in keys], np.bool_))
    ends = np.full(len(ended), np.datetime64(day) - np.timedelta64(1, "D"), "datetime64[D]")
    closed = Frame(STATUS, {**ended.columns, "end": np.maximum(ends, ended["start"])})
    still = {key for key, open_ in zip(keys, is_open.tolist(), strict=True) if open_}
    new = np.array([key not in still for key in seen], np.bool_)
    return concatenate(STATUS, [closed, unplaced(observed.rows(new))]).in_key_order()


def _keys(frame: Frame) -> list[tuple[str, str]]:
    return list(zip(frame["symbol"].tolist(), frame["kind"].tolist(), strict=True))
