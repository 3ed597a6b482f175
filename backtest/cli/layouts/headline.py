"""The headline numbers of a run: hindsight and test in columns of their own, never added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backtest.cli.output import TextTable
from backtest.metrics.split import HINDSIGHT, NAMES, TEST, PartName
from backtest.result.comparison import Comparison
from backtest.result.headline import Headline, headlines
from backtest.result.result import Result
from backtest.result.verdict import Verdict
from backtest.result.wording import ABSENT_CELL, cell_number, cell_percent, part_word
from data_sources.language.text import Text, both, said, same
from strategies.plain_list.comparison import ComparisonRow

# The rows of the table, by what their cells are called here.
LABELS = {
    "period": both("period", "区间"),
    "published": both("published", "发布日"),
    "verdict": both("verdict", "结论"),
    "return": both("return", "收益率"),
    "a year": both("a year", "年化收益率"),
    "against": both("against", "基准"),
    "its return": both("its return", "基准收益率"),
    "excess": both("excess", "超额收益"),
    "95% interval": both("95% interval", "95% 置信区间"),
    "maximum drawdown": both("maximum drawdown", "最大回撤"),
    "Sharpe ratio": both("Sharpe ratio", "夏普比率"),
    "turnover a year": both("turnover a year", "年换手率"),
    "costs, CNY": both("costs, CNY", "交易成本(元)"),
    "fills": both("fills", "成交笔数"),
    "refusals": both("refusals", "未成交笔数"),
}
NOTHING_YET = both("nothing to judge yet", "尚无可评判的交易日")


def shown_parts(result: Result, *, alone: bool) -> list[tuple[Text, Headline | None]]:
    """Return the parts of a run with their headings; a run with one part needs no word for it.

    Of several runs only parts that judge or warn: the names before a thesis have sentences of their own.
    """
    found = headlines(result)
    kept = [each for each in found if alone or not each.part.name.startswith(NAMES)] or list(found)
    if len(kept) < 2 and not result.hindsight:  # noqa: PLR2004 - two parts must be told apart
        return [(same(result.name), kept[0] if kept else None)]
    return [(heading_of(result.name, each), each) for each in kept] or [(same(result.name), None)]


def heading_of(name: str, shown: Headline) -> Text:
    """Write the name of a run with the word of one of its parts."""
    if shown.part.name == HINDSIGHT:
        return both(f"{name} HINDSIGHT", f"{name} 事后(HINDSIGHT)")
    word = part_word(shown.part.name)
    return both(f"{name} ({word})", f"{name} ({said(word, 'zh')})")


def interval_cell(numbers: Comparison, *, over_the_span: str) -> Text:
    """Write the interval of the excess in hundredths, with a mark where it is over a span of under a year."""
    interval = numbers.shown_interval
    if interval is None:
        return same(ABSENT_CELL)
    low, high = f"{interval.low * 100:+.1f}", f"{interval.high * 100:+.1f}"
    mark = over_the_span if numbers.under_a_year else ""
    return both(f"{low} to {high}{mark}", f"{low} 至 {high}{mark}")


def headline_table(result: Result, seen: Verdict) -> TextTable:
    """One column per part of a run, one row per number; the badge stands with the part that is judged."""
    columns = shown_parts(result, alone=True)
    names = [name for name, _ in columns]
    cells = [_cells(result, seen, shown) for _, shown in columns]
    labels = dict.fromkeys(label for column in sorted(cells, key=len, reverse=True) for label in column)
    rows = [(LABELS.get(label, same(label)), *(column.get(label, ABSENT_CELL) for column in cells)) for label in labels]
    return TextTable(("", *names), rows, frozenset(names))


def comparison_table(rows: Sequence[ComparisonRow]) -> TextTable:
    """One row per measure: a strategy, its plain version, the difference."""
    columns = ("", both("rule", "规则"), both("plain", "等权名单"), both("difference", "差额"))
    return TextTable(columns, [(row.label, *_beside(row)) for row in rows], frozenset(columns[1:]))


def _cells(result: Result, seen: Verdict, shown: Headline | None) -> dict[str, str]:
    if shown is None:
        return {"period": NOTHING_YET}
    metrics, under_a_year = shown.part.metrics, shown.part.under_a_year
    dated = _published(result, shown.part.name)
    judged = seen.part is not None and seen.part.name == shown.part.name
    caveats: dict[str, str] = (
        {} if shown.part.name == HINDSIGHT else {each.label: each.short for each in result.caveats}
    )
    return {
        "period": both(f"{shown.part.base_date} to {shown.part.last_date}",
                       f"{shown.part.base_date} 至 {shown.part.last_date}"),
        **({"published": str(dated)} if dated else {}),
        **({"verdict": seen.badge_words} if judged else {}),
        **caveats,
        "return": cell_percent(metrics["total_return"]),
        **({} if under_a_year else {"a year": cell_percent(metrics["annual_return"])}),
        "against": shown.benchmark.name,
        "its return": cell_percent(shown.against["benchmark_return"]),
        "excess": _points(shown.against["excess_arithmetic"]),
        **({"95% interval": _interval(seen.numbers)} if judged and seen.numbers else {}),
        "maximum drawdown": cell_percent(metrics["max_drawdown"]),
        "Sharpe ratio": cell_number(metrics["sharpe"]),
        "turnover a year": ABSENT_CELL if under_a_year else cell_number(metrics["turnover"], "x"),
        "costs, CNY": f"{shown.costs:,.0f}",
        "fills": f"{metrics['fills']:,}",
        "refusals": f"{sum(shown.refusals.values()):,}",
    }  # fmt: skip


def _interval(numbers: Comparison) -> Text:
    """The interval of the excess, and over what: nothing is annualised under a year."""
    cell = interval_cell(numbers, over_the_span="")
    if cell == ABSENT_CELL:
        return cell
    what = both("% of the span", "%(整段)") if numbers.under_a_year else both("% a year", "%(年化)")
    return both(f"{cell}{what}", f"{cell.zh}{what.zh}")


def _points(value: object) -> Text:
    return both(cell_percent(value, unit=" points"), cell_percent(value, unit=" 百分点"))


def _published(result: Result, part: PartName) -> date | None:
    """The day of the report that a part begins with: that of the thesis, or the one that lent its names."""
    if part == TEST and result.stated:
        return result.stated.known_from
    lent = [each.known_from for each in result.publications if part == f"{NAMES}{each.report}"]
    return lent[0] if lent else result.known_from


def _beside(row: ComparisonRow) -> tuple[str, str, str]:
    if row.measure == "turnover":
        return cell_number(row.rule, "x"), cell_number(row.plain, "x"), cell_number(row.difference, "x")
    if row.measure == "excess_arithmetic":
        return _points(row.rule), _points(row.plain), _points(row.difference)
    return cell_percent(row.rule), cell_percent(row.plain), _points(row.difference)
