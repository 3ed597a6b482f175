"""docs/scale.md: what was measured, the model, what it says, and where it ends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from benchmarks.calibration.markers import fill
from benchmarks.machine import processor
from benchmarks.readers.__main__ import TABLE
from benchmarks.scale.measure import NARROW, SESSIONS, WIDE, Measured
from benchmarks.scale.model import CORES_A_NODE, NETWORK, Size, predict
from benchmarks.scale.on_ray import Worker
from benchmarks.scale.runs import ROUNDS, Spread
from benchmarks.tables import duration, table

SYMBOLS, YEARS = 5_400, 4_860
LONG, GIGA = 600, 1e9
"""Seconds that are told in minutes, bytes that are told in gigabytes."""
SIZES = tuple(Size(SYMBOLS, YEARS, sets, cores) for sets in (1_000, 100_000) for cores in (1, 16, 256))

OPENING = """\
# Past one machine

`python -m benchmarks.scale --write docs/scale.md` writes this page: it measures a sweep on slices of a drawn market,
and carries them to the whole one (5,400 shares x 20 years, 4,860 sessions) by a model that is written down below.
What is measured and what is computed stand apart; nothing here was run at full size.

The rule: the best of the market by momentum, weekly, no two settings share a decision. Each set decides and is
executed under the full rules; only its curve is kept.
"""

HOW = """\
## How a sweep runs on a cluster

- The process that hands out puts the market, what it worked out of it (adjusted closes, where a share traded), the
  rule and what reports said once into Ray's object store, as arrays. Each node takes it over once; its processes read
  the same memory (plain arrays, no copy, read-only). The address of the store does not go along.
- A piece is up to 50 settings. Its answer are curves in cents. A piece has no other effect, so a lost process or node
  costs the pieces it held, which Ray begins again elsewhere, three times at most.
- Who hands out writes: a piece is kept and counted in one transaction as it comes back, under the sum of all that it
  follows from, so that a set which comes back twice is there once. Nodes that wrote themselves would need the store's
  password and would wait for each other's transactions (SQLite has one writer); curves pass through one process,
  which the model shows to be the first thing that binds.
- A node whose program, tables, numpy, numba or pandas differ is refused in one line before it computes.
- Of a user's file its text and the modules that it imports beside it go along, and run on the node in the same fenced
  process; of a function of a notebook its code and that of the user's own modules. Installed packages must be on the
  node, and one that is missing is named.
- Ctrl-C, or the end of the machine that hands out, keeps what came back; the same command goes on.

## Several runs, and nights

`run A B`, `run --all` and `nightly` take the same `--executor`, `--address` and `--workers`. The work goes three times
over all strategies, since all decide before the first trades (they share one benchmark) and all have traded before the
first page (each says what they show together):

| what | where |
|---|---|
| refresh, load, decide | one process |
| a night's look-ahead audits | the executor, a strategy at a time |
| trade, with all that stands beside it (plain list, `--deep`) | the executor, a strategy at a time |
| count each trial, audit a rule of your own, write the tables | one process, in the order of the strategies |
| compare all runs | one process |
| make the pages | the executor, a strategy at a time |
| write pages, site, stamp and diary | one process |

A strategy in a file or a function of your own, and a handler, decide, trade and are audited in the process that was
started, and in the fenced ones that it begins; they share a command with what is handed out. The files are the same to
the byte whatever computes them, but for the times that a site states. A worker that ends costs its strategy, which is
done again, three times at most; then the command ends in one line, and the older folders stay. Ctrl-C ends the
workers, and none outlives a command that was killed. To a cluster the market goes once for each of the three.

One strategy is done in this process first. More processes begin only where the others would take it longer than a
second; `--workers 1` begins none. `site` and `demo` use one process.

## In front of a cluster

    pip install 'a-share-thesis-backtester[ray]'          # on every node, the same version
    ray start --head --port=6379                          # on the first one
    ray start --address=10.0.0.1:6379                     # on the others
    backtest sweep ./mine.py --grid lookback=20:240:1 --executor ray --address 10.0.0.1:6379
    backtest nightly --executor ray --address 10.0.0.1:6379

