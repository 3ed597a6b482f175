"""A process imports the command that its line begins with, and all of them for any other line."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from backtest.cli.app import COMMANDS, app
from backtest.cli.commands_group import COMPLETE
from backtest.cli.start import ALONE, commands_for


@pytest.mark.parametrize("name", ALONE)
def test_a_command_alone_is_the_one_among_all(name: str) -> None:
    function, examples = next((function, examples) for each, function, examples in COMMANDS if each == name)
    (found,) = commands_for([name, "--json"]).registered_commands
    assert found.callback is function
    assert all(f"  {example}" in str(found.epilog) for example in examples)
    (whole,) = (each for each in app.registered_commands if each.callback is function)
    assert (found.name, found.epilog, found.cls) == (whole.name, whole.epilog, whole.cls)


@pytest.mark.parametrize(
    "words", [[], ["--help"], ["--lang", "zh", "run"], ["report", "check"], ["runn"], ["catalogue"]]
)
def test_any_other_line_has_all_commands(words: list[str]) -> None:
    assert commands_for(words) is app


def test_a_shell_that_completes_a_word_has_all_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETE, "complete_bash")
    assert commands_for(["run"]) is app


@pytest.mark.parametrize(
    "words", [["run", "--help"], ["run", "--lang", "zh", "-h"], ["run", "--slipage", "1"], ["status", "--db", ""]]
)
def test_a_command_alone_says_what_it_says_among_all(words: list[str]) -> None:
    alone, among_all = (CliRunner().invoke(each, words) for each in (commands_for(words), app))
    assert (alone.exit_code, alone.stdout, alone.stderr) == (among_all.exit_code, among_all.stdout, among_all.stderr)
    assert alone.stdout + alone.stderr


def test_the_group_without_commands_is_no_command_itself() -> None:
    assert isinstance(commands_for(["run"]), typer.Typer)
    assert commands_for(["run"]).registered_callback is not None
