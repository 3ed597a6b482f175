"""The code of ``docs/earnings.md`` runs as it stands there, and its audit says what the page says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from backtest.market.panel_building import build_panel
from backtest.validity.audit_outcome import AuditOutcome
from strategies.contract.audit import audit_strategy
from strategies.contract.history import History
from strategies.contract.strategy import decide
from strategies.own.file_rule import load_strategy
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import STAR, A, B, Row, tiny, weekdays

GUIDE = Path(__file__).parents[3] / "docs" / "earnings.md"
EXAMPLE = GUIDE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
DAYS = weekdays(date(2024, 1, 2), 61)
LAST_YEAR, YEAR = date(2022, 12, 31), date(2023, 12, 31)


def said(symbol: str, period: date, day: date, profit: float) -> Row:
    words: Row = {"symbol": symbol, "period_end": period, "announced_on": day, "kind": "actual"}
    return {**words, "net_profit": profit}


def market() -> History:
    """Decisions fall on DAYS[0], [20], [40] and [60], the last one. The year before A earned 100, B 200, STAR -50."""
    rows = [said(symbol, LAST_YEAR, date(2023, 4, 3), profit) for symbol, profit in ((A, 100), (B, 200), (STAR, -50))]
    rows += [said(A, YEAR, DAYS[20], 150), said(B, YEAR, DAYS[21], 500), said(STAR, YEAR, DAYS[10], 90)]
    rows += [said(A, YEAR, DAYS[41], 80)]
    facts = facts_from_tables(tiny({A: [10.0] * 61, B: [20.0] * 61, STAR: [30.0] * 61}, days=DAYS, earnings=rows))
    return History(build_panel(facts))


def audited(path: Path) -> AuditOutcome:
    return audit_strategy(load_strategy(path), market(), days=12)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "growth.py"
    path.write_text(EXAMPLE)
    return path


def test_the_example_holds_what_had_grown_by_the_day(example: Path) -> None:
    assert len([line for line in EXAMPLE.splitlines() if line]) <= 10
    decided = decide(load_strategy(example), market()).targets
    # On DAYS[20] A has just reported 150 after 100; B reports the next day, 500 after 200. A's correction to 80, behind
    # DAYS[40], is no growth. STAR had a loss to grow from. On DAYS[0] all is cash.
    assert decided.rows() == [
        (DAYS[0], "", 0.0),
        (DAYS[20], A, 0.2),
        (DAYS[40], A, 0.2),
        (DAYS[40], B, 0.2),
        (DAYS[60], B, 0.2),
    ]


def test_the_example_does_not_look_ahead(example: Path) -> None:
    found = audited(example)
    assert found.passed, found.sentence
    assert found.held >= 3


TOMORROW = "in (-growth[(t + 1) % 61]).argsort() if growth[(t + 1) % 61, j]"
LAST_ROWS = "growth[:] = [said.net_profit[said.symbol == j][-1] - 90 for j in range(3)]"


@pytest.mark.parametrize(
    ("honest", "leak"),
    [
        ("in (-growth[t]).argsort() if growth[t, j]", TOMORROW),
        ("growth[~(before > 0)", f"said = panel.earnings\n    {LAST_ROWS}\n    growth[~(before > 0)"),
    ],
)
def test_the_audit_finds_the_leaks_that_the_page_names(example: Path, honest: str, leak: str) -> None:
    assert EXAMPLE.count(honest) == 1
    example.write_text(EXAMPLE.replace(honest, leak))
    assert audited(example).first_moved is not None


def test_without_earnings_nothing_is_held(example: Path) -> None:
    none = market().panel.earnings.rows(np.zeros(7, np.bool_))
    history = History(replace(market().panel, earnings=none))
    assert {row[1:] for row in decide(load_strategy(example), history).targets.rows()} == {("", 0.0)}


@pytest.mark.parametrize("link", ["operations.md"])
def test_its_links_lead_somewhere(link: str) -> None:
    assert f"]({link})" in GUIDE.read_text(encoding="utf-8")
    assert (GUIDE.parent / link).is_file()
