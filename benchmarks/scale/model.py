"""The whole from the slice: time, memory and bytes of a sweep of any size, by the measured parts alone."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.scale.measure import SESSIONS, WIDE, Measured

NETWORK = 1.25e9 / 2
"""Bytes a second between machines: half of 10 Gbit/s. An assumption."""
CORES_A_NODE = 16


@dataclass(frozen=True)
class Size:
    """A sweep: symbols, sessions and sets, and the cores that compute it."""

    symbols: int
    sessions: int
    sets: int
    cores: int

    @property
    def nodes(self) -> int:
        """Machines of ``CORES_A_NODE`` cores."""
        return -(-self.cores // CORES_A_NODE)


@dataclass(frozen=True)
class Predicted:
    """Seconds, and bytes.

    ``a_set`` is one set on one core, ``computing`` all sets on all cores, ``keeping`` what the process that hands out
    writes meanwhile, ``judging`` what it does at the end, ``moving`` the market on its way to all nodes. ``shared`` and
    ``own`` are the memory of a node, ``judged`` that of the process that hands out. ``moved`` goes over the network,
    ``stored`` into the store.
    """

    a_set: float
    computing: float
    keeping: float
    judging: float
    moving: float
    shared: float
    own: float
    judged: float
    moved: float
    stored: float

    @property
    def wall(self) -> float:
        """Keeping goes on beside computing; the longer of the two counts."""
        return self.moving + max(self.computing, self.keeping) + self.judging


def predict(of: Measured, size: Size) -> Predicted:
    """Carry what was measured to a size: every term is linear in it, but sending, which doubles the nodes each time."""
    longer = size.sessions / SESSIONS
    cells = size.sessions * size.symbols
    a_set = (of.fixed + of.a_symbol * size.symbols) * longer
    shared = of.cell * cells
    rounds = (size.nodes - 1).bit_length()
    return Predicted(
        a_set=a_set,
        computing=size.sets * a_set / size.cores,
        keeping=size.sets * of.keep * longer,
        judging=size.sets * (of.judge * longer + of.overfit),
        moving=of.ship * shared + rounds * shared / NETWORK,
        shared=shared,
        own=(of.process + of.working * cells / (SESSIONS * WIDE)) * min(size.cores, CORES_A_NODE),
        judged=of.matrix * size.sessions * size.sets,
        moved=shared * (size.nodes - 1) + size.sets * (of.setting + of.answer * longer),
        stored=size.sets * of.row * longer,
    )
