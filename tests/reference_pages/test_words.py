"""The page of other systems' words: every word of ours on it exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import backtest
from backtest.cli.app import COMMANDS
from backtest.handler import instruction
from backtest.handler.view import View
from backtest.metrics.definitions import DEFINITIONS
from strategies.contract.history import History
from tests.cli.command import ROOT, Ran, process, understood
from tests.cli.markdown import blocks, commands
from tests.reference_pages.answers import held_by, shown_members
from tests.reference_pages.commands import command_of
from tests.reference_pages.meanings import WRITERS, files_of
from tests.reference_pages.pages import COMMITTED

PAGE = (COMMITTED / "words.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| (.*?) ?\|$", PAGE, re.MULTILINE)
OURS = sorted({word for _, here, _ in ROWS for word in re.findall(r"`([^`]+)`", here)})
SYSTEMS = ("JoinQuant", "rqalpha", "vectorbt", "qlib", "quantstats", "backtrader", "zipline")

OPTIONS = {each.opts[0] for name, _, _ in COMMANDS for each in command_of(name).params}
FILES = {file for package in WRITERS.values() for file in files_of(package)}
METRICS = {each.key for each in DEFINITIONS}


def members(kind: type) -> set[str]:
    """What can be asked of a value of a kind."""
    return {*held_by(kind), *(name.partition("(")[0] for name, _ in shown_members(kind)), *dir(kind)}


def exists(word: str) -> bool:
    """Whether a word of ours is there: a command, an option, a name of Python, a metric, a file."""
    if word.startswith("backtest "):
        return any(word.startswith(f"backtest {name}") for name, _, _ in COMMANDS)
    if word.startswith("--"):
        return word.split(" ", maxsplit=1)[0] in OPTIONS
    owner, dot, name = word.partition("(")[0].partition(".")
    if owner in OWNERS and dot:
        return name in OWNERS[owner]
    return word in FILES | METRICS | {*FUNCTIONS_OF_A_FILE, "print(result)"} or hasattr(instruction, word)


OWNERS = {
    "backtest": set(backtest.__all__),
    "result": members(backtest.Run),
    "history": members(History),
    "view": members(View),
}
FUNCTIONS_OF_A_FILE = {
    "weights(history)": "strategies/own/weights_file.py",
    "make_handler(history)": "strategies/own/handler_file.py",
}


@pytest.mark.parametrize("word", OURS)
def test_each_word_of_ours_exists(word: str) -> None:
    assert exists(word)


def test_a_word_that_is_none_is_told() -> None:
    assert not exists("result.sharpness")
    assert not exists("--slipage")
    assert not exists("backtest swoop")
    assert not exists("targets.parquet")


def test_functions_of_a_file_are_what_its_reader_asks_for() -> None:
    for word, module in FUNCTIONS_OF_A_FILE.items():
        assert word.partition("(")[0] in (ROOT / module).read_text(encoding="utf-8")


def test_every_system_has_a_table_and_the_well_known_words_are_there() -> None:
    for system in SYSTEMS:
        own = re.split(r"^## ", PAGE.split(f"\n## {system}\n")[1], flags=re.MULTILINE)[0]
        assert own.count("\n|") > 6, system
    there = " ".join(row[0] for row in ROWS)
    known = ("order_target_percent", "OrderCost", "avoid_future_data", "handle_bar", "from_orders", "qs.reports.html")
    for word in (*known, "TopkDropoutStrategy", "cheat_on_open", "schedule_function"):
        assert word in there


def test_commands_are_understood_and_their_rule_runs(demonstration: tuple[Path, Ran], tmp_path: Path) -> None:
    first, *others = lines = commands(PAGE)
    assert [understood(line) for line in lines] == ["run", "sweep", "audit"]
    (rule,) = blocks(PAGE, "python")
    (tmp_path / "momentum.py").write_text("\n".join(rule), encoding="utf-8")
    store = shutil.copy(demonstration[0] / "sample_market.db", tmp_path)
    run = process(*first.split()[1:], cwd=tmp_path, BACKTEST_DATABASE_URL=f"sqlite:///{store}")
    assert run.code == 0, run.err
    first_day = (tmp_path / "var/runs/momentum/targets.csv").read_text(encoding="utf-8").splitlines()[1:11]
    # It sets ten names, a tenth each, on one day.
    assert {(row.split(",")[0], row.split(",")[2]) for row in first_day} == {(first_day[0].split(",")[0], "0.1")}
    assert others[-1].endswith("audit momentum.py")
