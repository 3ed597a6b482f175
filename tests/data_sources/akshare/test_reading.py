"""How each list is read, on answers written by hand: columns by name, ratios per ten, names, dates, clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from data_sources.calendar.lengths import DAY
from data_sources.refresh.accept import continued
from data_sources.refresh.compare import differences
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.frame import Frame, empty_frame
from data_sources.tables.schema import BARS, STATUS
from data_sources.tables.short_names import kind_of_name
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer, Unavailable
from data_sources.vendors.source import RawPart, Rounding
from tests.data_sources.akshare.answers import CLOSED, SOURCES, answer, part

BAR = "2024-01-03 10.10 10.25 10.30 10.05 200000 203500000"
HEAD = "日期 开盘 收盘 最高 最低 成交量 成交额"


def test_a_new_column_is_a_note() -> None:
    raw = part("stock_zh_a_hist", f"{HEAD} 盘后成交量", f"{BAR} 12")
    found = SOURCES["eastmoney"].normalise(answer("eastmoney", "stock_zh_a_hist", "bars", raw, symbols=("600000.SH",)))
    assert [(finding.severity, finding.rule) for finding in found.findings] == [("note", "new_column")]
    assert "盘后成交量" in found.findings[0].message


def test_a_missing_column_is_an_error_that_names_it() -> None:
    raw = part("stock_zh_a_hist", HEAD.replace("成交额", "金额"), BAR)
    with pytest.raises(ChangedFormat, match=r"eastmoney stock_zh_a_hist 600000\.SH: .*column 成交额 is missing"):
        SOURCES["eastmoney"].normalise(answer("eastmoney", "stock_zh_a_hist", "bars", raw, symbols=("600000.SH",)))


def test_only_the_days_asked_for_are_kept_and_none_of_them_is_empty() -> None:
    raw = part("stock_zh_a_hist", HEAD, BAR)
    asked = answer(
        "eastmoney", "stock_zh_a_hist", "bars", raw, symbols=("600000.SH",), days=("2024-01-04", "2024-01-05")
    )
    with pytest.raises(EmptyAnswer, match="no bar from 2024-01-04 to 2024-01-05"):
        SOURCES["eastmoney"].normalise(asked)


DIVIDENDS = "公告日期 送股 转增 派息 进度 除权除息日 股权登记日 红股上市日"
RIGHTS = "公告日期 配股方案 配股价格 基准股本 除权日 股权登记日 缴款起始日 缴款终止日 配股上市日 募集资金合计"
DAYS = ("公告日期", "除权除息日", "除权日")


def actions(dividends: tuple[str, ...], rights: tuple[str, ...] = ()) -> Frame:
    parts = (part("分红", DIVIDENDS, *dividends, dates=DAYS), part("配股", RIGHTS, *rights, dates=DAYS))
    whole = tuple(one if len(one) else RawPart(one.name, {}) for one in parts)
    raw = answer("sina", "stock_history_dividend_detail", "actions", *whole, symbols=("600000.SH",))
    return SOURCES["sina"].normalise(raw).frame


def test_ratios_are_per_ten_old_shares_and_bonus_is_both_kinds() -> None:
    # 10送1转3派3.2: 0.4 new shares and 0.32 CNY for each old one.
    frame = actions(("2024-04-01 1 3 3.2 实施 2024-05-10 - -",))
    row = [frame[name].tolist()[0] for name in ("ex_date", "cash_per_share", "bonus_per_share")]
    assert row == [date(2024, 5, 10), 0.32, 0.4]


def test_plans_and_years_without_a_dividend_are_no_actions() -> None:
    assert len(actions(("2024-04-01 0 0 2 预案 - - -", "2024-04-02 0 0 0 不分配 - - -"))) == 0


def test_two_dividends_and_a_rights_issue_of_one_day_are_one_action() -> None:
    # 2 + 1.5 CNY per ten; 3 shares offered per ten at 5.6.
    frame = actions(
        ("2024-04-01 0 0 2 实施 2024-05-10 - -", "2024-04-02 0 0 1.5 实施 2024-05-10 - -"),
        ("2024-04-01 3 5.6 1000000000 2024-05-10 - - - - -",),
    )
    numbers = ("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price")
    assert [frame[name].tolist() for name in numbers] == [[0.35], [0.0], [0.3], [5.6]]


def test_a_day_in_the_column_of_progress_means_that_columns_have_moved() -> None:
    with pytest.raises(ChangedFormat, match="进度"):
        actions(("2024-04-01 0 0 2 2024-05-10 2024-05-10 - -",))


def test_a_row_that_comes_twice_counts_once() -> None:
    # A page of the list came twice: 0.2 CNY a share, and not 0.4.
    row = "2024-04-01 0 0 2 实施 2024-05-10 - -"
    assert actions((row, row))["cash_per_share"].tolist() == [0.2]


def test_actions_none_of_which_says_how_much_are_of_another_form() -> None:
    with pytest.raises(ChangedFormat, match="no number in 派息, 送股, 转增"):
        actions(("2024-04-01 - - - 实施 2024-05-10 - -",))
    # One that says so beside one that does not is a gap of the vendor's.
    assert len(actions(("2024-04-01 - - - 实施 2024-05-10 - -", "2024-05-01 0 0 2 实施 2024-06-10 - -"))) == 1


EARNINGS = "股票代码 最新公告日期 每股收益 净利润-净利润"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("600000 2023-10-28 - -", "no number in 每股收益 and 净利润-净利润"),
        ("1 2023-10-28 0.5 9", "no A share in 股票代码"),
    ],
)
def test_a_quarter_without_codes_or_without_numbers_is_of_another_form(row: str, said: str) -> None:
    raw = answer(
        "eastmoney", "stock_yjbb_em", "earnings", part("stock_yjbb_em", EARNINGS, row, dates=("最新公告日期",))
    )
    with pytest.raises(ChangedFormat, match=said):
        SOURCES["eastmoney"].normalise(raw)


BULK = "代码 名称 今开 最高 最低 最新价 成交量 成交额 昨收"
BULK_ROW = "600000 浦江实业 9.45 9.50 9.30 9.35 110000 103400000 9.45"


B_SHARE = "900901 云赛Ｂ股 0.5 0.5 0.5 0.5 1000 50000 0.5"


def bulk(row: str = BULK_ROW, served_at: datetime = CLOSED) -> Frame:
    raw = answer(
        "eastmoney",
        "stock_zh_a_spot_em",
        "bars",
        part("stock_zh_a_spot_em", BULK, row, B_SHARE),
        symbols=("600000.SH",),
        days=("2024-01-09", "2024-01-09"),
        served_at=served_at,
    )
    return SOURCES["eastmoney"].normalise(raw).frame


def test_the_bulk_list_carries_the_reference_price_of_the_day() -> None:
    frame = bulk()
    assert frame["date"].tolist() == [date(2024, 1, 9)]
    assert frame["volume"].tolist() == [11_000_000.0]
    assert frame["prev_close"].tolist() == [9.45]


@pytest.mark.parametrize(
    "served_at",
    [
        datetime(2024, 1, 9, 6, 59, tzinfo=UTC),  # 14:59 in Shanghai: the session still runs
        datetime(2024, 1, 9, 7, 30, tzinfo=UTC),  # 15:30: after-hours trades may still come
        datetime(2024, 1, 9, 16, 1, tzinfo=UTC),  # 00:01 of the next day in Shanghai
        datetime(2024, 1, 8, 7, 40, tzinfo=UTC),  # the day before
    ],
)
def test_the_bulk_list_of_another_moment_is_no_close(served_at: datetime) -> None:
    with pytest.raises(Unavailable, match="in Shanghai"):
        bulk(served_at=served_at)


def test_a_suspended_share_of_the_bulk_list_has_no_bar() -> None:
    with pytest.raises(EmptyAnswer):
        bulk("600000 浦江实业 - - - - - - 9.45")


def test_csi_has_to_answer_about_the_index_asked_for() -> None:
    raw = part("x", "日期 指数代码 开盘 最高 最低 收盘 成交量 成交金额", "20240109 000905 1 1 1 1 1 1")
    with pytest.raises(ChangedFormat, match="000905"):
        SOURCES["csindex"].normalise(
            answer("csindex", "stock_zh_index_hist_csindex", "index", raw, symbols=("000300.SH",))
        )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("浦江实业", ""),
        ("ST平海", "ST"),
        ("*ST 平海", "ST"),
        ("＊ＳＴ平海", "ST"),
        ("S*ST平海", "ST"),
        ("XDST平海", "ST"),
        ("退市平海", "DELISTING"),
        ("平海退", "DELISTING"),
        ("STAR科技", ""),
    ],
)
def test_the_name_shows_the_status(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def status(*rows: tuple[str, str, str | None, str]) -> Frame:
    if not rows:
        return empty_frame(STATUS)
    cells = list(zip(*rows, strict=True))
    return frame_from_cells(STATUS, dict(zip(STATUS.names(), cells, strict=True)))


def spans(frame: Frame) -> list[tuple[object, ...]]:
    return list(zip(*(frame[name].tolist() for name in STATUS.names()), strict=True))


ASKED = ("000001.SZ", "000002.SZ")


def test_a_status_seen_again_is_not_opened_again() -> None:
    stored = status(("000001.SZ", "2023-05-04", None, "ST"))
    seen = status(("000001.SZ", "2024-01-09", None, "ST"))
    assert spans(continued(stored, seen, ASKED, date(2024, 1, 9))) == []


def test_a_status_seen_for_the_first_time_opens_and_one_not_seen_any_more_ends_the_day_before() -> None:
    stored = status(("000001.SZ", "2023-05-04", None, "ST"))
    seen = status(("000002.SZ", "2024-01-09", None, "ST"))
    assert spans(continued(stored, seen, ASKED, date(2024, 1, 9))) == [
        ("000001.SZ", date(2023, 5, 4), date(2024, 1, 8), "ST"),
        ("000002.SZ", date(2024, 1, 9), None, "ST"),
    ]


def test_only_shares_that_were_asked_for_are_closed_and_no_limit_is_left_alone() -> None:
    stored = status(("000001.SZ", "2024-01-02", None, "NO_LIMIT"), ("600000.SH", "2023-05-04", None, "ST"))
    assert spans(continued(stored, status(), ASKED, date(2024, 1, 9))) == []


def bars(symbol: str, *closes: float, volume: float = 1e6) -> Frame:
    rows = len(closes)
    days = [np.datetime64("2024-01-02") + row * DAY for row in range(rows)]
    cells: dict[str, list[object]] = {name: list(closes) for name in ("open", "high", "low", "close")}
    more: dict[str, list[object]] = {"volume": [volume] * rows, "amount": [None] * rows, "prev_close": [None] * rows}
    return frame_from_cells(BARS, {"symbol": [symbol] * rows, "date": list(days), **cells, **more})


def test_a_price_that_two_vendors_give_differently_is_a_finding() -> None:
    # 10.20 against 10.21 on the second day differ in all four prices; a lot of volume and an unknown amount do not.
    found = differences(
        bars("600000.SH", 10.1, 10.2), bars("600000.SH", 10.1, 10.21, volume=1e6 + 99), ("a", "b"), Rounding()
    )
    assert [(finding.severity, finding.rule, finding.date) for finding in found] == [
        ("warning", "vendors_differ", date(2024, 1, 3))
    ] * 4
    assert "open is 10.2 at a and 10.21 at b" in found[0].message


def test_only_rows_that_both_have_are_compared() -> None:
    assert differences(bars("600000.SH", 10.1), bars("600001.SH", 99.0), ("a", "b"), Rounding()) == ()
