"""The latest value of a series by its day of publication."""

import numpy as np


def best(history, score):
    """All in the name with the highest score on every fifth session from number 40 on, but the last."""
    panel, answer = history.panel, {}
    for t in range(40, len(panel.sessions) - 1, 5):
        row = np.nan_to_num(score[t], nan=-9.0)
        answer[panel.sessions[t]] = {panel.symbols[int(row.argmax())]: 1.0}
    return answer


def filled(close):
    """Closes carried forward."""
    return forward(close)


def forward(values):
    out = values.copy()
    for t in range(1, len(out)):
        gap = np.isnan(out[t])
        out[t, gap] = out[t - 1, gap]
    return out


def weights(history):
    answer = {}
    for t in range(60, len(history.panel.sessions) - 1, 5):
        day = history.panel.sessions[t].item()
        known = [each for each in history.signals if each.published_on <= day]
        named = [each.symbol for each in history.memberships if each.known_from <= day]
        share = 0.9 if known and known[-1].value > 0 else 0.3
        answer[history.panel.sessions[t]] = {each: share / len(named) for each in named}
    return answer
