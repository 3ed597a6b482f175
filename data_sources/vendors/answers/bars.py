"""A vendor's daily bars to canonical ones: columns by name, volume in shares, prices proved raw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.schema import BARS
from data_sources.tables.symbols import Symbol, parse_symbol
from data_sources.vendors.answers.columns import Cells, insist_on_days, numbers, only_part, rows_asked_for
from data_sources.vendors.answers.units import adjusted_as_raw, unit_of_volume
from data_sources.vendors.source import Normalised, RawAnswer


@dataclass(frozen=True)
class BarColumns:
    """Which vendor column is which canonical one, which others are known, and by what volume becomes shares."""

    names: Mapping[str, str]
    others: tuple[str, ...]
    volume_factor: Callable[[Symbol], float]


def history(answer: RawAnswer, form: BarColumns) -> Normalised:
    """Read the history of one symbol. Rows outside of the days asked for are dropped; vendors send what they like.

    An answer without a row inside them is an EmptyAnswer: the symbol did not trade, or the vendor does not have it.
    """
    request = answer.request
    part, findings = only_part(answer, form.names.values(), form.others)
    values = {name: numbers(part, column) for name, column in form.names.items() if name != "date"}
    # An amount in 万元 times 10,000 is not a whole number of fen in binary.
    values["amount"] = values["amount"].round(2)
    days = part.columns[form.names["date"]]
    cells: Cells = {"symbol": [request.symbol] * len(part), "date": days, **values}
    bars = rows_asked_for(request, BARS, cells, findings)
    insist_on_days(bars, f"no bar from {request.first} to {request.last}")
    return in_shares(bars, form.volume_factor)


def in_shares(bars: Normalised, factor: Callable[[Symbol], float]) -> Normalised:
    """Return bars with volume in shares, each symbol's proved by itself, and with what the proof found."""
    parts: list[Frame] = []
    findings = list(bars.findings)
    for symbol in dict.fromkeys(bars.frame["symbol"].tolist()):
        own = bars.frame.of_symbol(symbol)
        unit = unit_of_volume(bars.request, symbol, own, factor(parse_symbol(symbol)))
        # Rounded: 0.01 of a vendor's whole number is not an exact binary number.
        columns = {**own.columns, "volume": (own["volume"] * unit.factor).round(6)}
        parts.append(replace(own, columns=columns))
        findings.extend([*unit.findings, *adjusted_as_raw(bars.request, symbol, parts[-1])])
    return Normalised(bars.request, concatenate(BARS, parts).in_key_order(), tuple(findings))
