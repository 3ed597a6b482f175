"""What is called of a row, and what must be said beside the rows of a report."""

from __future__ import annotations

from math import isnan

from strategies.scorecard.calls import BY_INDEX
from strategies.scorecard.card import Judged
from strategies.scorecard.row import Row


def call_words(row: Row) -> str:
    """Write what was called: "rated recommend", "industry positive", "formal list"."""
    kind = row.kind if row.called or row.kind == "sub_industry" else f"{row.kind} list"
    return f"{kind} {row.called}".replace("_", " ").strip()


def class_words(row: Row) -> str:
    """Write the class that the market gave a row, "" for what no rating was printed of."""
    return row.given.replace("_", " ")


def industry_words(judged: Judged) -> str:
    """Say what became of the industry call, by which index, or why nothing."""
    row = next((row for row in judged.rows if row.kind == "industry"), None)
    if row is None:
        return "the report rates no industry"
    called = f"{row.called.replace('_', ' ') or judged.report.rating} {row.subject}"
    if row.verdict == "no verdict":
        why = next((note for note in row.notes if note.startswith(row.verdict)), row.verdict)
        return f"{called}: {why}"
    return f"{called}: {row.verdict}, given {class_words(row)} by {row.measured_by}"


def notes(judged: Judged) -> list[str]:
    """Return what must be said beside the rows, each thing once; subjects of which the same is said share a line."""
    said: dict[str, list[str]] = {}
    for row in judged.rows:
        if row.kind in BY_INDEX and row.measured_by and not isnan(row.price_change):
            said.setdefault(f"measured by {row.measured_by}", []).append(row.subject)
        for note in (*row.notes, *_elsewhere(row, judged), *(row.traded.notes if row.traded else ())):
            if note in judged.benchmark.notes:
                continue  # the heading says it of all of them
            about = said.setdefault(note, [])
            if not note.startswith(row.subject):
                about.append(row.subject)
    return [f"{note} (in {', '.join(about)})" if about else note for note, about in said.items()]


def _elsewhere(row: Row, judged: Judged) -> tuple[str, ...]:
    """The benchmark of a row that is not held against that of the heading."""
    if row.benchmark in ("", judged.benchmark.symbol) or isnan(row.benchmark_change):
        return ()
    return (f"held against {row.benchmark} {row.benchmark_change * 100:+.1f}%",)
