"""The verdict in plain words: a badge with its reason, ahead or behind, and what must be read with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.metrics.publication import Publication, before_thesis
from backtest.metrics.split import TEST
from backtest.result.badge import Badge, badge_of, badge_words
from backtest.result.badge_reason import badge_reason
from backtest.result.benchmark import HeadlineIndex, headline_benchmark
from backtest.result.comparison import Comparison
from backtest.result.earlier_parts import earlier_sentences
from backtest.result.evidence import Evidence, evidence, grounds_of
from backtest.result.out_of_sample import is_dated, out_of_sample_sentence
from backtest.result.paragraph import badge_sentence, judged_paragraph
from backtest.result.parts import RunPart, judged_part, run_parts
from backtest.result.result import Result
from backtest.result.sentences.evidence import evidence_sentences
from backtest.result.wording import percent, points
from data_sources.language.text import Text, amid, both, listed

Standing: TypeAlias = Literal["ahead", "behind", "level", "pending", "not judged"]
SAME = 0.0005  # returns that differ by less are written with the same digits


@dataclass(frozen=True)
class Verdict:
    """What a run showed against ``benchmark``.

    ``badge`` is the judgement in a few words and ``reason`` why, ``headline`` the claim and ``sentences`` what must be
    read with it, ``paragraph`` the whole in a hundred words. ``part`` is the part judged and ``evidence`` all that was
    measured there; both are None while there is nothing to judge.
    """

    badge: Badge
    reason: Text
    standing: Standing
    headline: Text
    sentences: tuple[Text, ...]
    benchmark: HeadlineIndex
    paragraph: Text
    part: RunPart | None = None
    evidence: Evidence | None = None

    @property
    def badge_words(self) -> Text:
        """The badge in both languages."""
        return badge_words(self.badge)

    @property
    def numbers(self) -> Comparison | None:
        """The returns and the excess of the judged part."""
        return self.evidence.numbers if self.evidence else None


def verdict(result: Result) -> Verdict:
    """Judge the part from the report that states the thesis on; what lies before it never gets a headline.

    Hindsight and the names of earlier reports have sentences of their own. Some ten milliseconds for a year, so that a
    caller who needs it more than once keeps it.

    Parameters
    ----------
    result : Result
        A run of any length. One that ends by the report that states the thesis is "pending"; one whose settings leave
        that report out is "not judged".
    """
    parts, benchmark = run_parts(result), headline_benchmark(result)
    judged, sample = judged_part(parts), out_of_sample_sentence(result)
    beside = (*((sample,) if sample else ()), *earlier_sentences(result, parts, benchmark))
    if judged is None:
        waits = bool(result.publications) and result.stated is not None
        badge: Badge = "TOO EARLY" if waits else "NOT JUDGED"
        standing: Standing = "not judged" if result.publications and result.stated is None else "pending"
        why = _not_judged(result)
        return Verdict(badge, _nothing_to_judge(result), standing, why, beside, benchmark, badge_sentence(badge, why))
    seen = evidence(result, judged, benchmark)
    grounds = grounds_of(result, judged, seen)
    badge = badge_of(grounds)
    headline, reason = _claim(result, judged, seen.numbers, benchmark), badge_reason(badge, result, judged, seen)
    return Verdict(
        badge,
        reason,
        _standing(seen.numbers),
        headline,
        (*evidence_sentences(result, judged, seen, benchmark), *beside),
        benchmark,
        judged_paragraph(badge, headline, result, judged, seen, reason=reason),
        judged,
        seen,
    )


def _standing(seen: Comparison) -> Standing:
    if abs(seen.excess) < SAME:
        return "level"
    return "ahead" if seen.excess > 0 else "behind"


def _when(result: Result, part: RunPart) -> Text:
    """The span in words: a base before a publication in a holiday is never called the publication."""
    stated, base, last = result.stated, part.base_date, part.last_date
    if part.name != TEST or stated is None:
        return both(f"Over the whole run ({base} to {last})", f"全区间（{base} 至 {last}）")
    if not is_dated(part):
        return both(f"From {base} to {last}", f"{base} 至 {last}")
    what, known = _dated_by(result, stated), stated.known_from
    if base > known:
        return both(f"From {base} to {last}, after {what} on {known},", f"{base} 至 {last}（晚于 {known} {what.zh}）")
    return both(
        f"Since {what} on {known} (base: close of {base}) to {last}",
        f"自 {known} {what.zh}（以 {base} 收盘为基准）至 {last}",
    )


def _dated_by(result: Result, stated: Publication) -> Text:
    """What dates the test; the report is named where others had lent names before it."""
    if stated.kind == "diary":
        return both("the first row of its paper diary", "模拟盘日志写下首条记录")
    if before_thesis(result.publications):
        report = stated.report
        return both(f"publication of {report}, which states the thesis,", f"提出该投资逻辑的研报 {report} 发布")
    return both("publication", "发布")


def _claim(result: Result, part: RunPart, seen: Comparison, benchmark: HeadlineIndex) -> Text:
    by = points(seen.excess)
    outcome = {
        "ahead": both(f"ahead by {by}", f"跑赢 {by.zh}"),
        "behind": both(f"behind by {by}", f"跑输 {by.zh}"),
        "level": both("level with it", "与之持平"),
    }[_standing(seen)]
    when, own, market = _when(result, part), percent(seen.own, signed=True), percent(seen.market, signed=True)
    return both(
        f"{when} the strategy made {own} against {market} of the {benchmark.name}: {outcome}.",
        f"{when.zh}，策略收益 {own}，同期{amid(benchmark.name).rstrip()} {market}，{outcome.zh}。",
    )


def _nothing_to_judge(result: Result) -> Text:
    """The reason for a badge without a judged part."""
    if result.publications and result.stated is None:
        return both("No report that it rests on states its thesis.", "所依据的研报均未提出该投资逻辑。")
    if result.publications:
        return both("No session of it follows the publication.", "发布之后尚无交易日。")
    return both("No session of it follows its base.", "基准日之后没有交易日。")


def _not_judged(result: Result) -> Text:
    """Why there is no judged part."""
    last, stated = result.ledger.sessions[-1], result.stated
    if not result.publications:
        return both(
            f"The run ends on its base date, {last}: there is no return to judge.",
            f"回测在基准日 {last} 即告结束，没有可评判的收益。",
        )
    if stated is None:
        reports = listed([each.report for each in result.publications])
        return both(
            f"The thesis is not judged: {reports} lent names to this run, and no report of it states the thesis.",
            f"投资逻辑未评判：研报 {reports.zh} 只为本次回测提供个股，没有一份提出该投资逻辑。",
        )
    return both(
        f"Published on {stated.known_from}; the sessions end on {last}: there is nothing to judge yet.",
        f"发布于 {stated.known_from}，行情截至 {last}，尚无可评判的内容。",
    )
