"""Who runs what, at which size: the whole of it, or the part that a slow engine is given by default."""

from __future__ import annotations

from dataclasses import dataclass

OURS, FLOOR = "ours", "floor"
LIMIT = 600.0
QUICK = (OURS, FLOOR, "polars_backtest", "vectorbt", "bt")


@dataclass(frozen=True)
class Case:
    """One engine on one workload.

    ``sessions`` 0 means all; fewer are scaled up in proportion. ``rounds`` 0 means that the first run counts, for
    engines that compile nothing.
    """

    workload: str
    peer: str
    engine: str
    sessions: int = 0
    rounds: int = 5
    sets: int = 0
    processes: int = 1


DEFAULT = (
    Case("W1", OURS, "basket", rounds=40, processes=3),
    Case("W1", FLOOR, "basket", rounds=40, processes=3),
    Case("W1", "polars_backtest", "basket", rounds=9, processes=3),
    Case("W1", "vectorbt", "from_orders rust", rounds=9, processes=3),
    Case("W1", "vectorbt", "from_orders numba", rounds=5),
    Case("W1", "vectorbt", "order callback", rounds=5),
    Case("W1", "vectorbt", "order callback, masked", rounds=9, processes=2),
    Case("W1", "bt", "basket", rounds=0, processes=2),
    Case("W1", "backtrader", "basket", rounds=0),
    Case("W1", "rqalpha", "basket", rounds=0),
    Case("W1", "akquant", "basket", sessions=243, rounds=0),
    Case("W2", OURS, "basket", rounds=15, processes=3),
    Case("W2", FLOOR, "basket", rounds=40, processes=3),
    Case("W2", "polars_backtest", "basket", rounds=3, processes=2),
    Case("W2", "vectorbt", "order callback, masked", rounds=2),
    Case("W2", "vectorbt", "from_orders rust", sessions=243, rounds=1),
    Case("W2", "vectorbt", "from_orders numba", sessions=122, rounds=1),
    Case("W2", "bt", "basket", sessions=243, rounds=0),
    Case("W2", "rqalpha", "basket", sessions=243, rounds=0),
    Case("W3", OURS, "sweep", rounds=3, sets=1_000, processes=2),
    Case("W3", OURS, "sweep and rank", rounds=3, sets=1_000, processes=2),
    Case("W3", FLOOR, "sweep", rounds=3, sets=1_000, processes=2),
    Case("W3", "vectorbt", "sweep rust", rounds=3, sets=60, processes=2),
    Case("W3", "vectorbt", "sweep numba", rounds=1, sets=20),
)

FULL = (
    *(
        case
        for case in DEFAULT
        if not case.sessions and case.peer in (OURS, FLOOR, "vectorbt", "polars_backtest") and case.workload != "W3"
    ),
    Case("W3", FLOOR, "sweep", rounds=3, sets=1_000, processes=2),
    Case("W1", "bt", "basket", rounds=0, processes=3),
    Case("W1", "backtrader", "basket", rounds=0, processes=2),
    Case("W1", "rqalpha", "basket", rounds=0, processes=2),
    Case("W1", "akquant", "basket", rounds=0),
    Case("W2", "vectorbt", "from_orders rust", rounds=1),
    Case("W2", "vectorbt", "from_orders numba", rounds=0),
    Case("W2", "bt", "basket", rounds=0),
    Case("W2", "rqalpha", "basket", rounds=0),
    Case("W2", "backtrader", "basket", rounds=0),
    Case("W2", "akquant", "basket", rounds=0),
    Case("W3", OURS, "sweep", rounds=1, sets=1_000, processes=2),
    Case("W3", OURS, "sweep and rank", rounds=1, sets=1_000, processes=2),
    Case("W3", "vectorbt", "sweep rust", rounds=0, sets=1_000),
    Case("W3", "vectorbt", "sweep numba", rounds=1, sets=100),
)


def cases(*, full: bool, quick: bool, workloads: set[str], peers: set[str]) -> list[Case]:
    """The chosen cases; ``quick`` keeps one process of each and the peers that end within seconds."""
    chosen = [case for case in (FULL if full else DEFAULT) if case.workload in workloads]
    chosen = [case for case in chosen if case.peer in (OURS, FLOOR) or case.peer in peers]
    if quick:
        slow = {"from_orders numba", "order callback", "sweep numba"}
        chosen = [case for case in chosen if case.engine not in slow and case.peer in QUICK]
    return chosen
