"""Dividends, bonus shares and rights issues (分红, 送股, 转增, 配股) to corporate actions by ex-date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.finding import Finding
from data_sources.tables.schema import ACTIONS
from data_sources.vendors.answers.columns import Cells, known_columns, numbers, part_of, rows_asked_for
from data_sources.vendors.errors import ChangedFormat
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

PER_TEN = 10.0
CARRIED_OUT = "实施"
NUMBERS = ("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price")


@dataclass(frozen=True)
class ActionColumns:
    """The columns of one list of actions. Ratios and cash are per 10 old shares; ``progress`` says 实施 when real.

    Numbers of several columns (送股 and 转增) add up. Without ``progress`` every row with an ex-date counts.
    """

    part: str
    ex_date: str
    per_ten: dict[str, tuple[str, ...]]
    as_is: dict[str, str]
    progress: str | None
    others: tuple[str, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the vendor columns without which nothing can be read."""
        names = [name for columns in self.per_ten.values() for name in columns]
        return (self.ex_date, *names, *self.as_is.values(), *([self.progress] if self.progress else []))


def actions(answer: RawAnswer, forms: Sequence[ActionColumns], *, rights_known: bool) -> Normalised:
    """Read the lists of one symbol. No row at all is an answer too: most new listings have no action yet.

    Rows of one ex-date become one action: cash and bonus add up, as they do in the exchange's reference price. Plans
    that are not carried out and rows without an ex-date are left out; a row that repeats another in every column counts
    once, for a page that comes twice would double each dividend.
    """
    request = answer.request
    findings: list[Finding] = []
    dates: list[object] = []
    values: dict[str, list[float]] = {name: [] for name in NUMBERS}
    for form in forms:
        part = part_of(answer, form.part)
        if not len(part):
            continue
        findings.extend(known_columns(request, part, form.needed, form.others))
        real = _carried_out(request, part, form) & _first_of_its_kind(part)
        dates.extend(cell for cell, counts in zip(part.columns[form.ex_date], real, strict=True) if counts)
        _insist_on_numbers(request, part, form, real)
        for name in NUMBERS:
            values[name].extend(_column(part, form, name)[real].tolist())
    merged = _by_ex_date(dates, values)
    cells: Cells = {"symbol": [request.symbol] * len(merged["ex_date"]), **merged}
    if not rights_known:
        message = f"{request.vendor} does not tell rights issues (配股); ask another vendor for them"
        findings.append(Finding("warning", "rights_unknown", message, request.table, request.symbol))
    return rows_asked_for(request, ACTIONS, cells, findings)


def _carried_out(request: Request, part: RawPart, form: ActionColumns) -> NDArray[np.bool_]:
    dated = np.array([cell is not None for cell in part.columns[form.ex_date]], np.bool_)
    if form.progress is None:
        return dated
    # akshare names columns by position: when one is lost, days move in here and every action would look like a plan.
    strange = next((cell for cell in map(str, part.columns[form.progress]) if _is_day_or_number(cell)), None)
    if strange is not None:
        raise ChangedFormat(request, f"column {form.progress} of {part.name} holds {strange!r}")
    # Eastmoney writes 实施分配 for what Sina writes 实施.
    real = np.array([str(cell).startswith(CARRIED_OUT) for cell in part.columns[form.progress]], np.bool_)
    return np.asarray(dated & real)


def _insist_on_numbers(request: Request, part: RawPart, form: ActionColumns, real: NDArray[np.bool_]) -> None:
    """Raise ChangedFormat where no action says how much: what was carried out gave something."""
    names = [name for columns in form.per_ten.values() for name in columns]
    told = np.isfinite(np.stack([numbers(part, name) for name in names]))
    if real.any() and not told[:, real].any():
        raise ChangedFormat(request, f"no number in {', '.join(names)} of {part.name}")


def _first_of_its_kind(part: RawPart) -> NDArray[np.bool_]:
    rows = list(zip(*part.columns.values(), strict=True))
    firsts = {row: place for place, row in reversed(list(enumerate(rows)))}
    return np.array([firsts[row] == place for place, row in enumerate(rows)], np.bool_)


def _is_day_or_number(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)


def _column(part: RawPart, form: ActionColumns, name: str) -> NDArray[np.float64]:
    if name in form.as_is:
        return np.nan_to_num(numbers(part, form.as_is[name]))
    columns = form.per_ten.get(name, ())
    total = sum((np.nan_to_num(numbers(part, column)) for column in columns), np.zeros(len(part)))
    # Ratios are printed with at most six digits per 10 shares; the rounding removes the noise of the division only.
    return np.asarray((total / PER_TEN).round(8), np.float64)


def _by_ex_date(dates: Sequence[object], values: dict[str, list[float]]) -> dict[str, list[object]]:
    merged: dict[str, dict[str, float]] = {}
    for row, cell in enumerate(dates):
        day = cell.isoformat() if isinstance(cell, date) else str(cell)
        action = merged.setdefault(day, dict.fromkeys(NUMBERS, 0.0))
        for name in NUMBERS:
            # Two rights issues of one day do not exist, so the price adds to 0 as well.
            action[name] += values[name][row]
    kept = {day: action for day, action in sorted(merged.items()) if any(action.values())}
    return {"ex_date": list(kept), **{name: [action[name] for action in kept.values()] for name in NUMBERS}}
