"""The account of a declared basket in Chinese: as many rules and falsifiers, of the same parameters."""

from __future__ import annotations

import re
from dataclasses import replace

from data_sources.language.text import Text
from strategies.contract.account import claim_of, falsifiers_of, rules_of
from strategies.declared.strategy import declared_strategy
from strategies.documents.basket import Gate
from tests.language import is_chinese
from tests.strategies.declared.documents import RULES, document

CODE = re.compile("``([^`]*)``")


def test_the_rules_are_in_both_languages() -> None:
    account = declared_strategy(document(), RULES).account
    assert [each.zh for each in rules_of(account)] == [
        "heat，份额 3：boilers、burners等权（line 7）。",
        "flow，份额 1：pumps等权（我们的设定）。",
        "环节内个股等权；单只个股最多 ``max_weight``。",
        "orders同比（boilers）低于 0%时仓位为 ``exposure_1``；未知时保持中性（line 12）。",
    ]
    for each in rules_of(account):
        assert CODE.findall(each) == CODE.findall(each.zh)


def test_what_refutes_it_is_in_both_languages() -> None:
    rules = replace(RULES, refuted=(Text("orders fall; prices too.", "订单下降；价格亦然。"),))
    falsifiers = falsifiers_of(declared_strategy(document(), rules).account)
    # A mild winter stands under both theses and is said once.
    assert [str(each) for each in falsifiers] == [
        "the basket does not meet the document's own standard at its horizon",
        "orders fall, prices too",
        "A mild winter",
    ]
    assert [each.zh for each in falsifiers] == [
        "考察期满时组合未达到研报自身评级标准",
        "订单下降，价格亦然",
        "A mild winter",
    ]


def test_the_claim_is_that_of_the_theses() -> None:
    assert claim_of(declared_strategy(document(), RULES).account).zh == "Old boilers are replaced。moving。"


def test_every_parameter_is_explained_in_both_languages() -> None:
    strategy = declared_strategy(document(), replace(RULES, gates=(Gate("yoy(capex/META) < 0", 0.5),)))
    assert [name for name, each in strategy.parameters.items() if not is_chinese(each.words)] == []
    assert strategy.parameters["exposure_1"].words.zh == "资本开支（Meta 公司）同比低于 0% 时的仓位"
