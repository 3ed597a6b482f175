"""``backtest report draft``: a document turned into the draft of its file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.layouts.draft import print_decisions
from backtest.cli.output import print_json, say
from backtest.cli.shared_options import Database, Json, file_path

EXAMPLES = (
    "backtest report draft note.txt --out my-reports/006.toml",
    "backtest report draft note.txt --names more-names.csv --explain",
)

Document: TypeAlias = Annotated[Path, typer.Argument(metavar="FILE", parser=file_path, help="The document.")]
Names: TypeAlias = Annotated[
    Path | None, typer.Option("--names", metavar="CSV", parser=file_path, help="More names: symbol,name[,from,to].")
]
Out: TypeAlias = Annotated[
    Path | None, typer.Option("--out", metavar="TOML", parser=file_path, help="Write the draft there; else print it.")
]
Explain: TypeAlias = Annotated[
    bool, typer.Option("--explain", help="Show each spelling taken or refused, with its line and rule, instead.")
]


def draft(
    file: Document,
    *,
    db: Database = None,
    names: Names = None,
    out: Out = None,
    explain: Explain = False,
    as_json: Json = False,
) -> None:
    """Draft the file of a document: whom it names, where, how surely.

    What needs a person is marked CHECK and counted; nothing is made up.
    """
    found = backtest.draft_report(file, db=db, names=names, out=out)
    if as_json:
        print_json(found.document())
    elif explain:
        print_decisions(found)
    elif out is None:
        typer.echo(found.text, nl=False)
    if not as_json:
        say(repr(found)[1:-1])
