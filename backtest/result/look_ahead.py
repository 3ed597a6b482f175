"""Whether the decisions of a user's own run looked ahead, as far as it can be told; a result names it always."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.result.caveats import Caveat
from backtest.validity.audit_outcome import AuditOutcome
from data_sources.language.text import NOTHING, Text, both, joined

Standing: TypeAlias = Literal["passed", "failed", "untold"]
LABEL = both("LOOKS AHEAD", "存在前视偏差")
UNTOLD = both("look-ahead", "前视偏差")
"""The labels of its caveats."""


@dataclass(frozen=True)
class LookAhead:
    """What the look-ahead audit found beside a run, in one sentence without its full stop.

    ``untold``: there was no audit (``outcome`` is None), it compared no decision, or no decision moved but the rule
    failed on a changed history.
    """

    standing: Standing
    sentence: Text
    outcome: AuditOutcome | None = None

    @property
    def caveat(self) -> Caveat | None:
        """What stands beside the verdict, before any other caveat; None for an audit that was passed."""
        if self.standing == "passed":
            return None
        first = self.outcome.first_moved if self.outcome else None
        if first is None:
            return Caveat(UNTOLD, both("not told", "无法判断"), self.sentence)
        where = joined((first.symbol, str(first.decision)), zh=" ")
        lost = both(
            f"{self.sentence}; no number of this run could have been earned",
            f"{self.sentence.zh}；本次回测的任何数字在现实中都无法取得",
        )
        return Caveat(LABEL, where, lost)


def look_ahead_of(outcome: AuditOutcome, *, function: bool = False) -> LookAhead:
    """Return what an audit means for the run beside it; of a function it is said what could not be kept from it."""
    standing: Standing = "passed" if outcome.passed else "failed" if outcome.first_moved else "untold"
    limit = IN_A_NOTEBOOK if function and standing == "passed" else NOTHING
    return LookAhead(standing, joined((outcome.sentence, limit), ""), outcome)


IN_A_NOTEBOOK = both(
    " (a function decides where it was written, with all that was kept there; a file decides afresh each time)",
    "（函数在其编写的环境中决策，可用其中保留的一切；文件则每次重新决策）",
)
LEFT_OUT = LookAhead(
    "untold",
    both(
        "its look-ahead audit was left out, so whether it looks ahead cannot be told",
        "未做前视偏差检查，无法判断是否用到了未来数据",
    ),
)
FROM_OUTSIDE = LookAhead(
    "untold",
    both(
        "its decisions come from outside: whether they look ahead cannot be told",
        "决策来自外部，无法判断是否用到了未来数据",
    ),
)
ONE_HANDLER = LookAhead(
    "untold",
    both(
        "a handler is run once, with what it remembers: whether it looks ahead cannot be told; a file with "
        "make_handler is audited",
        "逐日策略只运行一次且带有记忆，无法判断是否用到了未来数据；改用含 make_handler 的文件即可检查",
    ),
)
