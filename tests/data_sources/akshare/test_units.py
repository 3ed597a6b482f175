"""Units proved by the price paid, and adjusted prices recognised, on rows written by hand."""

from __future__ import annotations

from data_sources.vendors.source import Normalised
from tests.data_sources.akshare.answers import SOURCES, answer, part

EASTMONEY_HEAD = "日期 开盘 收盘 最高 最低 成交量 成交额"
PLAIN_HEAD = "date open high low close volume amount"


def eastmoney(symbol: str, *rows: str, head: str = EASTMONEY_HEAD) -> Normalised:
    raw = answer("eastmoney", "stock_zh_a_hist", "bars", part("stock_zh_a_hist", head, *rows), symbols=(symbol,))
    return SOURCES["eastmoney"].normalise(raw)


def tencent(symbol: str, *rows: str) -> Normalised:
    raw = answer("tencent", "stock_zh_a_hist_tx", "bars", part("x", PLAIN_HEAD, *rows), symbols=(symbol,))
    return SOURCES["tencent"].normalise(raw)


def rules(found: Normalised) -> list[tuple[str, str]]:
    return [(finding.severity, finding.rule) for finding in found.findings]


def test_lots_become_shares() -> None:
    # 200,000 lots x 100 = 20,000,000 shares; 203,500,000 / 20,000,000 = 10.175 lies in 10.05 to 10.30.
    found = eastmoney("600000.SH", "2024-01-03 10.10 10.25 10.30 10.05 200000 203500000")
    assert found.frame["volume"].tolist() == [20_000_000.0]
    assert rules(found) == []


def test_a_vendor_that_changes_to_shares_is_believed_and_reported() -> None:
    # The same bar with its volume in shares already: times 100 the price paid would be 0.10175.
    found = eastmoney("600000.SH", "2024-01-03 10.10 10.25 10.30 10.05 20000000 203500000")
    assert found.frame["volume"].tolist() == [20_000_000.0]
    assert rules(found) == [("warning", "unit_differs")]


def test_without_an_amount_the_known_unit_stands_unproved() -> None:
    found = eastmoney("600000.SH", "2024-01-03 10.10 10.25 10.30 10.05 200000 -")
    assert found.frame["volume"].tolist() == [20_000_000.0]
    assert rules(found) == [("note", "unit_unproved")]


def test_tencent_shares_of_the_000_codes_of_shenzhen_are_still_in_lots() -> None:
    # akshare leaves 000xxx of Shenzhen alone: 90,000 lots; 109,800,000 / 9,000,000 = 12.2.
    found = tencent("000001.SZ", "2024-01-03 12.10 12.40 12.00 12.35 90000 109800000")
    assert found.frame["volume"].tolist() == [9_000_000.0]
    assert rules(found) == []


def test_tencent_receipts_of_star_come_hundredfold() -> None:
    # akshare multiplies 689xxx although Tencent sends shares: 3,500,077 became 350,007,700.
    found = tencent("689009.SH", "2024-01-03 28.10 28.30 27.20 27.40 350007700 97002134")
    assert found.frame["volume"].tolist() == [3_500_077.0]
    assert rules(found) == []


def test_tencent_elsewhere_is_in_shares_as_akshare_says() -> None:
    found = tencent("688981.SH", "2024-01-03 52.40 52.50 50.80 51.00 30000001 1548000052")
    assert found.frame["volume"].tolist() == [30_000_001.0]
    assert rules(found) == []


def test_rows_of_both_units_keep_the_known_one_and_are_left_to_the_checks() -> None:
    # One row in lots, one in shares: neither factor fits 90% of them.
    found = eastmoney(
        "600000.SH",
        "2024-01-03 10.10 10.25 10.30 10.05 200000 203500000",
        "2024-01-04 10.10 10.25 10.30 10.05 20000000 203500000",
    )
    assert found.frame["volume"].tolist() == [20_000_000.0, 2_000_000_000.0]
    assert ("severe", "adjusted_as_raw") in rules(found)


def test_a_negative_price_is_never_raw() -> None:
    found = eastmoney("600000.SH", "2024-01-03 -0.17 -0.02 -0.01 -0.17 200000 -")
    assert ("severe", "adjusted_as_raw") in rules(found)
    assert found.refused


def test_prices_between_the_cents_are_never_raw() -> None:
    found = tencent("600000.SH", "2024-01-03 10.1234 10.3021 10.0477 10.2511 20000000 -")
    assert ("severe", "adjusted_as_raw") in rules(found)


def test_prices_beside_what_was_paid_are_not_raw() -> None:
    # 203,500,000 / 20,000,000 = 10.175 was paid; the prices say 9.05 to 9.30 (1 CNY taken off).
    found = eastmoney("600000.SH", "2024-01-03 9.10 9.25 9.30 9.05 200000 203500000")
    assert ("severe", "adjusted_as_raw") in rules(found)


def test_half_a_lot_of_rounding_accuses_nobody() -> None:
    # A one-price board: 739.51 lots, printed as 740. 73,951 x 31.07 = 2,297,657.57; / 74,000 = 31.049, not 31.07.
    found = eastmoney("600000.SH", "2024-01-03 31.07 31.07 31.07 31.07 740 2297657.57")
    assert found.frame["volume"].tolist() == [74_000.0]
    assert rules(found) == []


def test_days_without_trading_prove_nothing_and_accuse_nobody() -> None:
    found = eastmoney("600000.SH", "2024-01-03 0 10.25 0 0 0 0")
    assert rules(found) == [("note", "unit_unproved")]
    assert found.frame["volume"].tolist() == [0.0]
