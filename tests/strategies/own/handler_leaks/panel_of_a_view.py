"""Takes the whole panel out of the slots of a view."""

from backtest.handler import weights


def make_handler(history):
    def handler(view):
        panel = getattr(view, "_panel", None)
        return weights({view.symbols[0]: 1.0 if panel is not None else 0.5})

    return handler
