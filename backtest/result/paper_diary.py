"""The paper diary beside a run: what the weights made that were written down before their days came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.benchmark import headline_benchmark
from backtest.result.comparison import compare
from backtest.result.parts import judged_part, run_parts
from backtest.result.result import Result
from backtest.result.wording import percent


@dataclass(frozen=True)
class DiaryBeside:
    """The returns of a diary and of the benchmark since the close of its first day, fractions, up to ``last``.

    ``dates`` are its sessions with the base first (n), ``growth`` what 1 CNY became on each. ``late`` counts the days
    that are left out because they were written when the next session had begun, ``unknown`` those from before the diary
    kept the time.
    """

    since: date
    last: date
    sessions: int
    own: float
    market: float
    benchmark: str
    dates: tuple[date, ...] = ()
    growth: tuple[float, ...] = ()
    late: int = 0
    unknown: int = 0

    @property
    def words(self) -> str:
        """Both in a few words, for a line among others."""
        doubt = f", {_days(self.unknown)} without a time of writing" if self.unknown else ""
        return self.figures + doubt

    @property
    def figures(self) -> str:
        """Both returns since the first day."""
        return (
            f"paper diary since {self.since}: {percent(self.own, signed=True)} against "
            f"{percent(self.market, signed=True)}"
        )


def diary_beside(diary: Result, late: int = 0, unknown: int = 0) -> DiaryBeside | None:
    """Return what the run of a diary shows beside the run of its strategy; None before its first session.

    ``late`` and ``unknown`` are days, see ``DiaryBeside``.
    """
    part, benchmark = judged_part(run_parts(diary)), headline_benchmark(diary)
    if part is None:
        return None
    seen = compare(diary, part, benchmark)
    equity = part.ledger.equity[part.rows]
    return DiaryBeside(
        part.base_date,
        part.last_date,
        part.sessions,
        seen.own,
        seen.market,
        benchmark.name,
        tuple(part.ledger.sessions[part.rows].tolist()),
        tuple((equity / equity[0]).tolist()),
        late,
        unknown,
    )


def diary_sentence(beside: DiaryBeside) -> str:
    """Say what the diary made; it is the only part that is out of sample in names and rules."""
    words = beside.figures
    made = (
        f"{words[0].upper()}{words[1:]} of the {beside.benchmark} in {beside.sessions} session"
        f"{'' if beside.sessions == 1 else 's'} to {beside.last}; its weights were written down on their days"
    )
    unknown = f"of {_days(beside.unknown)} the time of writing was not kept" if beside.unknown else ""
    were = "was" if beside.late == 1 else "were"
    late = (
        f"{_days(beside.late)} more {were} filled in after the next session had begun, which proves nothing, and so "
        "not traded"
        if beside.late
        else ""
    )
    return "; ".join(part for part in (made, unknown, late) if part) + "."


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"
