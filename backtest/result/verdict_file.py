"""The verdict of a run as a file of its folder, so that a run can be set beside others without being made again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np

from backtest.engine.positions import positions_of
from backtest.result.badge import Badge
from backtest.result.files import write_text
from backtest.result.result import Result
from backtest.result.run_folder import json_text
from backtest.result.verdict import Verdict
from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.whole_file import read_json

LARGEST = 1 << 20
"""Bytes of the file; a run of a thousand names has some 40,000."""


@dataclass(frozen=True)
class KeptVerdict:
    """What a run's own verdict says of its judged part; dates and numbers are None while nothing is judged.

    ``excess`` is what the interval ``low`` to ``high`` is of: the growth relative to the benchmark, a year when
    ``a_year``, else over the part. ``names`` are those of the symbols that the run ever held, where known.
    """

    badge: Badge
    title: str = ""
    base: date | None = None
    last: date | None = None
    excess: float | None = None
    low: float | None = None
    high: float | None = None
    a_year: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


def kept_verdict(result: Result, seen: Verdict) -> KeptVerdict:
    """Return what is kept of a verdict."""
    numbers, part = seen.numbers, seen.part
    interval = numbers.shown_interval if numbers else None
    return KeptVerdict(
        badge=seen.badge,
        title=str(result.title),
        base=part.base_date if part else None,
        last=part.last_date if part else None,
        excess=numbers.shown_excess if numbers else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        a_year=bool(numbers and not numbers.under_a_year),
        names=names_held(result),
    )


def names_held(result: Result) -> dict[str, str]:
    """Return the names of the symbols that a run, or the same run as published, ever held, by symbol."""
    held: set[str] = set()
    for each in (result, result.as_published):
        if each is not None:
            held |= {each.ledger.symbols[j] for j in np.unique(positions_of(each.ledger).symbol).tolist()}
    return {symbol: str(result.names[symbol]) for symbol in sorted(held) if symbol in result.names}


def write_verdict(result: Result, seen: Verdict, path: Path) -> Path:
    """Write the verdict of a run. Raises WriteFailed."""
    kept = kept_verdict(result, seen)
    days = {name: day and day.isoformat() for name, day in (("base", kept.base), ("last", kept.last))}
    return write_text(path, json_text({**vars(kept), **days}))


def read_verdict(path: Path) -> KeptVerdict | None:
    """Return a kept verdict; None where there is no such file, as in the folder of a run of an earlier version.

    Anybody may have written it: UserError in one line for one that does not hold what it should.
    """
    try:
        found = read_json(path, LARGEST)
        return _checked(found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise UserError(
            both(
                f"{path} is no verdict of a run: {reason}; make the run again",
                f"{path} 不是回测的结论文件：{reason}；请重新运行该回测",
            )
        ) from None


def _checked(found: Any) -> KeptVerdict:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(found, dict) or found.get("badge") not in get_args(Badge):
        raise ValueError("it names no badge that there is")
    names = found["names"]
    if not isinstance(names, dict) or not all(isinstance(each, str) for each in names.values()):
        raise ValueError("its names are none")
    if not isinstance(found["title"], str) or not isinstance(found["a_year"], bool):
        raise TypeError("its title or a_year is none")
    return KeptVerdict(
        badge=found["badge"],
        title=found["title"],
        base=_day(found["base"]),
        last=_day(found["last"]),
        excess=_number(found["excess"]),
        low=_number(found["low"]),
        high=_number(found["high"]),
        a_year=found["a_year"],
        names=names,
    )


def _day(value: Any) -> date | None:  # noqa: ANN401 - whatever JSON holds
    return None if value is None else date.fromisoformat(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r:.40} is no number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise TypeError(f"{number} is no number")
    return number
