"""The proof that a store holds what was published in it, to the last row."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.diary.verify import diary_verify
from backtest.market.loading import PANEL, derived_panel
from data_sources.language.text import both
from data_sources.progress import Progress, unheard
from data_sources.store import opened_store, shown
from data_sources.store.verification import Verdict, verify_store

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Verdict", "Verification", "verify"]


@dataclass(frozen=True)
class Verification:
    """What was proved, in order; ``store`` has its password masked."""

    store: str
    verdicts: tuple[Verdict, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that is not as it was written, the first first; empty for a sound store."""
        return tuple(f"{verdict.name}: {fault}" for verdict in self.verdicts for fault in verdict.faults)

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"store": self.store, "proved": [asdict(each) for each in self.verdicts], "faults": list(self.faults)}

    def to_frame(self) -> pd.DataFrame:
        """One row per thing proved: ``name``, ``counted``, ``faults`` (how many)."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [(each.name, each.counted, len(each.faults)) for each in self.verdicts]
        return pd.DataFrame(rows, columns=["name", "counted", "faults"])


def verify(*, db: str | Path | None = None, out: str | Path | None = None, hear: Progress = unheard) -> Verification:
    """Prove that a store holds what was published in it; nothing is written.

    Parameters
    ----------
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    out : str or Path, optional
        A site, whose paper diary is proved too (``backtest diary verify``); none by default.
    hear : callable, optional
        Hears (what, done, of how many) before each part.

    Returns
    -------
    Verification
        The database's own check of its pages, the numbers and hashes of all snapshots, every row as of every snapshot
        against its content sums, revisions, findings, trials, kept audits, and every array of the column cache against
        the rows; the diary last. What is wrong is returned, not raised.

    Raises
    ------
    StoreError
        When there is no store, or the database cannot be opened.
    UserError
        When ``out`` is no site and there is no diary beside it.
    """
    with opened_store(db) as engine:
        verdicts = verify_store(engine, {PANEL: derived_panel()}, hear)
        if out is not None:
            verdicts = (*verdicts, _diary(out))
        return Verification(shown(engine.url), verdicts)


def _diary(out: str | Path) -> Verdict:
    found = diary_verify(out=out)
    counted = both(
        f"{found.rows:,} rows of {found.days:,} days, {len(found.builds)} builds",
        f"{found.days:,} 日的 {found.rows:,} 行，{len(found.builds)} 个程序版本",
    )
    return Verdict(both("paper diary", "模拟盘日志"), counted, (found.sentence,) if found.fault else ())
