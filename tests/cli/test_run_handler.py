"""``backtest run ./stop.py`` where the file decides day by day: the same files and page, every mistake in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import ROOT, backtest

TRAILING_STOP = ROOT / "strategies" / "examples" / "trailing_stop.py"
DRAWDOWN_CONTROL = ROOT / "strategies" / "examples" / "drawdown_control.py"
FILES = [
    "equity.csv",
    "events.csv",
    "fills.csv",
    "manifest.json",
    "metrics.json",
    "positions.csv",
    "refusals.csv",
    "report.html",
    "split.json",
    "targets.csv",
    "verdict.json",
]
# Buys A on the first evening and sells it two sessions later, once a run.
ONCE = """\
from backtest.handler import orders

START = "2024-01-02"

def make_handler(history, symbol="600000.SH", lots=1):
    evenings = []
    def handler(view):
        evenings.append(view.today)
        return {1: orders({symbol: lots * 100}), 3: orders({symbol: -lots * 100})}.get(len(evenings))
    return handler
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.py"
    path.write_text(text)
    return path


def fills(folder: Path) -> list[list[str]]:
    return [line.split(",")[:4] for line in (folder / "fills.csv").read_text().splitlines()[1:]]


def test_the_trailing_stop_runs_beside_its_strategy_and_leaves_the_same_files(
    sample_store: Path, tmp_path: Path
) -> None:
    ran = backtest("run", TRAILING_STOP, "storage_cycle", "--out", tmp_path, store=sample_store)
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()[2:4]] == ["trailing_stop", "storage_cycle"]
    for name in ("trailing_stop", "storage_cycle"):
        assert sorted(path.name for path in (tmp_path / name).iterdir() if path.is_file()) == FILES
    # A file of the user's own is kept beside them.
    assert (tmp_path / "trailing_stop" / "source" / "trailing_stop.py").read_bytes() == Path(TRAILING_STOP).read_bytes()
    # What depended on the path is no table of weights; the header stands alone.
    assert (tmp_path / "trailing_stop" / "targets.csv").read_text() == "date,symbol,weight\n"
    assert len(fills(tmp_path / "trailing_stop")) > len(fills(tmp_path / "storage_cycle"))
    manifest = json.loads((tmp_path / "trailing_stop" / "manifest.json").read_text())
    assert manifest["parameters"] == {"stop": 0.1}
    assert manifest["options"]["start"] == "2025-05-07"


def test_a_stop_that_is_never_reached_is_the_strategy(sample_store: Path, tmp_path: Path) -> None:
    words = ["storage_cycle", "--set", "trailing_stop.stop=0.99", "--out", str(tmp_path)]
    assert backtest("run", TRAILING_STOP, *words, store=sample_store).code == 0
    for name in ("fills.csv", "refusals.csv"):
        assert (tmp_path / "trailing_stop" / name).read_text() == (tmp_path / "storage_cycle" / name).read_text()


def test_drawdown_control_takes_its_basket_as_a_parameter(sample_store: Path, tmp_path: Path) -> None:
    words = ["--set", "basket=rate_power", "--set", "threshold=0.99"]
    assert backtest("run", DRAWDOWN_CONTROL, *words, "--out", tmp_path / "all", store=sample_store).code == 0
    assert backtest("run", "rate_power", "--out", tmp_path / "rate", store=sample_store).code == 0
    assert (tmp_path / "all" / "fills.csv").read_text() == (tmp_path / "rate" / "fills.csv").read_text()
    ran = backtest("run", DRAWDOWN_CONTROL, "--set", "basket=rate_pwer", "--out", tmp_path / "no", store=sample_store)
    assert ran.code == 1
    assert "drawdown_control.py: followed: no strategy 'rate_pwer'. Did you mean rate_power?" in ran.error


def test_every_run_begins_without_the_state_of_another(store: Path, tmp_path: Path) -> None:
    mine = written(tmp_path, ONCE)
    for folder in ("first", "second"):
        assert backtest("run", mine, "--out", tmp_path / folder, store=store).code == 0
        assert fills(tmp_path / folder) == [
            ["2024-01-03", "600000.SH", "buy", "100"],
            ["2024-01-05", "600000.SH", "sell", "100"],
        ]


