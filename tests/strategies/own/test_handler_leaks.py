"""Handlers that look ahead are caught or gain nothing, by the file; honest ones are not accused.

Each leak holds half of the account while it sees nothing of the future, and all of it when it sees something.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from backtest.market.announcements import Announcements
from backtest.market.loading import load_panel
from backtest.market.panel import CLOSE, HIGH, Panel
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.validity import look_ahead
from backtest.validity.audit_outcome import AuditOutcome
from data_sources.importing import import_folder
from data_sources.sample_market import sample_facts
from data_sources.store import opened_store
from data_sources.tables.facts import StatusSpan
from strategies.contract.parameters import Value
from strategies.contract.strategy import known_history
from strategies.own.handler_apart import run_apart
from strategies.own.handler_audit import audit_handler, decided_by
from strategies.own.handler_file import UserHandler
from strategies.own.handler_run import Heard, run_made
from strategies.own.load import load_file
from tests.data_sources.market_folder import write_market

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[2] / "strategies" / "examples"
FIRST = date(2024, 1, 2)
GAIN_NOTHING = [
    "base_of_a_view",
    "panel_of_a_view",
    "last_row_of_the_history",
    "history_kept",
    "global_of_an_earlier_run",
    "closure_of_what_it_is_handed",
    "names_of_later_reports",
    "signals_published_later",
    "earnings_announced_later",
    "delisting_to_come",
    "future_of_the_benchmark",
]
CAUGHT = [
    "attribute_of_a_module",
    "garbage_collector",
    "frames_of_the_callers",
    "clock",
    "file",
    "file_of_a_followed_strategy",
]
HONEST = [
    *sorted((HERE / "handler_honest").glob("*.py")),
    EXAMPLES / "trailing_stop.py",
    EXAMPLES / "drawdown_control.py",
]


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols; the last close is 777, and one share will be delisted.

    A year is reported on the first session, the third and the last one.
    """
    folder = tmp_path_factory.mktemp("market")
    with opened_store(folder / "market.db", create=True) as engine:
        import_folder(write_market(folder / "data"), engine)
        panel = load_panel(engine)
    bars = panel.bars.copy()
    bars[[HIGH, CLOSE], -1, 0] = 777.0
    doomed = replace(panel.instruments[1], delist_date=date(2024, 1, 8))
    status = (*panel.status, StatusSpan(panel.symbols[1], date(2024, 1, 5), None, "ST"))
    days = (date(2024, 1, 2), date(2024, 1, 4), date(2024, 1, 5))
    earnings = Announcements.of((0, date(2023, 12, 31), day, False, k + 1.0, None) for k, day in enumerate(days))
    return replace(panel, bars=bars, instruments=(panel.instruments[0], doomed), status=status, earnings=earnings)


def traded(panel: Panel, path: Path) -> tuple[UserHandler, Heard]:
    handler = load_file(path)
    assert isinstance(handler, UserHandler)
    _, heard = run_made(handler, known_history(panel), handler.values({}), (Options(start=FIRST), FIRST), decided_by)
    return handler, heard


def audited(panel: Panel, handler: UserHandler, heard: Heard) -> AuditOutcome:
    return audit_handler(handler, known_history(panel), handler.values({}), Options(), FIRST, days=3, heard=heard)


def test_every_planted_leak_is_in_one_of_the_two_lists() -> None:
    there = {path.stem for path in (HERE / "handler_leaks").glob("*.py") if not path.stem.startswith("_")}
    assert there == {*GAIN_NOTHING, *CAUGHT, "changes_the_auditor"}


@pytest.mark.parametrize("name", GAIN_NOTHING)
def test_a_leak_that_finds_nothing_to_read(panel: Panel, name: str) -> None:
    path = HERE / "handler_leaks" / f"{name}.py"
    traded(panel, path)
    # The second run of the process: nothing of the first one is left to the handler.
    handler, heard = traded(panel, path)
    assert [list(plan.values()) for plan in heard.plans.values()] == [[0.5]] * 3
    assert audited(panel, handler, heard).passed


@pytest.mark.parametrize("name", CAUGHT)
def test_a_leak_that_is_caught(panel: Panel, name: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / "handler_leaks", tmp_path / "leaks")
    (tmp_path / "leaks" / "future.txt").write_text("it rises")
    path = tmp_path / "leaks" / f"{name}.py"
    traded(panel, path)
    handler, heard = traded(panel, path)
    # It did see something: all of the account on some evening.
    assert 1.0 in [value for plan in heard.plans.values() for value in plan.values()]
    assert not audited(panel, handler, heard).passed


@cache
def sample_market() -> Panel:
    return build_panel(sample_facts())


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
def test_an_honest_handler_is_not_accused(path: Path) -> None:
    panel, start = sample_market(), date(2025, 11, 3)
    handler = load_file(path)
    assert isinstance(handler, UserHandler)
    history, values = known_history(panel), handler.values({})
    _, heard = run_made(handler, history, values, (Options(start=start), start), decided_by)
    found = audit_handler(handler, history, values, Options(), start, days=2, heard=heard)
    assert found.passed, found.sentence
    assert found.decisions


