"""What of a run nobody could have chosen with its outcome in view: its names, its rules."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.metrics.split import TEST
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import percent
from data_sources.language.text import NOTHING, Text, both

DIARY = both("the paper diary is the only part that is out of sample in both", "只有模拟盘日志在个股与规则上都是样本外")
LEAST_SHOWN = 0.01


def is_dated(part: RunPart) -> bool:
    """Whether a day dates a part, so that its outcome was open when its names were chosen.

    The test of a shipped strategy and of a paper diary is. Of a user's own rule it is only where no weight at all was
    in names that no report had named by the decision: a rule that borrows the reports of a shipped strategy and holds
    other names was chosen by whoever wrote it, on a day that nobody knows.
    """
    return part.name == TEST and (_is_diary(part.execution) or not _unnamed(part.execution))


def undated_sentence(part: RunPart) -> Text:
    """Say why no day dates a part; empty for one that is dated."""
    if is_dated(part):
        return NOTHING
    if part.name != TEST:
        return both(
            "Nothing dates this run, so none of it is out of sample.",
            "本次回测没有可作界限的发布日，因此全部不算样本外。",
        )
    share = _unnamed(part.execution)
    shown = percent(share, 0) if share >= LEAST_SHOWN else both("Under 1%", "不足 1%")
    return both(
        f"{shown} of its weight was in names that no report had named by then, so no day dates it.",
        f"{shown.zh} 的权重投向当时尚无研报提及的个股，因此没有可作界限的发布日。",
    )


def out_of_sample_sentence(result: Result) -> Text:
    """Say since when names and rules are out of sample; empty for a run that nothing dates and for the paper diary.

    Names are since the day of the report that states the thesis (of the first report when none does). Rules are only
    since the day of their last edit: whoever edited them knew all prices up to then. The day of a user's own rules is
    what its file says; nobody here can check it.
    """
    dated = result.stated or (result.publications[0] if result.publications else None)
    if dated is None or dated.kind == "diary" or _unnamed(result.as_published or result):
        return NOTHING
    own, written, known = _is_own(result), result.rules_written, dated.known_from
    names = both(f"Its names are out of sample since {known}", f"个股自 {known} 起为样本外")
    if written is None:
        undated = both(f"{names}; nothing dates its rules.", f"{names.zh}；规则的编写日期不详。")
        return undated if own else both(f"{names}.", f"{names.zh}。")
    word = both(", by the word of its file,", "（据其文件所述）") if own else NOTHING
    if written <= known:
        return both(
            f"Its names and{word} its rules are out of sample since {known}.",
            f"个股与规则{word.zh}自 {known} 起均为样本外。",
        )
    return both(
        f"{names}, its rules{word} only since {written}, when they were written; {DIARY}.",
        f"{names.zh}，规则{word.zh}自编写日 {written} 起才是样本外；{DIARY.zh}。",
    )


def _is_own(result: Result) -> bool:
    """Whether the rules are a user's own: a file or a function, or those that a document declares."""
    source = result.manifest.get("source")
    declared = isinstance(source, Mapping) and source.get("kind") == "document"
    return result.universe is not None or declared


def _is_diary(result: Result) -> bool:
    return result.stated is not None and result.stated.kind == "diary"


def _unnamed(result: Result) -> float:
    """The share of weight in names that no report had named by then; 0 for a shipped strategy, which draws on them."""
    return (result.universe.unnamed_share or 0.0) if result.universe else 0.0
