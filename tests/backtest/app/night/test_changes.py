"""What stands otherwise than the night before: told by kind and name, in both languages, and never on a first night."""

from __future__ import annotations

import json

from backtest.app.night.change_words import change_document, change_words, changes_in_line
from backtest.app.night.changes import Change, Standing, changes_between, read_standings, stamped_standings

ORDERS = Standing("falsifier", "906.demand: yoy(orders) < 0", "not happened")
FELL = Standing("falsifier", "906.demand: yoy(orders) < 0", "happened", "2026-06-30")
GATE = Standing("gate", "storage orders_growth", "changes nothing", "0.31")
ACTS = Standing("gate", "storage orders_growth", "acts", "-0.02")
HELD, CHANCE = Standing("badge", "storage", "HELD"), Standing("badge", "storage", "CANNOT BE TOLD FROM CHANCE")
MAY, JUNE = Standing("diary", "storage", "2026-05-29", "12"), Standing("diary", "storage", "2026-06-30", "10")
ONCE, TWICE = Standing("trials", "storage", "1"), Standing("trials", "storage", "2")


def test_only_what_stands_otherwise_is_a_change_and_falsifiers_come_first() -> None:
    before, after = (TWICE, HELD, GATE, ORDERS, MAY), (MAY, TWICE, HELD, ACTS, FELL)
    assert changes_between(before, after) == (Change(ORDERS, FELL), Change(GATE, ACTS))
    assert changes_between(after, after) == ()


def test_what_is_new_and_what_is_gone_are_changes_too() -> None:
    assert changes_between((HELD,), (ONCE,)) == (Change(HELD, None), Change(None, ONCE))


def test_a_first_night_has_nothing_to_compare_with() -> None:
    assert changes_between(None, (HELD, GATE)) == ()
    # A night before on which nothing stood is another thing.
    assert changes_between((), (HELD,)) == (Change(None, HELD),)


def test_each_kind_in_words_of_both_languages() -> None:
    told = [
        change_words(each)
        for each in changes_between((ORDERS, GATE, CHANCE, MAY, ONCE), (FELL, ACTS, HELD, JUNE, TWICE))
    ]
    assert told == [
        "falsifier 906.demand: yoy(orders) < 0: happened on 2026-06-30 (was: not happened)",
        "gate storage orders_growth: reads -0.02, acts (was: reads 0.31, changes nothing)",
        "badge of storage: HELD (was: CANNOT BE TOLD FROM CHANCE)",
        "diary of storage: 10 names decided on 2026-06-30 (was: 12 names decided on 2026-05-29)",
        "trials of storage: 2 settings (was: 1 setting)",
    ]
    assert [each.zh for each in told] == [
        "证伪条件 906.demand: yoy(orders) < 0：2026-06-30 已发生（此前：未发生）",
        "择时开关 storage orders_growth：读数 -0.02，起作用（此前：读数 0.31，不起作用）",
        "结论 storage：成立（此前：与运气无法区分）",
        "模拟盘日志 storage：2026-06-30 决策，10 只个股（此前：2026-05-29 决策，12 只个股）",
        "试验 storage：2 个参数组合（此前：1 个参数组合）",
    ]


def test_what_is_unknown_or_undecided_is_said_so() -> None:
    silent, cash = Standing("gate", "a b", "changes nothing"), Standing("diary", "a", "", "0")
    assert change_words(Change(None, silent)) == "gate a b: reads nothing yet, changes nothing (new)"
    assert change_words(Change(cash, None)) == "diary of a is gone"
    assert change_words(Change(None, cash)).zh == "模拟盘日志 a：空仓，尚未决策（新增）"


def test_a_line_names_three_of_a_kind_and_counts_more() -> None:
    two = tuple(Change(None, Standing("trials", name, "1")) for name in ("a", "b"))
    assert changes_in_line(two) == (
        "changed since the night before: trials of a: 1 setting (new); trials of b: 1 setting (new)"
    )
    four = tuple(Change(None, Standing("trials", name, "1")) for name in ("a", "b", "c", "d"))
    assert changes_in_line(four) == "changed since the night before: 4 counts of trials (a, b, c and 1 more)"
    assert changes_in_line(four).zh == "较上一夜的变化：4 个策略的试验次数（a、b、c等）"
    assert changes_in_line(()) == ""


def test_the_stamp_of_a_site_brings_back_what_it_kept_and_nothing_from_what_is_none() -> None:
    kept = json.loads(json.dumps(stamped_standings((FELL, GATE))))
    assert kept == [
        ["falsifier", "906.demand: yoy(orders) < 0", "happened", "2026-06-30"],
        ["gate", "storage orders_growth", "changes nothing", "0.31"],
    ]
    assert read_standings(kept) == (FELL, GATE)
    wrongs: tuple[object, ...] = (
        None,
        {},
        "gate",
        [["gate", "a"]],
        [["weather", "a", "b", "c"]],
        [["gate", "a", 1, ""]],
    )
    for wrong in wrongs:
        assert read_standings(wrong) is None


def test_the_document_of_a_change_is_plain_english() -> None:
    assert change_document(Change(GATE, ACTS)) == {
        "kind": "gate",
        "name": "storage orders_growth",
        "before": "reads 0.31, changes nothing",
        "after": "reads -0.02, acts",
    }
    assert change_document(Change(None, HELD))["before"] is None
