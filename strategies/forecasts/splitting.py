"""Each forecast of a report held beside what was said of the same company and year afterwards.

Afterwards is the last later report that forecasts it, and what the store has: the result, at the close of the day on
which it was announced, or while there is none the consensus (一致预期) at the last close, if it is newer than the
report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isnan

from data_sources.language.text import Text, both
from strategies.documents.document import Forecast, Report
from strategies.forecasts.announced import Announced, earned_in, expected_for
from strategies.forecasts.company import close_on, code_of, shares_between
from strategies.forecasts.printed import printed_beside
from strategies.forecasts.re_rating import CONSENSUS, RESULT, ReRating, Stand, Unsplit
from strategies.scorecard.price_change import Prices
from strategies.scorecard.window import day_of, last_row_with_bars

NOBODY = both("nobody has spoken of the year since", "此后没有新的说法涉及该年度")


def _bonus_unknown(first: date, then: date) -> Text:
    return both(
        f"the stored closes do not reach from {first} to {then}: bonus shares are unknown",
        f"已存收盘价未覆盖 {first} 至 {then}：送转情况未知",
    )


def split_forecast(
    prices: Prices, report: Report, forecast: Forecast, known: Sequence[Report]
) -> tuple[tuple[ReRating, ...], Unsplit | None]:
    """Split the price change of one forecast; the second part says why there is nothing to split, None if there is.

    ``known`` are the reports that may speak again; those not later than this one are passed over.
    """
    first = _stand(prices, report, forecast)
    later = (_said_again(prices, report, forecast, known), _of_store(prices, report, forecast))
    said = [first] if isinstance(first, Text) else [_split(prices, forecast, first, each) for each in later if each]
    found = tuple(each for each in said if isinstance(each, ReRating))
    if found:
        return found, None
    why = next((each for each in said if isinstance(each, Text)), NOBODY)
    return (), Unsplit(forecast.symbol, forecast.name, forecast.year, why)


def _split(prices: Prices, forecast: Forecast, first: Stand, then: Stand | Text) -> ReRating | Text:
    """The split between two stands, or why there is none."""
    if isinstance(then, Text):
        return then
    if then.day <= first.day:
        return both(f"there is no later price than that of {first.day}", f"没有晚于 {first.day} 的价格")
    shares = shares_between(prices, forecast.symbol, first.day, then.day)
    if isnan(shares):
        return _bonus_unknown(first.day, then.day)
    return ReRating(forecast.symbol, forecast.name, forecast.year, first, then, shares)


def _said_again(prices: Prices, report: Report, forecast: Forecast, known: Sequence[Report]) -> Stand | Text | None:
    """What the last later report says of the company and the year, None when none does.

    Where it has two forecasts, its own and a quoted one, that of the same kind is taken.
    """
    later = [each for each in known if _order(each) > _order(report)]
    company = code_of(prices.panel, forecast.symbol)
    again = [
        (speaker, each)
        for speaker in sorted(later, key=_order)
        for each in sorted(speaker.forecasts, key=lambda each: each.by == forecast.by)
        if each.year == forecast.year and each.eps is not None and code_of(prices.panel, each.symbol) == company
    ]
    return _stand(prices, *again[-1]) if again else None


def _order(report: Report) -> tuple[object, ...]:
    return report.published, report.id


def _stand(prices: Prices, report: Report, forecast: Forecast) -> Stand | Text:
    """What a report says beside the close that it prints, or else beside the stored one of its day; or why it cannot.

    A printed close without a day is not used.
    """
    if forecast.eps is None:
        return both("a profit without EPS has no multiple", "只有利润而没有每股收益，无法计算市盈率")
    if forecast.eps <= 0:
        return both(f"{report.id} expects no profit, which has no multiple", f"{report.id} 预测亏损，无法计算市盈率")
    printed = printed_beside(report, forecast)
    stored = close_on(prices.panel, forecast.symbol, printed.day)
    if printed.close is not None:
        beside = stored.value if stored else None
        return Stand(report.id, forecast.by, printed.day, printed.close, forecast.eps, beside)
    if stored is None:
        return both(
            f"the store has no close of {printed.day}, and {report.id} prints none",
            f"数据库没有 {printed.day} 的收盘价，{report.id} 也没有给出",
        )
    return Stand(report.id, forecast.by, stored.day, stored.value, forecast.eps)


def _of_store(prices: Prices, report: Report, forecast: Forecast) -> Stand | Text | None:
    """The result of a reported year, or else what analysts expect now; None where the store has nothing since."""
    panel, symbol, year = prices.panel, forecast.symbol, forecast.year
    earned, expected = (said(panel, symbol, year, "eps") for said in (earned_in, expected_for))
    if earned is not None:
        return _priced(prices, symbol, RESULT, earned, earned.announced_on)
    if expected is None or expected.announced_on <= report.published:
        return None
    return _priced(prices, symbol, CONSENSUS, expected, day_of(panel, last_row_with_bars(panel)))


def _priced(prices: Prices, symbol: str, said_by: str, said: Announced, day: date) -> Stand | Text:
    """What the store says of a year beside the close of a day, or why there is no multiple."""
    if said.value <= 0:
        word = "业绩" if said_by == RESULT else "一致预期"
        return both(
            f"the {said_by} of {said.year} is no profit, which has no multiple",
            f"{said.year} 年{word}没有盈利，无法计算市盈率",
        )
    close = close_on(prices.panel, symbol, day)
    if close is None:
        return both(f"the store has no close of {day}", f"数据库没有 {day} 的收盘价")
    # Bonus shares after the day on which it was said lower the price and not what was said.
    eps = said.value / shares_between(prices, symbol, said.announced_on, close.day)
    if isnan(eps):
        return _bonus_unknown(said.announced_on, close.day)
    return Stand(said_by, said_by, close.day, close.value, eps)
