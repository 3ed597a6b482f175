"""The simulated market: the same bits everywhere, inside the rules of its exchanges, and nasty on purpose."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor
from pathlib import Path

import numpy as np
import pytest

from data_sources.errors import InputError
from data_sources.quality import check, reference
from data_sources.sample_market import sample_facts
from data_sources.store.opening import open_store
from data_sources.store.publishing import publish
from data_sources.store.reading import read_facts
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.facts import BAR_FIELDS, CorporateAction, Facts
from strategies.coverage import HOLDS_ALL
from strategies.documents.library import memberships
from strategies.registry import STRATEGIES

FINGERPRINT = "46b22e620891127515ce5c3947ee23a5a918313d17a3255c49c498e7b8ec5da1"


@cache
def whole() -> Facts:
    return sample_facts()


@dataclass(frozen=True)
class Session:
    """One traded session of one security, money in whole cents; no limits when ``up`` is None."""

    symbol: str
    day: date
    nth: int
    reference: int
    down: int
    up: int | None
    open: int
    high: int
    low: int
    close: int

    @property
    def one_price(self) -> bool:
        return self.low == self.high


def cents(price: float) -> int:
    return round(price * 100)


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def after_ex_date(reference: int, action: CorporateAction) -> int:
    """The exchanges' reference in exact fractions, so that no float can round it."""
    cash, bonus, rights, price = (
        Fraction(str(value))
        for value in (action.cash_per_share, action.bonus_per_share, action.rights_per_share, action.rights_price)
    )
    return half_up((reference - 100 * cash + 100 * rights * price) / (1 + bonus + rights))


