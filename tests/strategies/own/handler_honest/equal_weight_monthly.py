"""Equal weights of all that trades, on the first evening of a month."""

from backtest.handler import weights


def make_handler(history):
    month = None

    def handler(view):
        nonlocal month
        if view.today.month == month:
            return None
        month = view.today.month
        held = [symbol for symbol, price in zip(view.symbols, view.close(1)[-1], strict=True) if price > 0]
        return weights({symbol: 1 / len(held) for symbol in held})

    return handler
