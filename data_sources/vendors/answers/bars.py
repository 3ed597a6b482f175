"""A vendor's daily bars to canonical ones: columns by name, volume in shares, prices proved raw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import BARS
from data_sources.tables.symbols import Symbol, parse_symbol
from data_sources.vendors.answers.columns import Cells, frame_of, known_columns, numbers
from data_sources.vendors.answers.units import adjusted_as_raw, unit_of_volume
from data_sources.vendors.errors import EmptyAnswer, insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, only_wanted


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
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    findings = known_columns(request, part, form.names.values(), form.others)
    values = {name: numbers(part, column) for name, column in form.names.items() if name != "date"}
    # An amount in 万元 times 10,000 is not a whole number of fen in binary.
    values["amount"] = values["amount"].round(2)
    days = part.columns[form.names["date"]]
    cells: Cells = {"symbol": [request.symbol] * len(part), "date": days, **values}
    frame, unreadable = frame_of(request, BARS, cells)
    frame = only_wanted(frame, request)
    if not len(frame):
        raise EmptyAnswer(request, f"no bar from {request.first} to {request.last}")
    insist_on_rows(request, len(frame))
    frame, proof = in_shares(answer, frame, form.volume_factor)
    return Normalised(request, frame, (*findings, *unreadable, *proof))


def in_shares(answer: RawAnswer, frame: Frame, factor: Callable[[Symbol], float]) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the bars of one symbol with volume in shares, and what the proof found."""
    request = answer.request
    symbol = str(frame["symbol"][0])
    unit = unit_of_volume(request, symbol, frame, factor(parse_symbol(symbol)))
    # Rounded: 0.01 of a vendor's whole number is not an exact binary number.
    columns = {**frame.columns, "volume": (frame["volume"] * unit.factor).round(6)}
    scaled = Frame(frame.table, columns, frame.files, frame.file, frame.line)
    return scaled, (*unit.findings, *adjusted_as_raw(request, symbol, scaled))
