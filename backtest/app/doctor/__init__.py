"""The examination behind ``backtest doctor``: each check is a function that returns what it saw and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.doctor.documents import check_documents
from backtest.app.doctor.machine import check_compiled_code, check_proxy, check_refusals
from backtest.app.doctor.store import check_store
from backtest.app.doctor.vendors import check_libraries, check_vendors
from backtest.app.library import Reports
from data_sources.errors import InputError
from data_sources.health_check import HealthCheck
from data_sources.progress import Progress, unheard

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Examination", "HealthCheck", "doctor"]


@dataclass(frozen=True)
class Examination:
    """Every check that was made, in order."""

    checks: tuple[HealthCheck, ...]

    @property
    def fails(self) -> int:
        """How many checks fail: each keeps a refresh or a run from ending well."""
        return sum(check.state == "fail" for check in self.checks)

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"checks": [asdict(check) for check in self.checks], "fails": self.fails}

    def to_frame(self) -> pd.DataFrame:
        """One row per check: ``name``, ``state`` (ok, warn or fail), ``diagnosis``, ``next_step``."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame([asdict(check) for check in self.checks])


def doctor(
    *,
    db: str | Path | None = None,
    no_network: bool = False,
    timeout: float = 6.0,
    reports: Reports = None,
    hear: Progress = unheard,
) -> Examination:
    """Find what keeps a refresh or a run from going well. What it finds it returns; it never raises for it.

    Parameters
    ----------
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    no_network : bool, default False
        Ask no vendor; the clock is then not compared either.
    timeout : float, default 6.0
        Seconds to wait for each vendor, above 0.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    hear : callable, optional
        Hears (what, done, of how many) before each vendor is asked.

    Returns
    -------
    Examination
        Proxy, libraries of vendors, compiled code, what the kernel refuses to rules, database, disk, calendar and age
        of the data, and the folder of documents where there is one; then each vendor, asked for as little as possible,
        and this machine's clock beside theirs.

    Raises
    ------
    InputError
        For a ``timeout`` that is not above 0.
    """
    if not timeout > 0:
        raise InputError(f"timeout is {timeout}; it is a number of seconds above 0")
    return Examination(
        (
            check_proxy(),
            *check_libraries(),
            check_compiled_code(),
            check_refusals(),
            *check_store(db),
            *check_documents(reports),
            *(() if no_network else check_vendors(timeout, hear)),
        )
    )
