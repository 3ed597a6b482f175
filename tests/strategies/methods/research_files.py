"""Where the hand-made notes on the documents lie; tests that need them skip when they are absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FOLDER = (Path(__file__).parents[3] / "../shared/research").resolve()


def research(report: str) -> dict[str, Any]:
    """Return the notes on a report, or skip."""
    file = FOLDER / f"report_{report}.yaml"
    if not file.is_file():
        pytest.skip(f"no notes on report {report} in {FOLDER}")
    yaml = pytest.importorskip("yaml")
    facts: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return facts
