"""The earnings of the next session's row."""

import numpy as np


def best(history, score):
    """All in the name with the highest score on every fifth session from number 40 on, but the last."""
    panel, answer = history.panel, {}
    for t in range(40, len(panel.sessions) - 1, 5):
        row = np.nan_to_num(score[t], nan=-9.0)
        answer[panel.sessions[t]] = {panel.symbols[int(row.argmax())]: 1.0}
    return answer


def weights(history):
    eps = history.earnings("eps")
    return best(history, np.vstack([eps[1:], eps[-1:]]))
