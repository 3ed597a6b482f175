"""Positions as people have them, a broker's export too: a file, a frame or shares by symbol, to holdings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from backtest.holding import Holding
from backtest.target_symbol import lost_zeros, share_of
from backtest.weight import number_of
from data_sources.errors import InputError
from data_sources.given_frame import is_frame, raw_of_frame, text_of
from data_sources.language.refusals import reason_of
from data_sources.language.text import both, said
from data_sources.tables.brief import first_of
from data_sources.tables.cells import typed_frame
from data_sources.tables.frame import Frame
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import Column, Table
from data_sources.whole_file import read_whole

if TYPE_CHECKING:
    import pandas as pd

Positions: TypeAlias = "str | Path | Mapping[str, Any] | Sequence[Holding] | pd.DataFrame | pd.Series[Any]"
"""The path of a file, shares by symbol, or a frame with symbol and shares."""

NAME = "positions"
MOST_BYTES, MOST_ROWS = 16 << 20, 100_000
PARQUET_MAGIC = b"PAR1"
HEADS: Mapping[str, tuple[str, ...]] = {
    "symbol": (
        "symbol", "ts_code", "code", "order_book_id", "stock_code", "sec_code", "ticker", "instrument", "asset",
        "证券代码", "股票代码", "代码",
    ),
    "shares": (
        "shares", "quantity", "volume", "position", "total_amount", "股票余额", "证券余额", "当前持仓", "持仓数量",
        "持股数量", "证券数量", "股份余额", "实际数量", "参考持股", "库存数量", "持仓", "股数", "数量",
    ),
    "bought_on": ("bought_on", "buy_date", "open_date", "买入日期", "建仓日期", "开仓日期", "买入日"),
}  # fmt: skip
"""How the columns are headed, our own word first; what a broker calls available to sell today is none of them."""
FORMS = "give symbol, shares and, if known, bought_on (证券代码, 股票余额, 买入日期 and the like are known too)"
POSITIONS = Table(
    NAME,
    (
        Column("symbol", "text"),
        Column("shares", "number", "shares", filled=True),
        Column("bought_on", "date", required=False),
    ),
    key=("symbol", "bought_on"),
)


@dataclass(frozen=True)
class GivenPositions:
    """Positions as they were read; ``notes`` are sentences on what was mended in them."""

    positions: tuple[Holding, ...]
    notes: tuple[str, ...] = ()


def given_positions(given: Any) -> GivenPositions:  # noqa: ANN401 - whatever a user has
    """Read positions in any form that has symbols and shares.

    A file is CSV, Parquet or Excel. Several rows of one symbol are its purchases; rows with 0 shares, as brokers leave
    them of what was sold today, are no position. Symbols are of any dialect. Raises InputError in one line with file
    and, where there is one, line, for anything else: a symbol that is no A share, such as a fund, shares that are not
    whole or below 0, a column that is missing or may be either of two.
    """
    if isinstance(given, str | Path):
        return _of_file(Path(given))
    if isinstance(given, Mapping):
        return _of_mapping(given)
    if isinstance(given, Sequence) and all(isinstance(each, Holding) for each in given):
        return GivenPositions(tuple(given))
    if not is_frame(given):
        raise InputError(
            both(
                f"{NAME}: {type(given).__name__} is no table of positions; {FORMS}, or {{symbol: shares}}",
                f"{NAME}：{type(given).__name__} 不是持仓表；请给出 symbol、shares 列，或 {{symbol: shares}}",
            )
        )
    return _of_series(given) if not hasattr(given, "columns") else _of_raw(_raw_of_frame(given))


def positions_of_document(rows: Sequence[Mapping[str, Any]]) -> tuple[Holding, ...]:
    """Read positions as a manifest keeps them; raises InputError, KeyError or TypeError for anything else."""
    days = [row.get("bought_on") for row in rows]
    return tuple(
        Holding(share_of(str(row["symbol"])), row["shares"], date.fromisoformat(day) if day else None)
        for row, day in zip(rows, days, strict=True)
    )


def _of_file(path: Path) -> GivenPositions:
    from data_sources.csv_folder.csv_text import read_csv  # noqa: PLC0415 - only a file needs its readers
    from data_sources.csv_folder.excel import is_workbook, read_excel  # noqa: PLC0415 - as above
    from data_sources.csv_folder.parquet import read_parquet  # noqa: PLC0415 - as above

    try:
        data = read_whole(path, MOST_BYTES)
    except OSError as error:
        raise InputError(
            both(
                f"{NAME} {path}: {reason_of(error)}; {FORMS} as CSV, Parquet or Excel",
                f"持仓表 {path}：{reason_of(error).zh}；请给出含 symbol、shares 的 CSV、Parquet 或 Excel 文件",
            )
        ) from None
    name = str(path)
    try:
        if data.startswith(PARQUET_MAGIC):
            return _of_raw(read_parquet(data, name, MOST_ROWS))
        if not is_workbook(data):
            return _of_raw(read_csv(data, NAME, name))
        sheets = read_excel(data, NAME, name)
    except FileFaultError as fault:
        raise InputError(str(fault.finding(NAME, name))) from None
    if len(sheets) != 1:
        raise InputError(f"{name}: the workbook has {len(sheets)} sheets with rows; keep the one with the positions")
    return _of_raw(sheets[0])


def _raw_of_frame(given: Any) -> RawTable:  # noqa: ANN401 - frames of several libraries
    try:
        return raw_of_frame(given, NAME)
    except FileFaultError as fault:
        raise InputError(str(fault.finding(NAME, NAME))) from None


def _of_series(given: Any) -> GivenPositions:  # noqa: ANN401 - a series of one of several libraries
    return _of_mapping(dict(zip(given.index.tolist(), given.tolist(), strict=True)))


def _of_mapping(given: Mapping[Any, Any]) -> GivenPositions:
    held: list[Holding] = []
    for key, value in given.items():
        symbol = _share(text_of(key), NAME)
        held += _holding(symbol, number_of(value), None, f"{NAME} of {symbol}", value)
    return GivenPositions(tuple(held), lost_zeros(text_of(key) for key in given))


def _of_raw(raw: RawTable) -> GivenPositions:
    """Read rows; what stands beside the known columns, as in every broker's export, is left alone."""
    columns = {name: raw.columns[head] for name in HEADS if (head := _head(raw, name))}
    missing = [name for name in ("symbol", "shares") if name not in columns]
    if missing:
        there = first_of([repr(head) for head in raw.columns])
        raise InputError(
            both(
                f"{raw.name}: column {', '.join(missing)} is missing; there are {there}: {FORMS}",
                f"{raw.name}：缺少 {'、'.join(missing)} 列；现有 {there.zh}：请给出 symbol、shares，可加 bought_on",
            )
        )
    frame, notes = _typed(replace(raw, columns=columns))
    held: list[Holding] = []
    days = frame["bought_on"].tolist()
    for row, (text, shares) in enumerate(zip(frame["symbol"].tolist(), frame["shares"].tolist(), strict=True)):
        place = f"{raw.name}:{frame.line[row]}"
        if not text:
            raise InputError(both(f"{place}: the symbol is empty", f"{place}：证券代码为空"))
        held += _holding(_share(text, place), shares, days[row], place, shares)
    mended = lost_zeros(frame["symbol"].tolist())
    return GivenPositions(tuple(held), (*map(str, raw.findings), *notes, *mended))


