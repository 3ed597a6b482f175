"""The page of files that the program writes: each with its columns or keys."""

from __future__ import annotations

from tests.reference_pages.markdown import anchor, block, code, contents, page, table
from tests.reference_pages.meanings import WRITERS, File, files_of

INTRODUCTION = """\
Where `--out` points, or below `var/`. CSV is UTF-8 with a head, ISO days and CNY to the cent; fractions are 0.0123
for 1.23%. JSON and CSV are English, whatever `--lang` says. A folder is put in place whole or not at all, and
`manifest.json` (`sweep.json`, `scorecard.json`) last."""
EXAMPLE = (
    "backtest run rate_power --out var/runs/rate_power    # a run",
    "backtest sweep rate_power --grid lookback=60,120     # a sweep, in var/sweeps/rate_power",
    "backtest scorecard --out var/scorecard               # a scorecard",
    "backtest site --out var/pages                        # a site; backtest nightly keeps one",
)
WORDS = {
    "A run": "`backtest run` writes these into `var/runs/NAME`, a site has them for each run. With `--hindsight` the "
    "one as published lies in `as_published/`; copies of your own files lie in `source/`.",
    "A sweep": "`backtest sweep` writes these into `var/sweeps/NAME`.",
    "A scorecard": "`backtest scorecard --out` writes these, and a site has them in `scorecard/`.",
    "A site": "`backtest site`, `backtest demo` and `backtest nightly` write these around the runs.",
}
CELL = "column or key"


def files_page() -> str:
    """The whole page."""
    return page(
        "Files that are written",
        INTRODUCTION,
        block("sh", EXAMPLE),
        contents(WRITERS),
        *(_section(what, files_of(package)) for what, package in WRITERS.items()),
    )


def _section(what: str, files: dict[str, File]) -> str:
    rows = [(_linked(name, file), file.meaning) for name, file in files.items()]
    parts = [f"### {name}\n\n{table((CELL, 'what it is'), _rows(file))}" for name, file in files.items() if file.parts]
    return "\n\n".join([f"## {what}", WORDS[what], table(("file", "what it is"), rows), *parts])


def _rows(file: File) -> list[tuple[str, str]]:
    return [(code(name), meaning) for name, meaning in file.parts.items()]


def _linked(name: str, file: File) -> str:
    return f"[{code(name)}]({anchor(name)})" if file.parts else code(name)
