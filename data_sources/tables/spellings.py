"""Cells as spreadsheets and other systems spell them: read where one meaning is possible, and only there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from data_sources.errors import InputError
from data_sources.tables.frame import Array
from data_sources.tables.symbols import Symbol, parse_index

SHANGHAI = timezone(timedelta(hours=8))
"""Of all days since 1991-09-15, the end of the last summer time of the mainland."""
MEMORY = 1 << 14

OTHER_DAY = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"|年(?P<month_cn>[0-9]{1,2})月(?P<day_cn>[0-9]{1,2})日"
    r"|(?P<month_run>[0-9]{2})(?P<day_run>[0-9]{2})(?:\.0+)?)"
    r"(?:[ T]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r" ?(?P<zone>Z|[-+][0-9]{2}:?[0-9]{2})?)?"
    r"(?:,[一二三四五六日])?"
)
"""The last is the day of the week, as 同花顺 writes it."""
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
CERTAIN_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]*)?|,[0-9]{3}\.[0-9]*)")
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
QUOTED_CODE = re.compile(r"=?\"(.*)\"|'(.*)")
WHOLE = re.compile(r"([0-9]{1,6})(?:\.0*)?")
POWER = re.compile(r"([0-9])(?:\.([0-9]*))?[Ee]\+?([0-9]{1,2})")
BEFORE_EXCHANGE = re.compile(r"([0-9]{1,5})(\.[A-Za-z]{2,4})")
DIGITS = 6
FIRST_DAY, LAST_DAY = 1900_01_01, 2100_12_31


@dataclass(frozen=True)
class SpeltDay:
    """A day, the time of that day in seconds as Shanghai's clocks show it, and how such days are written."""

    day: date
    seconds: int
    like: str


@lru_cache(maxsize=MEMORY)
def spelt_day(text: str) -> SpeltDay | None:
    """Read a day as spreadsheets and other systems write it, None for anything else.

    A moment with a zone is the day in Shanghai; midnight of a zone stands for its day where both have the same.
    """
    match = OTHER_DAY.fullmatch(text.strip())
    if match is None:
        return None
    found = match.groupdict()
    month, day = (
        next(found[f"{part}{kind}"] for kind in _KINDS if found[f"{part}{kind}"]) for part in ("month", "day")
    )
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    try:
        day_there = date(int(found["year"]), int(month), int(day))
        moment = datetime.combine(day_there, time(hour, minute, second), _zone(found["zone"]))
        there = moment.astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None
    midnight = not (hour or minute or second) and day_there == there.date()
    seconds = 0 if midnight else (there.hour * 60 + there.minute) * 60 + there.second
    return SpeltDay(there.date(), seconds, _like(text, found))


_KINDS = ("", "_cn", "_run")


def _zone(text: str | None) -> timezone:
    if text is None:
        return SHANGHAI
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def _like(text: str, found: dict[str, str | None]) -> str:
    """Return a sample of the spelling, the same for all days that are spelt so."""
    if found["mark"] == "-":
        day = "2024-01-02" if found["hour"] or "," in text else "2024-1-2"
    elif found["mark"]:
        day = "2024/1/2" if found["mark"] == "/" else "2024.1.2"
    elif found["day_cn"]:
        day = "2024年1月2日"
    else:
        day = "20240102.0" if "." in text else "20240102"
    clock = " 00:00" if found["hour"] else ""
    return f"{day}{clock}{' with a zone, taken as the day in Shanghai' if found['zone'] else ''}"


def are_days(numbers: Array) -> bool:
    """Whether numbers, of which there are some, may all be days like 20240131."""
    return bool(len(numbers) and ((numbers >= FIRST_DAY) & (numbers <= LAST_DAY)).all())


def thousands_are_certain(texts: Sequence[str]) -> bool:
    """Whether the commas in cells of one column can only part thousands: ``1,234,567`` or ``1,234.5`` is among them.

    ``1,234`` alone may be a decimal comma, and ``6,75`` is one.
    """
    with_comma = [text.strip() for text in texts if "," in text]
    return any(map(CERTAIN_THOUSANDS.fullmatch, with_comma)) and all(map(THOUSANDS.fullmatch, with_comma))


def why_no_number(text: str) -> str:
    """Say what is wrong with a number with commas, "" for any other cell."""
    bare, decimal = text.replace(",", ""), text.replace(",", ".")
    if CERTAIN_THOUSANDS.fullmatch(text):
        return f"no number with its thousands separators, for others here have decimal commas; write {bare}"
    if THOUSANDS.fullmatch(text):
        return f"{bare} or {decimal}, which nothing here decides; write it without a comma"
    if DECIMAL_COMMA.fullmatch(text):
        return f"no number with a decimal comma; write {decimal}"
    return ""


@dataclass(frozen=True)
class SpeltSymbol:
    """A security and the code that its cell stood for; ``lost_zeros`` says that a spreadsheet took it for a number."""

    symbol: Symbol
    code: str
    lost_zeros: bool


def spelt_symbol(text: str, parse: Callable[[str], Symbol]) -> SpeltSymbol | None:
    """Read a code that a spreadsheet took for a number or kept from it (``63.0``, ``6.30E+01``, ``="000063"``).

    Zeros are put back where an A share or, read by ``parse_index``, an index has that code. None for anything else: a
    short code that begins with a zero is of another market, and ``6.00E+05`` has lost digits.
    """
    match = QUOTED_CODE.fullmatch(text.strip())
    word = (match[1] or match[2] or "").strip() if match else text.strip()
    code = _code(word) or word
    try:
        symbol = parse(code)
    except InputError:
        return None
    if symbol.board is None and parse is not parse_index:
        return None
    return SpeltSymbol(symbol, code, lost_zeros=len(word) < DIGITS or word[:DIGITS] != code[:DIGITS])


def _code(word: str) -> str:
    """Return the six digits that a spreadsheet's number stands for, with the exchange if one is named; "" for none."""
    if match := POWER.fullmatch(word):
        fraction, power = match[2] or "", int(match[3])
        digits = match[1] + fraction
        # Fewer digits than the code has: which ones are gone cannot be told.
        return (
            digits[: power + 1].zfill(DIGITS) if power <= len(fraction) and not digits[power + 1 :].strip("0") else ""
        )
    if word.startswith("0") and len(word) < DIGITS:
        return ""
    if match := WHOLE.fullmatch(word):
        return match[1].zfill(DIGITS)
    match = BEFORE_EXCHANGE.fullmatch(word)
    return f"{match[1].zfill(DIGITS)}{match[2]}" if match and not word.startswith("0") else ""


def why_no_symbol(text: str) -> str:
    """Say what is wrong with a code that a spreadsheet shortened, "" for any other cell."""
    lost = POWER.fullmatch(text)
    return "no code: a spreadsheet cut its digits; make the column text and save it again" if lost else ""
