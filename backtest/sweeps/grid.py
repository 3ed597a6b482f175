"""A grid of settings: the values of each dial, every combination of them, or some that are drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np

from data_sources.errors import InputError
from data_sources.language.text import both

Value: TypeAlias = float | int | str | bool | None

MOST = 1_000_000
"""Settings of one sweep; a curve each of them would not fit into a store that a person looks at."""
SEED = 20250206


@dataclass(frozen=True)
class Dial:
    """One thing that is set otherwise from setting to setting: its name and its values, each once, in their order."""

    name: str
    values: tuple[Value, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether all values are numbers, so that one lies between two others."""
        return all(isinstance(value, int | float) and not isinstance(value, bool) for value in self.values)


@dataclass(frozen=True)
class Grid:
    """All combinations of the values of dials; the last dial turns fastest."""

    dials: tuple[Dial, ...]

    @property
    def size(self) -> int:
        """How many settings there are."""
        return math.prod(len(dial.values) for dial in self.dials)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each dial has."""
        return tuple(len(dial.values) for dial in self.dials)

    def settings(self) -> list[dict[str, Value]]:
        """Every setting by the names of the dials, in order."""
        names = [dial.name for dial in self.dials]
        return [dict(zip(names, values, strict=True)) for values in product(*(dial.values for dial in self.dials))]

    def drawn(self, count: int, seed: int = SEED) -> list[dict[str, Value]]:
        """``count`` different settings drawn at random, in the order of the grid; all of them when it has no more.

        The same seed draws the same ones of the same grid.
        """
        if count >= self.size:
            return self.settings()
        chosen = np.random.default_rng(seed).choice(self.size, size=count, replace=False)
        places = np.unravel_index(np.sort(chosen), self.shape)
        return [
            {dial.name: dial.values[int(place[k])] for dial, place in zip(self.dials, places, strict=True)}
            for k in range(count)
        ]


def grid_of(given: Mapping[str, Sequence[Value]]) -> Grid:
    """Return the grid of dials with their values in the order given; a value that stands twice counts once.

    Raises InputError for no dial, one without a value, and more than ``MOST`` combinations.
    """
    dials = tuple(Dial(name, tuple(dict.fromkeys(values))) for name, values in given.items())
    if not dials:
        raise InputError(
            both(
                "a sweep needs a dial to turn; give one like --grid lookback=20,60,120",
                "扫描至少需要一个变动的参数；请写成 --grid lookback=20,60,120",
            )
        )
    if empty := [dial.name for dial in dials if not dial.values]:
        raise InputError(both(f"--grid {empty[0]} has no value", f"--grid {empty[0]} 没有取值"))
    grid = Grid(dials)
    if grid.size > MOST:
        raise InputError(
            both(
                f"the grid has {grid.size:,} settings; at most {MOST:,}, or draw some with --random N",
                f"网格共有 {grid.size:,} 组；最多 {MOST:,} 组，或用 --random N 抽取",
            )
        )
    return grid


def read_dial(word: str) -> tuple[str, list[str]]:
    """Return the name and the values of ``NAME=VALUE,VALUE`` or ``NAME=FIRST:LAST:STEP``, the last one included.

    Values stay text: whoever knows the dial knows its kind. Raises InputError in one line for anything else.
    """
    name, equals, listed = word.partition("=")
    name = name.strip()
    if not equals or not name or not listed.strip():
        raise InputError(
            both(
                f"--grid {word}: write NAME=VALUE,VALUE or NAME=FIRST:LAST:STEP, such as lookback=20,60,120",
                f"--grid {word}：请写成 参数=值,值 或 参数=起:止:步长，例如 lookback=20,60,120",
            )
        )
    values: list[str] = []
    for part in listed.split(","):
        values += _steps(word, part.strip()) if ":" in part else [part.strip()]
    if not all(values):
        raise InputError(both(f"--grid {word}: a value is empty", f"--grid {word}：有空的取值"))
    return name, values


def _steps(word: str, part: str) -> list[str]:
    try:
        first, last, step = (float(each) for each in part.split(":"))
    except ValueError:
        first, last, step = 0.0, 0.0, 0.0
    if not step > 0 or not last >= first or not math.isfinite(last):
        raise InputError(
            both(
                f"--grid {word}: {part} is no range; write FIRST:LAST:STEP with a step above 0, such as 20:120:20",
                f"--grid {word}：{part} 不是区间；请写成 起:止:步长，步长大于 0，例如 20:120:20",
            )
        )
    count = math.floor((last - first) / step + 1e-9) + 1
    if count > MOST:
        raise InputError(
            both(
                f"--grid {word}: {count:,} values; at most {MOST:,}, so take a larger step",
                f"--grid {word}：共 {count:,} 个取值；最多 {MOST:,} 个，请加大步长",
            )
        )
    # To 12 digits, so that a tenth thrice is 0.3.
    return [f"{first + k * step:.12g}" for k in range(count)]
