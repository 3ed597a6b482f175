"""``docs/commands.md`` has every command and no other, and what it offers for pasting is understood."""

from __future__ import annotations

import re

import pytest

from backtest.cli.app import COMMANDS
from tests.cli.command import ROOT, understood
from tests.cli.markdown import commands

PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| (.+) \| `([^`]+)` \|$", PAGE, re.MULTILINE)


def test_every_command_has_one_row_and_nothing_else_has() -> None:
    assert sorted(name for name, _, _ in ROWS) == sorted(name for name, _, _ in COMMANDS)
    # Beside its heading and the line below it, a table has nothing but such rows.
    assert len(ROWS) == sum(line.startswith("|") and "---" not in line for line in PAGE.splitlines()) - 6


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, example in ROWS])
def test_the_example_of_each_row_is_understood_and_is_of_that_command(name: str, example: str) -> None:
    assert understood(example) == name


@pytest.mark.parametrize("page", ["pages.md", "your-own-data.md"])
def test_commands_of_other_pages_are_understood(page: str) -> None:
    lines = commands((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert [understood(line) for line in lines] == [line.split()[1] for line in lines]
    assert len(lines) >= 6


@pytest.mark.parametrize("line", commands(PAGE))
def test_each_kind_of_run_is_understood(line: str) -> None:
    assert understood(line) == "run"
