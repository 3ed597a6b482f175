"""Works in threads, keeps what it worked out within one call, logs, prints, warns and names the day in a line."""

import logging
import subprocess  # noqa: F401 - imported by many a library
import tempfile  # noqa: F401
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

logging.basicConfig(level=logging.INFO)


@dataclass(frozen=True)
class Pick:
    session: int
    column: int


def weights(history):
    panel = history.panel
    index = panel.total_return_index

    @lru_cache(maxsize=None)
    def change(t):
        return np.nan_to_num(index[t] / index[t - 20], nan=-9.0)

    def pick(t):
        return Pick(t, int((change(t) + change(t - 1)).argmax()))

    with ThreadPoolExecutor(3) as pool:
        picks = list(pool.map(pick, range(40, len(panel.sessions) - 1, 5)))
    logging.getLogger(__name__).info("decided on %s", datetime.today() - timedelta(days=1))
    print("picks:", len(picks))
    warnings.warn("only a word", stacklevel=1)
    return {panel.sessions[each.session]: {panel.symbols[each.column]: 1.0} for each in picks}
