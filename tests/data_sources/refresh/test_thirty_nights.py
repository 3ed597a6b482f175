"""Thirty nights, each with another fault of the vendors: the store is never worse, and what is missing is said."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle

import pytest

from data_sources.refresh import RefreshResult
from data_sources.store import open_store, read_facts
from tests.data_sources.refresh.nights import Nights, until
from tests.vendor_server.market import Bar, Level, Market
from tests.vendor_server.server import Fault
from tests.vendor_server.tiny_market import MARKET, SESSIONS

SYMBOLS = tuple(MARKET.bars)
HOLIDAYS = [date(2024, 2, 9) + timedelta(days=number) for number in range(9)]
DAYS = [day for day in (SESSIONS[-1] + timedelta(days=number) for number in range(1, 60)) if day.weekday() < 5]
DAYS = [day for day in DAYS if day not in HOLIDAYS]
LONGEST = 60.0
"""Seconds of a real clock that no night may take; the vendors' patience is below one."""

Chance = random.Random
Place = Callable[[str], Fault]


def grown(bars: tuple[Bar, ...], symbol: str) -> tuple[Bar, ...]:
    """More sessions behind those of the tiny market, moved by 2 % at most; whole lots."""
    chance, more, close = Chance(symbol), [], bars[-1].close
    for day in DAYS:
        opened = round(close * (1 + chance.uniform(-0.01, 0.01)), 2)
        close = round(opened * (1 + chance.uniform(-0.02, 0.02)), 2)
        high, low, volume = max(opened, close), min(opened, close), 100 * chance.randrange(20_000, 90_000)
        more.append(Bar(day, opened, high, low, close, volume, int(volume * (opened + close) / 2)))
    return (*bars, *more)


