"""The section on trading: turnover, costs, fills, refusals, events, participation, capacity and other conditions."""

from reports.sections.trading.section import TradingSection, trading_section

__all__ = ["TradingSection", "trading_section"]
