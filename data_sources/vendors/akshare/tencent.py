"""Tencent (腾讯证券): bars, the third vendor.

Tencent sends volume in lots (手), on STAR in shares, amount in 10,000 CNY. Sources: akshare pull request 7328 and
daily_stock_analysis issue 2350, exact to the share against Sina. akshare 1.19.5 multiplies by 100 except where a code
starts with sh688, sz399, sh000 or sz000: right for STAR, but the main-board shares 000xxx of Shenzhen stay in lots and
the depositary receipts 689xxx become hundredfold. Both are set right here, and proved by the amounts.

Of many codes of Beijing it has nothing: it answers with an empty list, with HTTP 501, or with a code without days, on
which akshare stumbles (akshare issue 6205). All three are the same answer: it does not have the share.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from data_sources.tables.symbols import Symbol, parse_symbol
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.answers.bars import BarColumns, history
from data_sources.vendors.answers.columns import DAILY, asked_days
from data_sources.vendors.endpoints import Endpoint
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer
from data_sources.vendors.source import RawPart, Request, Wanted

LEFT_IN_LOTS = ("SZ", "000")
HUNDREDFOLD = ("SH", "689")
FIRST_DAY_CALLS = 1
FUNCTION = "stock_zh_a_hist_tx"
ABSENT = HTTPStatus.NOT_IMPLEMENTED
WITHOUT_DAYS = "KeyError: 'day'"


def _volume_factor(symbol: Symbol) -> float:
    group = (symbol.exchange, symbol.code[:3])
    return 100.0 if group == LEFT_IN_LOTS else 0.01 if group == HUNDREDFOLD else 1.0


FORM = BarColumns({name: name for name in DAILY}, ("turnover",), _volume_factor)


def _ask_bars(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    # With dashes: akshare reads the year of "20231231" as 20,231,231 and asks for every year up to now.
    symbol = parse_symbol(request.symbol)
    days, code = asked_days(request, "%Y-%m-%d"), symbol.written("sina")
    try:
        return (call(FUNCTION, absent=ABSENT, symbol=code, adjust="", timeout=call.timeout, **days),)
    except ChangedFormat as error:
        if symbol.exchange == "BJ" and WITHOUT_DAYS in error.detail:
            raise EmptyAnswer(request, "the vendor has no days of this code") from error
        raise


def _years(wanted: Wanted) -> int:
    return FIRST_DAY_CALLS + wanted.last.year - wanted.first.year + 1


READ_BARS = partial(history, form=FORM)
TENCENT = akshare_source("tencent", 0.4, Endpoint(FUNCTION, "bars", _ask_bars, READ_BARS, _years))
"""One call for the first day a symbol has, and one a year."""
