"""Where the real A-share history lies; tests that need it skip when it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("BACKTEST_REALDATA") or Path(__file__).parents[2] / "../shared/market-data").resolve()


def real_data() -> Path:
    """Return the folder of the real data, or skip."""
    if not (FOLDER / "instruments.csv").is_file():
        pytest.skip(f"no real data in {FOLDER}; set BACKTEST_REALDATA")
    return FOLDER
