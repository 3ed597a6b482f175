"""A file of a known layout to the canonical columns, as text still: heads, rows that count, whose rows they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from data_sources.exports.actions import per_share
from data_sources.exports.heads import head_of, is_unit
from data_sources.exports.layouts import Layout
from data_sources.exports.words import rows_of, words_of
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable, texts_of
from data_sources.tables.schema import TABLES
from data_sources.tables.spellings import spelt_day, spelt_symbol, why_no_symbol
from data_sources.tables.symbols import a_share_symbol, parse_a_share

Plain = Mapping[str, str]


def canonical(raw: RawTable, layout: Layout, plain: Plain, symbol: str) -> RawTable:
    """Return the canonical columns of the rows that count; ``symbol`` is the file's own, "" where it names none.

    ``plain`` are the heads of ``plain_heads``. Columns that the table has and the file has not are empty. Raises
    FileFaultError for a file whose rows belong to no symbol.
    """
    raw = rows_of(raw, _counts(raw, layout, plain))
    rows = len(raw.line)
    columns: dict[str, RawColumn] = {}
    for column in TABLES[layout.table].columns:
        given = head_of(layout, column.name, plain)
        columns[column.name] = [""] * rows if given is None else _without_words(raw.columns[given], layout)
    columns.update(per_share(raw, layout, plain))
    if "symbol" in columns:
        columns["symbol"] = _symbols(raw, layout, plain, symbol)
    return RawTable(raw.name, columns, raw.line, raw.findings, raw.around, raw.in_path)


def of_a_shares(raw: RawTable) -> tuple[RawTable, int]:
    """Return the rows of a list of securities that are A shares, and how many are not (B shares, funds, indices)."""
    texts = texts_of(raw.columns["symbol"])
    known = {text: bool(a_share_symbol(text) or spelt_symbol(text, parse_a_share)) for text in set(texts)}
    # What is in no dialect at all stays, to be found, and so does a code whose digits a spreadsheet cut.
    keep = np.array([known[text] or not _is_code(text) or bool(why_no_symbol(text)) for text in texts], np.bool_)
    return rows_of(raw, keep), int((~keep).sum())


def names_of(raw: RawTable, layout: Layout, plain: Plain) -> Sequence[str]:
    """Return the short name of each row's security, "" where the file has none."""
    head = head_of(layout, "name", plain)
    return texts_of(raw.columns[head]) if head else [""] * len(raw.line)


def _counts(raw: RawTable, layout: Layout, plain: Plain) -> NDArray[np.bool_]:
    """Say which rows count: not those of units under the heads, of plans, of sessions without trading."""
    counts = np.ones(len(raw.line), np.bool_)
    for head, words in layout.keep.items():
        if head in plain:
            counts &= np.isin(words_of(raw.columns[plain[head]]), [word.casefold() for word in words])
    for needed in (head_of(layout, column, plain) for column in layout.needs):
        if needed:
            counts &= np.array([bool(word) for word in words_of(raw.columns[needed])], np.bool_)
    if len(counts) and any(_is_unit_cell(cells) for cells in raw.columns.values()):
        counts[0] = False
    return counts


def _is_unit_cell(cells: RawColumn) -> bool:
    return not isinstance(cells, np.ndarray) and is_unit(cells[0].strip())


def _symbols(raw: RawTable, layout: Layout, plain: Plain, symbol: str) -> RawColumn:
    head = head_of(layout, "symbol", plain)
    if head is None:
        if not symbol and len(raw.line):
            words = "the rows have no column of symbols and the file's name spells none; name it like 600000.SH.csv"
            raise FileFaultError("no_symbol", words, 1)
        return [symbol] * len(raw.line)
    exchange = head_of(layout, "exchange", plain)
    if exchange is None or any("." in text for text in texts_of(raw.columns[head])[:1]):
        return raw.columns[head]
    pairs = zip(texts_of(raw.columns[head]), texts_of(raw.columns[exchange]), strict=True)
    return [f"{code}.{place.rpartition('.')[2]}" for code, place in pairs]


def _without_words(cells: RawColumn, layout: Layout) -> RawColumn:
    """Return cells with the layout's words for no value, and pandas' own, made empty; a word may be a day."""
    if isinstance(cells, np.ndarray):
        days = [word for word in layout.empty if spelt_day(word)] if cells.dtype.kind == "M" else []
        never = np.isin(cells.astype("datetime64[D]").astype(str), days) if days else np.zeros(len(cells), np.bool_)
        return np.where(never, np.datetime64("NaT", "D"), cells) if never.any() else cells
    nothing = {"nan", "NaN", "NaT", "None", "NULL", *layout.empty}
    return cells if nothing.isdisjoint(cells) else ["" if cell.strip() in nothing else cell for cell in cells]


def _is_code(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
