"""Remembers in somebody else's module what it saw in an earlier run of the same process."""

import math

from backtest.handler import weights


def make_handler(history):
    seen = vars(math).setdefault("_seen_by_a_handler", {})

    def handler(view):
        seen[view.session] = view.close(1)[-1, 0]
        return weights({view.symbols[0]: 1.0 if view.session + 1 in seen else 0.5})

    return handler
