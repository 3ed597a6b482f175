"""The paper diary executed: what each day's weights made from the session after they were written down."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from backtest.app.run_result import Run, held
from backtest.market.panel import Panel
from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.targets import Targets, targets_from_rows
from data_sources.errors import InputError


def diary_run(text: str, strategy: str, panel: Panel, options: Options) -> Run | None:
    """Execute what the diary says of a strategy, from its first day on, and judge it.

    It is judged as soon as it has one session. All of it is test: names and rules were written down before each of its
    sessions, so ``verdict``, parts and files work as for any run.

    Parameters
    ----------
    text
        The diary, with its first line.
    strategy
        Whose rows count.
    panel
        The market.
    options
        Under which conditions it trades. The base date is the diary's first day of that strategy.

    Returns
    -------
    Run or None
        None for a strategy without a row, and until a session follows its first day.

    Raises
    ------
    UserError
        When the market lacks a name that was written down, or an index level.
    """
    decided = diary_targets(text, strategy)
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


def diary_targets(text: str, strategy: str) -> Targets:
    """Return the weights of a diary as decisions of the days on which they were written, empty for no row.

    A strategy decides now and then and its weights drift in between, so a day that repeats the decision of the day
    before is no decision. Weights that changed with the same ``decided_on``, because code or data did, are one: the
    diary says that they were wanted from then on.
    """
    rows = []
    before: tuple[str, ...] | None = None
    for day, own in _days(text, strategy):
        wanted = tuple(",".join(row) for row in own)
        if wanted != before:
            rows += [(day, symbol, float(weight)) for _, symbol, weight in own]
        before = wanted
    return targets_from_rows(rows)


def _days(text: str, strategy: str) -> Iterator[tuple[date, list[tuple[str, str, str]]]]:
    """The days of a strategy in order, each with its rows of (decided_on, symbol, weight)."""
    own = [row for row in csv.reader(text.splitlines()[1:]) if row[1] == strategy]
    for day, rows in groupby(sorted(own, key=lambda row: row[0]), key=lambda row: row[0]):
        yield date.fromisoformat(day), [(row[2], row[3], row[4]) for row in rows]
