"""docs/performance.md: the prose around the generated sections."""

from __future__ import annotations

OPENING = """\
# Performance

This page is written by `make bench`; every number in it was measured in one run on one machine. Compare the ratios,
not the seconds.
"""

METHOD = """\
## How it is measured

Three workloads of seeded random prices are drawn once and read by every engine. All trade the same target weights from
10 million CNY: decided on a close, executed on the next session (bt, which knows one price a session, at its close).
Ours runs with everything on: dated price limits, T+1, board lots, minimum commission, dated stamp duty and transfer
fee, cent rounding, refusals, and the whole ledger. Most peers have fewer rules; what each lacks stands at the head of
its adapter in `benchmarks/peers/`. Daily moves are kept within 9%, so that no limit binds and the finals stay
comparable; they still differ by fees, lots and fill prices.

- *run*: one warm engine call on inputs already in the engine's own form: the quickest of all rounds and processes, for
  ours and the peers alike. The same work does not get quicker by luck, only slower by what else the machine does, so
  the quickest round is the one that says what the work costs; a median says how busy the machine was, too. Ours
  includes fills, refusals, events, cash and holdings of every session. For vectorbt it is building the portfolio.
- *with daily values*: time of the run and what daily values cost on top: ours then lists every position of
  every session, vectorbt computes `value()` (in W3 nothing more, its final values are part of the run).
- *floor*: the least that the workload costs, a plain compiled loop with lots, a minimum commission, stamp duty and the
  equity of each day, and no other rule and no ledger (`benchmarks/floor.py`); in W3 on one core, the others by wall.
- W3 leaves the ranking out, ours and theirs: decisions are made before the clock starts. *Ranking included* is ours
  with it, each lookback ranked once.
- *times ours*: the ratio of processor time, which a busy machine disturbs less than the wall clock; in W3 of wall
  time, where a sweep may use every core.
- *first run*: the first call in a process, so with loading or making machine code where an engine compiles.
- *from n sessions*, *from n sets*: measured on a part and scaled in proportion. Engines whose cost grows faster than
  that are flattered. `--full` measures the whole, up to 600 s a process.
- Memory is resident memory: the peak from the first run on above what was there before it. Our inputs are the panel's
  seven fields of float64, vectorbt's the three matrices it is given.
- A ratio belongs to its machine: on another one, ours against a compiled peer came out up to half as high, with the
  engine unchanged (its old and its new state, measured in turn, took the same time).
- What each step of the rules costs, and why the floor is out of reach: [engine-profile.md](engine-profile.md).
- Where the time of a warm process goes: [start-up-profile.md](start-up-profile.md).
- The engine runs small jobs as plain Python and large ones as kept machine code, by its own choice; the workloads ask
  for machine code from the first call on, the whole processes leave the choice to it.
- Whole processes run with a cache of compiled code of their own, empty before each first run.
- Pages are opened from the disk by the Chromium of the system, each time in a context of its own without a cache.
  *Ready in* ends with the load event, or with the charts on the first screen where they are drawn after it; the sheet
  of quantstats has pictures, no script.
"""

CLOSING = """\
## How to repeat

    make bench                                        # about ten minutes; the first time it installs the peers
    python -m benchmarks --full                       # everything at full size
    python -m benchmarks --only w1,w3 --peers vectorbt
    python -m benchmarks --only process --db var/market.db
    python -m benchmarks --only pages --quick         # needs Playwright and a Chromium
    python -m benchmarks --write docs/performance.md

## Not measured

- Peers on several processes at once, live trading, minute bars, and anything a peer does beyond these workloads.
- akquant and backtrader on W2, and all but vectorbt on W3, unless `--full`: a set there costs them what W1 does.
- hikyuu 2.8.3: its wheel asks for glibc 2.38 and libstdc++ 13 (GLIBCXX_3.4.32), newer than the system measured on.
- Order callbacks of vectorbt are compiled in every process; the table shows that as *first run*, the ratio leaves it
  out.
"""


def page(sections: list[str], conditions: str) -> str:
    """The whole page."""
    parts = [OPENING, conditions, *sections, METHOD, CLOSING]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"
