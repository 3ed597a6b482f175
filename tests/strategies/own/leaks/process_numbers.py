"""How many processes and threads there were before, which earlier questions could have made many of."""

import os
import threading


def weights(history):
    counted = os.getpid() - os.getppid() + threading.get_native_id() - 1
    panel = history.panel
    return {panel.sessions[row]: {panel.symbols[min(counted, 1)]: 1.0} for row in range(40, 80, 5)}
