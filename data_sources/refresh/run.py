"""A refresh: plan, call, check, stage, publish, journal. Killed at any point and run again, it ends the same.

1. Lock the store, look at the clock and at what is stored (``known``).
2. Ask for the calendar, the lists of the exchanges, the indices; from then on the last session is known.
3. Ask for suspensions, status, the bulk list of the last session, actions, and each symbol's bars that are missing;
   then for what only a folder has and for earnings (``stages``).
4. Every accepted answer is staged at once; a run that was killed finds it there and does not ask again.
5. Each table is checked as a whole (``accept``); one that fails stays as it was. Delisting periods that were seen for
   the first time are put on their first day, which the bars tell (``delisting_period``).
6. Everything is published in one transaction, then the stage is cleared and the journal closed (``publish``).
"""

from __future__ import annotations

from sqlalchemy.engine import Engine

from data_sources.calendar import clock as clocks
from data_sources.calendar.clock import SETTLED, Clock, closed_day, insist_on_after, insist_on_past
from data_sources.progress import Progress, unheard
from data_sources.refresh.behind import early_index, old_tables
from data_sources.refresh.call import Caller
from data_sources.refresh.collect import Desk
from data_sources.refresh.delisting_period import delisting_periods
from data_sources.refresh.item import Span
from data_sources.refresh.journal import RefreshJournal, last_day_read
from data_sources.refresh.known import Known, read_known
from data_sources.refresh.memory import Memory
from data_sources.refresh.outcome import Night, fold
from data_sources.refresh.pace import Paces
from data_sources.refresh.plan import default_start
from data_sources.refresh.prices_stage import prices_stage
from data_sources.refresh.publish import publish_outcome
from data_sources.refresh.result import RefreshResult
from data_sources.refresh.settings import RefreshSettings
from data_sources.refresh.stage import Stage
from data_sources.refresh.stages import calendar_stage, earnings_stage, files_stage, lists_stage
from data_sources.refresh.state_folder import state_folder
from data_sources.store.migrations import upgrade_older
from data_sources.store.writer_lock import writer_lock


def refresh(
    engine: Engine, settings: RefreshSettings, *, clock: Clock | None = None, progress: Progress | None = None
) -> RefreshResult:
    """Bring the store up to the last session and say what is still missing.

    Parameters
    ----------
    engine
        An open store (``open_store``); its tables are made when it has none.
    settings
        Sources to ask, for which symbols, from which day on, for how long.
    clock
        The time and how to wait for it; this machine's by default.
    progress
        Hears (what, done, of how many) as the refresh goes on; by default nothing does.

    Raises
    ------
    UserError
        StoreBusy when another writer is at work, ClockWrong, a full disk, a database that is gone. The published facts
        are then as they were, and what was read is kept for the next run.

    """
    with writer_lock(engine, "refresh"):
        clock = clock or clocks.SYSTEM
        began = clock.elapsed()
        upgrade_older(engine)
        known = read_known(engine, settings.source)
        night = Night(first_span(known, settings, clock), known, known)
        desk = _begin(engine, settings, night, clock, progress or unheard)
        night, calendar = calendar_stage(desk, night, settings)
        night, lists, symbols = lists_stage(desk, night, settings)
        night, prices = prices_stage(desk, night, symbols, engine, every_row=settings.every_row)
        night, files = files_stage(desk, night, engine)
        night, earnings = earnings_stage(desk, night, settings, symbols, engine)
        outcome = fold(calendar, lists, prices, files, earnings)
        exact = {source.vendor for source in settings.vendors("status") if source.traits.exact}
        read_before = last_day_read(desk.journal.path.parent, "status")
        outcome = fold(outcome, delisting_periods(night, outcome, read_before, exact))
        outcome = fold(outcome, old_tables(night, outcome.missing, settings.max_age, clock))
        outcome = fold(outcome, early_index(night, outcome.missing, closed_day(clock)))
        return publish_outcome(engine, desk, night, outcome, source=settings.source, began=began)


def _begin(engine: Engine, settings: RefreshSettings, night: Night, clock: Clock, hear: Progress) -> Desk:
    snapshot, last = night.known.snapshot, night.span.last
    folder = state_folder(engine.url)
    journal = RefreshJournal(folder, clock.now())
    accept = "".join(f" accept {rule}" for rule in sorted(settings.accept))
    stage = Stage(folder, snapshot, last, f"{settings.source} {settings.since}{accept}")
    stage.open()
    caller = Caller(Paces(folder / "pace.json"), clock, clock.elapsed() + settings.within)
    universe = len(settings.symbols) if settings.symbols is not None else "all"
    journal.note("begun", clock.now(), source=settings.source, universe=universe, since=settings.since, closed=last)
    memory = memory_of(engine, settings, night.known, night.span)
    return Desk(settings.vendors, clock, caller, stage, memory, journal, hear, settings.accept)


def memory_of(engine: Engine, settings: RefreshSettings, known: Known, span: Span) -> Memory:
    """Return what was read of this day already, for this universe and these sources."""
    about = f"{span.last} {settings.source} {settings.symbols}"
    return Memory(state_folder(engine.url), about, known.snapshot, again=settings.since is not None)


def first_span(known: Known, settings: RefreshSettings, clock: Clock) -> Span:
    """Return the days a refresh is about before any vendor is asked; ClockWrong when the store is ahead of the clock.

    A day is over when the bars of every source are final.
    """
    insist_on_past(clock, max([*known.last_bar.values(), *known["index"]["date"].tolist()], default=None))
    if known.made_at is not None:
        insist_on_after(clock, known.snapshot, known.made_at)
    settled = max((source.traits.settled for source in settings.vendors("bars")), default=SETTLED)
    closed = closed_day(clock, settled)
    return Span(settings.since, default_start(known, settings.since, closed), closed)
