"""A run is judged once, and page, terminal, JSON and index all say what was found then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backtest.app import batch_pages
from backtest.app.batch import carry_out_all
from backtest.app.decided import decided_table
from backtest.app.job import Job
from backtest.cli.layouts.run import show
from backtest.options import Options
from backtest.result.result import Result
from backtest.result.verdict import Verdict, verdict
from data_sources.language.text import same
from reports.site.summary import summarise
from tests.backtest.result.made_markets import Truth, made_about, made_panel, random_rule


def test_page_terminal_json_and_index_share_one_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judged: list[Result] = []

    def told(result: Result) -> Verdict:
        judged.append(result)
        return replace(verdict(result), headline=same("Said once."))

    monkeypatch.setattr(batch_pages, "verdict", told)
    panel = made_panel(0, Truth())
    about = made_about(panel)
    job = Job("noise", tmp_path / "noise", lambda: decided_table(random_rule(panel, 0), panel, Options(), about))
    outcome = carry_out_all([job], panel, Options())
    (run,) = outcome.finished
    show(outcome, as_json=False)
    assert "Said once." in (run.folder / "report.html").read_text(encoding="utf-8")
    assert "Said once." in capsys.readouterr().out
    assert outcome.document()["runs"][0]["verdict"]["headline"] == "Said once."
    assert summarise(run.result, "noise/report.html", seen=run.verdict).badge == run.verdict.badge
    assert len(judged) == 1
