"""The workloads: seeded random markets and their target weights, written once and read by every peer.

Only numpy is needed to read them, because each peer runs in an environment of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.momentum import top_by_momentum

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Dates = NDArray[np.datetime64]

SEED = 20_140_102
SESSIONS = 2_430
CASH = 10_000_000.0
VOLUME = 10_000_000.0
SYMBOLS = {"W1": 100, "W2": 5_000, "W3": 100}
TOP_K, LOOKBACK = 50, 20

# Moves stay within 9% of the last close, so that no price limit binds and peers without limits trade alike.
WIDEST_MOVE = 0.09


@dataclass(frozen=True)
class ParameterSet:
    """One set of W3: the ``top_k`` symbols by momentum over ``lookback`` sessions, chosen every ``every`` sessions."""

    lookback: int
    top_k: int
    every: int


PARAMETER_SETS = tuple(
    ParameterSet(*values)
    for values in product(
        (5, 10, 15, 20, 30, 40, 60, 90, 120, 250),
        (5, 10, 15, 20, 25, 30, 35, 40, 45, 50),
        (5, 10, 15, 20, 30, 40, 60, 80, 120, 240),
    )
)


@dataclass(frozen=True)
class Workload:
    """A market of S sessions x N symbols and D decisions.

    ``decided[d]`` is the session after whose close decision d is known; it trades at the next open. Its equal weights
    are on ``columns[d]`` (D x k). For W3 these are of one middling set; the sets themselves are ``PARAMETER_SETS``.
    """

    name: str
    sessions: Dates
    symbols: tuple[str, ...]
    open: Floats
    close: Floats
    decided: Integers
    columns: Integers

    @property
    def weight(self) -> float:
        """The weight of each chosen symbol."""
        return 1.0 / int(self.columns.shape[1])

    def first_sessions(self, count: int) -> Workload:
        """The same market, ended early: for peers too slow for all of it."""
        kept = self.decided < count - 1
        return replace(
            self,
            sessions=self.sessions[:count],
            open=self.open[:count],
            close=self.close[:count],
            decided=self.decided[kept],
            columns=self.columns[kept],
        )

    def dense_weights(self) -> Floats:
        """Target weights on the session that executes them (S x N), NaN on sessions without a decision."""
        weights = np.full(self.open.shape, np.nan)
        weights[self.decided + 1] = 0.0
        weights[(self.decided + 1)[:, None], self.columns] = self.weight
        return weights


def make(name: str, sessions: int = SESSIONS, symbols: int | None = None) -> Workload:
    """Draw a workload; the same name and size always give the same numbers."""
    days = _sessions(sessions)
    codes = tuple(f"{600_000 + k}.SH" for k in range(symbols or SYMBOLS[name]))
    opens, closes = _prices(len(days), len(codes))
    if name == "W1":
        decided = _last_of(days.astype("datetime64[M]"))
        columns = np.tile(np.arange(len(codes)), (len(decided), 1))
    else:
        # Weeks of datetime64 turn on Thursdays, four days early.
        decided = _last_of((days + 3).astype("datetime64[W]"))
        decided = decided[decided >= LOOKBACK]
        columns = top_by_momentum(closes, decided, LOOKBACK, min(TOP_K, len(codes)))
    return Workload(name, days, codes, opens, closes, decided, columns)


def write(workload: Workload, folder: Path) -> None:
    """Write a workload as numpy files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("sessions", "open", "close", "decided", "columns"):
        np.save(folder / f"{name}.npy", getattr(workload, name))
    (folder / "symbols.txt").write_text("\n".join(workload.symbols), encoding="ascii")


def read(folder: Path) -> Workload:
    """Read what ``write`` wrote."""
    arrays = {name: np.load(folder / f"{name}.npy") for name in ("sessions", "open", "close", "decided", "columns")}
    return Workload(
        name=folder.name, symbols=tuple((folder / "symbols.txt").read_text(encoding="ascii").split()), **arrays
    )


def _sessions(count: int) -> Dates:
    import exchange_calendars  # noqa: PLC0415 - peers' environments lack it and only read

    days = exchange_calendars.get_calendar("XSHG", start="2014-01-02", end="2025-12-31").sessions
    return np.asarray(days[:count].to_numpy(), dtype="datetime64[D]")


def _prices(sessions: int, symbols: int) -> tuple[Floats, Floats]:
    """A market factor and a random walk a symbol, overnight and in session, on ticks of 0.01."""
    draw = np.random.Generator(np.random.PCG64([SEED, sessions, symbols]))
    factor = draw.normal(0.0002, 0.012, sessions)[:, None]
    moves = draw.normal(0.0, 0.018, (sessions, symbols))
    moves += factor
    np.clip(moves, -WIDEST_MOVE, WIDEST_MOVE, out=moves)
    closes = np.cumsum(np.log1p(moves, out=moves), axis=0, out=moves)
    np.exp(closes, out=closes)
    closes *= draw.uniform(15, 80, symbols)
    # No share falls under 2 CNY, where one tick would be a large move.
    np.maximum(np.round(closes, 2, out=closes), 2.0, out=closes)
    opens = np.empty_like(closes)
    opens[0] = closes[0]
    gaps = draw.uniform(0.3, 0.7, (sessions - 1, symbols))
    opens[1:] = np.round(closes[:-1] + gaps * (closes[1:] - closes[:-1]), 2)
    return opens, closes


def _last_of(periods: NDArray[np.datetime64]) -> Integers:
    """The last session of every period that has a session after it."""
    return np.flatnonzero(periods[1:] != periods[:-1]).astype(np.int64)
