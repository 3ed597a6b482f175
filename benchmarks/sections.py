"""The sections of the report: a heading, a sentence on how to read it, a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.commands import Command
from benchmarks.contest import Standing
from benchmarks.curves import Curve, exponent
from benchmarks.plan import FLOOR, OURS
from benchmarks.tables import duration, megabytes, table, times

TITLES = {
    "W1": "W1: a basket of 100, monthly, equal weight, 2,430 sessions",
    "W2": "W2: the top 50 of 5,000 by 20-day momentum, weekly, 2,430 sessions",
    "W3": "W3: 1,000 parameter sets (lookback x top-k x schedule) on the market of W1; times of one set",
}


def contest_section(workload: str, standings: Sequence[Standing], streamed: tuple[float, float]) -> str:
    """One workload: the engines by time, the floor among them, then what reading the closes alone costs."""
    there = [one for one in standings if one.case.workload == workload]
    ours = next((one for one in there if one.case.peer == OURS and one.answers), None)
    heads = (
        "engine", "run, wall", "processor", "times ours", "with daily values", "times ours", "first run", "import",
        "final equity",
    )  # fmt: skip
    ran = sorted((one for one in there if one.answers), key=lambda one: one.clock(one.fair_clock))
    rows = [_row(one, ours) for one in ran]
    rows += [(_name(one), one.reason, *("" for _ in heads[2:])) for one in there if not one.answers]
    lines = [f"## {TITLES[workload]}", "", table(heads, rows), ""]
    if ours:
        over = ours.clock("processor") / (streamed[1] or 1e-9)
        lines.append(f"The matrix of closes streamed once takes {duration(streamed[0])}; ours is {times(over)} that.")
    return "\n".join(lines)


def memory_section(standings: Sequence[Standing]) -> str:
    """What each engine needed at W2 beside its inputs."""
    there = [one for one in standings if one.case.workload == "W2" and one.answers and not one.case.sessions]
    rows = []
    for one in there:
        size, growth = one.median("input_size"), one.median("growth")
        total = f"{(size + growth) / size:.2f}x"
        rows.append((_name(one), megabytes(size), megabytes(growth), total, megabytes(one.median("peak"))))
    heads = ("engine", "inputs", "peak above them", "(inputs + peak) / inputs", "peak of the process")
    return "\n".join(("## Memory at W2", "", table(heads, rows)))


def loading_section(found: Mapping[str, Any] | str) -> str:
    """Panel load against read_sql, or why it was not measured."""
    if isinstance(found, str):
        return f"## Loading from SQLite\n\n{found}"
    whats = {
        "warm": "load_market: all tables, as a panel",
        "first": "load_market, the first after an import or a refresh",
        "cold": "load_market without its column cache",
        "read_sql": "pandas read_sql of the bars",
    }
    rows = [
        (what, duration(found[name][0]), duration(found[name][1]), times(found[name][1] / found["warm"][1]))
        for name, what in whats.items()
    ]
    size = f"{found['symbols']:,} symbols, {found['sessions']:,} sessions, {found['bars']:,} bars"
    memory = (
        f"The bars of the panel are {megabytes(found['panel'])} of pages that all processes share; "
        f"a load takes {megabytes(found['own'])} of its own."
    )
    heads = ("how", "wall", "processor", "times ours")
    return "\n".join((f"## Loading from SQLite: {size}", "", table(heads, rows), "", memory))


def command_section(found: Sequence[Command]) -> str:
    """Whole processes."""
    rival = next(one for one in found if "vectorbt" in one.name)
    rows = [
        (one.name, duration(one.wall), duration(one.processor), f"{one.wall / rival.wall:.2f}", str(one.count))
        for one in found
    ]
    heads = ("command", "wall", "processor", "wall / import vectorbt", "processes")
    return "\n".join(("## Whole processes", "", table(heads, rows)))


def curve_section(curves: Mapping[str, Curve], workers: Curve) -> str:
    """Growth with each size, and what more workers save."""
    rows = []
    for name, curve in curves.items():
        points = ", ".join(f"{size:,}: {duration(seconds)}" for size, seconds in curve)
        rows.append((name, points, f"{exponent([(size, seconds) for size, seconds in curve]):.2f}"))
    heads = ("grows with", "processor time of a run", "exponent")
    alone = workers[0][1]
    shared = [(f"{count}", duration(seconds), f"{alone / seconds:.2f}x") for count, seconds in workers]
    return "\n".join(
        (
            "## Growth", "", "An exponent of 1 is linear, 0 is no growth at all.", "", table(heads, rows), "",
            "Workers of a sweep, each a thread, 200 sets of W3:", "",
            table(("workers", "wall a set", "times one worker"), shared),
        )
    )  # fmt: skip


def yardstick_line(standings: Sequence[Standing]) -> str:
    """How even the machine was."""
    rulers = [found["yardstick"] for one in standings for found in one.answers]
    if not rulers:
        return ""
    return (
        f"Yardstick (a fixed loop in plain Python inside every process): {min(rulers) * 1e3:.0f} to "
        f"{max(rulers) * 1e3:.0f} ms over {len(rulers)} processes; ratios within that spread say nothing."
    )


def _name(one: Standing) -> str:
    if one.case.peer == OURS:
        return f"ours, full A-share rules{', ranking included' if one.case.engine == 'sweep and rank' else ''}"
    if one.case.peer == FLOOR:
        return "floor, a plain compiled loop"
    return one.case.peer if one.case.engine == "basket" else f"{one.case.peer} {one.case.engine}"


def _row(one: Standing, ours: Standing | None) -> tuple[str, ...]:
    scaled = f" (from {one.case.sessions} sessions)" if one.case.sessions else ""
    scaled = f" (from {one.case.sets} sets)" if one.case.sets and one.case.peer != OURS else scaled
    clock, whole = one.clock(one.fair_clock), one.with_values(one.fair_clock)
    return (
        _name(one) + scaled,
        duration(one.clock("wall")),
        duration(one.clock("processor")),
        times(clock / ours.clock(ours.fair_clock)) if ours else "",
        duration(whole),
        times(whole / ours.with_values(ours.fair_clock)) if ours else "",
        duration(one.median("first_seconds")) if one.case.rounds and not one.case.sessions else "",
        duration(one.median("import_seconds")),
        f"{one.median('final_equity'):,.0f}" if not one.case.sessions and not one.case.sets else "",
    )
