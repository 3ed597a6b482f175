"""The paper diary beside a run: what the weights made that were written down before their days came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.benchmark import headline_benchmark
from backtest.result.comparison import compare
from backtest.result.parts import judged_part, run_parts
from backtest.result.result import Result
from backtest.result.wording import percent
from data_sources.language.text import NOTHING, Text, both, joined, said, sentence


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
    benchmark: Text
    dates: tuple[date, ...] = ()
    growth: tuple[float, ...] = ()
    late: int = 0
    unknown: int = 0

    @property
    def words(self) -> Text:
        """Both in a few words, for a line among others."""
        if not self.unknown:
            return self.figures
        days = _days(self.unknown)
        doubt = both(f"{days} without a time of writing", f"其中 {days.zh}未记录写入时间")
        return joined((self.figures, doubt), ", ", "，")

    @property
    def figures(self) -> Text:
        """Both returns since the first day."""
        own, market = percent(self.own, signed=True), percent(self.market, signed=True)
        return both(
            f"paper diary since {self.since}: {own} against {market}",
            f"模拟盘日志自 {self.since} 起：收益 {own}，同期基准 {market}",
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


def diary_sentence(beside: DiaryBeside) -> Text:
    """Say what the diary made; it is the only part that is out of sample in names and rules."""
    words = beside.figures
    made = both(
        f"{words} of the {beside.benchmark} in {beside.sessions} session"
        f"{'' if beside.sessions == 1 else 's'} to {beside.last}; its weights were written down on their days",
        f"{words.zh}（{said(beside.benchmark, 'zh')}），截至 {beside.last} 共 {beside.sessions} 个交易日；"
        "权重均在当日写下",
    )
    unknown, late = _days(beside.unknown), _days(beside.late)
    untimed = both(f"of {unknown} the time of writing was not kept", f"其中 {unknown.zh}未记录写入时间")
    filled_in = both(
        f"{late} more {'was' if beside.late == 1 else 'were'} filled in after the next session had begun, which proves "
        "nothing, and so not traded",
        f"另有 {late.zh}在下一交易日开盘后才补记，不足为证，因此未予交易",
    )
    said_of_days = (untimed if beside.unknown else NOTHING, filled_in if beside.late else NOTHING)
    return sentence(joined((made, *said_of_days), "; ", "；"))


def _days(count: int) -> Text:
    return both(f"{count:,} day{'' if count == 1 else 's'}", f"{count:,} 天")
