"""A rule may think as long as it likes about the whole history, but not for ever about one whose future was changed."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic, sleep

import pytest

from strategies.contract.audit import audit_in_time, before_the_whole
from strategies.contract.strategy import decide
from strategies.own.file_rule import load_strategy
from strategies.own.process import client
from strategies.own.process.answer import Printed
from tests.strategies.own.planted import planted_market

RULE = """
def weights(history):
    panel = history.panel
    if {sleeps} and not panel.traded[-1].any():
        while True:
            pass
    return {{panel.sessions[t]: {{panel.symbols[0]: 1.0}} for t in range(60, 160, 20) if t < len(panel.sessions)}}
"""


def children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of a test: the rules below either answer at once or never."""
    monkeypatch.setattr(client, "FIRST", 4.0)
    monkeypatch.setattr(client, "SLACK", 4.0)


def test_a_rule_that_never_answers_on_a_cut_history_is_ended_and_has_not_passed(tmp_path: Path) -> None:
    path = tmp_path / "rule.py"
    path.write_text(RULE.format(sleeps=True))
    history = planted_market()
    strategy = load_strategy(path)
    blind = before_the_whole(strategy, history, days=1)
    # What was not answered is no answer: the day is asked about again.
    assert blind == {}
    decided = decide(strategy, history).targets
    begun = monotonic()
    found = audit_in_time(strategy, history, decided=decided, blind=blind, seconds=0.0, at_least=1, at_once=2)
    assert monotonic() - begun < 120
    assert not found.passed
    assert found.first_moved is None
    assert "whether it looks ahead cannot be told: with the future after" in found.sentence
    assert "it took longer than the" in found.sentence
    # The process that answers still does.
    assert decide(strategy, history).targets.rows() == decided.rows()


def test_an_honest_rule_is_not_ended(tmp_path: Path) -> None:
    path = tmp_path / "rule.py"
    path.write_text(RULE.format(sleeps=False))
    history = planted_market()
    strategy = load_strategy(path)
    decided = decide(strategy, history).targets
    found = audit_in_time(strategy, history, decided=decided, blind={}, seconds=0.0, at_least=2)
    assert found.passed, found.sentence


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="children are told by Linux")
def test_a_process_that_answers_and_lives_on_is_ended_before_the_next_question() -> None:
    """Or it could tell the next ones what it knows; both decide as if they were alone."""
    history = planted_market()
    lives_on = load_strategy(Path(__file__).parent / "leaks" / "answers_and_lives_on.py")
    honest = load_strategy(Path(__file__).parent / "honest" / "highest_close.py")
    assert len(decide(lives_on, history).targets.dates) == 1
    assert len(decide(honest, history).targets.dates) == 24
    (server,) = client.servers()
    # The second answer was read, so the end of the first was heard before; that of the second is on its way.
    deadline = monotonic() + 60
    while children(server) and monotonic() < deadline:
        sleep(0.05)
    assert children(server) == []


def test_what_a_rule_prints_without_end_takes_no_memory() -> None:
    printed = Printed()
    assert printed.write("x" * 30_000) == 30_000
    assert printed.write("y" * 30_000) == 30_000
    assert printed.getvalue() == "x" * 20_000


def test_a_rule_that_is_slow_in_its_audit_is_spoken_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(client, "WAITS", 0.2)
    path = tmp_path / "rule.py"
    path.write_text(RULE.format(sleeps=True))
    before_the_whole(load_strategy(path), planted_market(), days=1)
    assert "rule.py has not decided yet; it is waited for, at most 4 s for each history of its audit" in caplog.text
