"""Reads its own parameters, draws from a seeded generator and from a state of its own, with dates worked out."""

from datetime import date, timedelta

import numpy as np

from backtest.targets import targets_from_rows
from strategies.contract.parameters import Parameter
from strategies.contract.strategy import Decisions, Strategy


def rule(history, settings):
    panel, rows = history.panel, []
    drawn = np.random.RandomState(5)
    for t in range(10, len(panel.sessions) - 1, settings.values["every"]):
        chance = np.random.default_rng([t, 3]).random(len(panel.symbols)) + drawn.random_sample(len(panel.symbols))
        day: date = panel.sessions[t].item()
        if (day + timedelta(days=1)).weekday() < 6:
            there = np.where(np.isnan(panel.close[t]), -1.0, chance)
            rows.append((day, panel.symbols[int(there.argmax())], 0.5))
    return Decisions(targets_from_rows(rows))


STRATEGY = Strategy("chance", "Chance", rule, parameters={"every": Parameter(5, "sessions between two decisions")})
