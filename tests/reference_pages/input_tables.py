"""The page of input tables: each canonical table with its columns, their kinds, units and meanings."""

from __future__ import annotations

import math

from data_sources.tables.schema import TABLES, Column, Table
from tests.reference_pages.markdown import block, code, contents, page, table
from tests.reference_pages.meanings import File, tables

INTRODUCTION = """\
What `backtest import` takes as tables of ours: a file a table (`actions.csv`, Parquet and Excel too), or a folder of
files (`bars/600000.SH.csv`). Files of Tushare, akshare, JoinQuant, terminals and others are read as they come:
[../layouts.md](../layouts.md). Prices are raw, never adjusted; days are ISO days; symbols may be of any dialect."""
COLUMN_WORDS = """\
`must be there` says that a file without the column is refused, `in every row` that an empty cell is. An empty number is
unknown unless a default stands there; an empty date or text says that there is none."""
EXAMPLE = (
    "backtest import ./my-data --dry-run    # what would be stored, and every fault with its file and line",
    "backtest import ./my-data",
)
KINDS = {"symbol": "share", "index_symbol": "index", "date": "day", "number": "number", "text": "text"}


def tables_page() -> str:
    """The whole page."""
    words = tables()
    return page(
        "Input tables",
        INTRODUCTION,
        block("sh", EXAMPLE),
        contents(TABLES),
        COLUMN_WORDS,
        *(_section(each, words[each.name]) for each in TABLES.values()),
    )


def _section(each: Table, words: File) -> str:
    key = ", ".join(code(name) for name in each.key)
    meaning, needed = words.meaning, "Required" if each.required else "Optional"
    rows = [
        (code(column.name), KINDS[column.kind], column.unit, _needed(column), words.parts[column.name])
        for column in each.columns
    ]
    said = f"{meaning[0].upper()}{meaning[1:]}. {needed}; one row for {key}."
    return f"## {each.name}\n\n{said}\n\n{table(('column', 'kind', 'unit', 'needed', 'what it is'), rows)}"


def _needed(column: Column) -> str:
    words = "in every row" if column.filled else "must be there" if column.required else "may be left out"
    return words if math.isnan(column.default) else f"{words}; empty is {column.default:g}"
