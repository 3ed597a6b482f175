"""Modules that do much when they are imported; a rule may use them."""

import asyncio
import cmd
import concurrent.futures
import multiprocessing
import tempfile
import uuid

import scipy.signal
import scipy.stats

assert all((asyncio, cmd, concurrent, multiprocessing, tempfile, uuid))


def weights(history):
    panel, decisions = history.panel, {}
    for row in range(40, panel.last_traded + 1, 10):
        level = panel.total_return_index[row - 20 : row + 1, 0]
        steep = scipy.stats.linregress(range(21), scipy.signal.detrend(level) + level).slope > 0
        decisions[panel.sessions[row]] = {panel.symbols[0]: 1.0 if steep else 0.5}
    return decisions
