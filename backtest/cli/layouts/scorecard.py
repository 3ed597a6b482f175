"""A scorecard for people: a heading, two tables, notes and a few sentences for each report, then the brokers."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.layouts.fitting import MORE_COLUMNS, folded, print_fitted, reader_width
from backtest.cli.output import TextTable, say
from backtest.result.random_lists import p_words, percentile_words
from data_sources.language.text import NOTHING, Text, both, joined, said, same
from strategies.scorecard.calls import BASKETS as BASKET_KINDS
from strategies.scorecard.calls import BY_INDEX, OWN_NAMES
from strategies.scorecard.words.heading import heading
from strategies.scorecard.words.legend import SIMULATED, legend, rate_words
from strategies.scorecard.words.numbers import points
from strategies.scorecard.words.rows import call_words, class_words, notes, subject_words
from strategies.scorecard.words.sentences import sentences, with_interval
from strategies.scorecard.words.verdicts import verdict_word

if TYPE_CHECKING:
    from backtest.app.judged_reports import JudgedReports
    from strategies.scorecard import Judged, Row, Scorecard, Summary

ABSENT = "-"

HEADS = {
    "call": "观点",
    "name": "名称",
    "return": "涨跌幅",
    "total": "含分红",
    "index": "基准",
    "excess": "超额",
    "ratio": "相对收益",
    "class": "评级档",
    "verdict": "结论",
    "traded": "可成交收益",
    "own names together": "自选名单合计",
    "names": "个股数",
    "95% interval": "95% 区间",
    "broker": "券商",
    "reports": "研报",
    "different names": "不同个股数",
    "rated (base)": "评级达标(基准比例)",
    "listed (base)": "名单跑赢(基准比例)",
    "run-up": "发布前涨幅",
    "median": "中位数",
    "percentile": "分位",
    "p": "p值",
}
"""The Chinese of each column."""
CALLS = ("call", "name", "return", "total", "index", "excess", "ratio", "class", "verdict", "traded")
BASKETS = ("own names together", "names", "return", "total", "excess", "95% interval", "verdict", "traded")
BROKERS = (
    "broker", "reports", "different names", "rated (base)", "listed (base)", "run-up", "excess", "median",
    "95% interval", "percentile", "p",
)  # fmt: skip
LEFT_OUT = ("total", "ratio", "p", "percentile", "reports", "traded", "index", "different names", "run-up", "return")
"""What a narrow table leaves out first."""
TEXT = frozenset({"call", "name", "class", "verdict", "own names together", "broker"})


def print_scorecard(found: JudgedReports, *, wide: bool = False) -> None:
    """Print the reports in order, then one line per broker; ``wide`` shows every column whatever the terminal."""
    if found.simulated:
        say(SIMULATED)
    if found.caveat:
        say(both(f"but: {found.caveat}", f"但：{said(found.caveat, 'zh')}"))
    card = found.card
    for judged in card.reports:
        for line in heading(judged):
            _say(line)
        for table in _tables(judged):
            print_fitted(table, LEFT_OUT, wide=wide)
        for line in (*(joined(("  ", note), "", "") for note in notes(judged)), *sentences(judged, found.pool)):
            _say(line)
        say()
    words = legend(card)
    more = NOTHING if wide else MORE_COLUMNS
    _say(both(f"{words}. {more}".rstrip(), f"{said(words, 'zh')}。{more.zh}"))
    print_fitted(_brokers(card), LEFT_OUT, wide=wide)


def _say(text: str) -> None:
    for line in folded(text, reader_width()):
        say(line)


def _tables(judged: Judged) -> list[TextTable]:
    """The calls, then the equal weights of the report's own names, which are no calls."""
    calls = [row for row in judged.rows if row.kind not in BASKET_KINDS]
    baskets = [row for row in judged.rows if row.kind in BASKET_KINDS]
    return [
        _table(columns, [cells(row) for row in rows])
        for columns, cells, rows in ((CALLS, _call, calls), (BASKETS, _basket, baskets))
        if rows
    ]


def _table(columns: tuple[str, ...], cells: list[dict[str, str]]) -> TextTable:
    rows = [tuple(each[name] for name in columns) for each in cells]
    heads = tuple(both(name, HEADS[name]) for name in columns)
    return TextTable(heads, rows, frozenset(columns) - TEXT, TEXT & set(columns))


def _call(row: Row) -> dict[str, str]:
    stock = row.kind not in BY_INDEX
    return {
        "call": call_words(row),
        "name": same(f"{row.subject} {row.name}") if stock or row.name != row.subject else subject_words(row),
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "index": _percent(row.benchmark_change),
        "excess": _points(row.difference),
        "ratio": _percent(row.ratio),
        "class": class_words(row) or ABSENT,
        "verdict": verdict_word(row.verdict),
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _basket(row: Row) -> dict[str, str]:
    interval = row.interval
    return {
        "own names together": both("all its names", "全部个股")
        if row.kind == OWN_NAMES
        else both(row.subject, said(row.name, "zh") or row.subject),
        "names": str(len(row.symbols)),
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "excess": _points(row.difference),
        "95% interval": _range(points(interval.low), points(interval.high)) if interval else ABSENT,
        "verdict": verdict_word(row.verdict),
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _brokers(card: Scorecard) -> TextTable:
    cells = []
    for broker, summary in card.brokers.items():
        own = [each for each in card.reports if each.report.broker == broker]
        name = same(broker) if summary.settled else both(f"{broker} (so far)", f"{broker}（截至目前）")
        cells.append({"broker": name, "reports": " ".join(each.report.id for each in own), **_broker(summary)})
    return _table(BROKERS, cells)


def _broker(summary: Summary) -> dict[str, str]:
    luck = summary.luck.baskets
    return {
        "different names": str(summary.distinct),
        "rated (base)": rate_words(summary.rated, summary.rated.met) or ABSENT,
        "listed (base)": rate_words(summary.unrated, summary.unrated.beat) or ABSENT,
        "run-up": _points(summary.run_up.excess) if summary.run_up else ABSENT,
        "excess": ABSENT if summary.average is None else _points(summary.average),
        "median": ABSENT if summary.median is None else _points(summary.median),
        "95% interval": with_interval(summary).strip(" ()").removeprefix("95% ") or ABSENT,
        "percentile": percentile_words(luck) if luck else ABSENT,
        "p": p_words(luck) if luck else ABSENT,
    }


def _range(low: str, high: str) -> Text:
    return both(f"{low} to {high}", f"{said(low, 'zh')} 至 {said(high, 'zh')}")


def _percent(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}%"


def _points(value: float) -> str:
    return ABSENT if isnan(value) else points(value)