Run the command on a machine of the cluster, where the store can be reached. Ray has no users: who reaches its ports may
run what he likes. Without `--address` it joins the cluster of `RAY_ADDRESS` or of this machine, else a Ray of
its own.
"""

END = """\
## What breaks first

1. **The one that writes.** Above the number of cores in the last row of the table above, keeping takes longer than
   computing: more nodes bring nothing. Most of it is deflating and summing curves and inserting the rows; workers
   could deflate, and a PostgreSQL store takes rows while others read.
2. **Judging in memory.** All curves of a sweep stand side by side: as cents, as CNY, as returns, and what the tests
   make of them. A sweep of 100,000 sets over 20 years needs tens of gigabytes where it is judged; in pieces of dates
   it would not.
3. **The object store.** A node needs room for the market once; Ray takes 30% of the memory unless told otherwise. In
   a container `/dev/shm` must be as large, or Ray pages it to disk.
4. **The first piece of a process** loads the engine's machine code (half a second), or compiles it once on a new node
   (ten).
5. **A rule that takes longer than its execution** is the whole time: the model's term for symbols is mostly the
   rule's.

Not in the model: the time to load the store (seconds), a slower network, nodes of different speed, a rule in a file
of its own (a process of its own for each decision, which is handed the market each time), hyper-threads, and a
processor whose memory its cores must share: 16 cores that stream a market at once each get less than one does alone.
"""

SPREAD = """\
## Runs and nights, measured

The eleven strategies on the simulated market, each command in a process of its own, the least of {rounds} rounds on
{cores} cores. *Processor of the first* is what the process that was started keeps for itself while workers do the rest:
loading, deciding, counting, comparing the runs, the pages around them. *At best* is what any number of workers could
make of it.{noise}
"""

READERS = f"""\
## Readers on one store

`python -m benchmarks.readers --write docs/scale.md` fills this table. A PostgreSQL store takes a night in one
transaction while others read: whoever loads sees the snapshot before it or the one after it, never a part of each. A
load is `load_market`, what each command begins with. *Warm* readers share the columns of this machine and ask the
server only which snapshot is the newest; *cold* ones have no columns, as on a machine that meets a snapshot first, and
read every table. Each load is compared with the panel of the facts that were published, made without the store: *no
whole night* counts those that are none. *A night* is to check and publish one, apart from its download.

<!-- table {TABLE} -->

Not measured yet.

