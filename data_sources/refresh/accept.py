"""The answers to one table taken into what is known, when the table as a whole passes its checks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.quality.acceptance import with_accepted
from data_sources.refresh.beginnings import late_beginnings
from data_sources.refresh.compare import loosest, rounding_of, settled, with_stored_rights
from data_sources.refresh.known import laid_over, unplaced
from data_sources.refresh.outcome import Night, StageOutcome
from data_sources.refresh.result import Missing
from data_sources.refresh.stage import STAGED_TABLES, Staged
from data_sources.refresh.table_checks import check_table
from data_sources.refresh.vanished import vanished_rows
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate, empty_frame
from data_sources.tables.schema import STATUS
from data_sources.vendors.source import Rounding, Source


def accept(
    night: Night,
    table: str,
    answers: Sequence[Staged],
    sources: Sequence[Source],
    symbols: Collection[str],
    *,
    rules: Collection[str] = (),
) -> tuple[Night, StageOutcome]:
    """Return the night with the answers known and what is to be published; or the night as it is, and why.

    ``sources`` are those that were asked for the table, ``symbols`` the ones it was asked about; findings of ``rules``
    refuse nothing.
    """
    if not answers:
        return night, StageOutcome()
    rounding = rounding_of(sources, [vendor for answer in answers for vendor in answer.vendor.split("+")])
    found = tuple(finding for answer in answers for finding in answer.findings)
    frame = _rows(night, table, answers, symbols, rounding)
    if table == "actions":
        unknown = frozenset(finding.symbol for finding in found if finding.rule == "rights_unknown")
        frame = with_stored_rights(frame, night.stored[table], unknown)
    fresh, revised = settled(frame, night.stored[table], rounding)
    known = night.known.with_rows({table: fresh})
    checked = with_accepted(check_table(table, known, symbols, night.span.last), rules)
    severe = tuple(finding for finding in checked if finding.refuses)
    if severe:
        return night, _refused(table, severe)
    gone = vanished_rows(frame, night.stored[table], symbols) if _is_whole(table, answers, sources) else ()
    late = late_beginnings(night, frame, whole=_of_folder(answers, sources)) if table == "bars" else ()
    findings = (*found, *revised, *gone, *late, *checked)
    if not len(fresh):
        return night.knowing(known), StageOutcome(findings=findings)
    return night.knowing(known), StageOutcome({table: fresh}, {table: _vendors(answers)}, findings)


def _is_whole(table: str, answers: Sequence[Staged], sources: Sequence[Source]) -> bool:
    """Whether every row came from a folder; of its bars and levels all rows were compared before they were asked."""
    return table not in ("bars", "index") and _of_folder(answers, sources)


def _of_folder(answers: Sequence[Staged], sources: Sequence[Source]) -> bool:
    whole = {source.vendor for source in sources if source.traits.whole}
    return all(answer.vendor in whole for answer in answers)


def _refused(table: str, severe: tuple[Finding, ...]) -> StageOutcome:
    """Keep a table as it is: yesterday's rows stay, and their age is shown."""
    missing = Missing(table, "", "rejected", f"{severe[0]}; the table stays as it was")
    return StageOutcome(findings=severe, missing=(missing,), refused=frozenset({table}))


def _rows(
    night: Night, table: str, answers: Sequence[Staged], symbols: Collection[str], rounding: Rounding | None
) -> Frame:
    if table == "status" and rounding is not None:
        # A vendor lists who is under ST today; a file has the spans themselves.
        (answer,) = answers
        return continued(night.stored["status"], answer.frame, sorted(symbols), answer.observed)
    return _joined(table, answers, rounding or loosest(()))


def continued(stored: Frame, observed: Frame, asked: Sequence[str], day: date) -> Frame:
    """Return the status rows to publish after an observation on ``day``: opened, closed, never opened twice.

    A stored open span that is observed again stays as it is; one of ``asked`` that is not ends the day before; NO_LIMIT
    spans do not follow from names and stay as they are.
    """
    if not len(stored) and not len(observed):
        return empty_frame(STATUS)
    keys, seen = (
        list(zip(frame["symbol"].tolist(), frame["kind"].tolist(), strict=True)) for frame in (stored, observed)
    )
    is_open = np.isnat(stored["end"]) & (stored["kind"] != "NO_LIMIT") & np.isin(stored["symbol"], list(asked))
    ended = stored.rows(is_open & np.array([key not in set(seen) for key in keys], np.bool_))
    ends = np.full(len(ended), np.datetime64(day) - DAY, "datetime64[D]")
    closed = Frame(STATUS, {**ended.columns, "end": np.maximum(ends, ended["start"])})
    still = {key for key, open_ in zip(keys, is_open.tolist(), strict=True) if open_}
    new = np.array([key not in still for key in seen], np.bool_)
    return concatenate(STATUS, [closed, unplaced(observed.rows(new))]).in_key_order()


def _joined(table: str, answers: Sequence[Staged], rounding: Rounding) -> Frame:
    """Return one frame; a history's row goes before the one of a list of many, which fills its empty cells."""
    frames = [unplaced(answer.frame) for answer in answers]
    lists = [frame for frame in frames if len(set(frame.symbols.tolist())) > 1]
    single = [frame for frame in frames if len(set(frame.symbols.tolist())) <= 1]
    of_many = concatenate(STAGED_TABLES[table], lists).in_key_order()
    of_one = concatenate(STAGED_TABLES[table], single).in_key_order()
    return laid_over(of_many, settled(of_one, of_many, rounding)[0])


def _vendors(answers: Sequence[Staged]) -> dict[str, str]:
    """Return by symbol who gave its rows, several joined by a plus."""
    vendors: dict[str, list[str]] = {}
    for answer in answers:
        for symbol in set(answer.frame.symbols.tolist()):
            vendors.setdefault(symbol, []).extend(answer.vendor.split("+"))
    return {symbol: "+".join(dict.fromkeys(given)) for symbol, given in vendors.items()}
