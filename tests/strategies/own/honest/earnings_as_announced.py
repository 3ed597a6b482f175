"""Expected over reported earnings by their days, once from the arrays and once from the announcements."""

import numpy as np


def best(history, score):
    """All in the name with the highest score on every fifth session from number 40 on, but the last."""
    panel, answer = history.panel, {}
    for t in range(40, len(panel.sessions) - 1, 5):
        row = np.nan_to_num(score[t], nan=-9.0)
        answer[panel.sessions[t]] = {panel.symbols[int(row.argmax())]: 1.0}
    return answer


NEVER = np.datetime64("1990-12-31")


def weights(history):
    panel = history.panel
    hoped = history.earnings("eps", kind="forecast") - history.earnings("eps")
    said = panel.earnings
    for t in range(40, len(panel.sessions) - 1, 5):
        known = said.announced_on <= panel.sessions[t]
        for column in range(len(panel.symbols)):
            rows = np.flatnonzero(known & (said.symbol == column))
            expected, reported = (rows[said.forecast[rows] == kind] for kind in (True, False))
            year = panel.sessions[t].item().year
            expected = expected[said.period_end[expected] == np.datetime64(f"{year}-12-31")]
            reported = reported[said.period_end[reported] == said.period_end[reported].max(initial=NEVER)]
            if len(expected) and len(reported):
                assert hoped[t, column] == said.eps[expected[-1]] - said.eps[reported[-1]]
    return best(history, hoped)
