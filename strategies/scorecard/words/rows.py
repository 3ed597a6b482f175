"""What is called of a row, and what must be said beside the rows of a report."""

from __future__ import annotations

from math import isnan

from data_sources.language.text import Text, both, joined, said, same
from strategies.scorecard.calls import BASKETS, BY_INDEX, sector_word
from strategies.scorecard.card import Judged
from strategies.scorecard.row import Row
from strategies.scorecard.words.numbers import percent
from strategies.scorecard.words.verdicts import KINDS, verdict_word


def call_words(row: Row) -> Text:
    """Write what was called: "rated recommend", "industry positive", "formal list"."""
    kind = row.kind if row.called or row.kind == "sub_industry" else f"{row.kind} list"
    word = KINDS[row.kind].zh if row.kind in KINDS else row.kind
    return both(f"{kind} {row.called}".replace("_", " ").strip(), f"{word} {said(row.called, 'zh')}".strip())


def class_words(row: Row) -> Text:
    """Write the class that the market gave a row, in Chinese in the report's word; "" where no rating was printed."""
    return both(row.given.replace("_", " "), said(row.given, "zh"))


def subject_words(row: Row) -> Text:
    """Write what a row is about; in Chinese an industry, a thesis or a sub-industry by its name."""
    if row.kind == "industry":
        return both(row.subject, sector_word(row.subject).zh)
    named = row.kind in BASKETS or row.kind in BY_INDEX
    return both(row.subject, said(row.name, "zh") if named else row.subject)


def industry_words(judged: Judged) -> Text:
    """Say what became of the industry call, by which index, or why nothing."""
    row = next((row for row in judged.rows if row.kind == "industry"), None)
    if row is None:
        return both("the report rates no industry", "研报没有行业评级")
    printed, subject = row.called.replace("_", " ") or judged.report.rating, subject_words(row)
    called = both(f"{printed} {subject}", f"{said(row.called, 'zh') or judged.report.rating} {subject.zh}")
    verdict, given = verdict_word(row.verdict), class_words(row)
    if row.verdict == "no verdict":
        why = next((note for note in row.notes if note.startswith(row.verdict)), verdict)
        return both(f"{called}: {why}", f"{called.zh}：{said(why, 'zh')}")
    return both(
        f"{called}: {verdict}, given {given} by {row.measured_by}",
        f"{called.zh}：{verdict.zh}，按 {said(row.measured_by, 'zh')} 衡量为“{given.zh}”",
    )


def notes(judged: Judged) -> list[Text]:
    """Return what must be said beside the rows, each thing once; subjects of which the same is said share a line."""
    told: dict[Text, list[Text]] = {}
    for row in judged.rows:
        subject = subject_words(row)
        if row.kind in BY_INDEX and row.measured_by and not isnan(row.price_change):
            by = both(f"measured by {row.measured_by}", f"以 {said(row.measured_by, 'zh')} 衡量")
            told.setdefault(by, []).append(subject)
        for note in (*row.notes, *_elsewhere(row, judged), *(row.traded.notes if row.traded else ())):
            if note in judged.benchmark.notes:
                continue  # the heading says it of all of them
            about = told.setdefault(same(note), [])
            if not note.startswith(row.subject):
                about.append(subject)
    return [_about(note, about) for note, about in told.items()]


def _about(note: Text, about: list[Text]) -> Text:
    subjects = joined(about, en=", ", zh="、")
    return both(f"{note} (in {subjects})", f"{note.zh}（{subjects.zh}）") if about else note


def _elsewhere(row: Row, judged: Judged) -> tuple[Text, ...]:
    """The benchmark of a row that is not held against that of the heading."""
    if row.benchmark in ("", judged.benchmark.symbol) or isnan(row.benchmark_change):
        return ()
    growth = percent(row.benchmark_change)
    return (both(f"held against {row.benchmark} {growth}", f"与 {row.benchmark}（{growth.zh}）比较"),)
