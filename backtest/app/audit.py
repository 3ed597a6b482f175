"""Whether strategies know anything before its time: the look-ahead audit on the market of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.audit_beside import AuditBeside, Effort, as_seen, handler_beside
from backtest.app.library import Reports, asked_library
from backtest.app.run import load_market
from backtest.app.runnable import Named, Runnable, find_runnable
from backtest.options import Options
from backtest.validity.audit_outcome import AuditOutcome
from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import both
from data_sources.progress import Progress, unheard
from strategies.contract.audit import audit_strategy
from strategies.contract.history import History
from strategies.contract.strategy import Strategy, decide
from strategies.library.history import history_of
from strategies.library.library import Library
from strategies.own.file_rule import FileRule
from strategies.own.handler_audit import audit_handler
from strategies.own.handler_file import UserHandler

if TYPE_CHECKING:
    import pandas as pd


SECONDS = 20.0
"""How long the audit of one strategy may take where neither that nor the days are given."""


@dataclass(frozen=True)
class Audits:
    """What the audit of each strategy found, by the strategy's name, in the order in which they were given."""

    outcomes: Mapping[str, AuditOutcome]

    @property
    def passed(self) -> bool:
        """Whether no decision of any strategy moved with the future."""
        return all(outcome.passed for outcome in self.outcomes.values())

    def document(self) -> dict[str, Any]:
        """Return them as one JSON document."""
        return {
            "audits": [
                {"name": name, "passed": outcome.passed, "sentence": outcome.sentence, **asdict(outcome)}
                for name, outcome in self.outcomes.items()
            ]
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per strategy: ``strategy``, ``passed``, audited ``days``, compared ``decisions``, ``leaks``."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [
            (name, outcome.passed, len(outcome.days), outcome.decisions, len(outcome.leaks))
            for name, outcome in self.outcomes.items()
        ]
        return pd.DataFrame(rows, columns=["strategy", "passed", "days", "decisions", "leaks"])


def audit(
    strategies: Named | Iterable[Named],
    *,
    db: str | Path | None = None,
    days: int | None = None,
    seconds: float | None = None,
    seed: int = 0,
    reports: Reports = None,
    hear: Progress = unheard,
) -> Audits:
    """Prove that strategies do not look ahead.

    The future after some days is cut off and, separately, scrambled; no decision up to such a day may change. A file
    decides in processes of its own, on cut histories first. It is always audited anew, and the outcome is kept in the
    store for the next run of the same file. A function of a session is audited where it stands.

    Parameters
    ----------
    strategies : str, Path, Strategy or function, or an iterable of them
        What ``backtest.run`` takes, each with a name of its own: names of registered strategies, paths of files of your
        own, strategies as such, functions ``weights(history)``. A file that defines ``make_handler`` is run from its
        ``START`` or the first session, and then again for each audited day.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    days : int, optional
        On how many days the future is changed, at least 1, most of them days of decisions. By default right behind
        every decision and on as many other days, as far as ``seconds`` go; a number repeats exactly.
    seconds : float, optional
        How long the audit of one strategy may take, by default 20 seconds without ``days`` and as long as it takes with
        them; four days are audited however long it takes.
    seed : int, default 0
        Which days, 0 or more; the same number repeats the audit.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    hear : callable, optional
        Hears (what, done, of how many) before each strategy.

    Returns
    -------
    Audits
        The outcome by strategy; a decision that moved is a ``Leak`` with its date and symbol.

    Raises
    ------
    UserError
        For no strategy, an unknown or a doubled one, a store that cannot be read, and a strategy that fails on the
        untouched history.
    """
    insist_on_kind("days", days, Integral | None, "a number of days, or None")
    insist_on_kind("seconds", seconds, Real | None, "a number of seconds, or None")
    insist_on_kind("seed", seed, Integral, "a whole number")
    if days is not None and days < 1:
        raise InputError(f"days is {days}; the future is changed on 1 day or more")
    if seed < 0:
        raise InputError(f"seed is {seed}; it is 0 or more")
    known = asked_library(reports)
    chosen = _chosen(strategies, known)
    panel = load_market(db)
    history = history_of(panel, known)
    outcomes = {}
    for number, strategy in enumerate(chosen):
        hear(both(f"auditing {strategy.name}", f"前视偏差检查：{strategy.name}"), number, len(chosen))
        if isinstance(strategy, UserHandler):
            outcomes[strategy.name] = _audit_handler(strategy, history, days, seconds, seed)
            continue
        if days is not None:
            found = audit_strategy(strategy, history, days=days, seed=seed, seconds=seconds)
            outcomes[strategy.name] = as_seen(found) if isinstance(strategy.targets, FileRule) else found
            continue
        beside = AuditBeside(strategy, history, panel, {}, _effort(4, seconds, seed))
        outcomes[strategy.name] = beside.of(decide(strategy, history).targets)
    return Audits(outcomes)


def _chosen(strategies: Named | Iterable[Named], known: Library) -> list[Runnable]:
    """Return what is audited; InputError for none, for what is none, and for two of one name, whose outcome is one."""
    asked = list(strategies) if isinstance(strategies, Iterable) and not isinstance(strategies, str) else [strategies]
    for each in asked:
        insist_on_kind(
            "strategies",
            each,
            str | Path | Strategy | UserHandler | Callable,
            "a name, a file, a strategy or a function weights(history)",
        )
    if not asked:
        raise InputError(both("there is no strategy to audit; give one or more", "没有要检查的策略；请给出一个或多个"))
    chosen = [find_runnable(each, known) for each in asked]
    names = [each.name for each in chosen]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(
            both(
                f"strategy {', '.join(doubled)} is given twice; give each once, or rename your file or function",
                f"策略 {'、'.join(doubled)} 重复；每个只给一次，或给自己的文件或函数改名",
            )
        )
    return chosen


def _effort(blind: int, seconds: float | None, seed: int) -> Effort:
    return Effort(blind, SECONDS if seconds is None else seconds, 4, seed, anew=True, quiet=None)


def _audit_handler(
    handler: UserHandler, history: History, days: int | None, seconds: float | None, seed: int
) -> AuditOutcome:
    """Audit a handler's file under the ordinary conditions, with the defaults of its parameters."""
    start = handler.start or history.panel.sessions[0].item()
    values = handler.values({})
    if days is not None:
        found = audit_handler(handler, history, values, Options(), start, days=days, seed=seed, seconds=seconds)
        return as_seen(found) if handler.text else found
    return handler_beside(handler, history, values, (Options(), start), _effort(0, seconds, seed))
