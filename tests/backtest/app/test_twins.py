"""Each command beside its function in Python: the same options, the same defaults, both documented."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

import backtest
from backtest.cli.app import COMMANDS, app
from backtest.options import Options

# A word of Python or of the library cannot be the name of a function; all other twins have their command's name.
OTHER_NAMES = {
    "import": "import_data",
    "list": "catalogue",
    "open": "show_page",
    "diary verify": "diary_verify",
    "diary show": "diary_show",
    "diary restore": "diary_restore",
    "report new": "report_new",
    "report check": "report_check",
    "report show": "report_show",
    "report draft": "draft_report",
}

# What every command has and no function needs.
ONLY_IN_A_TERMINAL = {
    "as_json": "a function returns values; what --json prints is their document()",
    "wide": "only a terminal is too narrow for a table",
}
# What a single command has beside that, and what there is in Python instead.
ONLY_THE_COMMAND = {
    "run": {
        "strategies": "one run a call: run(strategy); run_many takes several",
        "targets": "run_targets(targets)",
        "every": "run_many of all names",
        "plain": "run('NAME/plain')",
        "check": "the run's to_vectorbt()",
        "out": "the run's report(path)",
        "colours": "the run's report(path, colours=...)",
        "price_charts": "the run's report(path, price_charts=...)",
        "executor": "one run a call: run_many spreads several",
        "address": "as executor",
        "workers": "as executor",
        "open_page": "the run's report(path), and any browser",
    },
    "orders": {"csv": "the list's to_frame(), which pandas writes"},
    "import": {"data": "paths alone; a function takes frames too"},
    "sweep": {
        "grid": "repeated words; a function takes a mapping",
        "out": "the sweep's report(path), to_frame() and curves()",
        "colours": "the sweep's report(path, colours=...)",
        "open_page": "the sweep's report(path), and any browser",
    },
    "sheet": {
        "file": "returns= or prices=, which take the path of a file too",
        "prices": "prices=FILE",
        "out": "path=, or the sheet's report(path)",
    },
    "compare": {"out": "the comparison's report(path)", "standalone": "an option of report(path)"},
    "report draft": {"explain": "the draft's decisions"},
    "scorecard": {"forecasts": "forecasts() of the same reports", "out": "the scorecard's write(folder)"},
}
# What a function has that a command line supplies by itself.
ONLY_IN_PYTHON = {
    "hear": "the command shows progress on stderr",
    "tell": "the command tells on stderr what failed",
    "warn": "the command warns on stderr",
    "command": "the command line is known",
    "lang": "a process speaks one language, that of --lang",
    "panel": "a process loads its market itself",
}
ONLY_THE_FUNCTION = {
    "run": {"strategy": "the command takes several", "other_indices": "--benchmark again, behind the first"},
    "sweep": {"grid": "a mapping; the command takes words", "other_indices": "a sweep has one index"},
    "sheet": {
        "returns": "the command takes a file",
        "prices": "the command's --prices says what the file holds",
        "dates": "a file has its own",
        "path": "the command always writes a page",
    },
    "import": {"data": "frames too", "tables": "frames by the name of their table"},
}

# Options whose flag is not the parameter's name, since a terminal has a shorter word that Python keeps for itself.
FLAGS = {
    "as_json": "--json",
    "report_id": "--id",
    "overrides": "--set",
    "parameters": "--set",
    "strategy": "--parameters",
    "output": "--sensitivity",
    "start": "--from",
    "end": "--to",
    "every": "--all",
    "open_page": "--open",
}

CLICK: Any = typer.main.get_command(app)
FUNCTIONS: Mapping[str, Callable[..., None]] = {name: function for name, function, _ in COMMANDS}
TWINS = {name: OTHER_NAMES.get(name, name) for name in FUNCTIONS}


def options_of_command(name: str) -> dict[str, object]:
    """The parameters of a command with their defaults, but for those that only a terminal has."""
    left_out = {"ctx", *ONLY_IN_A_TERMINAL, *ONLY_THE_COMMAND.get(name, {})}
    found = inspect.signature(FUNCTIONS[name]).parameters
    return {each.name: plain(each.default) for each in found.values() if each.name not in left_out}


def options_of_function(name: str) -> dict[str, object]:
    """The same of its function; ``**`` stands for the fields of ``Options``."""
    left_out = {*ONLY_IN_PYTHON, *ONLY_THE_FUNCTION.get(name, {})}
    found: dict[str, object] = {}
    for each in inspect.signature(getattr(backtest, TWINS[name])).parameters.values():
        if each.name == "conditions":
            found |= {field.name: plain(field.default) for field in fields(Options) if field.name not in left_out}
        elif each.name not in left_out:
            found[each.name] = plain(each.default)
    return found


def plain(default: object) -> object:
    """A default as both sides can have it: a folder is a path here and text there, no position None or no entry."""
    return None if default == () else str(default) if isinstance(default, Path) else default


def test_every_command_has_a_function() -> None:
    assert set(TWINS.values()) <= set(backtest.__all__)


@pytest.mark.parametrize("name", TWINS)
def test_the_same_options_with_the_same_defaults(name: str) -> None:
    assert options_of_command(name) == options_of_function(name)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_option_has_its_name_and_a_help(name: str) -> None:
    command = CLICK
    for word in name.split():
        command = command.commands[word]
    for option in command.params:
        assert option.help, option.name
        if option.param_type_name == "option":
            assert option.opts == [FLAGS.get(option.name, f"--{option.name.replace('_', '-')}")]


@pytest.mark.parametrize("name", TWINS)
def test_every_parameter_is_documented(name: str) -> None:
    function = getattr(backtest, TWINS[name])
    text = inspect.getdoc(function) or ""
    assert re.fullmatch(r".+\.", text.partition("\n")[0])
    section = text.partition("Parameters\n----------\n")[2].partition("\n\n")[0]
    named = [word for names in re.findall(r"^\**([a-z_]+(?:, [a-z_]+)*)(?= : |$)", section, re.MULTILINE)
             for word in names.split(", ")]  # fmt: skip
    assert named == [*inspect.signature(function).parameters]
    for heading in ("Returns", "Raises"):
        assert f"\n{heading}\n{'-' * len(heading)}\n" in text


def test_every_name_of_the_library_can_be_had() -> None:
    assert set(backtest.__all__) == {"__version__", *backtest.HOMES}
    assert dir(backtest) == sorted(backtest.__all__)
    for name in backtest.__all__:
        assert getattr(backtest, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'rnu'"):
        backtest.rnu  # noqa: B018 - asking for it is the test
