"""What the data checks found in a store: listed, filtered and explained."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from data_sources.errors import InputError, OptionError, UserError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import both
from data_sources.quality.acceptance import insist_on_rule
from data_sources.quality.causes import Cause, causes_of
from data_sources.store import opened_store, read_facts, shown
from data_sources.store.kept_findings import KeptFinding, kept_findings
from data_sources.tables.brief import first_of
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.symbols import parse_index, parse_symbol

if TYPE_CHECKING:
    import pandas as pd

SEVERITIES: tuple[str, ...] = get_args(Severity)
NOTHING = KeptFinding(Finding("note", "", ""), "", "")


@dataclass(frozen=True)
class Findings:
    """``found`` are what was asked for: the worst first, rule by rule, what holds before what does not any more.

    ``causes`` explains their rules, and one that was asked for by name though it found nothing.
    """

    store: str
    snapshot: str
    found: tuple[KeptFinding, ...]
    causes: Mapping[str, Cause]

    def __repr__(self) -> str:
        """Return how many there are of which rules, not all of them."""
        holding = sum(not each.ended for each in self.found)
        return (
            f"<Findings of {self.store} at {self.snapshot}: {len(self.found):,}, of which {holding:,} hold,\n"
            f" rules {first_of(list(self.causes)) or 'none'}>"
        )

    def _repr_html_(self) -> str:
        """Show them in a notebook as their frame."""
        table: str = self.to_frame().to_html(index=False, na_rep="")
        return table

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {
            "store": self.store,
            "snapshot": self.snapshot,
            "findings": [each.as_row() for each in self.found],
            "rules": {rule: asdict(cause) for rule, cause in self.causes.items()},
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per finding, ``date`` as a day or None; ``ended`` is "" for one that holds."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [each.as_row() | {"date": each.finding.date} for each in self.found]
        return pd.DataFrame(rows, columns=list(NOTHING.as_row()))


def findings(
    *,
    db: str | Path | None = None,
    severity: str | None = None,
    symbol: str | None = None,
    rule: str | None = None,
    open: bool = False,  # noqa: A002 - the word of the command line
) -> Findings:
    """List what the data checks found in a store, and explain it.

    Parameters
    ----------
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    severity : str, optional
        Only ``"severe"``, ``"warning"`` or ``"note"``.
    symbol : str, optional
        Only those about this share or index, in any dialect (``600000.SH``, ``sh600000``).
    rule : str, optional
        Only those of this rule, such as ``"off_tick"``.
    open : bool, default False
        Only those that hold at the latest snapshot; without it also those that ended, which say when.

    Returns
    -------
    Findings
        Each finding with its source, its snapshot, file and line, and of each rule the cause and the mend.

    Raises
    ------
    OptionError
        For a severity, a rule or a symbol that is none (``InputError`` for an argument of a wrong kind).
    UserError
        For a symbol that the store does not have and no finding is about.
    StoreError
        When there is no store, it is empty, or its findings are not what was published.
    """
    if severity is not None and severity not in SEVERITIES:
        raise OptionError(
            both(
                f"--severity {severity!r} is none; there are {', '.join(SEVERITIES)}",
                f"--severity {severity!r} 不是严重程度；可用的有 {'、'.join(SEVERITIES)}",
            )
        )
    insist_on_kind("rule", rule, str | None, "the name of a rule, or None for all")
    insist_on_kind("symbol", symbol, str | None, "a share or an index as text, like 600000.SH, or None for all")
    insist_on_kind("open", open, bool, "True or False")
    code = None if symbol is None else _symbol(symbol)
    with opened_store(db) as engine:
        snapshot, kept = kept_findings(engine)
        if code is not None and all(each.finding.symbol != code for each in kept):
            _insist_on_known(code, read_facts(engine, [code]))
        store = shown(engine.url)
    if rule is not None and rule not in {each.finding.rule for each in kept}:
        insist_on_rule(rule)
    asked = (severity, code, rule)
    found = [
        each
        for each in kept
        if all(
            word in (None, value)
            for word, value in zip(asked, (each.finding.severity, each.finding.symbol, each.finding.rule), strict=True)
        )
        and not (open and each.ended)
    ]
    causes = causes_of([*([rule] if rule else []), *(each.finding.rule for each in found)])
    return Findings(store, snapshot, _in_order(found), causes)


def _symbol(text: str) -> str:
    """Read a share in any dialect, or else an index."""
    with suppress(InputError):
        share = parse_symbol(text)
        if share.board is not None:
            return str(share)
    try:
        return str(parse_index(text))
    except InputError:
        raise OptionError(
            both(
                f"--symbol {text!r} is no share or index like 600000.SH or 000300.SH",
                f"--symbol {text!r} 不是股票或指数代码；请写作 600000.SH 或 000300.SH",
            )
        ) from None


def _insist_on_known(symbol: str, facts: Facts) -> None:
    """Raise UserError for a symbol that is not stored: of a mistyped one "none" would read as "nothing is wrong"."""
    renamed = {code for each in facts.renames for code in (each.old_symbol, each.new_symbol)}
    if symbol not in {*(each.symbol for each in facts.instruments), *facts.bars.symbols, *facts.index, *renamed}:
        raise UserError(
            both(
                f"the store knows no {symbol}; `backtest status` shows what it holds",
                f"库中没有 {symbol}；`backtest status` 显示库中有什么",
            )
        )


def _in_order(found: list[KeptFinding]) -> tuple[KeptFinding, ...]:
    """Sort by the worst severity of the rule, by rule, then what holds first, each in the order in which it was stored.

    A rule's findings stay together, whatever their severity.
    """
    worst: dict[str, int] = {}
    for each in found:
        rank = SEVERITIES.index(each.finding.severity)
        worst[each.finding.rule] = min(rank, worst.get(each.finding.rule, rank))
    return tuple(sorted(found, key=lambda each: (worst[each.finding.rule], each.finding.rule, bool(each.ended))))
