"""``backtest diary``: what every strategy wanted to hold on each day, proved, shown, put back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.completion import strategy_names
from backtest.cli.errors import FAILED, tell
from backtest.cli.layouts.diary import print_diary
from backtest.cli.output import print_answer, print_json, say
from backtest.cli.shared_options import Json
from backtest.cli.shared_options import day as as_day

VERIFY_EXAMPLES = ("backtest diary verify", "backtest diary verify --out /srv/theses --json")
SHOW_EXAMPLES = ("backtest diary show", "backtest diary show rate_power", "backtest diary show --day 2026-06-30 --json")
RESTORE_EXAMPLES = ("backtest diary restore", "backtest diary restore --out /srv/theses")

Site: TypeAlias = Annotated[Path, typer.Option("--out", metavar="SITE", help="The site; its diary lies beside it.")]
StrategyName: TypeAlias = Annotated[
    str | None,
    typer.Argument(metavar="[STRATEGY]", help="Only rows of this one, of all days.", autocompletion=strategy_names),
]
SessionDay: TypeAlias = Annotated[
    date | None, typer.Option("--day", parser=as_day, metavar="YYYY-MM-DD", help="Only rows of this session.")
]


def verify(out: Site = Path("var/site"), as_json: Json = False) -> None:
    """Prove that the paper diary is what was written.

    Every line follows from the one before it, no day stands behind a later one, and each build of SITE knows a
    beginning of it. Exit code 1, and the first fault named, when not.
    """
    found = backtest.diary_verify(out=out)
    if as_json:
        print_json(found.document())
    elif not found.fault:
        say(found.sentence)
    if found.fault:
        tell(found.sentence)
        raise typer.Exit(FAILED)


def show(
    strategy: StrategyName = None, day: SessionDay = None, out: Site = Path("var/site"), as_json: Json = False
) -> None:
    """Show what the paper diary says, of the last session unless asked otherwise.

    Late rows were written after the next session had begun, so they prove nothing and are not traded.
    """
    print_answer(backtest.diary_show(strategy, day=day, out=out), print_diary, as_json=as_json)


def restore(out: Site = Path("var/site"), as_json: Json = False) -> None:
    """Put the newest copy of a lost or damaged paper diary back.

    The copy comes from the builds of SITE and must be unbroken; what stands in its place is kept beside it. A diary
    that is right is left alone.
    """
    print_answer(backtest.diary_restore(out=out), lambda found: say(found.sentence), as_json=as_json)