def limits(symbol: str, reference: int, *, st: bool) -> tuple[int, int]:
    """The limits of 2023 to 2026-06 in whole percents and cents."""
    if symbol.endswith(".BJ"):
        return max(-(-reference * 70 // 100), 1), max(reference * 130 // 100, reference + 1)
    percent = 20 if symbol[:2] in {"30", "68"} else 5 if st else 10
    up, down = (reference * (100 + percent) + 50) // 100, (reference * (100 - percent) + 50) // 100
    return max(min(down, reference - 1), 1), max(up, reference + 1)


def free_sessions(symbol: str, listed: date | None) -> int:
    """How many sessions after a listing inside the simulation have no limits."""
    if listed is None or listed < date(2023, 1, 3):
        return 0
    if symbol.endswith(".BJ"):
        return 1
    return 5 if symbol[:2] in {"30", "68"} or listed >= date(2023, 4, 10) else 0


def in_status(facts: Facts, symbol: str, day: date, kind: str) -> bool:
    return any(
        span.symbol == symbol and span.kind == kind and span.start <= day and (span.end is None or day <= span.end)
        for span in facts.status
    )


def walk(facts: Facts) -> Iterator[Session]:
    """Every session that has a reference, with limits from the rules as they are written."""
    actions: dict[str, list[CorporateAction]] = {}
    for action in facts.actions:
        actions.setdefault(action.symbol, []).append(action)
    listed = {instrument.symbol: instrument.list_date for instrument in facts.instruments}
    bars = facts.bars
    for number, symbol in enumerate(bars.symbols):
        rows = range(bars.offsets[number], bars.offsets[number + 1])
        days = bars.date[rows.start : rows.stop].tolist()
        free, queue = free_sessions(symbol, listed[symbol]), list(actions.get(symbol, []))
        has_status = any(span.symbol == symbol for span in facts.status)
        reference = 0
        for nth, (row, day) in enumerate(zip(rows, days, strict=True), start=1):
            while queue and queue[0].ex_date <= day:
                reference = after_ex_date(reference, queue.pop(0))
            prices = [cents(column[row]) for column in (bars.open, bars.high, bars.low, bars.close)]
            if nth > 1:
                st = has_status and in_status(facts, symbol, day, "ST")
                unlimited = nth <= free or (has_status and in_status(facts, symbol, day, "NO_LIMIT"))
                down, up = limits(symbol, reference, st=st)
                yield Session(symbol, day, nth, reference, down, None if unlimited else up, *prices)
            reference = prices[3]


@cache
def walked() -> tuple[Session, ...]:
    return tuple(walk(whole()))


def days_of(symbol: str) -> list[date]:
    bars = whole().bars
    number = bars.symbols.index(symbol)
    days: list[date] = bars.date[bars.offsets[number] : bars.offsets[number + 1]].tolist()
    return days


def closes_of(symbol: str) -> list[float]:
    bars = whole().bars
    number = bars.symbols.index(symbol)
    closes: list[float] = bars.close[bars.offsets[number] : bars.offsets[number + 1]].tolist()
    return closes


def suspensions() -> list[tuple[str, date, date]]:
    """Symbol, last day before and first day after each gap inside a symbol's bars."""
    sessions: list[date] = [] if whole().sessions is None else whole().sessions.tolist()  # type: ignore[union-attr]
    position = {day: number for number, day in enumerate(sessions)}
    return [
        (symbol, before, after)
        for symbol in whole().bars.symbols
        for before, after in pairwise(days_of(symbol))
        if position[after] - position[before] > 1
    ]


# 1. The same everywhere -----------------------------------------------------------------------------------------------


def fingerprint(facts: Facts) -> str:
    digest = hashlib.sha256()
    digest.update(repr((facts.instruments, facts.actions, facts.status, facts.renames, tuple(facts.signals))).encode())
    for name in ("offsets", "date", *BAR_FIELDS):
        digest.update(np.ascontiguousarray(getattr(facts.bars, name)).tobytes())
    for symbol, series in facts.index.items():
        digest.update(symbol.encode() + series.close.tobytes())
    return digest.hexdigest()


def test_default_market_has_the_written_fingerprint() -> None:
    # Read from the first build: a change here changes every sample page, so it must be meant.
    assert fingerprint(sample_facts()) == FINGERPRINT


def test_another_seed_is_another_market() -> None:
    other = sample_facts(seed=17)
    assert fingerprint(other) != FINGERPRINT
    assert len(other.instruments) == len(whole().instruments)


def test_shorter_window_is_a_part_of_the_longer_one_and_knows_nothing_later() -> None:
    part = sample_facts(date(2024, 3, 1), date(2025, 6, 20))
    bars, inside = whole().bars, 0
    for number, symbol in enumerate(part.bars.symbols):
        whole_number = bars.symbols.index(symbol)
        days = bars.date[bars.offsets[whole_number] : bars.offsets[whole_number + 1]]
        keep = (days >= np.datetime64("2024-03-01")) & (days <= np.datetime64("2025-06-20"))
        mine = part.bars.close[part.bars.offsets[number] : part.bars.offsets[number + 1]]
        theirs = bars.close[bars.offsets[whole_number] : bars.offsets[whole_number + 1]][keep]
        np.testing.assert_array_equal(mine, theirs)
        inside += len(mine)
    assert inside == len(part.bars.close) > 45_000

    symbols = {instrument.symbol for instrument in part.instruments}
    # Listed 2025-12-05; code changed 2025-10-09, so the new code is unknown and the old one trades.
    assert "688795.SH" not in symbols
    assert "929998.BJ" not in symbols
    assert "879998.BJ" in part.bars.symbols
    assert part.renames == ()
    # The delisting of 2025-07-14 is not known, and the ST spell that ends two days after the window is still open.
    assert all(instrument.delist_date is None for instrument in part.instruments)
    assert [(span.symbol, span.end) for span in part.status] == [
        ("003998.SZ", None),
        ("609998.SH", date(2025, 5, 19)),
    ]
    assert max(value.published_on for value in part.signals) <= date(2025, 6, 20)
    assert {action.ex_date.year for action in part.actions} == {2024, 2025}


def test_no_heavy_library_is_loaded() -> None:
    heavy = "{'pandas', 'numba', 'exchange_calendars', 'sqlalchemy', 'akshare', 'vectorbt'}"
    build = "from data_sources.sample_market import sample_facts; sample_facts()"
    code = f"import sys; {build}; print({heavy} & set(sys.modules))"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)  # noqa: S603
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2022, 12, 30), date(2024, 1, 2)),
        (date(2024, 1, 2), date(2027, 1, 4)),
        (date(2024, 1, 2), date(2023, 1, 3)),
    ],
)
def test_days_outside_the_calendar_are_refused_in_one_line(start: date, end: date) -> None:
    with pytest.raises(InputError, match=f"asked for {start} to {end}; it has 2023-01-03 to 2026-12-31"):
        sample_facts(start, end)


