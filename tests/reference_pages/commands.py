"""The page of commands: of each its sentence, its options with their defaults, its examples, its function."""

from __future__ import annotations

from typing import Any

import typer

from backtest.cli.app import COMMANDS, app
from tests.backtest.app.test_twins import TWINS
from tests.reference_pages.environment import VARIABLES
from tests.reference_pages.markdown import anchor, block, code, contents, filled, page, table

CLICK: Any = typer.main.get_command(app)

INTRODUCTION = """\
Every command with every option, as its own help says it: `backtest COMMAND --help`, or `backtest COMMAND --help
--lang zh` in Chinese (中文). [../commands.md](../commands.md) has one line of each, with what it leaves and the kinds
of runs."""

SHARED = """\
All commands take these, so they are not listed with each:"""

CODES = table(
    ("exit code", "what it says"),
    (
        ("0", "done"),
        ("1", "failed; one line on stderr says what was asked, what there is and what to do next"),
        ("2", "wrong usage: an option, a word or a value that there is not"),
        ("3", "partly done: some of several runs or symbols failed, or the data is older than `--max-age`"),
    ),
)


def commands_page() -> str:
    """The whole page."""
    names = [name for name, _, _ in COMMANDS]
    shared = _shared()
    rows = [_row(each) for each in _options(COMMANDS[0][0]) if each.name in shared]
    rows += [
        ("`--debug`", "", "Show the traceback of an error."),
        ("`-h`, `--help`", "", "Show the help of a command."),
    ]
    overview = [_row(each) for each in CLICK.params if each.opts[0] in OF_THE_PROGRAM]
    return page(
        "Commands and options",
        INTRODUCTION,
        contents([*names, "Of every command", "Of the program itself", "Exit codes", "Environment"]),
        *(_section(name, examples, shared) for name, _, examples in COMMANDS),
        "## Of every command",
        SHARED,
        table(("option", "default", "what it does"), rows),
        "## Of the program itself",
        table(("option", "default", "what it does"), [*overview, *COMPLETION]),
        "## Exit codes",
        CODES,
        "## Environment",
        "An option stands over its variable, a variable over the default.",
        table(("variable", "what it sets"), ((code(name), words) for name, words in VARIABLES.items())),
    )


OF_THE_PROGRAM = ("--version",)
COMPLETION = (
    ("`--install-completion`", "", "Let the shell complete commands, options, strategies and symbols."),
    ("`--show-completion`", "", "Show what that would write."),
)


def command_of(name: str) -> Any:  # noqa: ANN401 - the library has no public names for them
    """A command of one or two words as the library holds it."""
    found = CLICK
    for word in name.split():
        found = found.commands[word]
    return found


def _options(name: str) -> list[Any]:
    return list(command_of(name).params)


def _shared() -> set[str]:
    """The names of the options that every command has."""
    return set.intersection(*({each.name for each in _options(name)} for name, _, _ in COMMANDS))


def _section(name: str, examples: tuple[str, ...], shared: set[str]) -> str:
    command, twin = command_of(name), TWINS[name]
    given = [_row(each)[0].strip("`") for each in command.params if each.param_type_name == "argument"]
    rows = [_row(each) for each in command.params if each.name not in shared]
    paragraphs = [filled(each) for each in command.help.split("\n\n")]
    usage = " ".join(["backtest", name, *given, "[OPTIONS]"])
    parts = [
        f"## {name}",
        *paragraphs,
        f"{code(usage)}, in Python [`backtest.{twin}`](python.md{anchor(twin)}).",
        table(("option", "default", "what it does"), rows) if rows else "",
        block("sh", examples),
    ]
    return "\n\n".join(part for part in parts if part)


def _row(option: Any) -> tuple[str, str, str]:  # noqa: ANN401 - as above
    """How an option is typed, its default, and its help; of a default that is nothing or "no" nothing is said."""
    typed, words = option.get_help_record(typer.Context(CLICK))
    default = option.default
    said = "" if default in (None, False, ()) or "[default" not in words else str(default)
    if option.param_type_name == "argument":
        typed = typed.partition(" <")[0]
    if isinstance(default, bool):
        said = ("on" if default else "") if option.secondary_opts else ""
    return code(typed), code(said), option.help or ""