def grown_index(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    return (*levels, *(replace(levels[-1], day=day) for day in DAYS))


TRUTH = replace(
    MARKET,
    bars={symbol: grown(bars, symbol) for symbol, bars in MARKET.bars.items()},
    index={symbol: grown_index(levels) for symbol, levels in MARKET.index.items()},
    sessions=(*SESSIONS, *DAYS),
    suspensions=(),
)


def always(**faults: Fault) -> Place:
    """A fault for each part of a place; an underscore stands for a dot."""
    rules = [(name.replace("_", "."), fault) for name, fault in faults.items()]
    return lambda place: next((fault for where, fault in rules if where in place), "normal")


def sometimes(share: float, *faults: Fault) -> Place:
    chance = Chance(share)
    return lambda _: chance.choice(faults) if chance.random() < share else "normal"


def every_second(*faults: Fault) -> Place:
    """Of the pages of long lists every second one is lost."""
    normal: Fault = "normal"
    turns = cycle([normal, faults[0], normal, faults[-1]])
    pages = ("clist/get", "data/v1/get", "nqxxCnzq")
    return lambda place: next(turns) if any(part in place for part in pages) else normal


def strangers(market: Market) -> Market:
    """Each share has the bars of the next one."""
    names = sorted(market.bars)
    return replace(market, bars=dict(zip(names, [market.bars[name] for name in [*names[1:], names[0]]], strict=True)))


def a_day_late(market: Market) -> Market:
    moved = {s: tuple(replace(bar, day=bar.day + timedelta(days=1)) for bar in b) for s, b in market.bars.items()}
    return replace(market, bars=moved)


HISTORIES, LIST = "push2his.eastmoney.com", "push2.eastmoney.com"
THROTTLED: tuple[Fault, ...] = ("blank", "hollow", "500", "cut", "half", "other_page")
FAULTS: dict[str, Place] = {
    "empty bodies at random": sometimes(0.3, "blank"),
    "every second page empty": every_second("blank"),
    "every second page cut or null": every_second("cut", "null_page"),
    "Eastmoney's block page": always(eastmoney="ban_page"),
    "Sina's block page": always(sina="ban_page"),
    "the exchanges' block page": always(query_sse="ban_page", szse="ban_page"),
    "Sina dead for actions": always(vISSUE="403"),
    "CSI dead for levels": always(csindex="changed"),
    "the exchanges dead for names": always(SSGSGMXX="changed"),
    "Tencent's 501 and others' empty bodies": always(push2his="blank", hisdata="blank", gtimg="501", qq="501"),
    "another form everywhere": lambda _: "changed",
    "another form at Eastmoney": always(eastmoney="changed"),
    "a slow Eastmoney": always(eastmoney="timeout"),
    "500 everywhere": lambda _: "500",
    "429 everywhere": lambda _: "429",
    "cut everywhere": lambda _: "cut",
    "half everywhere": lambda _: "half",
    "half of all throttled": sometimes(0.5, *THROTTLED),
    "a fifth of all wrong": sometimes(0.2, *THROTTLED, "busy_page", "empty", "short", "wrong", "duplicates"),
    "no rows at Eastmoney": always(push2his="empty"),
    "one row at Eastmoney": always(push2his="short"),
    "adjusted prices at Eastmoney": always(push2his="qfq"),
    "no calendar": always(klc_td_sh="blank"),
    "no lists": always(query_sse="500", szse="500", bse_cn="500"),
    "a kill": lambda _: "normal",
    "a kill while half is throttled": sometimes(0.5, *THROTTLED),
}
LIES: dict[str, Mapping[str, Callable[[Market], Market]]] = {
    "others' rows at Eastmoney": {HISTORIES: strangers},
    "others' rows at Eastmoney and Sina": {HISTORIES: strangers, "hisdata_klc2/": strangers},
    "others' rows in the list of all": {LIST: strangers},
    "days of tomorrow at Eastmoney": {HISTORIES: a_day_late},
}
Key = tuple[str, date]


@dataclass(frozen=True)
class Stored:
    """Bars by symbol and day: open, high, low, close, lots."""

    bars: dict[Key, tuple[float, ...]]

    def beside(self, truth: Stored) -> list[Key]:
        return [key for key, row in self.bars.items() if truth.bars.get(key) != row]


def true_bars(market: Market) -> Stored:
    bars = [(symbol, bar) for symbol, own in market.bars.items() for bar in own]
    return Stored({(s, b.day): (b.open, b.high, b.low, b.close, round(b.volume, -2) // 100) for s, b in bars})


def stored_bars(url: str) -> Stored:
    engine = open_store(url)
    bars = read_facts(engine).bars
    engine.dispose()
    found: dict[Key, tuple[float, ...]] = {}
    for number, symbol in enumerate(bars.symbols):
        own = slice(int(bars.offsets[number]), int(bars.offsets[number + 1]))
        columns = (getattr(bars, name)[own].tolist() for name in ("date", "open", "high", "low", "close", "volume"))
        for day, *prices, volume in zip(*columns, strict=True):
            found[symbol, day] = (*prices, round(volume, -2) // 100)
    return Stored(found)


@contextmanager
def faulty(nights: Nights, fault: Place) -> Iterator[None]:
    def fault_of(place: str) -> Fault:
        nights.server.calls.append(place)
        return fault(place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nights.server, "fault_of", fault_of)
        yield


def killed(nights: Nights, chance: Chance) -> None:
    child = os.fork()
    if child == 0:
        try:
            nights.refresh()
        finally:
            os._exit(0)
    time.sleep(chance.uniform(0.05, 0.8))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def insist_on_honesty(name: str, report: RefreshResult, lacking: set[str]) -> None:
    """An exit code of 0 means that nothing is missing; a vendor is named once a table."""
    assert not lacking or report.outcome in ("partly", "failed"), name
    assert bool(report.missing) == (report.outcome != "done"), name
    vendors = [(vendor.vendor, vendor.table) for vendor in report.silent]
    assert len(vendors) == len(set(vendors)), name


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_thirty_nights_of_faults_leave_a_true_store(seed: int, nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, truth = Chance(seed), true_bars(TRUTH)
    monkeypatch.setattr("data_sources.refresh.call.READ_TIMEOUT", 0.5)
    monkeypatch.setattr("data_sources.vendors.akshare.eastmoney.MARKET_PAGES", 1)
    nights.server.patience, nights.market, nights.symbols = 0.8, TRUTH, SYMBOLS
    nights.on(DAYS[0]).refresh()
    before = stored_bars(nights.url)
    names = [*FAULTS, *LIES]
    assert len(names) == 30
    chance.shuffle(names)
    for name, day in zip(names, DAYS[1:], strict=False):
        nights.on(day)
        nights.lies = {where: lie(until(TRUTH, day)) for where, lie in LIES.get(name, {}).items()}
        began = time.monotonic()
        with faulty(nights, FAULTS.get(name, lambda _: "normal")):
            for _ in range(2 if "kill" in name else 0):
                killed(nights, chance)
            report = nights.refresh()
        assert time.monotonic() - began < LONGEST, name
        after = stored_bars(nights.url)
        assert after.beside(truth) == [], name
        assert before.bars.keys() <= after.bars.keys(), name
        insist_on_honesty(name, report, {symbol for symbol in SYMBOLS if (symbol, day) not in after.bars})
        before = after
    nights.lies = {}
    # Nothing that was learned on the way keeps the first good night from bringing everything.
    assert nights.on(DAYS[31]).refresh().outcome == "done"
    assert stored_bars(nights.url).bars.keys() == true_bars(until(TRUTH, DAYS[31])).bars.keys()
