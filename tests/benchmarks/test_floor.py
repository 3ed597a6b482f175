"""The floor knows few rules, but those right: a tiny market worked out by hand."""

from __future__ import annotations

import numpy as np

from benchmarks.floor import walk

OPENS = np.array([[10.0, 10.0], [10.0, 10.0], [20.0, 10.0], [20.0, 10.0]])
CLOSES = np.array([[10.0, 10.0], [11.0, 10.0], [20.0, 10.0], [22.0, 10.0]])


def test_two_decisions_by_hand() -> None:
    # Session 1, all of 10,000 into the first at 10.00: 1,000 shares and the least commission of 5.00 are 10,005, so one
    # lot less: 900 for 9,005.00 leave 995.00; at 11.00 and at 20.00 that is 10,895.00 and 18,995.00.
    # Session 3, all into the second: 900 are sold at 20.00 for 18,000 less 5.00 (0.025% are 4.50) and a duty of 18.00,
    # cash 18,972.00; of 18,995 at 10.00 the whole lots are 1,800 for 18,005.00, which leaves 967.00.
    equity = np.empty(4)
    decision_on = np.array([-1, 0, -1, 1])
    fills = walk(OPENS, CLOSES, decision_on, np.array([[0], [1]]), 1.0, 10_000.0, equity)
    assert fills == 3
    assert equity.tolist() == [10_000.0, 10_895.0, 18_995.0, 18_967.0]


def test_what_is_held_already_is_topped_up_or_reduced() -> None:
    # Half of 10,000 each at 10.00: 500 and 500, but 5,005 and 5,005 are 10 more than there is: 400 of the second, cash
    # 990.00. On session 2 the first opens at 20.00: of 990 + 10,000 + 4,000 = 14,990 half is 7,495.00, so 300 of the
    # first and 700 of the second. 200 are sold for 4,000 - 5 - 4 = 3,991; 300 bought for 3,005; cash 1,976.00.
    equity = np.empty(4)
    decision_on = np.array([-1, 0, 1, -1])
    fills = walk(OPENS, CLOSES, decision_on, np.array([[0, 1], [0, 1]]), 0.5, 10_000.0, equity)
    assert fills == 4
    # 990 + 500 x 11 + 400 x 10; 1,976 + 300 x 20 + 700 x 10; 1,976 + 300 x 22 + 700 x 10.
    assert equity.tolist() == [10_000.0, 10_490.0, 14_976.0, 15_576.0]
