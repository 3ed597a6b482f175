"""How the runs of a batch ended."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from backtest.app.run_result import Run
from backtest.result.document import run_document
from backtest.result.notebook import run_html, run_text
from backtest.result.older_run import OlderRun
from backtest.result.paper_diary import DiaryBeside
from backtest.result.several import Several, several_html, several_sentences
from backtest.result.verdict import Verdict, verdict
from data_sources.language.asked import surrounding_language
from data_sources.language.text import said
from data_sources.tables.brief import first_of
from strategies.plain_list.comparison import ComparisonRow, compare_results
from strategies.plain_list.version import SUFFIX


@dataclass(frozen=True)
class FinishedRun:
    """A run and its files.

    ``diary`` is what the paper diary of its strategy made, ``seen`` its verdict, if known, ``older`` what it replaced.
    """

    result: Run
    folder: Path
    files: tuple[str, ...]
    diary: DiaryBeside | None = None
    seen: Verdict | None = None
    older: OlderRun | None = None

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict of the run, worked out once for its page, the terminal, ``--json`` and the index."""
        return self.seen or verdict(self.result)


@dataclass(frozen=True, repr=False)
class BatchOutcome:
    """The runs that ended and, by name, why the others did not; ``several`` is what they show together, if several.

    ``index`` is the front page around them, None without one.
    """

    finished: tuple[FinishedRun, ...]
    failed: Mapping[str, str]
    several: Several | None = None
    index: Path | None = None

    def __repr__(self) -> str:
        """Return the names of the runs that ended and of those that did not, in two lines."""
        ended, failed = [run.result.name for run in self.finished], list(self.failed)
        return (
            f"<BatchOutcome: {len(ended):,} ended{f' ({first_of(ended)})' if ended else ''},\n"
            f" {len(failed):,} failed{f' ({first_of(failed)})' if failed else ''}>"
        )

    def __str__(self) -> str:
        """Show ``print`` the badge and the claim of each run, then what they show together."""
        language = surrounding_language(os.environ)
        runs = [run_text(run.result, run.verdict, language) for run in self.finished]
        together = several_sentences(self.several) if self.several else ()
        return "\n".join((*runs, *(said(each, language) for each in together)))

    def _repr_html_(self) -> str:
        """Show each run in a notebook with its badge, its claim and its curve, then what they show together."""
        language = surrounding_language(os.environ)
        runs = "".join(run_html(run.result, run.verdict, language) for run in self.finished)
        return runs + (several_html(self.several, language) if self.several else "")

    @property
    def beside_plain(self) -> dict[str, tuple[ComparisonRow, ...]]:
        """By name the strategies whose plain version ran too, beside it."""
        results = {run.result.name: run.result for run in self.finished}
        pairs = {name: (result, results.get(plain_of(result.strategy))) for name, result in results.items()}
        return {name: compare_results(own, plain) for name, (own, plain) in pairs.items() if plain}

    @property
    def older(self) -> tuple[OlderRun, ...]:
        """The runs that lay in the folders of ``out`` before and were replaced."""
        return tuple(run.older for run in self.finished if run.older)

    def document(self) -> dict[str, Any]:
        """Return them as one JSON document."""
        runs = [run_document(run.result, run.folder, run.files, run.verdict) for run in self.finished]
        beside = {name: [row.document() for row in rows] for name, rows in self.beside_plain.items()}
        more = {
            "several": self.several.document() if self.several else None,
            "beside_plain": beside,
            "replaced": [each.document() for each in self.older],
        }
        return {"runs": runs, "failed": self.failed} | {name: value for name, value in more.items() if value}


def plain_of(name: str) -> str:
    """The plain version of a strategy, which a variant has in common with its family; "" for a plain version."""
    return "" if name.endswith(SUFFIX) else name.partition("/")[0] + SUFFIX
