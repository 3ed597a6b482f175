"""Every field of what a rule gets: taken away from all, or changed where the future is cut off and where invented.

A new field breaks the table until somebody has decided what a rule may know of it.
"""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from backtest.market.announcements import Announcements
from backtest.market.corporate_events import CorporateEvents
from backtest.market.for_rules import for_rules
from backtest.market.panel import Panel
from data_sources.tables.facts import Instrument, Rename, StatusSpan
from data_sources.tables.signals import Signals
from strategies.contract.history import History, cut, scramble
from strategies.documents.document import Membership
from tests.strategies.own.planted import planted_market

# removed: no rule gets it. clock: it belongs to a day, and what lies behind the cut is changed. row: goes with the rows
# of its table, which are chosen by a field with a clock. always: known on each day there is.
FATE = {
    Panel: {
        "sessions": "clock", "symbols": "always", "instruments": "clock", "bars": "clock", "history_close": "always",
        "history_day": "always", "listed_from": "clock", "events": "clock", "status": "clock", "renames": "clock",
        "benchmarks": "clock", "signals": "clock", "earnings": "clock", "findings": "removed",
        "next_session": "clock", "snapshot": "removed", "simulated": "always", "store": "removed",
    },
    History: {"panel": "clock", "memberships": "clock", "signals": "clock", "hindsight": "always"},
    Instrument: {
        "symbol": "always", "name": "removed", "list_date": "clock", "delist_date": "clock", "issue_price": "clock",
        "delist_value": "clock",
    },
    CorporateEvents: {
        "offsets": "clock", "session": "clock", "kind": "row", "symbol": "row", "successor": "row", "cash": "clock",
        "bonus": "clock", "rights": "clock", "rights_price": "clock", "ratio": "clock", "step_offsets": "row",
        "steps": "row",
    },
    Signals: {
        "series": "row", "period": "row", "period_end": "clock", "published_on": "clock", "value": "clock",
        "unit": "row", "source": "row", "shipped": "row",
    },
    Announcements: {
        "symbol": "row", "period_end": "clock", "announced_on": "clock", "forecast": "row", "eps": "clock",
        "net_profit": "clock",
    },
    Membership: {
        "report": "row", "thesis": "row", "segment": "row", "symbol": "clock", "name": "row", "role": "row",
        "listed_as": "row", "code_source": "row", "confidence": "row", "known_from": "clock", "line": "row",
        "note": "removed", "broker": "row",
    },
    StatusSpan: {"symbol": "row", "start": "clock", "end": "clock", "kind": "row"},
    Rename: {"old_symbol": "row", "new_symbol": "row", "date": "clock", "ratio": "row"},
}  # fmt: skip
DAY = date(2025, 2, 14)


@pytest.mark.parametrize("kind", FATE, ids=lambda kind: kind.__name__)
def test_every_field_has_a_fate(kind: type) -> None:
    assert [each.name for each in fields(kind)] == list(FATE[kind])
    assert set(FATE[kind].values()) <= {"removed", "clock", "row", "always"}


def test_what_is_removed_is_in_nothing_that_a_rule_gets() -> None:
    whole = planted_market()
    for panel in (for_rules(whole.panel), cut(whole, DAY).panel, scramble(whole, DAY, 1).panel):
        assert (panel.findings, panel.snapshot, panel.store) == ((), "unsaved", None)
        assert {each.name for each in panel.instruments} == {""}


def test_what_is_dated_after_the_last_session_is_unknown_on_all_of_them() -> None:
    """The market ends on 2025-08-12; cut on 2025-02-14 the fourth share is not listed, the third not delisted."""
    panel = cut(planted_market(), DAY).panel
    third, fourth = panel.instruments[2:]
    assert (third.delist_date, third.delist_value) == (None, None)
    assert (fourth.list_date, fourth.issue_price) == (None, None)
    assert panel.status == ()
    assert panel.earnings.announced_on.max() <= np.datetime64(DAY)
    assert panel.next_session is None
    assert panel.sessions[-1] == np.datetime64("2025-02-17")  # the session to come, without a value


@pytest.mark.parametrize("seed", range(5))
def test_an_invented_future_differs_in_every_field_with_a_clock(seed: int) -> None:
    whole, other = planted_market(), scramble(planted_market(), DAY, seed)
    before, after = for_rules(whole.panel), other.panel
    known = int(np.searchsorted(before.sessions, np.datetime64(DAY), side="right"))
    for name in ("open", "high", "low", "close", "amount"):
        there = np.isfinite(getattr(before, name)[known:])
        assert (getattr(after, name)[known:] != getattr(before, name)[known:])[there].all()
        np.testing.assert_array_equal(getattr(after, name)[:known], getattr(before, name)[:known])
    assert not np.isfinite(after.prev_close[known:]).any()
    assert after.benchmarks["000300.SH"][-1] != before.benchmarks["000300.SH"][-1]
    assert after.instruments[2].delist_date != before.instruments[2].delist_date
    assert after.instruments[3].list_date != before.instruments[3].list_date
    assert after.instruments[3].issue_price != before.instruments[3].issue_price
    assert all(span.start > DAY for span in after.status)
    assert {span.start for span in after.status} != {span.start for span in before.status}
    assert after.next_session != before.next_session
    later = before.events.session >= known
    assert (after.events.cash != before.events.cash)[later].all()
    assert (after.events.cash == before.events.cash)[~later].all()
    unknown = whole.signals and [each for each in whole.signals if each.published_on > DAY]
    changed = [each for each in other.signals if each.published_on > DAY]
    assert len(changed) == len(unknown)
    assert all(a.value != b.value and a.published_on > b.published_on for a, b in zip(changed, unknown, strict=True))
    told, invented = ((each.earnings, each.earnings.announced_on > np.datetime64(DAY)) for each in (before, after))
    assert 0 < told[1].sum() == invented[1].sum() < len(told[0])
    assert invented[0].rows(~invented[1]) == told[0].rows(~told[1])
    ahead, other_ahead = told[0].rows(told[1]), invented[0].rows(invented[1])
    for name in ("eps", "net_profit"):
        assert not np.isin(getattr(other_ahead, name), getattr(ahead, name)).any()
    assert other_ahead.announced_on.max() > ahead.announced_on.max()
    # All of 2024 and 2025; the invented ones are of one to three years later.
    assert other_ahead.period_end.max() == np.datetime64("2028-12-31")
    assert other.memberships[0] == whole.memberships[0]
    assert other.memberships[1].known_from > DAY