def test_weekend_alone_is_refused() -> None:
    with pytest.raises(InputError, match="2024-01-06 to 2024-01-07, but no session is among them"):
        sample_facts(date(2024, 1, 6), date(2024, 1, 7))


# 2. Labels and layout -------------------------------------------------------------------------------------------------


def test_everything_says_that_it_is_simulated() -> None:
    facts = whole()
    assert facts.simulated
    assert facts.source.startswith("SIMULATED")
    assert all(instrument.name.endswith("(simulated)") for instrument in facts.instruments)
    assert {value.source for value in facts.signals} == {"SIMULATED"}


def test_universe_is_164_reported_and_five_invented_symbols() -> None:
    # 164 + debut, delisting, ST spell, Beijing listing, changed code (which has two symbols).
    assert len(whole().instruments) == 164 + 5 + 1
    boards = [symbol.symbol for symbol in whole().instruments]
    assert sum(symbol.startswith("68") for symbol in boards) > 40
    assert sum(symbol.endswith(".BJ") for symbol in boards) == 4


def test_arrays_are_sorted_and_read_only() -> None:
    facts = whole()
    bars = facts.bars
    assert list(bars.symbols) == sorted(set(bars.symbols))
    assert set(bars.symbols) == {instrument.symbol for instrument in facts.instruments}
    assert all(bars.date[a] < bars.date[a + 1] for a in range(len(bars.date) - 1) if a + 1 not in bars.offsets)
    for name in ("offsets", "date", *BAR_FIELDS):
        assert not getattr(bars, name).flags.writeable
    for series in facts.index.values():
        assert not series.close.flags.writeable
        assert (
            len(series.close) == len(series.date) == 727 + 116
        )  # three whole years, and 20 + 14 + 22 + 21 + 18 + 21 sessions of 2026
    keys = [(action.symbol, action.ex_date) for action in facts.actions]
    assert keys == sorted(set(keys))


def test_sessions_are_those_of_the_exchanges() -> None:
    facts = sample_facts(end=date(2026, 12, 31))
    assert facts.sessions is not None
    days = facts.sessions.tolist()
    # The exchanges held 242, 242 and 243 sessions in 2023, 2024 and 2025 (annual statistics of the SSE).
    assert [sum(day.year == year for day in days) for year in (2023, 2024, 2025)] == [242, 242, 243]
    # National Day 2024: shut 10-01 to 10-07, open on 09-30 and 10-08; the working Sunday 2024-09-29 has no trading.
    near = [day for day in days if date(2024, 9, 27) <= day <= date(2024, 10, 9)]
    assert near == [date(2024, 9, 27), date(2024, 9, 30), date(2024, 10, 8), date(2024, 10, 9)]


# 3. Inside the rules --------------------------------------------------------------------------------------------------


def test_every_price_is_inside_its_limits() -> None:
    outside = [one for one in walked() if one.up is not None and not one.down <= one.low <= one.high <= one.up]
    assert len(walked()) > 130_000
    assert outside == []


def test_every_price_is_a_whole_cent_in_order_and_the_amount_fits() -> None:
    bars = whole().bars
    for column in (bars.open, bars.high, bars.low, bars.close):
        np.testing.assert_array_equal(column, np.round(column * 100) / 100)
        assert (bars.low <= column).all()
        assert (column <= bars.high).all()
        assert column.min() > 0
    np.testing.assert_array_equal(bars.volume, np.floor(bars.volume))
    assert bars.volume.min() >= 100
    # Half a cent of rounding in the amount, nothing else.
    assert (bars.amount >= bars.low * bars.volume - 0.0051).all()
    assert (bars.amount <= bars.high * bars.volume + 0.0051).all()


