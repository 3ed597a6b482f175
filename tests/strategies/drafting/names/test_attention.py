"""Lists that a document puts before the reader."""

from __future__ import annotations

import pytest

from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts
from tests.strategies.drafting.names.invented import NAMES, lines


def standing(text: str) -> dict[str, str]:
    return {each.symbol: each.standing for each in draft(lines(text), NAMES, read_facts(lines(text))).proposals}


@pytest.mark.parametrize(
    "text",
    [
        "建议关注蓝鲸重工、云杉药业。",
        "受益标的:蓝鲸重工、云杉药业等。",
        "投资建议:景气回升。船舶方面蓝鲸重工、云杉药业有望受益。",
        "我们看好该赛道,建议关注以下方向:\n1)船舶:蓝鲸重工;\n2)药材:云杉药业;",
        "相关个股:【船舶】蓝鲸重工/云杉药业",
        "3.投资建议\n首推蓝鲸重工、云杉药业。",
    ],
)
def test_names_of_such_a_list_are_asked_for(text: str) -> None:
    assert standing(text) == {"600901.SH": "attention", "600902.SH": "attention"}


@pytest.mark.parametrize(
    "text",
    [
        "蓝鲸重工、云杉药业订单饱满。",
        "建议关注景气。蓝鲸重工、云杉药业订单饱满。",
        "建议关注:\n1.2 风险\n蓝鲸重工、云杉药业涨价。",
    ],
)
def test_names_elsewhere_are_mentioned(text: str) -> None:
    assert set(standing(text).values()) == {"mentioned"}
