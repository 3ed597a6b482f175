"""The tabs of a site, written one by one into a folder that holds the pages of the runs already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from backtest.app.site.content import SiteContent
from backtest.app.site.health import health_of
from data_sources.language.text import Text
from reports.page import Look
from reports.site.diary import diary_listing
from reports.site.listing import Cell, Listing
from reports.site.listing_tab import write_listing
from reports.site.methods import methods_listing
from reports.site.nights import nights_listing
from reports.site.signals import signals_listing
from reports.site.strategies import write_strategies
from reports.site.tabs import CALLS, DIARY, HEALTH, METHODS, NIGHTS, SIGNALS, STRATEGIES, THESES
from reports.site.theses import theses_listing
from strategies.contract.history import merge_signals
from strategies.documents.document import Report
from strategies.library.history import history_of
from strategies.methods.method import UNREAD, Method
from strategies.methods.readers import steers
from strategies.methods.registry import METHODS as ALL_METHODS
from strategies.own.known import known_strategies
from strategies.readers import readers_together
from strategies.signals.values import latest_known
from strategies.standing.gate_state import gate_states
from strategies.standing.sign_state import SignState, sign_states


def write_tabs(folder: Path, content: SiteContent, *, more: Iterable[str] = (), look: Look | None = None) -> None:
    """Write the tabs of a site, the front page last; ``more`` are addresses of pages that lie there already.

    Raises WriteFailed when the disk refuses.
    """
    there = (*addresses(content), *more)
    listings = listings_of(content, there)
    state = content.state(there)
    for address, listing in listings.items():
        write_listing(folder, address, state, listing, look)
    # The front page last: where it is, every page that it leads to is.
    write_strategies(folder, content.rows, state, several=content.several, look=look)


def addresses(content: SiteContent) -> tuple[str, ...]:
    """Return the addresses of the tabs that ``write_tabs`` writes."""
    return (
        STRATEGIES,
        SIGNALS,
        HEALTH,
        METHODS,
        THESES,
        *([DIARY] if content.diary else []),
        *([NIGHTS] if content.nightly else []),
    )


def listings_of(content: SiteContent, there: Collection[str]) -> dict[str, Listing]:
    """Return the tabs that are lists of tables, by address; ``there`` are the addresses of all tabs of the site."""
    signs = _signs(content)
    listings = {
        SIGNALS: _signals(content, signs),
        HEALTH: health_of(content.db, content.library),
        METHODS: methods_listing(tuple(ALL_METHODS.values()), _steers),
        THESES: theses_listing(_published(content), signs, _resting(content), CALLS if CALLS in there else ""),
    }
    if content.diary is not None:
        diaries = {row.name: row.diary for row in content.rows if row.diary}
        listings[DIARY] = diary_listing(diaries, content.diary, {row.name: row.title for row in content.rows})
    if content.nightly:
        listings[NIGHTS] = nights_listing(content.nights)
    return listings


def _resting(content: SiteContent) -> dict[str, list[Cell]]:
    """By the id of a document the runs that rest on it."""
    found: dict[str, list[Cell]] = {}
    for row in content.rows:
        for report in row.reports:
            found.setdefault(report, []).append(Cell(row.title, href=row.href))
    return found


def _published(content: SiteContent) -> tuple[Report, ...]:
    return tuple(each for each in content.library.reports if each.published <= content.last)


def _signs(content: SiteContent) -> tuple[SignState, ...]:
    known = merge_signals(content.library.signals, content.panel.signals)
    return sign_states(_published(content), known, content.last, content.panel)


def _signals(content: SiteContent, signs: tuple[SignState, ...]) -> Listing:
    """The tab of signals on the last session; the gates are tried on that day."""
    history = history_of(content.panel, content.library)
    latest = latest_known(merge_signals(content.library.signals, content.panel.signals), content.last)
    series = tuple(value for _, value in sorted(latest.items()))
    strategies = known_strategies(content.library)
    gates = tuple(state for each in strategies.values() for state in gate_states(each, history, content.last))
    names, documents = [each.series for each in series], content.library.reports
    readers = readers_together(names, strategies, documents, ALL_METHODS.values())
    pages = {row.name: row.href for row in content.rows}
    theses = {f"{report.id}.{each.id}": each.called for report in documents for each in report.theses}
    titles = {name: each.title for name, each in strategies.items()} | theses
    return signals_listing(series, gates, signs, readers, content.last, pages=pages, titles=titles)


def _steers(method: Method) -> Text:
    return steers(method) if method.series else UNREAD
