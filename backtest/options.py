"""The conditions of an execution, with the defaults of the execution rules (section 6)."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, TypeAlias

from backtest.holding import Holding
from data_sources.errors import InputError, OptionError
from data_sources.language.text import both

FillPrice: TypeAlias = Literal["open", "close", "vwap"]
OrderValidity: TypeAlias = Literal["rebalance", "day"]

LEAST_CASH, MOST_CASH = 0.01, 1e14
"""CNY: a cent, and a tenth of what an account may grow to. Beside positions there may be no cash."""

LEFT_OUT_WHEN_NONE = frozenset({"positions", "other_indices", "cash_buffer"})
"""A manifest names them only where they say something."""


@dataclass(frozen=True)
class Options:
    """How targets are executed, with the defaults of the execution rules (section 6).

    Parameters
    ----------
    cash : float, default 10000000.0
        CNY at the base date, from a cent to 1e14.
    fill : "open", "close" or "vwap", default 'open'
        The price of the session that an order meets.
    commission_rate : float, default 0.00025
        The broker's fraction of a fill's value.
    commission_min : float, default 5.0
        The least commission of a fill, CNY.
    stamp_duty : float or None, default None
        Fraction of the value of every sale, in place of the dated table; None means the table. 0 is a rate.
    transfer_fee : float or None, default None
        Fraction of the value of every fill, in place of the dated table; None means the table. 0 is a rate.
    dividend_tax : float or "holding_period", default 0.1
        A flat fraction of cash dividends; or 20, 10 or 0% by how long the shares were held, charged at their sale,
        first in first out (dated rates in ``data_sources/market_rules/dividend_tax.csv``).
    slippage : float, default 0.0
        Fraction by which a fill is worse than the market price, at most to the limit.
    participation : float or None, default None
        The largest fraction of a session's volume that one order may take; None means no cap.
    order_validity : "rebalance" or "day", default 'rebalance'
        How long a refused order is tried again: until the next decision, or not at all.
    delist_recovery : float, default 0.0
        Fraction of the last value that a delisted holding pays.
    benchmark : str or None, default None
        Symbol of the index that the run is judged against; None means H00300.CSI, the total return of the CSI 300,
        when the store has it on every session of the run, otherwise 000300.SH.
    other_indices : tuple of str, default ()
        Symbols of further indices that stand beside it; no verdict rests on them.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    start : date or None, default None
        Decisions dated before it are left out.
    end : date or None, default None
        The last day marked; None means the last one on which any symbol traded.
    positions : tuple of Holding, default ()
        Shares held beside the cash at the close of the base date, valued at the last close. The first decision trades
        from them; ``bought_on`` begins their holding age.
    cash_buffer : float, default 0.0
        Fraction of the account left in cash by decisions: a weight is a fraction of ``V * (1 - cash_buffer)``.
    """

    cash: float = 10_000_000.0
    fill: FillPrice = "open"
    commission_rate: float = 0.00025
    commission_min: float = 5.0
    stamp_duty: float | None = None
    transfer_fee: float | None = None
    dividend_tax: float | Literal["holding_period"] = 0.10
    slippage: float = 0.0
    participation: float | None = None
    order_validity: OrderValidity = "rebalance"
    delist_recovery: float = 0.0
    benchmark: str | None = None
    risk_free: float = 0.0
    start: date | None = None
    end: date | None = None
    positions: tuple[Holding, ...] = ()
    other_indices: tuple[str, ...] = ()
    cash_buffer: float = 0.0

    def __post_init__(self) -> None:
        """Refuse conditions that no market has."""
        self._check_numbers()
        if isinstance(self.dividend_tax, str) and self.dividend_tax != "holding_period":
            raise InputError(
                both(
                    f"dividend_tax is {self.dividend_tax!r}; it is a rate like 0.1, or holding_period",
                    f"dividend_tax 为 {self.dividend_tax!r}；应为税率（如 0.1）或 holding_period",
                )
            )
        if self.fill not in ("open", "close", "vwap"):
            raise InputError(
                both(
                    f"fill is {self.fill!r}; there are open, close, vwap",
                    f"fill 为 {self.fill!r}；可用的有 open、close、vwap",
                )
            )
        if self.order_validity not in ("rebalance", "day"):
            raise InputError(
                both(
                    f"order_validity is {self.order_validity!r}; there are rebalance, day",
                    f"order_validity 为 {self.order_validity!r}；可用的有 rebalance、day",
                )
            )
        self._check_days()

    def _check_numbers(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, float) and not math.isfinite(value):
                raise InputError(both(f"{name} is {value}; it is a finite number", f"{name} 为 {value}；应为有限数"))
        least = 0.0 if self.positions else LEAST_CASH
        if not least <= self.cash <= MOST_CASH:
            raise InputError(
                both(
                    f"cash is {self.cash}; a run starts with {least} to {MOST_CASH:,.0f} CNY",
                    f"cash 为 {self.cash}；初始资金应在 {least} 至 {MOST_CASH:,.0f} 元之间",
                )
            )
        fractions = ["commission_rate", "slippage", "delist_recovery"]
        fractions += [] if isinstance(self.dividend_tax, str) else ["dividend_tax"]
        fractions += [name for name in ("stamp_duty", "transfer_fee") if getattr(self, name) is not None]
        for name in fractions:
            if not 0 <= getattr(self, name) <= 1:
                value = getattr(self, name)
                raise InputError(
                    both(
                        f"{name} is {value}, {value * 100:.6g}%; it is a fraction between 0 and 1, such as 0.0005, "
                        "which may be written 0.05% or 5bps",
                        f"{name} 为 {value}，即 {value * 100:.6g}%；应为 0 到 1 之间的小数，如 0.0005，"
                        "也可写作 0.05% 或 5bps",
                    )
                )
        if not 0 <= self.commission_min <= MOST_CASH:
            raise InputError(
                both(
                    f"commission_min is {self.commission_min}; it is 0 to {MOST_CASH:,.0f} CNY",
                    f"commission_min 为 {self.commission_min}；应在 0 至 {MOST_CASH:,.0f} 元之间",
                )
            )
        if not -1 < self.risk_free <= 1:
            raise InputError(
                both(
                    f"risk_free is {self.risk_free}; it is a fraction above -1, up to 1, such as 0.02",
                    f"risk_free 为 {self.risk_free}；应为大于 -1、不超过 1 的小数，如 0.02",
                )
            )
        if not 0 <= self.cash_buffer < 1:
            raise InputError(
                both(
                    f"cash_buffer is {self.cash_buffer}; it is a fraction from 0 to under 1, such as 0.01 or 1%",
                    f"cash_buffer 为 {self.cash_buffer}；应为 0 到 1（不含 1）之间的小数，如 0.01 或 1%",
                )
            )
        if self.participation is not None and not 0 < self.participation <= 1:
            raise InputError(
                both(
                    f"participation is {self.participation}; it is a fraction above 0, up to 1, or written like 10%",
                    f"participation 为 {self.participation}；应为大于 0、不超过 1 的小数，也可写作 10%",
                )
            )

    def _check_days(self) -> None:
        for name in ("start", "end"):
            if not isinstance(getattr(self, name), date | None):
                raise InputError(
                    both(
                        f"{name} is {getattr(self, name)!r}; it is a date, or None",
                        f"{name} 为 {getattr(self, name)!r}；应为日期或 None",
                    )
                )
        if self.start and self.end and self.end < self.start:
            raise OptionError(
                both(
                    f"--to {self.end} is before --from {self.start}; a run goes forward in time",
                    f"--to {self.end} 早于 --from {self.start}；回测只能向前推进",
                )
            )


def options_document(options: Options) -> dict[str, object]:
    """Return options as JSON values, as a manifest keeps them; those of ``LEFT_OUT_WHEN_NONE`` where there are any."""
    values = {each.name: getattr(options, each.name) for each in fields(options)}
    values |= {"positions": [each.document() for each in options.positions], "other_indices": [*options.other_indices]}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {name: value for name, value in plain.items() if value or name not in LEFT_OUT_WHEN_NONE}
