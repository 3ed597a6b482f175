"""The answer of ``backtest orders``: the orders of one session, and what they follow from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from backtest.next_session.order_list import OrderList
from data_sources.language.text import Text, both

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "symbol", "name", "side", "quantity", "price", "value", "commission", "stamp_duty", "transfer_fee", "limit_down",
    "limit_up", "refused", "reason", "flags",
)  # fmt: skip
"""Of the table and of the CSV file."""


@dataclass(frozen=True)
class NextOrders:
    """The orders for ``session`` from the close of ``evening``.

    ``decided`` is the day of the decision behind them, None where there is none by then. ``is_new`` says whether it was
    made this evening; if not, its orders ``went_out`` on an earlier session, and ``listed`` has none unless they were
    asked for. ``missed`` sessions have passed since the evening without data, by this machine's clock.
    """

    name: str
    snapshot: str
    simulated: bool
    evening: date
    session: date
    decided: date | None
    is_new: bool
    went_out: date | None
    listed: OrderList
    drift: bool = False
    missed: int = 0
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> Text:
        """What the list is, or why there is none."""
        if self.decided is None:
            return both(
                f"{self.name} has decided nothing by {self.evening}",
                f"截至 {self.evening}，{self.name} 尚无任何决策",
            )
        if self.is_new:
            return both(
                f"{self.name} decided on {self.decided}: these orders are for {self.session}",
                f"{self.name} 于 {self.decided} 作出决策：以下委托用于 {self.session}",
            )
        before = both(
            f"{self.name} decided nothing new by the close of {self.evening}; the orders of its decision of "
            f"{self.decided} went out on {self.went_out}",
            f"截至 {self.evening} 收盘 {self.name} 没有新决策；{self.decided} 的决策已于 {self.went_out} 发出委托",
        )
        if self.drift:
            return both(
                f"{before}; these would lead back to its weights on {self.session}",
                f"{before.zh}；以下委托可于 {self.session} 回到其权重",
            )
        return both(
            f"{before}; --drift lists what would lead back to its weights",
            f"{before.zh}；加 --drift 可列出回到其权重的委托",
        )

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        known = {name: value for name, value in vars(self).items() if name != "listed"}
        return {"schema": 1, **known, "sentence": self.sentence, **asdict(self.listed)}

    def rows(self) -> list[tuple[object, ...]]:
        """Return the orders as rows of ``COLUMNS``; flags are separated by spaces."""
        return [
            tuple(" ".join(each.flags) if name == "flags" else getattr(each, name) for name in COLUMNS)
            for each in self.listed.orders
        ]

    def to_frame(self) -> pd.DataFrame:
        """One row per order, columns as in the CSV file."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame(self.rows(), columns=[*COLUMNS])
