"""It leaves a share when it is gone, and an ST share while it is one."""

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
    panel, answer = history.panel, {}
    for t in range(40, len(panel.sessions) - 1, 5):
        day = panel.sessions[t].item()
        gone = {each.symbol for each in panel.instruments if each.delist_date and each.delist_date <= day}
        marked = {each.symbol for each in panel.status if each.start <= day and (each.end is None or each.end >= day)}
        free = [each for each in panel.symbols[:3] if each not in gone | marked]
        answer[panel.sessions[t]] = {each: 1 / len(free) for each in free}
    return answer
