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

    ``dates`` are its sessions with the base first (n), ``growth`` what 1 CNY became on each.
    """

    since: date
    last: date
    sessions: int
    own: float
    market: float
    benchmark: str
    dates: tuple[date, ...] = ()
    growth: tuple[float, ...] = ()

    @property
    def words(self) -> str:
        """Both in a few words, for a line among others."""
        return (
            f"paper diary since {self.since}: {percent(self.own, signed=True)} against "
            f"{percent(self.market, signed=True)}"
        )


def diary_beside(diary: Result) -> DiaryBeside | None:
    """Return what the run of a diary shows beside the run of its strategy; None before its first session."""
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
    )


def diary_sentence(beside: DiaryBeside) -> str:
    """Say what the diary made; it is the only part that is out of sample in names and rules."""
    words = beside.words
    return (
        f"{words[0].upper()}{words[1:]} of the {beside.benchmark} in {beside.sessions} session"
        f"{'' if beside.sessions == 1 else 's'} to {beside.last}; its weights were written down on their days."
    )
