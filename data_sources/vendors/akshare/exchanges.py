"""The lists of the three exchanges: names, listing and delisting dates, and ST from names."""

from __future__ import annotations

from datetime import date

import numpy as np

from data_sources.tables.finding import Finding
from data_sources.tables.frame import concatenate
from data_sources.tables.schema import INSTRUMENTS, STATUS
from data_sources.tables.symbols import a_share_symbol
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.answers.columns import frame_of, known_columns, part_of, rows_asked_for
from data_sources.vendors.answers.st_names import dated_status, observed_status
from data_sources.vendors.endpoints import Endpoint, one_call
from data_sources.vendors.errors import EmptyAnswer, insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request, only_wanted

# Part, code, name, listing, delisting. The column 暂停上市日期 of Shanghai holds the exchange's DELIST_DATE.
LISTED = (
    ("sh_main", "证券代码", "证券简称", "上市日期", None),
    ("sh_star", "证券代码", "证券简称", "上市日期", None),
    ("sz", "A股代码", "A股简称", "A股上市日期", None),
    ("bj", "证券代码", "证券简称", "上市日期", None),
    ("sh_delisted", "公司代码", "公司简称", "上市日期", "暂停上市日期"),
    ("sz_delisted", "证券代码", "证券简称", "上市日期", "终止上市日期"),
)
INSTRUMENT_COLUMNS = ("symbol", "name", "list_date", "delist_date")
BEIJING_ROWS, PAGE = 300, 20
LIST_CALLS = 3 + 1 + BEIJING_ROWS // PAGE
NAME_CHANGES = "sz_names"
CHANGE_COLUMNS = ("证券代码", "变更日期", "变更前简称", "变更后简称")


def _ask_listed(_: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (
        call("stock_info_sh_name_code", label="sh_main", symbol="主板A股"),
        call("stock_info_sh_name_code", label="sh_star", symbol="科创板"),
        call("stock_info_sz_name_code", label="sz", symbol="A股列表"),
        call("stock_info_bj_name_code", label="bj"),
    )


def _ask_instruments(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (
        *_ask_listed(request, call),
        call("stock_info_sh_delist", label="sh_delisted", symbol="全部"),
        call("stock_info_sz_delist", label="sz_delisted", symbol="终止上市公司"),
    )


def _read_instruments(answer: RawAnswer) -> Normalised:
    """Read all lists into one row per share. B shares and rows without a code are left out.

    An empty list of any exchange's listed shares raises EmptyAnswer: a third of the market would vanish. Of a code in
    two lists the delisted row counts.
    """
    request = answer.request
    rows: dict[str, tuple[object, ...]] = {}
    findings: list[Finding] = []
    for name, code, short, listed, delisted in LISTED:
        part = part_of(answer, name)
        if not len(part):
            if delisted is None:
                raise EmptyAnswer(request, f"the list {name} has no row")
            continue
        needed = [column for column in (code, short, listed, delisted) if column]
        findings.extend(known_columns(request, part, needed, part.columns))
        dates = part.columns[delisted] if delisted else (None,) * len(part)
        for cell, word, start, end in zip(
            part.columns[code], part.columns[short], part.columns[listed], dates, strict=True
        ):
            if symbol := a_share_symbol(_digits(cell)):
                rows[symbol] = (symbol, "".join(str(word or "").split()), _day(start), _day(end))
    insist_on_rows(request, len(rows))
    cells = dict(zip(INSTRUMENT_COLUMNS, zip(*rows.values(), strict=True), strict=True))
    return rows_asked_for(request, INSTRUMENTS, cells, findings)


def _ask_status(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (*_ask_listed(request, call), call("stock_info_sz_change_name", label=NAME_CHANGES, symbol="简称变更"))


def _read_status(answer: RawAnswer) -> Normalised:
    """Read ST and delisting periods: dated in Shenzhen by its list of name changes, elsewhere as seen today.

    A Shenzhen share whose name shows a status that the list of changes does not know is taken as seen today.
    """
    request = answer.request
    day = answer.observed_at.date()
    changes = part_of(answer, NAME_CHANGES)
    findings = list(known_columns(request, changes, CHANGE_COLUMNS, changes.columns)) if len(changes) else []
    dated, found = frame_of(request, STATUS, dated_status(*(changes.columns.get(name, ()) for name in CHANGE_COLUMNS)))
    findings.extend(found)
    frames = [dated]
    open_now = set(dated["symbol"][np.isnat(dated["end"])].tolist())
    for name, code, short, _, delisted in LISTED:
        if delisted is None:
            part = part_of(answer, name)
            insist_on_rows(request, len(part))
            findings.extend(known_columns(request, part, (code, short), part.columns))
            codes = [_digits(cell) for cell in part.columns[code]]
            seen, found = frame_of(request, STATUS, observed_status(codes, part.columns[short], day))
            frames.append(seen.rows([symbol not in open_now for symbol in seen["symbol"].tolist()]))  # type: ignore[arg-type]
            findings.extend(found)
    return Normalised(request, only_wanted(concatenate(STATUS, frames), request), tuple(findings))


def _digits(cell: object) -> str:
    return str(cell).split(".")[0].zfill(6)


def _day(cell: object) -> object:
    text = cell.isoformat() if isinstance(cell, date) else str(cell or "").strip()
    return "" if text in ("-", "--") else text[:10]


EXCHANGES = akshare_source(
    "exchanges",
    0.5,
    Endpoint(
        "stock_info_sh_name_code", "instruments", _ask_instruments, _read_instruments, lambda _: LIST_CALLS + 2,
        whole_market=True, sample=one_call("stock_info_sh_name_code", lambda _: {"symbol": "科创板"}),
    ),
    Endpoint(
        "stock_info_sz_change_name", "status", _ask_status, _read_status, lambda _: LIST_CALLS + 1,
        whole_market=True, sample=one_call("stock_info_sz_delist", lambda _: {"symbol": "终止上市公司"}),
    ),
)  # fmt: skip
"""Few calls to three authorities; Beijing's list comes in pages of 20."""