def test_prices_and_volatility_are_plausible() -> None:
    bars = whole().bars
    assert bars.low.min() > 0.10
    assert bars.high.max() < 1000
    moves: dict[str, list[float]] = {}
    for one in walked():
        if one.up is not None:
            moves.setdefault(one.symbol, []).append(one.close / one.reference - 1)
    yearly = [float(np.std(move)) * 242**0.5 for move in moves.values() if len(move) > 200]
    assert float(np.quantile(yearly, 0.05)) > 0.30
    assert float(np.quantile(yearly, 0.95)) < 0.65


def test_shares_move_together_and_most_with_their_group() -> None:
    # 603986 and 688008 are both in storage; 600050 is a server name. One factor moves all, a second one the group.
    sessions = {one.day: number for number, one in enumerate(walked()) if one.symbol == "603986.SH"}
    returns = {
        symbol: {one.day: one.close / one.reference - 1 for one in walked() if one.symbol == symbol}
        for symbol in ("603986.SH", "688008.SH", "600050.SH")
    }
    days = [day for day in sessions if all(day in values for values in returns.values())]
    table = np.array([[values[day] for day in days] for values in returns.values()])
    together = np.corrcoef(table)
    assert together[0, 2] > 0.1
    assert together[0, 1] > together[0, 2]


# 4. Nasty on purpose --------------------------------------------------------------------------------------------------


def test_limit_boards_in_numbers() -> None:
    bound = [one for one in walked() if one.up is not None]
    assert sum(one.close == one.up for one in bound) > 300
    assert sum(one.close == one.down for one in bound) > 300
    assert sum(one.low < one.open == one.up == one.close for one in bound) > 5
    assert sum(one.close < one.high == one.up for one in bound) > 50
    assert sum(one.one_price and one.close == one.up for one in bound) > 20
    assert sum(one.one_price and one.close == one.down for one in bound) > 20
    # One day on which half of the market cannot be sold at the close.
    crash = [one for one in bound if one.day == date(2024, 5, 20)]
    assert sum(one.close == one.down for one in crash) > 20


def test_beijing_limits_are_cut_towards_the_reference() -> None:
    # 18.13 * 1.3 = 23.569, cut to 23.56; 7.22 * 0.7 = 5.054, cut up to 5.06. Half up would give 23.57 and 5.05.
    (rise,) = [one for one in walked() if one.symbol == "929997.BJ" and one.day == date(2025, 3, 7)]
    assert (rise.reference, rise.close, rise.high) == (1813, 2356, 2356)
    (fall,) = [one for one in walked() if one.symbol == "929998.BJ" and one.day == date(2026, 2, 2)]
    assert (fall.reference, fall.close, fall.low) == (722, 506, 506)


def test_suspensions_some_with_an_ex_date_inside() -> None:
    gaps = suspensions()
    assert len(gaps) > 100
    hidden = [
        (symbol, action)
        for symbol, before, after in gaps
        for action in whole().actions
        if action.symbol == symbol and before < action.ex_date < after
    ]
    assert len(hidden) >= 4
    assert any(action.bonus_per_share > 0 for _, action in hidden)


def test_dividends_and_bonus_shares_lower_the_reference() -> None:
    actions = whole().actions
    assert sum(action.cash_per_share > 0 for action in actions) > 350
    bonus = [action for action in actions if action.bonus_per_share > 0]
    assert len(bonus) > 30
    # Without the ex-date rule a bonus of 0.3 would be a fall of 23%, more than any limit allows here.
    falls = []
    for action in bonus:
        days, closes = days_of(action.symbol), closes_of(action.symbol)
        if action.ex_date in days:
            at = days.index(action.ex_date)
            falls.append(closes[at] / closes[at - 1] - 1)
    assert float(np.median(falls)) < -0.15


