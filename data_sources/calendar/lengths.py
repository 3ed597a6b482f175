"""A day, a month and a year as numpy adds them to dates: a bare number beside a date has no unit, and numpy ends it."""

from __future__ import annotations

from typing import Final

import numpy as np

DAY: Final = np.timedelta64(1, "D")
MONTH: Final = np.timedelta64(1, "M")
YEAR: Final = np.timedelta64(1, "Y")
