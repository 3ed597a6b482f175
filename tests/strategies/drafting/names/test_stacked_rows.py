"""A table of key companies with one cell a line is a formal list; one of peers or of prices that rose is none."""

from __future__ import annotations

import pytest

from strategies.drafting.names.passages import passages
from strategies.drafting.names.stacked_rows import is_stacked_row
from tests.strategies.drafting.names.invented import lines

HEAD = "证券简称\n股价\n2026E\n2027E"
ROWS = f"{HEAD}\n雪松材料\n002901.SZ\n12.30\n0.85\n1.02\n买入\n橡树股份\n002902\n8.10\n0.41\n0.55\n增持"


def rows(text: str) -> list[str]:
    found = passages(lines(text))
    return [each.text for place, each in enumerate(found) if is_stacked_row(found, place)]


@pytest.mark.parametrize("caption", ["重点公司估值", "推荐标的一览", "图3：盈利预测与评级"])
def test_names_with_their_figures_below_are_rows(caption: str) -> None:
    assert {"雪松材料", "橡树股份"} <= set(rows(f"{caption}\n{ROWS}"))


@pytest.mark.parametrize("caption", ["可比公司盈利预测", "本周涨幅前五的公司", "产业链一览"])
def test_tables_of_others_are_no_formal_lists(caption: str) -> None:
    assert rows(f"{caption}\n{ROWS}") == []


def test_a_sentence_between_ends_the_look_for_a_caption() -> None:
    assert rows(f"重点公司估值\n木材价格上涨。\n{ROWS}") == []


def test_a_name_without_three_figures_is_no_row() -> None:
    assert rows("重点公司\n雪松材料\n买入\n12.30\n0.85\n橡树股份\n增持") == []
