"""The pages by their file names, and the page that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.reference_pages.answers import answers_page
from tests.reference_pages.commands import commands_page
from tests.reference_pages.files import files_page
from tests.reference_pages.findings import findings_page
from tests.reference_pages.input_tables import tables_page
from tests.reference_pages.markdown import block, page, table
from tests.reference_pages.metrics import metrics_page
from tests.reference_pages.python import functions, python_page
from tests.reference_pages.refusals import refusals_page

COMMITTED = Path(__file__).parents[2] / "docs/reference"

WRITTEN: Mapping[str, tuple[Callable[[], str], str]] = {
    "commands.md": (commands_page, "every command with its options, defaults and examples; exit codes; environment"),
    "python.md": (
        python_page,
        "every function of `backtest`: its call, parameters, answer and errors; conditions of a run",
    ),
    "answers.md": (lambda: answers_page(functions()), "what each of them returns: fields, tables, what it can do"),
    "metrics.md": (metrics_page, "every metric with its unit, formula and source"),
    "refusals.md": (refusals_page, "why an order did not trade; what happens to held shares; costs"),
    "tables.md": (tables_page, "every input table with its columns, units and what must be there"),
    "files.md": (files_page, "every file that is written, with its columns and keys"),
    "findings.md": (findings_page, "every rule of the data checks: where it comes from, what mends it"),
}
BY_HAND = {
    "words.md": "what people of JoinQuant, rqalpha, vectorbt, qlib, quantstats, backtrader and zipline call it",
}

INTRODUCTION = """\
All that there is, by name. These pages are written from the code by `make reference`, and a test holds them equal to
it and complete; only [words.md](words.md) is written by hand. To learn the program begin with the
[README](../../README.md) and the [notebooks](../notebooks), to look something up search here:"""
EXAMPLE = ("grep -rn participation docs/reference",)


def pages() -> dict[str, str]:
    """The text of every page by its file name."""
    return {"README.md": _first_page(), **{name: write() for name, (write, _) in WRITTEN.items()}}


def _first_page() -> str:
    rows = {name: words for name, (_, words) in WRITTEN.items()} | BY_HAND
    return page(
        "Reference",
        INTRODUCTION,
        table(("page", "what it has"), ((f"[{name}]({name})", words) for name, words in rows.items())),
        block("sh", EXAMPLE),
    )
