"""The panel of a store's latest snapshot, its large arrays laid out once and from then on mapped from files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from backtest.market import corporate_events, layout, panel
from backtest.market.layout import Layout, lay_out
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel, panel_of
from data_sources.calendar import sessions
from data_sources.store.warm_look import plain_address, plain_file, warm_facts
from data_sources.tables import facts

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from data_sources.store.reading import Derived

PANEL = "panel"
"""The part of the column cache that holds the layout."""


def warm_panel(target: str | Path | None, more_symbols: Iterable[str] = ()) -> Panel | None:
    """Return what ``load_panel`` does of a SQLite store that was read before, None where that has to be asked.

    ``target`` is a path or a database URL, ``default_url()`` when None. See ``store.warm_look``.
    """
    path = plain_file(target)
    address = None if path is None else plain_address(path)
    found = None if path is None or address is None else warm_facts(path, PANEL, _maker(), Layout.of)
    if found is None or not frozenset(more_symbols).issubset(found[1].symbols.tolist()):
        return None
    return replace(panel_of(*found), store=address)


def load_panel(engine: Engine, more_symbols: Iterable[str] = ()) -> Panel:
    """Return the panel of the latest snapshot; StoreError when there is none.

    The layout is kept in the store's column cache and checked against its sums at every load (``store.arrays``).
    ``more_symbols`` are columns as in ``build_panel``: for those that the store does not know the panel is built anew.
    """
    from data_sources.store.address import lasting_address  # noqa: PLC0415 - SQLAlchemy, which a warm run does without
    from data_sources.store.reading import read_facts, read_laid_out  # noqa: PLC0415 - as above

    wanted = frozenset(more_symbols)
    made = derived_panel()
    known, laid_out = read_laid_out(engine, PANEL, made.maker, made.make, Layout.of)
    is_known = wanted.issubset(laid_out.symbols.tolist())
    panel = panel_of(known, laid_out) if is_known else build_panel(read_facts(engine), wanted)
    return replace(panel, store=lasting_address(engine.url))


def derived_panel() -> Derived:
    """Return how the layout is made of all facts."""
    from data_sources.store.reading import Derived  # noqa: PLC0415 - as in ``load_panel``

    return Derived(_maker(), lambda known: lay_out(known).arrays())


@cache
def _maker() -> str:
    """What stands for the program that lays out: a change of its text makes kept layouts anew."""
    modules = (layout, corporate_events, panel, sessions, facts)
    texts = [Path(str(module.__file__)).read_bytes() for module in modules]
    return sha256(b"".join(texts)).hexdigest()
