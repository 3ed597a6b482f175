"""``backtest audit``: a rule that knows tomorrow is caught with its first date and symbol."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import backtest

# Holds, each twentieth session, what will rise most until tomorrow.
LEAK = """\
import numpy as np

def weights(history):
    panel = history.panel
    index = panel.total_return_index
    days = range(20, len(index) - 1, 20)
    best = {t: int(np.nan_to_num(index[t + 1] / index[t]).argmax()) for t in days}
    return {panel.sessions[t]: {panel.symbols[j]: 1.0} for t, j in best.items()}
"""


@pytest.fixture
def leak(tmp_path: Path) -> Path:
    path = tmp_path / "leak.py"
    path.write_text(LEAK)
    return path


def test_rule_that_knows_tomorrow_fails_in_one_sentence(leak: Path, sample_store: Path) -> None:
    ran = backtest("audit", leak, "--days", "4", store=sample_store)
    assert ran.code == 1
    (line,) = ran.out.splitlines()
    assert line.startswith("leak: LOOKS AHEAD: ")
    assert " on 202" in line


def test_json_names_date_and_symbol_of_each_leak(leak: Path, sample_store: Path) -> None:
    ran = backtest("audit", leak, "--days", "4", "--json", store=sample_store)
    assert ran.code == 1
    (audit,) = ran.document["audits"]
    assert audit["passed"] is False
    assert all(found["decision"] <= found["day"] for found in audit["leaks"])


def test_registered_strategy_passes(sample_store: Path) -> None:
    ran = backtest("audit", "storage_cycle", "--days", "2", "--seed", "3", store=sample_store)
    assert ran.code == 0
    assert ran.out.startswith("storage_cycle: no look-ahead: ")


def test_strategy_that_fails_at_all_is_an_error(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("def weights(history):\n    return 3\n")
    ran = backtest("audit", path, store=sample_store)
    assert ran.code == 1
    assert "returned int" in ran.error
