"""Random markets that are valid by section 1 and as nasty as it allows; the same seed gives the same market."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

from tests.reference.random_prices import DAY, Life, Row, half_up, random_action, walk_life

ERAS = (
    date(2008, 9, 19),  # stamp duty on sales only
    date(2013, 12, 13),  # debuts capped
    date(2015, 8, 1),  # transfer fee
    date(2019, 7, 22),  # STAR opens
    date(2020, 8, 24),  # ChiNext at 20%
    date(2020, 12, 31),  # the first session of a delisting period without limits
    date(2021, 11, 15),  # Beijing opens
    date(2022, 4, 29),  # transfer fee halved
    date(2023, 4, 10),  # registration on the main board
    date(2023, 8, 28),  # stamp duty halved
    date(2026, 7, 6),  # ST at 10%
)
FIRST_STAMP_DUTY = date(2008, 9, 19)
CODES = ("600{:03}.SH", "000{:03}.SZ", "002{:03}.SZ", "300{:03}.SZ", "688{:03}.SH", "920{:03}.BJ", "430{:03}.BJ")
OPENED = {"688": date(2019, 7, 1), "920": date(2021, 10, 1), "430": date(2021, 10, 1), "300": date(2009, 10, 1)}


@dataclass
class Draft:
    """A market while it is being made."""

    rng: random.Random
    days: list[date]
    """Trading days: some before the calendar, then its sessions."""
    calendar: list[date]
    instruments: list[Row] = field(default_factory=list)
    bars: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    status: list[Row] = field(default_factory=list)
    renames: list[Row] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def random_market(
    seed: int, sessions: int = 40, symbols: int = 12
) -> tuple[dict[str, list[Row]], list[Row], dict[str, object]]:
    """Tables, targets and options of a market; row order is shuffled, for nothing may depend on it."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    days = trading_days(rng, rng.choice(ERAS), sessions)
    draft = Draft(rng, days, days[5:])
    draft.codes = sorted({draw_code(rng, draft.calendar[0]) for _ in range(symbols)})
    rng.shuffle(draft.codes)
    spare = [code for code in (draw_code(rng, draft.calendar[0]) for _ in range(30)) if code not in draft.codes]
    for code in list(draft.codes):
        live(draft, code, spare)
    merge_some(draft)
    add_status(draft)
    tables = as_tables(draft)
    targets = random_targets(draft, spare)
    for rows in (*tables.values(), targets):
        rng.shuffle(rows)
    return tables, targets, random_options(draft, targets)


