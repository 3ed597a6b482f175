"""The paper diary executed: what each day's weights made from the session after they were written down."""

from __future__ import annotations

from datetime import date

from backtest.app.night.diary import LATE, UNKNOWN, Diary
from backtest.app.run_result import Run, held
from backtest.market.panel import Panel
from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.targets import Targets, targets_from_rows
from data_sources.errors import InputError


def diary_run(diary: Diary, strategy: str, panel: Panel, options: Options) -> Run | None:
    """Execute what the diary says of a strategy, from its first day on, and judge it.

    It is judged as soon as it has one session. All of it is test: names and rules were written down before each of its
    sessions, so ``verdict``, parts and files work as for any run.

    Parameters
    ----------
    diary
        What was written; the rows that were written late are not executed.
    strategy
        Whose rows count.
    panel
        The market.
    options
        Under which conditions it trades. The base date is the diary's first day of that strategy.

    Returns
    -------
    Run or None
        None for a strategy without a row that was written in time, and until a session follows its first day.

    Raises
    ------
    UserError
        When the market lacks a name that was written down, or an index level.
    """
    decided = diary_targets(diary, strategy)
    last = min(options.end or date.max, panel.sessions[-1].item())
    if not len(decided.dates) or decided.dates[0].item() >= last:
        return None
    if missing := sorted(set(decided.symbols) - set(panel.symbols)):
        raise InputError(
            f"the paper diary of {strategy} names {', '.join(missing)}, which the store does not have; import them"
        )
    first: date = decided.dates[0].item()
    about = About(
        name=f"{strategy}/diary",
        title=f"{strategy}: the paper diary",
        publications=(Publication("diary", "", first, states_thesis=True, kind="diary"),),
    )
    return held(judge(panel, decided, options, about))


def diary_targets(diary: Diary, strategy: str) -> Targets:
    """Return the weights of a diary as decisions of the days on which they were written, empty for no row.

    A strategy decides now and then and its weights drift in between, so a day that repeats the decision of the day
    before is no decision. Weights that changed with the same ``decided_on``, because code or data did, are one: the
    diary says that they were wanted from then on.

    Days that were written late are left out, as if nothing had been written: whoever wrote them could know the session
    that they would be traded in. Of rows from before there was a chain nobody knows it; they stay, see
    ``doubtful_days``.
    """
    rows = []
    before: tuple[tuple[str, str, str], ...] | None = None
    own = (entry for entry in diary.entries if entry.strategy == strategy and entry.late != LATE)
    for entry in sorted(own, key=lambda entry: entry.day):
        wanted = tuple((row.decided_on, row.symbol, row.weight) for row in entry.rows)
        if wanted != before:
            rows += [(entry.day, symbol, float(weight)) for _, symbol, weight in wanted]
        before = wanted
    return targets_from_rows(rows)


def doubtful_days(diary: Diary, strategy: str) -> tuple[int, int]:
    """Return of how many days a strategy's rows were written late, and of how many nobody knows when."""
    written = [entry.late for entry in diary.entries if entry.strategy == strategy]
    return written.count(LATE), written.count(UNKNOWN)
