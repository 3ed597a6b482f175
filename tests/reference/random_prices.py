"""Nasty but valid bars and corporate actions of one random symbol."""

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta

Row = dict[str, object]
DAY = timedelta(days=1)
GARBAGE = (None, 0.0, -3.0, math.nan, 9999.0)
RATES = {"688": (0.2,), "300": (0.1, 0.2), "bj": (0.3,), "main": (0.1, 0.1, 0.05)}


@dataclass(frozen=True)
class Life:
    """When a symbol trades: from `first` to the day before `end`; its actions lie in the same days."""

    symbol: str
    first: date
    end: date
    start_price: float
    is_new: bool


@dataclass
class Walk:
    """What a life produced. `price` is the last close adjusted for actions."""

    bars: list[Row]
    actions: list[Row]
    price: float


def half_up(price: float) -> float:
    """A price to the cent, never under one tick."""
    return max(math.floor(price * 100 + 0.5 + 1e-6) / 100, 0.01)


def walk_life(rng: random.Random, life: Life, days: list[date]) -> Walk:
    """Walk through the trading days of a life, with suspensions, actions and every kind of board."""
    walk = Walk([], [], life.start_price)
    lived = [day for day in days if life.first <= day < life.end]
    suspended, previous = 0, life.first - DAY
    for day in lived:
        act(rng, life.symbol, walk, previous, day, eager=suspended > 0)
        previous = day
        if suspended == 0 and day != life.first and rng.random() < 0.06:
            suspended = rng.randint(1, 7)
        if suspended > 0:
            suspended -= 1
            if rng.random() < 0.5:
                walk.bars.append(dead_row(rng, life.symbol, day))
            continue
        is_first = life.is_new and not walk.bars
        walk.bars.append(traded_row(rng, life.symbol, day, walk.price, is_first=is_first))
        close = walk.bars[-1]["close"]
        walk.price = close if isinstance(close, float) else walk.price
    return walk


def act(rng: random.Random, symbol: str, walk: Walk, previous: date, day: date, *, eager: bool) -> None:
    """Sometimes one or two actions since the previous trading day, on sessions and non-sessions."""
    candidates = [previous + DAY * i for i in range(1, (day - previous).days + 1)]
    chance = 0.15 if eager or len(candidates) > 1 else 0.04
    if rng.random() >= chance:
        return
    for ex_date in sorted(rng.sample(candidates, min(len(candidates), rng.randint(1, 2)))):
        if walk.price >= 0.04:
            row = random_action(rng, symbol, ex_date, walk.price)
            walk.actions.append(row)
            walk.price = ex_price(walk.price, row)


def random_action(rng: random.Random, symbol: str, ex_date: date, price: float) -> Row:
    """Cash, bonus or rights, at times together; cells without a value are None, 0 or absent."""
    row: Row = {"symbol": symbol, "ex_date": ex_date}
    kinds = rng.sample(["cash", "bonus", "rights"], rng.choice([1, 1, 1, 2, 3]))
    if "cash" in kinds:
        row["cash_per_share"] = round(price * rng.uniform(0.001, 0.1), rng.choice([2, 3, 4, 6]))
    elif rng.random() < 0.5:
        row["cash_per_share"] = rng.choice([None, 0.0])
    if "bonus" in kinds:
        row["bonus_per_share"] = rng.choice([0.1, 0.3, 0.45, 1.0, 0.123456, 0.0003])
    if "rights" in kinds:
        row["rights_per_share"] = rng.choice([0.1, 0.3, 0.0001])
        row["rights_price"] = half_up(price * 0.7)
    return row


def ex_price(price: float, row: Row) -> float:
    """The price after an action, to the cent."""

    def cell(name: str) -> float:
        value = row.get(name)
        return value if isinstance(value, float) else 0.0

    rights = cell("rights_per_share")
    paid = price - cell("cash_per_share") + rights * cell("rights_price")
    return half_up(paid / (1 + cell("bonus_per_share") + rights))


def dead_row(rng: random.Random, symbol: str, day: date) -> Row:
    """A row with volume 0, whose prices mean nothing."""
    row: Row = {name: rng.choice(GARBAGE) for name in ("open", "high", "low", "close", "prev_close")}
    return {"symbol": symbol, "date": day, **row, "volume": 0, "amount": rng.choice([0.0, None])}


def limit_rate(rng: random.Random, symbol: str) -> float:
    """A rate that the symbol's board has or had."""
    if symbol.endswith(".BJ"):
        return rng.choice(RATES["bj"])
    if symbol[:2] == "68":
        return rng.choice(RATES["688"])
    return rng.choice(RATES["300" if symbol[:2] == "30" else "main"])


def at_limit(rng: random.Random, symbol: str, reference: float) -> float:
    """A price at a limit, a tick before it or just beyond."""
    rate = limit_rate(rng, symbol) * rng.choice([1, -1])
    exact = reference * (1 + rate)
    cut = math.floor(exact * 100 + 1e-6) / 100 if rate > 0 else math.ceil(exact * 100 - 1e-6) / 100
    price = cut if symbol.endswith(".BJ") else half_up(exact)
    if rng.random() < 0.3:
        price += rng.choice([-0.01, 0.01])
    return half_up(price)


def traded_row(rng: random.Random, symbol: str, day: date, reference: float, *, is_first: bool) -> Row:
    """A traded bar: ordinary, opening or closing at a limit, or at one price all day."""

    def ordinary() -> float:
        return half_up(reference * (1 + rng.gauss(0, 0.3 if is_first else 0.02)))

    shape = rng.random()
    opening = at_limit(rng, symbol, reference) if shape < 0.2 else ordinary()
    if shape < 0.1:
        closing = high = low = opening
    else:
        closing = at_limit(rng, symbol, reference) if shape > 0.85 else ordinary()
        high = half_up(max(opening, closing) * (1 + abs(rng.gauss(0, 0.01))))
        low = half_up(min(opening, closing) * (1 - abs(rng.gauss(0, 0.01))))
    if rng.random() < 0.05:
        # A vendor's rounding: the range may end up to 1% before the open or close.
        high = max(half_up(high * 0.995), low) if max(opening, closing) <= half_up(high * 0.995) * 1.0099 else high
    volume = rng.choice([rng.randint(1, 900), rng.randint(10_000, 90_000), rng.randint(100_000, 9_000_000)])
    row: Row = {"symbol": symbol, "date": day, "open": opening, "high": high, "low": low, "close": closing}
    row["volume"] = volume
    add_amount(rng, row, low, high, volume)
    if rng.random() < 0.15:
        row["prev_close"] = rng.choice([reference, half_up(reference + 0.01), 0.0, None])
    return row


def add_amount(rng: random.Random, row: Row, low: float, high: float, volume: int) -> None:
    """An amount between low and high times the volume; at times missing, empty or 0."""
    if rng.random() < 0.1:
        row.update(rng.choice([{}, {"amount": None}, {"amount": 0.0}]))
        return
    amount = round(volume * rng.uniform(low, high), 2)
    row["amount"] = min(max(amount, round(low * volume, 2)), round(high * volume, 2))
