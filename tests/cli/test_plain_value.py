"""Options are read as typer reads them, and plain ones without the library that typer asks."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated, Literal

import pytest
import typer
from typer.testing import CliRunner

from backtest.cli.language_option import SpokenCommand


def doubled(text: str) -> int:
    """Read a number and double it; ValueError for anything else."""
    return 2 * int(text)


def taken(words: list[str], *, ours: bool) -> str:
    """What a command is given for some words, or what is wrong with them; ``ours`` or as typer reads them."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.command(**({"cls": SpokenCommand} if ours else {}))  # type: ignore[arg-type]
    def show(
        names: Annotated[list[str] | None, typer.Argument()] = None,
        *,
        size: Annotated[int, typer.Option("--size", min=1)] = 3,
        rate: Annotated[float, typer.Option("--rate")] = 1,
        kind: Annotated[Literal["open", "close"], typer.Option("--kind")] = "open",
        twice: Annotated[int | None, typer.Option("--twice", parser=doubled)] = None,
        each: Annotated[list[int] | None, typer.Option("--each", parser=doubled)] = None,
        flag: Annotated[bool, typer.Option("--flag/--no-flag")] = True,
        word: Annotated[str, typer.Option("--word")] = "",
    ) -> None:
        typer.echo(repr([names, size, rate, kind, twice, each, flag, word]))

    done = CliRunner().invoke(app, words)
    return f"{done.exit_code} {done.output}".replace("[OPTIONS] [NAMES]...", "")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ([], "[None, 3, 1.0, 'open', None, None, True, '']"),
        (["a", "b"], "[['a', 'b'], 3, 1.0, 'open', None, None, True, '']"),
        (["--size", "4", "--rate", "2", "--no-flag"], "[None, 4, 2.0, 'open', None, None, False, '']"),
        (["--kind", "close", "--word", "-"], "[None, 3, 1.0, 'close', None, None, True, '-']"),
        # A parser's number is twice what was written.
        (["--twice", "21", "--each", "1", "--each", "2"], "[None, 3, 1.0, 'open', 42, [2, 4], True, '']"),
    ],
)
def test_plain_values_come_out_as_they_were_meant(words: list[str], given: str) -> None:
    assert taken(words, ours=True) == f"0 {given}\n"
    assert taken(words, ours=False) == f"0 {given}\n"


@pytest.mark.parametrize(
    "words",
    [["--size", "0"], ["--size", "x"], ["--rate", "x"], ["--kind", "high"], ["--twice", "x"], ["--each", "x"]],
)
def test_wrong_values_are_refused_in_the_words_of_typer(words: list[str]) -> None:
    refusal = taken(words, ours=True)
    assert refusal.startswith("2 ")
    assert refusal.splitlines()[-1] == taken(words, ours=False).splitlines()[-1]


def test_a_command_line_of_plain_values_needs_no_pydantic() -> None:
    script = (
        "import sys; sys.argv = ['backtest', *sys.argv[1:]]\n"
        "import atexit\n"
        "atexit.register(lambda: print([each for each in ('pydantic', 'pandas', 'vectorbt') if each in sys.modules]))\n"
        "from backtest.cli.start import main; main()"
    )
    words = ["run", "rate_power", "--db", "/nowhere/market.db", "--from", "2025-03-03", "--out", "/nowhere/run"]
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)  # noqa: S603
    assert "no store at /nowhere/market.db" in done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
