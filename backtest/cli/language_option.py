"""``--lang``, which every command has and no function of a command takes."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from backtest.cli.chinese_help import chinese_help
from backtest.cli.language import FLAG, language
from backtest.cli.plain_value import plain_first
from data_sources.language.text import Language

LANGUAGE = typer.Option(
    FLAG,
    expose_value=False,
    help="Speak Chinese or English. Without it BACKTEST_LANG, or else the locale.",
)


_alone = typer.Typer(add_completion=False)


@_alone.command()
def _asked(lang: Annotated[Language | None, LANGUAGE] = None) -> None:
    """Say what the option looks like; what it asks for is read before the command (``choose_language``)."""


OPTIONS = typer.main.get_command(_alone).params


class SpokenGroup(TyperGroup):
    """A group of commands with ``--lang``, whose help speaks the chosen language."""

    def __init__(self, *, params: list[Any] | None = None, **more: Any) -> None:  # noqa: ANN401 - as typer has it
        own = params or []
        given = {each.name for each in own}
        super().__init__(params=[*own, *(each for each in OPTIONS if each.name not in given)], **more)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as typer has it
        """Read the words of a command line, the plain ones without pydantic."""
        plain_first(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - as typer has it
        """Return the help, in Chinese laid out by ourselves."""
        return chinese_help(self, ctx) if language() == "zh" else super().get_help(ctx)


class SpokenCommand(TyperCommand):
    """A command with ``--lang``: offered in its help and by completion, checked like any option."""

    def __init__(self, name: str | None, *, params: list[Any] | None = None, **more: Any) -> None:  # noqa: ANN401 - as typer has it
        super().__init__(name, params=[*(params or []), *OPTIONS], **more)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as typer has it
        """Read the words of a command line, the plain ones without pydantic."""
        plain_first(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - as typer has it
        """Return the help, in Chinese laid out by ourselves."""
        return chinese_help(self, ctx) if language() == "zh" else super().get_help(ctx)
