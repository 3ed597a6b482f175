"""How the parts, the numbers and the units of a result are written.

Sentences and pages have a true minus sign and a dash for what is not defined; the cells of a terminal's table
(``cell_percent``, ``cell_number``) are plain ASCII, so that they can be copied into a program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backtest.metrics.definitions import Definition
from backtest.metrics.publication import Publication, before_thesis, stating
from backtest.metrics.split import HINDSIGHT, NAMES, TEST, WHOLE, PartName

PART_LABELS: Mapping[PartName, str] = {
    HINDSIGHT: "Hindsight",
    TEST: "Test, since publication",
    WHOLE: "Whole run",
}

UNDER_A_YEAR = "A dash stands where a rate a year would be one of under 365 days."

MINUS = "\N{MINUS SIGN}"
ABSENT = "\N{EN DASH}"
ABSENT_CELL = "-"


def part_label(name: PartName, publications: tuple[Publication, ...]) -> str:
    """Write what a part is called: "Names of 004 and 002, before the thesis was stated", or without that when never."""
    stated_by = stating(publications)
    if name == TEST and stated_by and stated_by.kind == "diary":
        return "Paper diary"
    if name in PART_LABELS:
        return PART_LABELS[name]
    stated = ", before the thesis was stated" if stated_by else ""
    return f"Names of {listed(names_known(name, publications))}{stated}"


def names_known(name: PartName, publications: tuple[Publication, ...]) -> tuple[str, ...]:
    """Return the reports whose names a part "names_ID" could hold: ID and those before it."""
    ids = [each.report for each in before_thesis(publications)]
    last = name.removeprefix(NAMES)
    return tuple(ids[: ids.index(last) + 1]) if last in ids else (last,)


def part_word(name: PartName) -> str:
    """Write a part in a word or two, for a row of a table: "names from 004"; nothing for a whole run."""
    if name == WHOLE:
        return ""
    return f"names from {name.removeprefix(NAMES)}" if name.startswith(NAMES) else name


def listed(words: Sequence[str]) -> str:
    """Write words as a list in a sentence: "004, 000 and 002"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def whole_sentence(words: str) -> str:
    """Write a clause as a sentence, with its capital and its full stop."""
    return f"{words[0].upper()}{words[1:]}."


def percent(value: float | None, digits: int = 1, *, signed: bool = False) -> str:
    """Write a fraction as a percentage: 0.3124 as 31.2%, signed as +31.2%; a dash for None."""
    return ABSENT if value is None else _signed(value * 100, digits, signed=signed) + "%"


def rate(value: float) -> str:
    """Write a chosen rate as a percentage with all its digits: 0.1 as 10%, 0.005 as 0.5%."""
    return f"{value * 100:.10g}%"


def points(value: float) -> str:
    """Write the size of a difference of two percentages: -0.192 as "19.2 points"."""
    return f"{abs(value) * 100:,.1f} points"


def sessions(value: int) -> str:
    """Write a number of sessions: "1 session", "1,059 sessions"."""
    return f"{value:,} session{'' if value == 1 else 's'}"


def signed_points(value: float) -> str:
    """Write a difference of two percentages with its sign: 0.192 as "+19.2 points"."""
    return f"{number(value * 100, 1, signed=True)} points"


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Write a ratio with a true minus sign; a dash for None."""
    return ABSENT if value is None else _signed(value, digits, signed=signed)


def money(value: float | None, *, signed: bool = False) -> str:
    """Write CNY in whole yuan with thousands separators; a dash for None."""
    return ABSENT if value is None else _signed(value, 0, signed=signed)


def count(value: int | None) -> str:
    """Write a whole number with thousands separators; a dash for None."""
    return ABSENT if value is None else _signed(value, 0, signed=False)


def metric(definition: Definition, value: object) -> str:
    """Write one value of `metrics.json` by the unit of its definition; counts by reason become their sum."""
    if value is None:
        return ABSENT
    if isinstance(value, dict):
        return count(sum(value.values()))
    if not isinstance(value, int | float):
        return str(value)
    if definition.unit == "percent":
        return percent(value, 2)
    if definition.unit == "number":
        return number(value)
    if definition.unit == "sessions":
        return f"{money(value)} session{'' if value == 1 else 's'}"
    return money(value)


def segment(name: str) -> str:
    """Write the id of a segment as words: "liquid_cooling" as "liquid cooling"."""
    return name.replace("_", " ")


def cell_percent(value: object, digits: int = 2, *, unit: str = "%") -> str:
    """Write a fraction in hundredths for a table of the terminal, always signed: 0.3124 as +31.24%."""
    return f"{value * 100:+.{digits}f}{unit}" if isinstance(value, float) else ABSENT_CELL


def cell_number(value: object, unit: str = "") -> str:
    """Write a ratio for a table of the terminal."""
    return f"{value:.2f}{unit}" if isinstance(value, float) else ABSENT_CELL


def _signed(value: float, digits: int, *, signed: bool) -> str:
    text = f"{abs(value):,.{digits}f}"
    is_zero = not any(digit in "123456789" for digit in text)
    if is_zero:
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text