def test_arguments_are_parameters_and_from_goes_before_start(store: Path, tmp_path: Path) -> None:
    words = ["--set", "lots=3", "--from", "2024-01-03", "--out", str(tmp_path / "out")]
    assert backtest("run", written(tmp_path, ONCE), *words, store=store).code == 0
    assert fills(tmp_path / "out") == [["2024-01-04", "600000.SH", "buy", "300"]]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["parameters"] == {"symbol": "600000.SH", "lots": 3}


MISTAKES = {
    "look ahead": (
        "from datetime import date\ndef make_handler(history):\n    return lambda view: view.row(date(2024, 1, 3))\n",
        (
            "mine.py:3: LookAheadError: asked for 2024-01-03 at a decision taken after the close of 2024-01-02; "
            "the view ends 2024-01-02"
        ),
    ),
    "fault": (
        "def make_handler(history):\n    def handler(view):\n        return 1 / 0\n    return handler\n",
        "mine.py:3: ZeroDivisionError: division by zero (after the close of 2024-01-02)",
    ),
    "fault before the run": (
        "def make_handler(history):\n    return history.prices\n",
        "mine.py:2: AttributeError: 'History' object has no attribute 'prices'",
    ),
    "no handler": (
        "def make_handler(history):\n    pass\n",
        "mine.py: make_handler returned NoneType; return a function that takes the view",
    ),
    "no instruction": (
        "def make_handler(history):\n    return lambda view: {'600000.SH': 0.5}\n",
        (
            "mine.py: the handler returned dict (after the close of 2024-01-02); "
            "return weights(...), orders(...), a tuple of them, or None"
        ),
    ),
    "unknown symbol": (
        "import backtest.handler as h\ndef make_handler(history):\n    return lambda v: h.orders({'600999.SH': 100})\n",
        "decision of 2024-01-02: 600999.SH is not in this market; write symbols like 600000.SH",
    ),
    "symbol looked up in vain": (
        "def make_handler(history):\n    return history.panel.position['600999.SH']\n",
        (
            "mine.py:2: 600999.SH is not in this market; `backtest list members` names its shares, "
            "written like 600000.SH"
        ),
    ),
    "no history": (
        "def make_handler():\n    pass\n",
        "mine.py: make_handler takes no argument; its first one is the history",
    ),
    "no default": (
        "def make_handler(history, stop):\n    pass\n",
        (
            "mine.py: argument stop of make_handler has no default that is a number, text or a truth value; "
            "write stop=..., it becomes a parameter"
        ),
    ),
    "start": (
        "START = 'soon'\ndef make_handler(history):\n    return lambda view: None\n",
        "mine.py: START is 'soon'; write it like date(2025, 2, 6)",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_one_line_with_file_line_and_session(case: str, store: Path, tmp_path: Path) -> None:
    text, sentence = MISTAKES[case]
    mine = written(tmp_path, text)
    ran = backtest("run", mine, "--out", tmp_path / "out", store=store)
    assert (ran.code, ran.error.replace(str(mine), "mine.py")) == (1, sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--hindsight"], "mine decides day by day, which --hindsight does not know; leave out --hindsight"),
        (["--plain"], "mine decides day by day, which --plain does not know; leave out --plain"),
        (["--fill", "close"], "mine names the auction of each instruction; leave out --fill"),
        (["--set", "lot=2"], "mine has no parameter 'lot'; did you mean lots? It has symbol, lots"),
    ],
)
def test_an_option_that_a_handler_would_not_heed_is_refused(
    words: list[str], sentence: str, store: Path, tmp_path: Path
) -> None:
    ran = backtest("run", written(tmp_path, ONCE), *words, "--out", tmp_path / "out", store=store)
    assert (ran.code, ran.error) == (1, sentence)


def test_the_audit_takes_a_handler(store: Path, tmp_path: Path) -> None:
    ran = backtest("audit", written(tmp_path, ONCE), store=store)
    assert ran.code == 0
    assert "mine: no look-ahead: 2 of 2 decision dates stood with the future right behind them" in ran.out
