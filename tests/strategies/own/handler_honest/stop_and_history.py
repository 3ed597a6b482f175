"""Holds what reports have named by today, equally, and sells all after a loss of a tenth."""

from backtest.handler import orders, weights


def make_handler(history, loss=0.1):
    peak = 0.0

    def handler(view):
        nonlocal peak
        peak = max(peak, view.equity)
        if view.positions and view.equity < (1 - loss) * peak:
            peak = view.equity
            return orders({symbol: -count for symbol, count in view.positions.items()})
        if view.session % 30:
            return None
        listed = set(history.panel.symbols)
        named = sorted({each.symbol for each in history.memberships if each.symbol in listed})[:10]
        return weights({symbol: 0.9 / len(named) for symbol in named}) if named else None

    return handler
