"""Whether the decisions of a user's own run looked ahead, as far as it can be told; a result names it always."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.result.caveats import Caveat
from backtest.validity.audit_outcome import AuditOutcome

Standing: TypeAlias = Literal["passed", "failed", "untold"]
LABEL = "LOOKS AHEAD"


@dataclass(frozen=True)
class LookAhead:
    """What the look-ahead audit found beside a run, in one sentence without its full stop.

    ``untold``: there was no audit (``outcome`` is None), it compared no decision, or no decision moved but the rule
    failed on a changed history.
    """

    standing: Standing
    sentence: str
    outcome: AuditOutcome | None = None

    @property
    def caveat(self) -> Caveat | None:
        """What stands beside the verdict, before any other caveat; None for an audit that was passed."""
        if self.standing == "passed":
            return None
        first = self.outcome.first_moved if self.outcome else None
        if first is None:
            return Caveat("look-ahead", "not told", self.sentence)
        where = " ".join(word for word in (first.symbol, str(first.decision)) if word)
        return Caveat(LABEL, where, f"{self.sentence}; no number of this run could have been earned")


def look_ahead_of(outcome: AuditOutcome, *, function: bool = False) -> LookAhead:
    """Return what an audit means for the run beside it; of a function it is said what could not be kept from it."""
    standing: Standing = "passed" if outcome.passed else "failed" if outcome.first_moved else "untold"
    limit = IN_A_NOTEBOOK if function and standing == "passed" else ""
    return LookAhead(standing, outcome.sentence + limit, outcome)


IN_A_NOTEBOOK = (
    " (a function decides where it was written, with all that was kept there; a file decides afresh each time)"
)
LEFT_OUT = LookAhead("untold", "its look-ahead audit was left out, so whether it looks ahead cannot be told")
FROM_OUTSIDE = LookAhead("untold", "its decisions come from outside: whether they look ahead cannot be told")
ONE_HANDLER = LookAhead(
    "untold",
    "a handler is run once, with what it remembers: whether it looks ahead cannot be told; a file with make_handler is "
    "audited",
)
