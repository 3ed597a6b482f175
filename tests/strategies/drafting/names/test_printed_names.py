"""A name that the document prints with its code is known in the rest of it, though no store has it."""

from __future__ import annotations

from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts
from strategies.drafting.proposal import Proposal
from tests.strategies.drafting.names.invented import NAMES, lines

NOTE = """2025年7月1日
# 1 木材:提价
橡树股份与银杏木业(603777.SH)提价。
# 2 船舶:订单回升
蓝鲸重工新签大单。
# 投资建议
建议关注:1)木材:橡树股份、银杏木业;2)船舶:蓝鲸重工。
"""


def members(text: str) -> dict[str, Proposal]:
    return {each.symbol: each for each in draft(lines(text), NAMES, read_facts(lines(text))).proposals}


def test_its_place_on_the_list_counts_and_the_store_is_still_said_not_to_know_it() -> None:
    found = members(NOTE)["603777.SH"]
    # Line 3 has the code, line 7 the name on the list that the reader is asked to look at.
    assert (found.name, found.standing, set(found.lines), found.code_printed) == ("银杏木业", "attention", {3, 7}, True)
    assert found.checks == ("the store knows no 603777.SH",)


def test_a_name_beside_two_codes_and_an_ordinary_word_stand_for_nobody_elsewhere() -> None:
    two = members(NOTE + "银杏木业(603778.SH)停牌。\n")
    assert two["603777.SH"].lines == (3,)
    assert set(members("木材(603777.SH)提价。\n木材提价。\n")["603777.SH"].lines) == {1}


def test_where_the_code_stands_the_code_alone_speaks() -> None:
    judged = draft(lines(NOTE), NAMES, read_facts(lines(NOTE))).decisions
    said = [(each.line, each.verdict.rule) for each in judged if each.company.symbol == "603777.SH"]
    assert said == [(3, "code_with_exchange"), (7, "printed_name")]
