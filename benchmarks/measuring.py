"""Clocks: wall and processor time of repeated work, and a yardstick that shows how noisy the machine is."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median

YARDSTICK_STEPS = 1_000_000


@dataclass(frozen=True)
class Timing:
    """Seconds of each round, on the wall and of the processor."""

    wall: tuple[float, ...]
    processor: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median on the wall."""
        return median(self.wall)

    @property
    def processor_seconds(self) -> float:
        """The median of the processor."""
        return median(self.processor)


@dataclass(frozen=True)
class Measured:
    """What one process found out about one engine. Seconds and megabytes (1e6 bytes).

    ``run`` are the warm rounds, or the only one of an engine that compiles nothing; ``after`` is the work that daily
    values cost on top. ``growth`` is the peak of memory above what the inputs left.
    """

    import_seconds: float
    convert_seconds: float
    first_seconds: float
    run: Timing
    after: Timing
    yardstick: float
    final_equity: float
    peak: float
    growth: float
    input_size: float
    versions: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one call, on the wall and of the processor."""
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def rounds(work: Callable[[], object], count: int) -> Timing:
    """Repeat a call and take the time of each."""
    wall, processor = zip(*(timed(work) for _ in range(count)), strict=True)
    return Timing(wall, processor)


def yardstick() -> float:
    """Seconds of a fixed loop in plain Python, the best of three."""

    def loop() -> int:
        total = 0
        for step in range(YARDSTICK_STEPS):
            total += step * step % 7
        return total

    return min(rounds(loop, 3).wall)


def peak_memory() -> float:
    """The most memory this process ever held, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def own_memory() -> float:
    """The memory of this process that no file stands behind, in megabytes; 0 where the system does not say."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123 - no regular file
            kilobytes = next(int(line.split()[1]) for line in file if line.startswith("Anonymous:"))
    except OSError:
        return 0.0
    return kilobytes * 1024 / 1e6


def forget_peak() -> float:
    """Start the peak anew at what is held now; returns that. Only Linux can; elsewhere the old peak stays."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:  # noqa: PTH123 - no regular file
            file.write("5")
        return current_peak()
    except OSError:
        return peak_memory()


def current_peak() -> float:
    """The most memory held since ``forget_peak``, in megabytes."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - no regular file
            kilobytes = next(int(line.split()[1]) for line in file if line.startswith("VmHWM:"))
    except OSError:
        return peak_memory()
    return kilobytes * 1024 / 1e6
