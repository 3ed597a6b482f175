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


def test_seconds_bound_the_days_that_were_asked_for(sample_store: Path) -> None:
    words = ("audit", "storage_cycle", "--days", "40", "--json")
    (bounded,) = backtest(*words, "--seconds", "0", store=sample_store).document["audits"]
    assert len(bounded["days"]) == 4
    assert bounded["passed"]
    assert f"{bounded['held']} of {bounded['dates']} decision dates stood" in bounded["sentence"]
    (all_of_them,) = backtest(*words, store=sample_store).document["audits"]
    assert len(all_of_them["days"]) == 40
    assert set(bounded["days"]) < set(all_of_them["days"])


def test_strategy_that_fails_at_all_is_an_error(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("def weights(history):\n    return 3\n")
    ran = backtest("audit", path, store=sample_store)
    assert ran.code == 1
    assert "returned int" in ran.error


def test_a_run_of_a_rule_that_knows_tomorrow_says_so_before_all_else(
    leak: Path, sample_store: Path, tmp_path: Path
) -> None:
    ran = backtest("run", leak, "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 0
    first = next(line for line in ran.out.splitlines() if line.startswith("  but: "))
    assert first.startswith("  but: LOOKS AHEAD: ")
    assert first.endswith("no number of this run could have been earned")
    # In the table, on the page and in the document as well.
    assert any(line.startswith("LOOKS AHEAD ") for line in ran.out.splitlines())
    assert "LOOKS AHEAD: " in (tmp_path / "out" / "report.html").read_text()
    (found,) = backtest("run", leak, "--out", tmp_path / "out", "--json", store=sample_store).document["runs"]
    assert found["look_ahead"]["standing"] == "failed"
    assert found["caveats"][0] == f"{found['look_ahead']['sentence']}; no number of this run could have been earned"
    assert found["look_ahead"]["outcome"]["leaks"][0]["decision"]


def test_a_run_names_the_audit_that_it_passed_or_that_was_left_out(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        "def weights(history):\n"
        "    return {day: {history.panel.symbols[0]: 0.5} for day in history.panel.sessions[:-1]}\n"
    )
    ran = backtest("run", path, "--out", tmp_path / "out", store=sample_store)
    assert "  Look-ahead audit: no look-ahead: " in ran.out
    assert "Look-ahead audit: no look-ahead: " in (tmp_path / "out" / "report.html").read_text()
    assert "look-ahead" not in "".join(line for line in ran.out.splitlines() if line.startswith("  but: "))
    without = backtest("run", path, "--no-audit", "--out", tmp_path / "out", store=sample_store)
    assert "  but: its look-ahead audit was left out, so whether it looks ahead cannot be told" in without.out
    table = backtest("run", "--targets", tmp_path / "out" / "targets.csv", "--out", tmp_path, store=sample_store)
    assert "  but: its decisions come from outside: whether they look ahead cannot be told" in table.out


def test_shipped_strategies_are_not_audited_again(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "storage_cycle", "--out", tmp_path, "--json", store=sample_store)
    (found,) = ran.document["runs"]
    assert (found["look_ahead"], found["universe"]) == (None, None)


def test_a_handler_that_keeps_the_future_is_caught_beside_its_run(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "peeks.py"
    path.write_text(
        "import sys\nimport numpy as np\nfrom backtest.handler import weights\n\n"
        "def whole(view):\n    frame = sys._getframe()\n    while frame:\n"
        "        for each in list(frame.f_locals.values()):\n"
        "            if len(getattr(each, 'sessions', ())) > view.session + 1 and hasattr(each, 'bars'):\n"
        "                return getattr(each, 'total_return_index')\n"
        "        frame = frame.f_back\n\n"
        "def make_handler(history):\n    def handler(view):\n        index = whole(view)\n"
        "        best = int(np.nan_to_num(index[view.session + 1] / index[view.session]).argmax())\n"
        "        return weights({view.symbols[best]: 1.0})\n    return handler\n"
    )
    ran = backtest("run", path, "--from", "2026-01-05", "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 0
    assert "  but: LOOKS AHEAD: " in ran.out