def test_rights_issue_rests_five_days_and_resumes_on_its_ex_date() -> None:
    (rights,) = [action for action in whole().actions if action.rights_per_share > 0]
    assert (rights.symbol, rights.ex_date, rights.rights_per_share) == ("002119.SZ", date(2024, 11, 12), 0.3)
    days, closes = days_of("002119.SZ"), closes_of("002119.SZ")
    at = days.index(rights.ex_date)
    assert days[at - 1] == date(2024, 11, 4)  # 11-05, 06, 07, 08 and 11 are the five days
    # Offered at 70% of the last close: 54.32 * 0.7 = 38.02. Reference (54.32 + 0.3 * 38.02) / 1.3 = 50.558.
    assert (closes[at - 1], rights.rights_price) == (54.32, 38.02)
    (resumed,) = [one for one in walked() if one.symbol == "002119.SZ" and one.day == rights.ex_date]
    assert resumed.reference == 5056


def test_debut_under_the_old_rule_stops_at_144_percent_of_its_issue_price() -> None:
    # 12.50 * 1.44 = 18.00; then 10% a day: 19.80, 21.78, 23.96 (23.958)
    assert days_of("003997.SZ")[0] == date(2023, 2, 15)
    assert closes_of("003997.SZ")[:3] == [18.00, 19.80, 21.78]
    (debut,) = [instrument for instrument in whole().instruments if instrument.symbol == "003997.SZ"]
    assert debut.issue_price == 12.50


def test_listings_swing_freely_in_their_first_sessions() -> None:
    listed = [one for one in whole().instruments if one.list_date and one.list_date >= date(2023, 1, 3)]
    assert len(listed) > 15
    for instrument in listed:
        assert days_of(instrument.symbol)[0] == instrument.list_date
        assert instrument.issue_price is not None
    free = [one for one in walked() if one.up is None and one.nth <= 5]
    # Four sessions after the first of every STAR, ChiNext and new main listing, none on Beijing.
    assert len(free) == 4 * sum(free_sessions(one.symbol, one.list_date) == 5 for one in listed)
    assert any(one.symbol == "929997.BJ" for one in listed)
    # In some of them a price stands where limits would have stopped it: more than 20% from the reference.
    assert sum(not 0.8 <= one.close / one.reference <= 1.2 for one in free) >= 3
    pops = [closes_of(one.symbol)[0] / (one.issue_price or 0) for one in listed]
    assert all(1.2 < pop < 2.5 for pop in pops)


def test_st_spell_halves_the_limit() -> None:
    spell = [one for one in walked() if one.symbol == "609998.SH" and date(2024, 4, 30) <= one.day <= date(2025, 5, 19)]
    assert len(spell) > 240
    assert all(abs(one.close / one.reference - 1) < 0.0525 for one in spell)
    assert sum(one.close in {one.up, one.down} for one in spell) >= 5
    after = [one for one in walked() if one.symbol == "609998.SH" and one.day > date(2025, 5, 19)]
    assert max(abs(one.close / one.reference - 1) for one in after) > 0.0525


def test_delisting_after_a_period_whose_first_session_has_no_limits() -> None:
    (gone,) = [instrument for instrument in whole().instruments if instrument.delist_date]
    assert (gone.symbol, gone.delist_date) == ("003998.SZ", date(2025, 7, 14))
    days = days_of("003998.SZ")
    # 2025-06-23 to 07-11 are three full weeks, 15 sessions; before them the share rests from 2025-06-03.
    assert len([day for day in days if day >= date(2025, 6, 23)]) == 15
    assert days[-1] == date(2025, 7, 11)
    assert days[-16] == date(2025, 5, 30)
    unlimited = [one for one in walked() if one.symbol == "003998.SZ" and one.up is None]
    assert [one.day for one in unlimited] == [date(2025, 6, 23)]


def test_changed_code_continues_under_the_new_one() -> None:
    (rename,) = whole().renames
    assert (rename.old_symbol, rename.new_symbol, rename.ratio) == ("879998.BJ", "929998.BJ", 1.0)
    # 2025-10-09 is the first session after National Day, 2025-09-30 the last one before it.
    assert days_of("879998.BJ")[-1] == date(2025, 9, 30)
    assert days_of("929998.BJ")[0] == rename.date == date(2025, 10, 9)
    assert abs(closes_of("929998.BJ")[0] / closes_of("879998.BJ")[-1] - 1) < 0.30


