"""What runs showed, printed: their numbers side by side, what stands beside them, and where their files are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from backtest.app.batch_outcome import BatchOutcome, FinishedRun
from backtest.cli.layouts.headline import comparison_table, headline_table
from backtest.cli.output import print_json, print_table, say
from backtest.result.run_folder import PAGE
from backtest.result.several import several_sentences
from strategies.contract.strategy import HINDSIGHT_NOTE

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck
    from strategies.library.library import Library

SIDE_BY_SIDE = 4  # columns that fit beside their labels on a common terminal


def show(
    outcome: BatchOutcome,
    *,
    as_json: bool,
    index: Path | None = None,
    checks: Mapping[str, BookCheck] | None = None,
    advice: str = "",
    known: Library | None = None,
) -> None:
    """Print what the runs showed and where their files are.

    ``index`` is the page that leads to theirs, ``checks`` what a second book-keeper said, by name, ``advice`` what to
    do next; ``known`` as for ``print_json``.
    """
    sentences = {name: books.sentence for name, books in (checks or {}).items()}
    finished = outcome.finished
    if as_json:
        more = {"index": index, "checks": sentences}
        print_json(outcome.document() | {name: value for name, value in more.items() if value}, known)
        return
    if any(run.result.simulated for run in finished):
        say("SIMULATED market: no price in it is real")
    if any(run.result.hindsight for run in finished):
        say(f"{HINDSIGHT_NOTE}; the part before is no evidence")
    for first in range(0, len(finished), SIDE_BY_SIDE):
        print_table(headline_table([run.result for run in finished[first : first + SIDE_BY_SIDE]]))
    _print_together(outcome)
    for run in finished:
        _print_remarks(run)
        if run.result.name in sentences:
            say(f"  check: {sentences[run.result.name]}")
    if advice and finished:
        say()
        say(advice)
    if index and finished:
        say()
        say(f"All pages: {index}")


def _print_together(outcome: BatchOutcome) -> None:
    """Print what the runs show beside one another."""
    for sentence in several_sentences(outcome.several) if outcome.several else ():
        say()
        say(sentence)
    for name, rows in outcome.beside_plain.items():
        say()
        say(f"What the rule of {name} added to its names after publication, on this one history:")
        print_table(comparison_table(rows))


def _print_remarks(run: FinishedRun) -> None:
    say()
    seen = run.verdict
    say(f"{run.result.name}: {seen.badge}. {seen.headline}")
    if seen.reason:
        say(f"  {seen.reason}")
    for caveat in run.result.caveats:
        say(f"  but: {caveat.sentence}")
    for sentence in seen.sentences:
        say(f"  {sentence}")
    for note in run.result.notes:
        say(f"  note: {note}")
    say(f"  page: {run.folder / PAGE}")
    say(f"  files: {', '.join(name for name in run.files if name != PAGE)}")
