"""The exchanges' rules as dated tables with sources, and the few functions that read them.

A rule that changes is a new row; no rate, lot or date stands in code. Rates apply on the session, not on the order. The
backtest trades under all of them; an import is held to the price limits too.
"""
