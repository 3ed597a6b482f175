"""Price to earnings, sales and book at the close of 2025-05-06 (report 002, table 14 and the company chapters)."""

from __future__ import annotations

from strategies.methods.method import KINDS, NOTHING, Check, Input, Method, Numbers
from strategies.methods.table import read_table

SYSTEMS = ("valuation_multiples",)
PRICE_TO_EARNINGS, PRICE_TO_SALES, PRICE_TO_BOOK = "pe", "ps", "pb"

# Half a unit of the last printed digit: whole multiples of earnings, tenths of sales and book.
TOLERANCE = {PRICE_TO_EARNINGS: 0.5, PRICE_TO_SALES: 0.05, PRICE_TO_BOOK: 0.05}
ROUNDING = {PRICE_TO_EARNINGS: {"eps": 0.005}, PRICE_TO_SALES: {"shares": 0.5}, PRICE_TO_BOOK: {"book_value": 0.005}}
READ_FROM = {PRICE_TO_EARNINGS: "eps", PRICE_TO_SALES: "revenue", PRICE_TO_BOOK: "book_value"}


def price_to_earnings(close: float, eps: float) -> Numbers:
    """Price to earnings (PE); a loss has none, where the report prints a stroke."""
    if eps <= 0:
        raise ValueError("a loss has no price to earnings")
    return {"pe": close / eps, "earnings_yield": 100 * eps / close}


def price_to_sales(close: float, shares: float, revenue: float) -> Numbers:
    """Price to sales (PS): market value over revenue."""
    return {"ps": close * shares / revenue}


def price_to_book(close: float, book_value: float) -> Numbers:
    """Price to book (PB): close over book value a share."""
    return {"pb": close / book_value}


def _checks(multiple: str) -> tuple[Check, ...]:
    rows = [row for row in read_table("002", "multiples") if row["multiple"] == multiple and row["printed"]]
    return tuple(_check(multiple, row) for row in rows)


def _check(multiple: str, row: dict[str, str]) -> Check:
    note = "; ".join(part for part in (f"{row['table']}, line {row['line']}", row["note"]) if part)
    return Check(
        name=f"{row['company']} {row['year']}",
        expected=float(row["printed"]),
        tolerance=TOLERANCE[multiple],
        kind=KINDS[row["kind"]],
        note=note,
        output=multiple,
        inputs={"close": float(row["close"]), READ_FROM[multiple]: float(row["per_share_or_revenue"])},
        rounding=NOTHING if row["kind"] == "reproduced" else ROUNDING[multiple],
    )


CLOSE = Input("close", 89.9, "CNY a share", "SMIC (中芯国际), close of 2025-05-06", "line 1074")

METHODS = (
    Method(
        name="price_to_earnings",
        report="002",
        title="Price to earnings",
        formula="close / earnings a share",
        source="002 table 14, lines 1074-1081; chapters, lines 1159, 1206; appendix, lines 1443, 1625, 1716",
        inputs=(CLOSE, Input("eps", 0.64, "CNY a share", "earnings a share, 2025E", "line 1074", low=-1e6)),
        compute=price_to_earnings,
        outputs={"pe": "x, price to earnings", "earnings_yield": "%, earnings to price"},
        checks=_checks(PRICE_TO_EARNINGS),
        systems=SYSTEMS,
        discrepancy="禾望电气 2024A: EPS 1.00 in table 14, 0.98 in line 1205; 0.98 gives the printed 33 and is right. "
        "溯联股份 2024A: EPS 1.03 and 1.02, rounding. 长光华芯 2027E: 92 and 91, rounding. The appendix rows of "
        "中芯国际, 申菱环境 and 溯联股份 stand on an older price: table 14 is right",
    ),
    Method(
        name="price_to_sales",
        report="002",
        title="Price to sales",
        formula="close x shares / revenue",
        source="002 line 1160, shares from line 1502, revenue from line 1140",
        inputs=(
            Input("close", 60.54, "CNY a share", "Everbright Photonics (长光华芯), close of 2025-05-06", "line 1080"),
            Input("shares", 176, "million shares", "share capital", "line 1502"),
            Input("revenue", 352.91, "CNY m", "2025E", "line 1140"),
        ),
        compute=price_to_sales,
        outputs={"ps": "x, price to sales"},
        checks=_checks(PRICE_TO_SALES),
        systems=SYSTEMS,
    ),
    Method(
        name="price_to_book",
        report="002",
        title="Price to book",
        formula="close / book value a share",
        source="002 lines 1280, 1358, book values from lines 1621, 1712",
        inputs=(
            Input("close", 40.6, "CNY a share", "Shenling (申菱环境), close of 2025-05-06", "line 1078"),
            Input("book_value", 10.39, "CNY a share", "book value a share, 2025E", "line 1621"),
        ),
        compute=price_to_book,
        outputs={"pb": "x, price to book"},
        checks=_checks(PRICE_TO_BOOK),
        systems=SYSTEMS,
    ),
)
