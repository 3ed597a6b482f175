"""What must be read with a run's verdict: sessions without bars, frozen holdings, an index's gap, accepted data.

A caveat stands beside the verdict wherever it is written: page, index, table, notebook and terminal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.market.indices import missing_days, total_return_of
from backtest.market.panel import Panel
from backtest.result.accepted import accepted_findings, accepted_rules_of, accepted_sentence
from backtest.result.frozen import frozen_holdings
from backtest.result.no_fill import why_no_fill
from backtest.result.wording import percent
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.language.text import Text, both, joined
from data_sources.tables.brief import first_of
from data_sources.tables.facts import Dates
from data_sources.tables.schema import CALENDAR_INDEX

IDLE_SESSIONS = 20
"""A month: a run may begin that long before the first bar of what it holds without a word."""


ACCEPTED = both("accepted data", "已放行的数据")
NO_FILL = both("no fill", "无成交")
NO_BAR_BEFORE = both("no bar before", "此前无行情")
NO_BAR_AFTER = both("no bar after", "此后无行情")
FROZEN = both("frozen", "行情中断")
NO_DIVIDENDS = both("no dividends in index", "指数不含分红")
"""The labels of caveats; ``front`` ranks them by what can overturn a verdict."""


@dataclass(frozen=True)
class Caveat:
    """A whole sentence without its full stop, and the same as a line of a table: a label and a few words."""

    label: Text
    short: Text
    sentence: Text

    @property
    def but(self) -> Text:
        """The sentence behind a claim: "But ...."."""
        return both(f"But {self.sentence}.", f"但{self.sentence.zh}。")


def caveats_of(panel: Panel, ledger: Ledger, targets: Targets, benchmark: str) -> tuple[Caveat, ...]:
    """Return the caveats of a run that is judged against the index ``benchmark``."""
    found = (
        _accepted(panel, ledger, targets, benchmark),
        _without_fill(ledger, targets),
        _before_bars(panel, ledger, targets),
        _after_bars(panel, ledger),
        _frozen(panel, ledger),
        _without_dividends(panel, ledger, benchmark),
    )
    return tuple(each for each in found if each)


def _accepted(panel: Panel, ledger: Ledger, targets: Targets, benchmark: str) -> Caveat | None:
    """The rules in spite of which the data of this run was published (``--accept``)."""
    rules = accepted_rules_of(accepted_findings(panel, ledger, targets, benchmark))
    if not rules:
        return None
    names = joined(rules, ", ", "、")
    short = both(f"in spite of {names}", f"存在问题 {names.zh}")
    return Caveat(ACCEPTED, short, accepted_sentence(rules))


def _without_fill(ledger: Ledger, targets: Targets) -> Caveat | None:
    """A run that never traded; one that ends on its base date had no session to trade on."""
    why = why_no_fill(ledger, targets) if len(ledger.sessions) > 1 else None
    if not why:
        return None
    return Caveat(NO_FILL, why, both(f"the run never traded: {why}", f"本次回测从未成交：{why.zh}"))


def _before_bars(panel: Panel, ledger: Ledger, targets: Targets) -> Caveat | None:
    """The sessions before the first bar of anything that the targets ever hold; of any symbol for a handler."""
    wanted = [panel.position[symbol] for symbol in targets.symbols if symbol in panel.position]
    begun = panel.listed_from[wanted] if len(targets.dates) else panel.listed_from
    first = int(begun.min(initial=len(panel.sessions)))
    base = base_row(panel.sessions, ledger.sessions[0].item())
    end = base + len(ledger.sessions) - 1
    idle = first - base - 1
    if not len(begun) or idle < IDLE_SESSIONS or first > end:
        return None
    day = panel.sessions[first]
    return Caveat(
        NO_BAR_BEFORE,
        both(f"{day}, {idle:,} sessions", f"{day}，{idle:,} 个交易日"),
        both(
            f"nothing could be held in the first {idle:,} sessions: the first bar of anything this run holds is of "
            f"{day}; --from {day} starts there",
            f"前 {idle:,} 个交易日无股可持：本次回测所持个股的行情最早始于 {day}；以 --from {day} 可从该日开始",
        ),
    )


def _after_bars(panel: Panel, ledger: Ledger) -> Caveat | None:
    """The sessions that a later ``--to`` adds behind the last bar of any symbol, over which the index goes on alone."""
    carried = int((ledger.sessions[1:] > panel.sessions[panel.last_traded]).sum()) if panel.last_traded >= 0 else 0
    if not carried:
        return None
    day, end = panel.sessions[panel.last_traded], ledger.sessions[-1]
    sessions = f"last {carried} sessions carry" if carried > 1 else "last session carries"
    return Caveat(
        NO_BAR_AFTER,
        both(f"{day}, {carried} session{'s' if carried > 1 else ''}", f"{day}，{carried} 个交易日"),
        both(
            f"--to {end} lies behind the last bar of any symbol: the {sessions} closes of {day} while the "
            "index moves on, and orders are refused as suspended, in every number of this run; without --to it ends on "
            f"{day}",
            f"截止日 --to {end} 晚于全部个股的最后行情：最后 {carried} 个交易日沿用 {day} 的收盘价，而指数继续变动，"
            f"委托按停牌处理、不成交，本次回测的所有数字都受此影响；不设 --to 则截至 {day}",
        ),
    )


def _frozen(panel: Panel, ledger: Ledger) -> Caveat | None:
    """What is held of shares whose bars ended while others went on, as a share of the account at the end."""
    frozen = frozen_holdings(panel, ledger)
    if not frozen:
        return None
    weight = percent(sum(each.weight for each in frozen), 0)
    days = first_of(sorted({str(each.last_bar) for each in frozen}))
    names = first_of([each.symbol for each in frozen])
    end, silent = "s" if len(frozen) == 1 else "", f"{max(each.sessions for each in frozen):,}"
    return Caveat(
        FROZEN,
        both(f"{weight} at closes of {days}", f"{weight} 沿用 {days.zh} 的收盘价"),
        both(
            f"{weight} of the account carries closes of {days}: {names} ha{end or 've'} no bar after "
            f"that while other shares trade for {silent} more sessions, and no "
            "delist_date; import its bars or its delisting",
            f"账户的 {weight} 沿用 {days.zh} 的收盘价：{names.zh} 此后没有行情，其他个股却又交易了 {silent} 个交易日，"
            "且没有退市日（delist_date）；请导入其行情或退市信息",
        ),
    )


def _without_dividends(panel: Panel, ledger: Ledger, benchmark: str) -> Caveat | None:
    """On which sessions the total return of the default index, though stored, has no value."""
    total_return = total_return_of(CALENDAR_INDEX)
    if benchmark != CALENDAR_INDEX or total_return not in panel.benchmarks:
        return None
    base = base_row(panel.sessions, ledger.sessions[0].item())
    missing = missing_days(panel, total_return, base, base + len(ledger.sessions) - 1)
    if not len(missing):
        return None
    days, advice = _days(missing), _advice(ledger, missing)
    return Caveat(
        NO_DIVIDENDS,
        both(f"{total_return} lacks {days}", f"{total_return} 缺 {days.zh}"),
        both(
            f"{total_return} has no value on {days}, so the price index without dividends stands in for it; "
            f"{advice} to compare with dividends",
            f"全收益指数 {total_return} 在 {days.zh} 没有点位，暂以不含分红的价格指数代替；"
            f"{advice.zh}，即可与含分红的指数比较",
        ),
    )


def _days(missing: Dates) -> Text:
    if len(missing) <= 3:  # noqa: PLR2004 - as many as a sentence can name
        return both(" and ".join(", ".join(map(str, missing)).rsplit(", ", 1)), "、".join(map(str, missing)))
    first, last = missing[0], missing[-1]
    return both(
        f"{len(missing):,} sessions from {first} to {last}", f"{first} 至 {last} 之间的 {len(missing):,} 个交易日"
    )


def _advice(ledger: Ledger, missing: Dates) -> Text:
    """What would help: an earlier end when only the last sessions are missing, and else the values."""
    one = len(missing) == 1
    levels = both("its level of that day", "该日的点位") if one else both("its levels of those days", "这些日期的点位")
    before = int(np.searchsorted(ledger.sessions, missing[0])) - 1
    if before > 0 and len(missing) == len(ledger.sessions) - 1 - before:
        end = ledger.sessions[before]
        return both(f"import {levels}, or end with --to {end},", f"请导入{levels.zh}，或以 --to {end} 截止")
    return both(f"import {levels}", f"请导入{levels.zh}")
