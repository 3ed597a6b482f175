"""How often strategies were tried on a store, and each trial of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import Text, both
from data_sources.store import opened_store
from data_sources.store.trial import Tally, Trial
from data_sources.store.trials import read_tallies, read_trials
from data_sources.tables.brief import first_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Trials:
    """What was tried on a store: the tally of each strategy by name, and the trials of the one that was asked for."""

    tallies: Mapping[str, Tally]
    strategy: str | None = None
    trials: tuple[Trial, ...] = ()

    def __repr__(self) -> str:
        """Return whose trials they are and how many, not the rows."""
        count = sum(each.trials for each in self.tallies.values())
        settings = sum(each.settings for each in self.tallies.values())
        return f"<Trials of {first_of(list(self.tallies))}: {count:,} trials of {settings:,} settings>"

    def _repr_html_(self) -> str:
        """Show them in a notebook as their frame."""
        table: str = self.to_frame().to_html(index=False, na_rep="")
        return table

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document; times are UTC."""
        strategies = [{"strategy": name, **_tally_document(tally)} for name, tally in self.tallies.items()]
        if self.strategy is None:
            return {"strategies": strategies}
        rows = [asdict(each) | {"setting": each.setting, "looked_at": _utc(each.looked_at)} for each in self.trials]
        return {"strategies": strategies, "trials": rows}

    def to_frame(self) -> pd.DataFrame:
        """One row per strategy, or per trial of the one that was asked for, the oldest first."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        if self.strategy is not None:
            names = ["setting", *(each.name for each in fields(Trial))]
            return pd.DataFrame([[getattr(each, name) for name in names] for each in self.trials], columns=names)
        rows = [(name, *_tally_document(tally).values()) for name, tally in self.tallies.items()]
        return pd.DataFrame(rows, columns=["strategy", "trials", "settings", "sharpe_variance", "first", "last"])


def trials(strategy: str | None = None, *, db: str | Path | None = None) -> Trials:
    """Show how often each strategy was tried on a store; the twin of ``backtest trials``.

    Parameters
    ----------
    strategy : str, optional
        The name of one strategy, each trial of which is wanted; by default the tallies of all.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.

    Returns
    -------
    Trials
        By strategy the number of trials, the different settings among them, the variance of their Sharpe ratios a
        session, and when the first and the last were looked at.

    Raises
    ------
    UserError
        For a store that cannot be read, and for a strategy that was never tried on it.
    """
    insist_on_kind("strategy", strategy, str | None, "the name of a strategy, or None for all")
    with opened_store(db) as engine:
        tallies = read_tallies(engine)
        if strategy is None:
            return Trials(tallies)
        if strategy not in tallies:
            raise InputError(_never_tried(strategy, tuple(tallies)))
        return Trials({strategy: tallies[strategy]}, strategy, read_trials(engine, strategy))


def _tally_document(tally: Tally) -> dict[str, object]:
    return {
        "trials": tally.trials,
        "settings": tally.settings,
        "sharpe_variance": tally.sharpe_variance,
        "first": _utc(tally.first),
        "last": _utc(tally.last),
    }


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.isoformat(timespec='seconds')}Z"


def _never_tried(strategy: str, there: Sequence[str]) -> Text:
    near = get_close_matches(strategy, there, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    known = f"There are trials of {', '.join(there)}" if there else "It holds no trial at all"
    meant = f"是否指 {near[0]}？" if near else ""
    known_zh = f"做过试验的有 {'、'.join(there)}" if there else "库中没有任何试验"
    return both(
        f"{strategy!r} was never tried on this store.{hint} {known}; a run of it is one: backtest run NAME",
        f"{strategy!r} 从未在此数据库上做过试验。{meant}{known_zh}；运行一次即计一次试验：backtest run NAME",
    )
