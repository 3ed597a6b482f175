"""A mean by convolution, which is causal and rounds otherwise for another length."""

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
    close = np.nan_to_num(filled(history.panel.close)[:, 0], nan=10.0)
    size = len(close) + 20
    mean = np.fft.irfft(np.fft.rfft(close, size) * np.fft.rfft(np.ones(20) / 20, size), size)[: len(close)]
    return {history.panel.sessions[t]: {"600001.SH": min(max(0.5 * mean[t] / close[t], 0), 1)}
            for t in range(40, len(close) - 1, 5)}
