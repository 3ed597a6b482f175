"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import typer

from backtest.cli.errors import UsageFault
from backtest.written_number import money_of, rate_of
from data_sources.calendar.day import day_of
from data_sources.errors import InputError, OptionError
from data_sources.given_path import given_path
from data_sources.language.colours import Colours
from data_sources.language.text import both, said
from data_sources.out_folder import out_folder

DEBUG_FLAG = "--debug"

Value = TypeVar("Value")


def day(text: str) -> date:
    """Read a day in any spelling of ``day_of``; anything else is wrong usage."""
    return _read(text, day_of)


def rate(text: str) -> float:
    """Read a rate in any spelling of ``rate_of``; anything else is wrong usage."""
    return _read(text, rate_of)


def money(text: str) -> float:
    """Read an amount in any spelling of ``money_of``; anything else is wrong usage."""
    return _read(text, money_of)


def _read(text: str, read: Callable[[str], Value]) -> Value:
    try:
        return read(text)
    except InputError as fault:
        raise typer.BadParameter(fault.words) from None


def folder(text: str) -> Path:
    """Read the folder that ``--out`` names; what can be none is wrong usage."""
    return _path(text, out_folder)


def file_path(text: str) -> Path:
    """Read the path of a file or a folder; an empty one is wrong usage."""
    return _path(text, lambda given: given_path(given, "the path"))


def _path(text: str, read: Callable[[str], Path]) -> Path:
    try:
        return read(text)
    except OptionError as fault:
        raise typer.BadParameter(fault.with_flags) from None


def rules(words: list[str]) -> list[str]:
    """Read the rules that ``--accept`` names; one that is none, or no judgement, is wrong usage."""
    if not words:
        return []
    from data_sources.quality.acceptance import accepted_rules  # noqa: PLC0415 - brings the judges along

    try:
        return list(accepted_rules(words))
    except OptionError as fault:
        raise typer.BadParameter(fault.with_flags) from None


def assignments(
    words: list[str] | None, form: str, read: Callable[[str], Value], ctx: typer.Context
) -> dict[str, Value]:
    """Return what ``--set NAME=VALUE`` gave, by name; UsageFault names the ``form`` of a word that is none."""
    found = {}
    for word in words or []:
        name, equals, value = (part.strip() for part in word.partition("="))
        try:
            found[name] = read(value)
        except ValueError:
            equals = ""
        if not (name and equals):
            raise UsageFault(both(f"--set {word!r} is no {form}", f"--set {word!r} 不是 {said(form, 'zh')}的形式"), ctx)
    return found


Database: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The store, a file or a database URL. Without it BACKTEST_DATABASE_URL, or else var/market.db.",
    ),
]
Reports: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        parser=file_path,
        metavar="DIR",
        help="Know the documents, signals and strategy files of this folder too. Without it BACKTEST_REPORTS, or none.",
    ),
]
Accept: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="RULE",
        callback=lambda words: rules(words or []),
        help="Publish in spite of this rule's findings, which every verdict then says; may be repeated.",
    ),
]
Earnings: TypeAlias = Annotated[
    bool, typer.Option("--earnings", help="Read reported and expected earnings too: some 13 calls a quarter.")
]
MAX_AGE_OPTION = typer.Option(
    "--max-age", metavar="N", min=1, help="Exit code 3 when N sessions are due that bars or index lack; 1 is any."
)
MaxAge: TypeAlias = Annotated[int, MAX_AGE_OPTION]
PageColours: TypeAlias = Annotated[
    Colours,
    typer.Option("--colours", help="Colour of a gain in the pages: red, green, or safe (red beside blue)."),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else on stdout.")]
Wide: TypeAlias = Annotated[
    bool, typer.Option("--wide", help="Show every column, also where the terminal is too narrow for the table.")
]
Executor: TypeAlias = Annotated[
    str, typer.Option(help="Where the pieces are computed: local, this machine, or ray, a Ray cluster.")
]
Address: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="HOST:PORT", help="Head of the Ray cluster. Without it that of RAY_ADDRESS or this machine."),
]
Workers: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Pieces computed at a time; without it one for each core.")
]
AsOf: TypeAlias = Annotated[
    date | None, typer.Option("--as-of", parser=day, metavar="YYYY-MM-DD", help="Only what was known on that day.")
]
