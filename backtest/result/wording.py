"""How the parts, the numbers and the units of a result are written, in English and in Chinese.

Sentences and pages have a true minus sign and a dash for what is not defined; the cells of a terminal's table
(``cell_percent``, ``cell_number``) are plain ASCII, so that they can be copied into a program. Chinese counts money in
万元 (ten thousand) and 亿元 (a hundred million), differences of percentages in 个百分点.
"""

from __future__ import annotations

from collections.abc import Mapping

from backtest.metrics.definitions import Definition
from backtest.metrics.publication import Publication, before_thesis, stating
from backtest.metrics.split import HINDSIGHT, NAMES, TEST, WHOLE, PartName
from data_sources.language.text import NOTHING, Text, both, listed, same

PART_LABELS: Mapping[PartName, Text] = {
    HINDSIGHT: both("Hindsight", "事后回溯"),
    TEST: both("Test, since publication", "检验期（发布以来）"),
    WHOLE: both("Whole run", "全区间"),
}
PART_WORDS: Mapping[PartName, Text] = {
    HINDSIGHT: both("hindsight", "事后回溯"),
    TEST: both("test", "检验期"),
    WHOLE: NOTHING,
}

UNDER_A_YEAR = both(
    "A dash stands where a rate a year would be one of under 365 days.", "不足 365 天的区间不作年化，以短横线表示。"
)

MINUS = "\N{MINUS SIGN}"
ABSENT = same("\N{EN DASH}")
ABSENT_CELL = "-"

TEN_THOUSAND, HUNDRED_MILLION = 10_000, 100_000_000
YI = HUNDRED_MILLION - TEN_THOUSAND / 200  # what rounds to 10,000.00 万元 is 1 亿元


def part_label(name: PartName, publications: tuple[Publication, ...]) -> Text:
    """Write what a part is called: "Names of 004 and 002, before the thesis was stated", or without that when never."""
    stated_by = stating(publications)
    if name == TEST and stated_by and stated_by.kind == "diary":
        return both("Paper diary", "模拟盘日志")
    if name in PART_LABELS:
        return PART_LABELS[name]
    known = listed(names_known(name, publications))
    if stated_by:
        return both(f"Names of {known}, before the thesis was stated", f"{known.zh} 的个股（投资逻辑提出之前）")
    return both(f"Names of {known}", f"{known.zh} 的个股")


def names_known(name: PartName, publications: tuple[Publication, ...]) -> tuple[str, ...]:
    """Return the reports whose names a part "names_ID" could hold: ID and those before it."""
    ids = [each.report for each in before_thesis(publications)]
    last = name.removeprefix(NAMES)
    return tuple(ids[: ids.index(last) + 1]) if last in ids else (last,)


def part_word(name: PartName) -> Text:
    """Write a part in a word or two, for a row of a table: "names from 004"; nothing for a whole run."""
    if name.startswith(NAMES):
        report = name.removeprefix(NAMES)
        return both(f"names from {report}", f"自 {report} 起的个股")
    return PART_WORDS.get(name, same(name))


def percent(value: float | None, digits: int = 1, *, signed: bool = False) -> Text:
    """Write a fraction as a percentage: 0.3124 as 31.2%, signed as +31.2%; a dash for None."""
    return ABSENT if value is None else same(_signed(value * 100, digits, signed=signed) + "%")


def rate(value: float) -> Text:
    """Write a chosen rate as a percentage with all its digits: 0.1 as 10%, 0.005 as 0.5%."""
    return same(f"{value * 100:.10g}%")


def span_words(low: float, high: float, *, signed: bool = True, digits: int = 1) -> Text:
    """Write two fractions as a range: "−20.6% to +123.6%", "−20.6% 至 +123.6%"."""
    ends = [percent(end, digits, signed=signed) for end in (low, high)]
    return both(" to ".join(ends), " 至 ".join(ends))


def points(value: float) -> Text:
    """Write the size of a difference of two percentages: -0.192 as "19.2 points"."""
    size = f"{abs(value) * 100:,.1f}"
    return both(f"{size} points", f"{size} 个百分点")


def sessions(value: int) -> Text:
    """Write a number of sessions: "1 session", "1,059 sessions"."""
    return both(f"{value:,} session{'' if value == 1 else 's'}", f"{value:,} 个交易日")


def signed_points(value: float) -> Text:
    """Write a difference of two percentages with its sign: 0.192 as "+19.2 points"."""
    size = number(value * 100, 1, signed=True)
    return both(f"{size} points", f"{size} 个百分点")


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> Text:
    """Write a ratio with a true minus sign; a dash for None."""
    return ABSENT if value is None else same(_signed(value, digits, signed=signed))


def money(value: float | None, *, signed: bool = False) -> Text:
    """Write CNY in whole yuan with thousands separators, for a column that names its unit; a dash for None."""
    return ABSENT if value is None else same(_signed(value, 0, signed=signed))


def cny(value: float, *, signed: bool = False) -> Text:
    """Write an amount with its unit: "1,234,567 CNY", in Chinese "123.46 万元" and from a hundred million on 亿元."""
    if abs(value) >= YI:
        chinese = f"{_short(value / HUNDRED_MILLION, signed=signed)} 亿元"
    elif abs(value) >= TEN_THOUSAND:
        chinese = f"{_short(value / TEN_THOUSAND, signed=signed)} 万元"
    else:
        chinese = f"{money(value, signed=signed)} 元"
    return both(f"{money(value, signed=signed)} CNY", chinese)


def count(value: int | None) -> Text:
    """Write a whole number with thousands separators; a dash for None."""
    return ABSENT if value is None else same(_signed(value, 0, signed=False))


def metric(definition: Definition, value: object) -> Text:
    """Write one value of `metrics.json` by the unit of its definition; counts by reason become their sum."""
    if value is None:
        return ABSENT
    if isinstance(value, dict):
        return count(sum(value.values()))
    if not isinstance(value, int | float):
        return same(str(value))
    if definition.unit == "percent":
        return percent(value, 2)
    if definition.unit == "number":
        return number(value)
    if definition.unit == "sessions":
        return both(f"{money(value)} session{'' if value == 1 else 's'}", f"{money(value)} 个交易日")
    if definition.unit == "CNY":
        return both(money(value), cny(value).zh)
    return money(value)


def segment(name: str) -> Text:
    """Write the id of a segment as words: "liquid_cooling" as "liquid cooling"; a ``Text`` keeps its Chinese."""
    return both(name.replace("_", " "), name.zh if isinstance(name, Text) else name.replace("_", " "))


def cell_percent(value: object, digits: int = 2, *, unit: str = "%") -> str:
    """Write a fraction in hundredths for a table of the terminal, always signed: 0.3124 as +31.24%."""
    return f"{value * 100:+.{digits}f}{unit}" if isinstance(value, float) else ABSENT_CELL


def cell_number(value: object, unit: str = "") -> str:
    """Write a ratio for a table of the terminal."""
    return f"{value:.2f}{unit}" if isinstance(value, float) else ABSENT_CELL


def _short(value: float, *, signed: bool) -> str:
    """Two decimals, without zeros at their end."""
    text = _signed(value, 2, signed=signed)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(value: float, digits: int, *, signed: bool) -> str:
    text = f"{abs(value):,.{digits}f}"
    is_zero = not any(digit in "123456789" for digit in text)
    if is_zero:
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text
