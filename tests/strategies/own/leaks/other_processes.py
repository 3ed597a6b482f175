"""Which processes there are, by looking whether they exist."""

import os


def weights(history):
    there = [number for number in range(1, 99999) if os.path.exists(f"/proc/{number}")]
    return {history.panel.sessions[40]: {history.panel.symbols[len(there) % 2]: 1.0}}