def _head(raw: RawTable, name: str) -> str:
    """Return the head under which a column stands, "" for none; InputError where several that differ may be it.

    Terminals export the same count under two heads (股票余额, 实际数量).
    """
    there = [head for head in HEADS[name] if head in raw.columns]
    if len({tuple(raw.columns[head]) for head in there}) > 1 and there[0] != name:
        raise InputError(
            both(
                f"{raw.name}: {name} may be {' or '.join(there)}; call one of them {name}",
                f"{raw.name}：{name} 可能是 {' 或 '.join(there)}；请把其中一列命名为 {name}",
            )
        )
    return there[0] if there else ""


def _typed(raw: RawTable) -> tuple[Frame, tuple[str, ...]]:
    try:
        frame, findings = typed_frame(raw, POSITIONS)
    except FileFaultError as fault:
        raise InputError(str(fault.finding(NAME, raw.name))) from None
    severe = sorted((each for each in (*raw.findings, *findings) if each.severity == "severe"), key=lambda e: e.line)
    if severe:
        more = f", and {len(severe) - 1} more like it" if len(severe) > 1 else ""
        raise InputError(f"{severe[0]}{more}")
    return frame, tuple(str(finding) for finding in findings)


def _share(text: str, place: str) -> str:
    try:
        return share_of(text)
    except InputError as error:
        raise InputError(
            both(
                f"{place}: {error}; leave out what is no A share",
                f"{place}：{said(error.words, 'zh')}；请去掉非 A 股的行",
            )
        ) from None


def _holding(symbol: str, shares: float | None, day: date | None, place: str, shown: object) -> Iterable[Holding]:
    """Return the position of a row, none for 0 shares."""
    if shares is None or not np.isfinite(shares) or shares < 0 or shares != int(shares):
        raise InputError(
            both(
                f"{place}: {symbol} has {shown!s} shares; a position is a whole number, 0 or more",
                f"{place}：{symbol} 的股数为 {shown!s}；应为不小于 0 的整数",
            )
        )
    return [Holding(symbol, int(shares), day)] if shares else []
