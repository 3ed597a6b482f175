"""`run --check`: a second library keeps the books, and must end with the same cash and shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import backtest


def test_vectorbt_ends_with_our_cash_and_shares(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "storage_cycle", "--check", "--json", "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 0
    assert "the same as ours" in ran.document["checks"]["storage_cycle"]


def test_books_that_differ_fail_the_command(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backtest.vectorbt_bridge.check.BookCheck.agrees", property(lambda _books: False))
    ran = backtest("run", "storage_cycle", "--check", "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 1


def test_a_run_that_ends_on_its_base_date_has_nothing_to_re_book(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text("date,symbol,weight\n2025-12-31,600000.SH,0.5\n")
    last = ("--to", "2025-12-31")
    ran = backtest(
        "run", "--targets", tmp_path / "weights.csv", *last, "--check", "--out", tmp_path / "out", store=sample_store
    )
    assert ran.code == 0, ran.err
    assert "check: nothing to re-book: the run ends on its base date" in ran.out
    assert "files: equity.csv" in ran.out
