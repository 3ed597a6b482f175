"""Why a run has its badge, in one sentence."""

from __future__ import annotations

from backtest.market.indices import index_label
from backtest.result.badge import Badge
from backtest.result.evidence import Evidence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.sector import sector_words
from backtest.result.traded import FEW_NAMES
from backtest.result.unjudged import why_not_judged
from backtest.result.wording import number
from backtest.validity.interval import LEAST_SESSIONS
from data_sources.language.text import NOTHING, Text, amid, both, joined, same


def badge_reason(badge: Badge, result: Result, part: RunPart, seen: Evidence) -> Text:
    """Return the ground that decided; the numbers behind it are in the sentences of the evidence."""
    if badge == "NOT JUDGED":
        return why_not_judged(result, part, seen.traded)
    return joined((_ground(badge, part, seen), _other_index(badge, result, seen)))


def _ground(badge: Badge, part: RunPart, seen: Evidence) -> Text:
    if badge == "TOO FEW NAMES":
        median = number(seen.traded.effective_median)
        return both(
            f"On the median session it held {median} effective names, under {FEW_NAMES:.0f}: too few to judge a list "
            "by, whatever the curve.",
            f"有效持股数中位数仅 {median}，不足 {FEW_NAMES:.0f}：无论净值曲线如何，都不足以评判一份名单。",
        )
    if badge == "TOO EARLY":
        return _too_early(part, seen)
    return {
        "HELD": _held(seen),
        "DID NOT HOLD": _did_not_hold(seen),
        "CANNOT BE TOLD FROM CHANCE": _chance(seen),
        "IN LINE WITH ITS SECTOR": _in_line(seen),
    }[badge]


def _too_early(part: RunPart, seen: Evidence) -> Text:
    standard = seen.standard
    if standard is not None and not standard.due:
        report, due = standard.standard.report, standard.standard.due
        return both(f"The horizon of {report} runs until {due}.", f"研报 {report} 的考察期至 {due} 才到期。")
    if part.sessions >= LEAST_SESSIONS:  # a total loss, or a growth beyond the range of a float
        return both("No interval of its excess can be computed.", "其超额收益的置信区间无法计算。")
    return both(
        f"An interval takes {LEAST_SESSIONS} sessions, and it has {part.sessions}.",
        f"计算置信区间至少需要 {LEAST_SESSIONS} 个交易日，目前只有 {part.sessions} 个。",
    )


def _held(seen: Evidence) -> Text:
    intervals = "he intervals of the excess and of the alpha beside its sector lie above zero."
    chinese = "超额收益与相对行业的阿尔法，两者的置信区间均高于零。"
    if seen.standard is None:
        return both(f"T{intervals}", chinese)
    return both(f"Its own standard was met, and t{intervals}", f"达到研报自身的评级标准，且{chinese}")


def _did_not_hold(seen: Evidence) -> Text:
    if seen.judged_interval is not None and seen.judged_interval.high < 0:
        return both("The interval of the excess lies below zero.", "超额收益的置信区间低于零。")
    report = same(seen.standard.standard.report) if seen.standard else both("the report", "该研报")
    return both(
        f"Its excess is not chance, but the own standard of {report} was missed.",
        f"其超额收益并非运气，但未达到{amid(report)}自身的评级标准。",
    )


def _chance(seen: Evidence) -> Text:
    if seen.judged_interval is not None and seen.judged_interval.low > 0:
        return both(
            "Nothing is stored to tell the excess from that of its sector.",
            "数据库中没有可用来剔除行业影响的数据，其超额收益与行业收益无法区分。",
        )
    zero = both("The interval of the excess includes zero.", "超额收益的置信区间包含零。")
    if seen.standard is None:
        return zero
    met = both("Its own standard was met.", "研报自身的评级标准已达到。")
    missed = both("Its own standard was missed.", "研报自身的评级标准未达到。")
    return joined((zero, met if seen.standard.met else missed))


def _in_line(seen: Evidence) -> Text:
    beside = sector_words(seen.sector) if seen.sector else both("its sector", "所属行业")
    return both(
        f"The interval of the excess leaves zero out, that of the alpha beside {beside} does not: what it made cannot "
        "be told from what its sector made.",
        f"超额收益的置信区间不含零，但相对{beside.zh}的阿尔法的区间包含零：其收益与行业收益无法区分。",
    )


def _other_index(badge: Badge, result: Result, seen: Evidence) -> Text:
    """The index of the badge, where another one is shown and the badge rests on an interval."""
    if seen.index == result.benchmark_symbol or badge in ("TOO FEW NAMES", "TOO EARLY"):
        return NOTHING
    label = index_label(seen.index)
    return both(
        f"The badge is measured against the {label}, whatever index is shown.",
        f"评判一律以{amid(label)}为准，与所列基准无关。",
    )
