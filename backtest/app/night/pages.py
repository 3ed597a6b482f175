"""The pages of a night in a build that nobody sees yet: every run, the scorecard and the front page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from backtest.app.batch_outcome import BatchOutcome
from backtest.app.executors.task import Execute
from backtest.app.for_readers import for_readers
from backtest.app.night.diary import Diary
from backtest.app.night.night_data import Data
from backtest.app.night.runs import Audited, run_all
from backtest.app.site.card import add_card
from backtest.app.site.content import SiteContent, rows_of
from backtest.app.tell import Tell
from data_sources.errors import ResourceError, UserError
from data_sources.language.text import both, same
from data_sources.progress import Progress
from reports import Look

SCORECARD = "scorecard"
"""Under which name the scorecard is missed."""


@dataclass(frozen=True)
class Pages:
    """What stands in a build. ``missing`` says by name why something has no page, in the words of the log.

    ``content`` is what the tabs around the runs are made from, ``card`` the address of the scorecard, "" without one.
    """

    outcome: BatchOutcome
    missing: Mapping[str, str]
    content: SiteContent
    card: str


def make_pages(
    build: Path,
    data: Data,
    audited: Audited,
    diary: Diary,
    notes: tuple[str, ...],
    *,
    db: str | Path | None,
    look: Look,
    places: tuple[str | Path | None, ...],
    execute: Execute,
    hear: Progress,
    tell: Tell,
) -> Pages:
    """Run what passed its audit, write its pages and the scorecard; ``places`` of the machine are kept from readers.

    UserError when not one strategy came to its end.
    """
    outcome = run_all(
        audited, data.panel, build, library=data.library, diary=diary, look=look, end=data.end, execute=execute,
        hear=hear, tell=tell,
    )  # fmt: skip
    missing = {**audited.refused, **outcome.failed}
    if not outcome.finished:
        raise UserError(
            both(
                f"no strategy came to its end, the first: {next(iter(missing.values()))}",
                f"没有策略运行完成，首个原因：{same(next(iter(missing.values()))).zh}",
            )
        )
    hear("judging the reports", 0, 0)
    content = SiteContent(
        data.panel, data.library, db, data.last, data.made_at, rows_of(outcome.finished), outcome.several, notes=notes,
        nightly=True,
    )  # fmt: skip
    card, without_card = _card(build, content, data.end, look, tell)
    missing |= without_card
    shown = {name: for_readers(reason, places) for name, reason in missing.items()}
    return Pages(outcome, missing, replace(content, missing=shown), card)


def _card(build: Path, content: SiteContent, end: date | None, look: Look, tell: Tell) -> tuple[str, dict[str, str]]:
    """Add the scorecard to a build; return its address, or why it is missing: the strategies have their pages then."""
    try:
        return add_card(build, content, end, look), {}
    except ResourceError:
        raise
    except UserError as fault:
        tell(f"{SCORECARD}: {fault}")
        return "", {SCORECARD: str(fault)}
