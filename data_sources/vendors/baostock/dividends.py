"""baostock's dividends and bonus shares (分红, 送股, 转增) to corporate actions by ex-date.

Everything is per old share before tax, where other vendors write per ten. Source: the vendor's page on actions
(除权除息信息), whose example prints 10转1派5.15元 as 0.515 and 0.100000. Rights issues (配股) are not told.
"""

from __future__ import annotations

from data_sources.tables.finding import Finding
from data_sources.tables.schema import ACTIONS
from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.answers.columns import Cells, known_columns, numbers, rows_asked_for
from data_sources.vendors.baostock.functions import BaostockFunctions
from data_sources.vendors.errors import ChangedFormat
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

EX_DATE, CASH, BONUS = "dividOperateDate", "dividCashPsBeforeTax", ("dividStocksPs", "dividReserveToStockPs")
NEEDED = ("code", EX_DATE, CASH, *BONUS)
OTHERS = (
    "dividPreNoticeDate", "dividAgmPumDate", "dividPlanAnnounceDate", "dividPlanDate", "dividRegistDate",
    "dividPayDate", "dividStockMarketDate", "dividCashPsAfterTax", "dividCashStock",
)  # fmt: skip


def ask_dividends(request: Request, call: BaostockFunctions) -> tuple[RawPart, ...]:
    """Ask for the actions of each year, one question per year: the function knows no span."""
    years = range(request.first.year, request.last.year + 1)
    code = parse_symbol(request.symbol).written("baostock")
    parts = [call("query_dividend_data", code=code, year=str(year), yearType="operate") for year in years]
    if any(part.columns.keys() != parts[0].columns.keys() for part in parts):
        raise ChangedFormat(request, "the columns change from year to year")
    columns = {name: tuple(cell for part in parts for cell in part.columns[name]) for name in parts[0].columns}
    return (RawPart(parts[0].name, columns),)


def read_dividends(answer: RawAnswer) -> Normalised:
    """Read the actions of one share; no row is an answer too. Rows of one ex-date add up.

    A cell that is not a number means a changed form: read as nothing, a dividend would be lost without a word.
    """
    request, part = answer.request, answer.parts[0]
    findings = known_columns(request, part, NEEDED, OTHERS)
    asked = parse_symbol(request.symbol).written("baostock")
    paid: dict[str, list[float]] = {}
    values = zip(*(_amounts(answer, part, name) for name in (CASH, *BONUS)), strict=True)
    for code, day, (cash, *bonus) in zip(part.columns["code"], part.columns[EX_DATE], values, strict=True):
        if code != asked:
            raise ChangedFormat(request, f"a row is of {code}")
        if day is not None and (cash or any(bonus)):
            before = paid.setdefault(str(day), [0.0, 0.0])
            paid[str(day)] = [before[0] + cash, before[1] + sum(bonus)]
    # Six digits are printed; the rounding removes the noise of the sums only.
    cells: Cells = {
        "symbol": [request.symbol] * len(paid),
        "ex_date": list(paid),
        "cash_per_share": [round(cash, 8) for cash, _ in paid.values()],
        "bonus_per_share": [round(bonus, 8) for _, bonus in paid.values()],
    }
    message = "baostock does not tell rights issues (配股); ask another vendor for them"
    unknown = Finding("warning", "rights_unknown", message, request.table, request.symbol)
    return rows_asked_for(request, ACTIONS, cells, (*findings, unknown))


def _amounts(answer: RawAnswer, part: RawPart, name: str) -> list[float]:
    """Return a column per share, 0 where it is empty."""
    cells, values = part.columns[name], numbers(part, name).tolist()
    for cell, value in zip(cells, values, strict=True):
        if cell is not None and not value >= 0:
            raise ChangedFormat(answer.request, f"{name} is {cell}")
    return [0.0 if cell is None else value for cell, value in zip(cells, values, strict=True)]
