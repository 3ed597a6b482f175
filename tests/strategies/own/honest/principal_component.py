"""The name that loads most on the first component of the covariance of past moves (eigenvectors by numpy)."""

import numpy as np


def weights(history):
    panel, answer = history.panel, {}
    moves = np.nan_to_num(panel.close[1:] / panel.close[:-1] - 1.0)
    for t in range(60, len(panel.sessions) - 1, 10):
        window = moves[t - 60 : t]
        window = window - window.mean(axis=0)
        _, vectors = np.linalg.eigh(window.T @ window)
        load = np.abs(vectors[:, -1])
        load[np.isnan(panel.close[t])] = 0.0
        answer[panel.sessions[t]] = {panel.symbols[int(load.argmax())]: 1.0}
    return answer