def test_some_shares_trade_next_to_nothing() -> None:
    bars = whole().bars
    means = [float(bars.amount[a:b].mean()) for a, b in pairwise(bars.offsets.tolist())]
    assert sum(mean < 1_000_000 for mean in means) >= 5
    assert sum(mean > 50_000_000 for mean in means) > 100


# 5. Indices and signals -----------------------------------------------------------------------------------------------


def test_total_return_index_gains_two_and_a_half_percent_a_year_on_the_price_index() -> None:
    price, total = (whole().index[symbol] for symbol in ("000300.SH", "H00300.CSI"))
    assert {"000300.SH", "H00300.CSI", "H30184.CSI"} < set(whole().index)
    # 843 sessions of 242 a year at 2.5%: (1 + 0.025 / 242) ^ 843 = 1.0910
    assert total.close[-1] / price.close[-1] == pytest.approx(1.0910, abs=0.002)


def test_signals_carry_the_names_of_the_real_series_and_their_own_clock() -> None:
    series = {value.series for value in whole().signals}
    assert {f"capex/{name}" for name in ("AMZN", "GOOGL", "META", "MSFT", "big4_sum", "bat_sum")} < series
    assert sum(name.startswith("dram_contract/") for name in series) == 9
    assert sum(name.startswith("nand_contract/") for name in series) == 3
    assert all(value.published_on >= value.period_end for value in whole().signals)
    capex = {value.series: value for value in whole().signals if value.period == "2025Q1"}
    # The first quarter ends on 03-31 and is known 35 days later: 30 days of April and 5 of May.
    assert capex["capex/AMZN"].published_on == date(2025, 5, 5)
    parts = sum(capex[f"capex/{name}"].value for name in ("AMZN", "GOOGL", "META", "MSFT"))
    assert capex["capex/big4_sum"].value == pytest.approx(parts, abs=0.005)


def test_capex_growth_turns_negative_and_memory_prices_fall_and_rise() -> None:
    levels = [value.value for value in whole().signals if value.series == "capex/big4_sum"]
    growth = [levels[quarter] / levels[quarter - 4] - 1 for quarter in range(4, len(levels))]
    assert min(growth) < -0.01 < 0.05 < max(growth)
    prices = [value.value for value in whole().signals if value.series == "dram_contract/DDR4_8Gb_1Gx8"]
    assert min(prices) < 0.6 * prices[0]
    assert prices[-1] > 1.5 * min(prices)


# 6. Beside the other parts --------------------------------------------------------------------------------------------


def test_quality_checks_find_nothing() -> None:
    # Some of its shares are quieter than any real one, which an import does not say of a simulated market.
    found = [each for each in check(reference(frames_of(whole()))) if each.rule != "turnover_scale"]
    assert found == []


def test_every_name_that_a_family_holds_is_in_the_market() -> None:
    """A report that no family trades yet may name others: the demo runs families."""
    named = [each for name, family in STRATEGIES.items() if name != HOLDS_ALL for each in family.segments]
    members = {member.symbol for member in memberships() if any(segment.holds(member) for segment in named)}
    assert len(members) > 100
    assert members < {instrument.symbol for instrument in whole().instruments}


def test_market_survives_the_store(tmp_path: Path) -> None:
    facts = sample_facts(date(2025, 5, 6), date(2025, 10, 31))
    engine = open_store(tmp_path / "sample.db", create=True)
    publish(
        engine,
        frames_of(facts),
        (),
        facts.source,
        datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        simulated=True,
    )
    back = read_facts(engine)
    engine.dispose()
    assert back.simulated
    assert back.source == facts.source
    assert fingerprint(back) == fingerprint(replace(facts, snapshot=back.snapshot))
    np.testing.assert_array_equal(back.sessions, facts.sessions)
