"""The data of the tiny page against a stored copy.

A wanted change shows as a difference of `golden/page_model.json`; `python -m tests.reports.test_page_model` writes
it anew, to be read before it is kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from reports import page_model
from tests.reports.made_results import made_card, tiny_result

GOLDEN = Path(__file__).parent / "golden" / "page_model.json"


def plain(value: object) -> object:
    """Return what JSON can hold; floats to 9 digits, since the last bits differ between processors."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 9) + 0.0
    return value.isoformat() if isinstance(value, date) else value


def _model() -> object:
    return plain(asdict(page_model(tiny_result(), made_card())))


def test_the_model_of_the_tiny_run_is_the_stored_one() -> None:
    assert _model() == json.loads(GOLDEN.read_text(encoding="utf-8"))


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(_model(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