def trading_days(rng: random.Random, era: date, sessions: int) -> list[date]:
    """Weekdays around a rule change, less random holidays and at times a long one; five of them are mere history."""
    wanted = sessions + 5
    before = rng.randint(wanted // 4, 3 * wanted // 4)
    day = era - timedelta(days=before * 7 // 5)
    holiday = day + DAY * rng.randint(10, wanted)
    days: list[date] = []
    while len(days) < wanted:
        is_holiday = holiday <= day < holiday + DAY * 8 or rng.random() < 0.04
        if day.weekday() < 5 and not is_holiday:
            days.append(day)
        day += DAY
    return days


def draw_code(rng: random.Random, start: date) -> str:
    """A code of a board that is open, or opens in the window."""
    patterns = [code for code in CODES if OPENED.get(code[:3], date.min) <= start]
    return rng.choice(patterns).format(rng.randint(1, 999))


def draw_price(rng: random.Random) -> float:
    """Ordinary, very low or very high."""
    return half_up(rng.choice([rng.uniform(3, 60), rng.uniform(0.05, 0.5), rng.uniform(100, 1500)]))


def live(draft: Draft, code: str, spare: list[str]) -> None:
    """One symbol: listed long ago or in the window, and perhaps delisted or renamed in it."""
    rng, calendar = draft.rng, draft.calendar
    is_new = rng.random() < 0.3
    listed: date | None = rng.choice([date(2000, 1, 4), date(2000, 1, 4), None])
    first = draft.days[0] if rng.random() < 0.7 else rng.choice(draft.days[:20])
    if is_new:
        first = rng.choice(calendar[: len(calendar) * 2 // 3])
        listed = rng.choice([first, first, first - DAY, first - DAY * 9, first + DAY])
    end = calendar[-1] + DAY
    fate = rng.random()
    if fate < 0.35 and first < calendar[-8]:
        end = rng.choice([day for day in calendar if day > first + DAY * 3])
    price = draw_price(rng)
    walk = walk_life(rng, Life(code, first, end, price, is_new), draft.days)
    draft.bars += walk.bars
    draft.actions += walk.actions
    row: Row = {"symbol": code, "name": code, "list_date": listed}
    draft.instruments.append(row)
    if rng.random() < (0.8 if is_new else 0.3):
        opening = next((cell for bar in walk.bars if isinstance(cell := bar["open"], float)), price)
        row["issue_price"] = half_up(opening / rng.choice([1.1, 1.2, 1.3, 1.3, 1.44, 1.5]))
    if end <= calendar[-1]:
        if fate < 0.15:
            row["delist_date"] = end + DAY * rng.choice([0, 0, 1, 4])
            row["delist_value"] = rng.choice([None, None, 0.0, half_up(price * 0.8), 1.23456])
        elif spare:
            rename(draft, row, end, walk.price, spare)


def rename(draft: Draft, old: Row, end: date, price: float, spare: list[str]) -> None:
    """The old code stops at `end`; some days on the new one goes on, with its actions from that date."""
    rng, code = draft.rng, spare.pop()
    if code in draft.codes:
        return
    draft.codes.append(code)
    changed = end + DAY * rng.choice([0, 0, 1, 2, 6])
    ratio = rng.choice([1.0, 1.0, 0.5, 1.37, 2.0])
    draft.renames.append({"old_symbol": old["symbol"], "new_symbol": code, "date": changed, "ratio": ratio})
    if rng.random() < 0.5:
        old["delist_date"] = changed
    resumed = changed + DAY * rng.choice([0, 0, 0, 5])
    start = price if ratio == 1 else half_up(price / ratio)
    later = [day for day in draft.calendar if day > resumed]
    stops = rng.choice(later) if later and rng.random() < 0.25 else draft.calendar[-1] + DAY
    walk = walk_life(rng, Life(code, resumed, stops, start, is_new=False), draft.days)
    draft.bars += walk.bars
    draft.actions += walk.actions
    row: Row = {"symbol": code, "name": code, "list_date": changed}
    draft.instruments.append(row)
    if stops <= draft.calendar[-1] and spare:
        rename(draft, row, stops, walk.price, spare)
    if rng.random() < 0.4:
        draft.actions.append(random_action(rng, code, changed - DAY * rng.randint(1, 4), price))
        draft.actions.append(random_action(rng, str(old["symbol"]), changed + DAY * rng.randint(0, 4), price))


def merge_some(draft: Draft) -> None:
    """At times a symbol goes into another that has long been trading; its bars end there."""
    rng = draft.rng
    taken = {row[name] for row in draft.renames for name in ("old_symbol", "new_symbol")}
    free = [row for row in draft.instruments if row["symbol"] not in taken and not row.get("delist_date")]
    settled = [row for row in free if row["list_date"] is None or row["list_date"] == date(2000, 1, 4)]
    if len(settled) < 3 or rng.random() < 0.4:
        return
    old, new = rng.sample(settled, 2)
    on = rng.choice(draft.calendar[5:-3]) + DAY * rng.choice([0, 0, 1])
    if all(row["date"] != on for row in draft.renames):
        ratio = rng.choice([0.3, 1.0, 1.2345])
        draft.renames.append({"old_symbol": old["symbol"], "new_symbol": new["symbol"], "date": on, "ratio": ratio})
        draft.bars = [row for row in draft.bars if row["symbol"] != old["symbol"] or is_before(row["date"], on)]


def is_before(day: object, limit: date) -> bool:
    """A cell that holds a day before another."""
    return isinstance(day, date) and day < limit


def add_status(draft: Draft) -> None:
    """Spans of every kind, overlapping, open, and on days that are no sessions."""
    rng, first = draft.rng, draft.days[0]
    for code in draft.codes:
        spans: dict[tuple[date, str], Row] = {}
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            start = first + DAY * rng.randint(-20, 60)
            kind = rng.choice(["ST", "ST", "DELISTING", "NO_LIMIT"])
            end = None if rng.random() < 0.2 else start + DAY * rng.randint(0, 25)
            spans[start, kind] = {"symbol": code, "start": start, "end": end, "kind": kind}
        draft.status += spans.values()
        for start, kind in spans:
            if kind == "DELISTING":
                jump(draft, code, start)


def jump(draft: Draft, code: str, start: date) -> None:
    """The first bar of a delisting period at half the price or far above, as one without limits may be."""
    later = [
        row for row in draft.bars if row["symbol"] == code and row.get("volume") and not is_before(row["date"], start)
    ]
    if not later or draft.rng.random() < 0.2:
        return
    row, times = min(later, key=lambda found: str(found["date"])), draft.rng.choice([0.5, 0.5, 1.5])
    for name in ("open", "high", "low", "close", "amount"):
        cell = row.get(name)
        if isinstance(cell, float) and cell > 0:
            row[name] = cell * times if name == "amount" else half_up(cell * times)
    amount = row.get("amount")
    if isinstance(amount, float):
        # A price of some fen moves far when it is rounded; what was paid stays between the lowest and the highest.
        low, high, volume = (float(str(row[name])) for name in ("low", "high", "volume"))
        row["amount"] = min(max(amount, low * volume), high * volume)


def as_tables(draft: Draft) -> dict[str, list[Row]]:
    """The tables of section 1; the calendar is a table of its own at times, reaching beyond the data."""
    rng, calendar = draft.rng, draft.calendar
    draft.actions = [part for row in draft.actions for part in parts_of(rng, row)]
    draft.actions = list({value_of(row): row for row in draft.actions}.values())
    index = [
        {"symbol": name, "date": day, "close": round(level * (1 + rng.gauss(0, 0.01)), 2)}
        for name, level in (("000300.SH", 3500.0), ("H00300.CSI", 5200.0))
        for day in calendar
    ]
    tables: dict[str, list[Row]] = {
        "instruments": draft.instruments,
        "bars": draft.bars,
        "index": index,
        "actions": draft.actions,
        "status": draft.status,
        "renames": draft.renames,
    }
    if rng.random() < 0.3:
        future = [calendar[-1] + DAY * i for i in (1, 2, 5)]
        tables["sessions"] = [{"date": day} for day in [*calendar, *future]]
    return {name: rows for name, rows in tables.items() if rows or name in ("instruments", "bars", "index")}


def parts_of(rng: random.Random, row: Row) -> list[Row]:
    """At times an action comes in two rows of one date: its cash apart, or half of its rights at another price."""
    if rng.random() < 0.3 and row.get("bonus_per_share") and row.get("cash_per_share"):
        return [{**row, "cash_per_share": None}, {name: row[name] for name in ("symbol", "ex_date", "cash_per_share")}]
    offered, price = row.get("rights_per_share"), row.get("rights_price")
    if rng.random() < 0.3 and isinstance(offered, float) and isinstance(price, float):
        rights: Row = {"rights_per_share": offered / 2, "rights_price": half_up(price * 1.1)}
        more: Row = {"symbol": row["symbol"], "ex_date": row["ex_date"], **rights}
        return [{**row, "rights_per_share": offered / 2}, more]
    return [row]


def value_of(row: Row) -> tuple[object, ...]:
    """What must not stand twice: key and numbers, an empty cell being 0."""
    numbers = ("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price")
    return (row["symbol"], row["ex_date"], *(row.get(name) or 0.0 for name in numbers))


def random_targets(draft: Draft, spare: list[str]) -> list[Row]:
    """Decisions on any calendar day, at times two before one session, all cash, or of symbols that never list."""
    rng = draft.rng
    earliest = max(draft.calendar[0], FIRST_STAMP_DUTY - DAY)
    span = (draft.calendar[-1] - earliest).days
    days = {earliest + DAY * rng.randint(0, span // 3)}
    beginnings = [day for row in draft.status if row["kind"] == "DELISTING" and isinstance(day := row["start"], date)]
    beginnings += [day for row in draft.instruments if isinstance(day := row["list_date"], date)]
    eventful = [day - DAY for day in sorted(beginnings) if earliest <= day - DAY <= draft.calendar[-1]]
    days |= set(rng.sample(eventful, min(len(eventful), 5)))
    for _ in range(rng.randint(2, 9)):
        day = earliest + DAY * rng.randint(0, span)
        days |= {day, day + DAY} if rng.random() < 0.3 else {day}
    targets: list[Row] = []
    for day in sorted(days):
        if rng.random() < 0.08:
            targets.append({"date": day, "symbol": rng.choice(["", None]), "weight": 0.0})
            continue
        known = alive(draft, day) if rng.random() < 0.5 else draft.codes
        chosen = set(rng.sample(known, rng.randint(1, len(known))))
        if rng.random() < 0.2 and spare:
            chosen.add(rng.choice(spare))
        targets += random_weights(rng, day, sorted(chosen))
    return targets


def alive(draft: Draft, day: date) -> list[str]:
    """The symbols that trade about a day, all of them when there are none, so that a decision can spend its cash."""
    first, last = day - DAY * 3, day + DAY * 2
    found = {str(row["symbol"]) for row in draft.bars if isinstance(on := row["date"], date) and first <= on <= last}
    return sorted(found) or draft.codes


def random_weights(rng: random.Random, day: date, chosen: list[str]) -> list[Row]:
    """Weights that sum to 1, a rounding error more or less, some of them 0."""
    total = rng.choice([1.0, 1.0, 1.0, 1.0 + 9e-7, 0.95, 0.4])
    raw = [0.0 if rng.random() < 0.08 else rng.choice([1.0, rng.random()]) for _ in chosen]
    scale = total / sum(raw) if sum(raw) > 0 else 0.0
    return [{"date": day, "symbol": code, "weight": weight * scale} for code, weight in zip(chosen, raw, strict=True)]


def random_options(draft: Draft, targets: list[Row]) -> dict[str, object]:
    """Every option at its default or away from it."""
    rng = draft.rng
    options: dict[str, object] = {
        "cash": rng.choice([1_000_000_000.0, 10_000_000.0, 1_000_000.0, 60_000.0, 4_000.0]),
        "fill": rng.choice(["open", "open", "close", "vwap"]),
        "slippage": rng.choice([0.0, 0.0, 0.001, 0.02]),
        "participation": rng.choice([None, None, None, 0.1, 0.01, 1.0]),
        "order_validity": rng.choice(["rebalance", "rebalance", "day"]),
        "delist_recovery": rng.choice([0.0, 0.3, 1.0]),
        "benchmark": rng.choice([None, "000300.SH", "H00300.CSI"]),
    }
    if rng.random() < 0.4:
        options |= {"commission_rate": rng.choice([0.0, 0.0003, 0.001]), "commission_min": rng.choice([0.0, 1.0, 30.0])}
    if rng.random() < 0.4:
        options["dividend_tax"] = rng.choice([0.0, 0.2, 1.0])
    if rng.random() < 0.3:
        options["stamp_duty"] = rng.choice([0.0, 0.0005, 0.003])
    if rng.random() < 0.3:
        options["transfer_fee"] = rng.choice([0.0, 0.00002, 0.0007])
    days = sorted({day for row in targets if isinstance(day := row["date"], date)})
    if rng.random() < 0.2:
        options["start"] = days[len(days) // 3]
    if rng.random() < 0.2:
        options["end"] = max(draft.calendar[-5], days[0])
    if cast("date", options.get("start", days[0])) > last_traded(draft):
        # Without an end that would be an error.
        options["end"] = draft.calendar[-1]
    return options


def last_traded(draft: Draft) -> date:
    """The day of the last traded bar of any symbol."""
    return max((cast("date", row["date"]) for row in draft.bars if row["volume"]), default=date.min)
