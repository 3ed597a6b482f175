"""A loop with a state."""

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
    close, state, answer = filled(history.panel.close), 0.5, {}
    for t in range(1, len(close) - 1):
        state = min(max(state + (0.05 if close[t, 0] > close[t - 1, 0] else -0.05), 0.0), 1.0)
        if t >= 40 and t % 5 == 0:
            answer[history.panel.sessions[t]] = {"600001.SH": state}
    return answer