<!-- end -->
"""


def page(found: Measured, worker: Worker | str, runs: Sequence[Spread], busy: float, readers: str) -> str:
    """Return the whole page; ``busy`` is how many processes wanted a core before it began, ``readers`` their table."""
    parts = [OPENING, HOW, _measured(found, worker, busy), _model(), _whole(found), END, _spread(runs, busy), READERS]
    text = "\n".join(parts).rstrip("\n") + "\n"
    return fill(text, {TABLE: readers}) if readers else text


def readers_of(path: Path | None) -> str:
    """Return the table of readers that a page has, which another command measured; "" without one."""
    text = path.read_text(encoding="utf-8") if path and path.exists() else ""
    return text.partition(f"<!-- table {TABLE} -->")[2].partition("<!-- end -->")[0].strip()


def _spread(runs: Sequence[Spread], busy: float) -> str:
    cores = os.cpu_count() or 1
    heads = ("command", "one worker, wall", "processor", f"{cores} workers, wall", "processor of the first", "at best")
    rows = [
        (each.command, *map(duration, each.one), *map(duration, each.all), f"{each.one[1] / each.all[1]:.1f}x")
        for each in runs
    ]
    noise = f"\nOther work wanted {busy:.1f} cores when it began: the walls tell little." if busy >= 1 else ""
    return f"{SPREAD.format(rounds=ROUNDS, cores=cores, noise=noise)}\n{table(heads, rows)}\n"


def _measured(of: Measured, worker: Worker | str, busy: float) -> str:
    rows = [
        ("one set, one core, apart from the symbols", f"{of.fixed * 1e3:.2f} ms"),
        ("one set, one core, for each 1,000 symbols", f"{of.a_symbol * 1e6:.2f} ms"),
        ("bytes to a node, a session of a symbol", f"{of.cell:.1f}"),
        ("pickling them, a gigabyte", f"{of.ship * 1e9:.2f} s"),
        (f"working memory of a process, {WIDE:,} symbols", _mega(of.working)),
        ("a setting on its way", f"{of.setting:,.0f} bytes"),
        ("its curve on its way back", f"{of.answer:,.0f} bytes"),
        ("its curve in the store", f"{of.row:,.0f} bytes"),
        ("keeping and counting a set (SQLite)", f"{of.keep * 1e3:.2f} ms"),
        ("laying a set beside the others", f"{of.judge * 1e3:.2f} ms"),
        ("probability of overfitting, a set", f"{of.overfit * 1e3:.2f} ms"),
        ("judging holds, a session of a set", f"{of.matrix:.0f} bytes"),
    ]
    if isinstance(worker, Worker):
        rows += [
            (f"Ray: putting {_mega(worker.parts)} into its object store", f"{worker.put:.2f} s"),
            ("Ray: a worker for itself, the program loaded", f"{worker.before:,.0f} MB"),
            ("Ray: the same after a piece on that market", f"{worker.after:,.0f} MB"),
        ]
    slices = f"{SESSIONS:,} sessions; {NARROW:,} and {WIDE:,} symbols, and the line through both"
    machine = f"{slices}. Processor time, but for Ray. {processor()}."
    machine += f" Other work wanted {busy:.1f} cores when it began." if busy >= 1 else ""
    return f"## Measured\n\n{machine}\n\n{table(('what', 'cost'), rows)}\n"


def _model() -> str:
    return f"""\
## The model

S sessions, N symbols, M sets, C cores, K = C / {CORES_A_NODE} nodes; S0 = {SESSIONS:,}, N0 = {WIDE:,}; the words on the
right are the rows above.

    a set         t = (fixed + N * symbol) * S / S0
    computing     M * t / C
    keeping       M * keep * S / S0, beside computing: the longer of the two counts
    judging       M * (beside * S / S0 + overfit), at the end
    bytes         cell * S * N
    moving        pickling * bytes + ceil(log2 K) * bytes / ({NETWORK / 1e9:.3f} GB/s)
    wall          moving + max(computing, keeping) + judging
    a node holds  bytes + cores * (worker + working * (S * N) / (S0 * N0))
    judging holds held * S * M
    network       bytes * (K - 1) + M * (setting + answer * S / S0)
    store         M * row * S / S0

Assumed and not measured: that cores do not slow each other down, half of 10 Gbit/s between machines, nodes of
{CORES_A_NODE} cores.
"""


def _whole(of: Measured) -> str:
    heads = (
        "sets", "cores", "nodes", "a set", "moving", "computing", "keeping", "judging", "wall", "a node holds",
        "judging holds", "network", "store",
    )  # fmt: skip
    rows = []
    for size in SIZES:
        told = predict(of, size)
        times = (told.a_set, told.moving, told.computing, told.keeping, told.judging, told.wall)
        a_set, *others = (_time(each) for each in times)
        memory = (told.shared + told.own, told.judged, told.moved, told.stored)
        rows.append(
            (f"{size.sets:,}", str(size.cores), str(size.nodes), a_set, *others, *(_mega(each) for each in memory))
        )
    one = predict(of, SIZES[0])
    bound = one.a_set / (one.keeping / SIZES[0].sets)
    line = f"Keeping takes as long as computing at {bound:,.0f} cores."
    return f"## The whole market, computed\n\n{table(heads, rows)}\n\n{line}\n"


def _time(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1e3:,.0f} ms"
    return f"{seconds:,.0f} s" if seconds < LONG else f"{seconds / 60:,.0f} min"


def _mega(size: float) -> str:
    return f"{size / 1e6:,.0f} MB" if size < GIGA else f"{size / 1e9:,.1f} GB"
