"""The recommended sub-industries as data: dated by their report, with the index and whose it is."""

from __future__ import annotations

from datetime import timedelta

from data_sources.tables.symbols import parse_index
from strategies.documents.library import load_reports, report
from strategies.documents.sector_indices import sector_indices
from strategies.documents.sub_industries import sub_industries
from tests.language import is_chinese

ROWS = [row for each in load_reports() for row in sub_industries(each.id)]


def test_report_001_recommends_nine_sub_industries() -> None:
    rows = sub_industries("001")
    assert [row.name_zh for row in rows] == [
        "国产算力产业链", "SoC", "MCU", "电源管理", "智驾芯片", "CIS", "半导体设备", "晶圆代工", "先进封装",
    ]  # fmt: skip
    assert len({row.name for row in rows}) == 9
    # Two indices hold one sub-industry each and nothing else.
    assert [row.symbol for row in rows if row.symbol and not row.wider] == ["850818.SI", "850816.SI"]


def test_each_row_begins_with_its_report_and_says_whose_index_it_is() -> None:
    assert ROWS
    for row in ROWS:
        known_from = report(row.report).known_from
        assert row.start == known_from
        assert row not in sub_industries(row.report, known_from - timedelta(days=1))
        assert row.source
        assert row.lines
        assert bool(row.symbol) == bool(row.index_name)
        if row.symbol:
            assert str(parse_index(row.symbol)) == row.symbol


def test_every_index_has_a_chinese_name() -> None:
    for each in load_reports():
        names = [row.index_name for row in sub_industries(each.id)] + [row.name for row in sector_indices([each.id])]
        assert [name for name in names if name and not is_chinese(name)] == []
