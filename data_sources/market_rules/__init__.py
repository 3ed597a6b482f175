"""The exchanges' price limits as dated tables with sources: the backtest trades under them, imports are held to them.

A rule that changes is a new row. Fees, lots and taxes, which only a backtest needs, are in ``backtest/market_rules``.
"""
