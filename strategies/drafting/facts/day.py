"""Days as documents print them: 2026年1月28日, 2026-01-28, 2026.1.28, 2026/01/28, 20260128, 28 January 2026."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
MONTH = "|".join(rf"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS)
DIGITS = "〇一二三四五六七八九"
CHINESE = rf"[{DIGITS}零○O]{{4}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"
    r"|(?P<s>[-./])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})"
    r"|(?P<m3>(?:0[1-9]|1[0-2]))(?P<d3>(?:0[1-9]|[12]\d|3[01])))(?!\d)"
    rf"|(?P<d4>(?<!\d)\d{{1,2}})(?:st|nd|rd|th)?(?i:(?P<n4>{MONTH}))[.,]?(?P<y4>20\d{{2}})(?!\d)"
    rf"|(?i:(?P<n5>{MONTH}))\.?(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?(?P<y5>20\d{{2}})(?!\d)"
    rf"|(?P<c>{CHINESE})"
)


def day_of(found: re.Match[str]) -> date | None:
    """Return the day of a match of ``DAY`` in dense text; None for what is none, such as 2026-02-30."""
    part = found.groupdict()
    try:
        if part["c"]:
            return _chinese(part["c"])
        if part["y"]:
            month, day = part["m"] or part["m2"] or part["m3"], part["d"] or part["d2"] or part["d3"]
            return date(int(part["y"]), int(month or 0), int(day or 0))
        name = part["n4"] or part["n5"] or ""
        month_number = 1 + next(number for number, month in enumerate(MONTHS) if month[:3] == name[:3].lower())
        return date(int(part["y4"] or part["y5"] or 0), month_number, int(part["d4"] or part["d5"] or 0))
    except ValueError:
        return None


def days_in(text: str) -> tuple[tuple[date, re.Match[str]], ...]:
    """Return each day in dense text and where it stands."""
    found = ((day_of(match), match) for match in DAY.finditer(text))
    return tuple((day, match) for day, match in found if day)


def _chinese(written: str) -> date:
    """Read a day in Chinese numerals, 二〇二六年三月二日."""
    year, month, day = re.split("[年月日]", written)[:3]
    digits = {**{digit: number for number, digit in enumerate(DIGITS)}, "零": 0, "○": 0, "O": 0}
    return date(int("".join(str(digits[digit]) for digit in year)), _number(month), _number(day))


def _number(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    return (DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (DIGITS.index(ones) if ones else 0)