def test_views_and_arrays_that_are_kept_stay_as_they_were(panel: Panel, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        "import numpy as np\n"
        "kept = []\n"
        "def make_handler(history):\n"
        "    def handler(view):\n"
        "        panel = history.panel\n"
        "        close = view.close()\n"
        "        kept.append((view, close, close.copy(), panel, panel.close.copy(), view.equity))\n"
        "        for view, close, copy, panel, before, equity in kept:\n"
        "            assert np.array_equal(close, copy, equal_nan=True) and close.shape == view.close().shape\n"
        "            assert panel.close.shape == before.shape and view.equity == equity\n"
        "            assert len(panel.sessions) == view.session + 1 == len(panel.total_return_index)\n"
        "            assert np.array_equal(panel.total_return_index, view.total_return_index(), equal_nan=True)\n"
        "    return handler\n"
    )
    traded(panel, path)


def test_the_total_return_index_of_a_history_is_that_of_the_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        "from dataclasses import replace\n"
        "import numpy as np\n"
        "def make_handler(history):\n"
        "    def handler(view):\n"
        "        if view.session % 40 == 0:\n"
        "            told = history.panel\n"
        "            anew = replace(told)\n"
        "            assert 'total_return_index' not in vars(anew)\n"
        "            np.testing.assert_array_equal(anew.total_return_index, told.total_return_index)\n"
        "    return handler\n"
    )
    handler = load_file(path)
    assert isinstance(handler, UserHandler)
    start = date(2025, 2, 5)
    run_made(handler, known_history(sample_market()), {}, (Options(start=start), start), decided_by)


def test_no_array_of_a_view_or_of_its_history_can_be_written(panel: Panel, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        "def make_handler(history):\n"
        "    def handler(view):\n"
        "        panel = history.panel\n"
        "        arrays = [view.close(), view.volume(1), view.total_return_index(), view.benchmark('000300.SH'),\n"
        "                  panel.bars, panel.sessions, panel.total_return_index, panel.listed_from,\n"
        "                  *panel.benchmarks.values(), *vars(panel.events).values(), *vars(panel.earnings).values()]\n"
        "        for array in arrays:\n"
        "            while array is not None and hasattr(array, 'flags'):\n"
        "                try:\n"
        "                    array.flags.writeable = True\n"
        "                except ValueError:\n"
        "                    array = array.base\n"
        "                else:\n"
        "                    raise AssertionError(array.shape)\n"
        "    return handler\n"
    )
    traded(panel, path)


def test_the_array_of_a_handlers_close_ends_in_memory_without_the_last_price(panel: Panel) -> None:
    assert np.nanmax(panel.close) == 777.0


def test_a_file_is_never_executed_where_its_result_is_judged(panel: Panel) -> None:
    """Or it could change what judges it: here it replaces the comparison, on loading and on each evening."""
    before = dict(vars(look_ahead))
    path = HERE / "handler_leaks" / "changes_the_auditor.py"
    handler = load_file(path)
    assert isinstance(handler, UserHandler)
    conditions = (Options(start=FIRST), FIRST)
    _, heard = run_apart(handler, known_history(panel), {}, conditions, decided_by)
    assert 1.0 in [value for plan in heard.plans.values() for value in plan.values()]
    assert dict(vars(look_ahead)) == before
    assert audited(panel, handler, heard).first_moved is not None


def test_what_was_said_elsewhere_trades_here_as_it_was_said(tmp_path: Path) -> None:
    """Orders at the close, weights of nothing at the close, a tuple of none: each is another instruction."""
    path = tmp_path / "mine.py"
    path.write_text(
        "from backtest.handler import orders, weights\n"
        "def make_handler(history):\n"
        "    first = len(history.panel.sessions)\n"
        "    def handler(view):\n"
        "        share = view.symbols[0]\n"
        "        said = [weights({share: 0.4}), (), orders({share: 300}, at='close'), None, orders({}),\n"
        "                (orders({share: -200}), weights({}, at='close'))]\n"
        "        return said[(view.session + 1 - first) % 6]\n"
        "    return handler\n"
    )
    handler, start = load_file(path), date(2025, 11, 3)
    assert isinstance(handler, UserHandler)
    assert start is not None
    given: dict[str, Value] = {}
    asked = (known_history(sample_market()), given, (Options(start=start), start), decided_by)
    here, there = run_made(handler, *asked), run_apart(handler, *asked)
    assert here[1].said == there[1].said
    assert here[1].plans == there[1].plans
    assert repr(here[0].fills) == repr(there[0].fills)
    assert np.array_equal(here[0].equity, there[0].equity)
