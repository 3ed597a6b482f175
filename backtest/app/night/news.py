"""The news of a night: which falsifiers happened, and what stands otherwise than on the site before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backtest.app.batch_outcome import BatchOutcome
from backtest.app.night.changes import Change, changes_between, read_standings, stamped_standings
from backtest.app.night.diary import Diary
from backtest.app.night.happened import falsifiers_by, happened_of, news_of, stamped
from backtest.app.night.night_data import Data
from backtest.app.night.runs import Audited
from backtest.app.night.standings import gates_on, standings_of
from backtest.app.tell import Tell
from data_sources.language.text import Text

STANDINGS = "standings"
"""The entry of a site's stamp that the next night compares with."""


@dataclass(frozen=True)
class News:
    """``happened`` has a clause for each falsifier that is news, ``changed`` all that stands otherwise.

    ``stamp`` are the entries of the site's stamp from which the next night tells its own news.
    """

    happened: tuple[Text, ...]
    changed: tuple[Change, ...]
    stamp: Mapping[str, Any]


def news_of_night(
    data: Data, audited: Audited, outcome: BatchOutcome, diary: Diary, before: Mapping[str, Any], *, tell: Tell
) -> News:
    """Return the news of a night; ``before`` is the stamp of the site that readers saw last, {} for none."""
    signs = falsifiers_by(data.library, data.panel, data.last)
    happened = happened_of(signs)
    gates = gates_on(audited.passed, data.panel, data.library, data.last, tell)
    standings = standings_of(signs, gates, outcome, diary)
    told = news_of(happened, before)
    stamp = {
        "falsifiers": stamped(happened),
        "happened": [[each, each.zh] for each in told],
        STANDINGS: stamped_standings(standings),
    }
    return News(told, changes_between(read_standings(before.get(STANDINGS)), standings), stamp)
