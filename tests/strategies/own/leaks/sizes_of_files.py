"""How long a file is that somebody writes to, which is known without opening it."""

import os


def weights(history):
    size = os.stat("/etc/hostname").st_size
    return {history.panel.sessions[40]: {history.panel.symbols[size % 2]: 1.0}}
