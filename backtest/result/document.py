"""A run as the one JSON document of ``--json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path

from backtest.result.badge import CHINESE
from backtest.result.evidence import Evidence
from backtest.result.headline import Headline, headlines
from backtest.result.other_indices import against_others
from backtest.result.parts import judged_part, run_parts
from backtest.result.phases import Phase, phases
from backtest.result.result import Result
from backtest.result.verdict import Verdict, verdict


def run_document(result: Result, folder: Path, files: Sequence[str], seen: Verdict | None = None) -> dict[str, object]:
    """Return a run as plain values, fractions and CNY; the parts are never added up.

    Parameters
    ----------
    result : Result
        The run.
    folder : Path
        Where its files were written.
    files : sequence of str
        Their names in the folder.
    seen : Verdict, optional
        Its verdict, where it is known already.
    """
    return {
        "name": result.name,
        "strategy": result.strategy,
        "title": result.title,
        "folder": folder,
        "files": list(files),
        "simulated": result.simulated,
        "hindsight": result.hindsight,
        "known_from": result.known_from,
        "base_date": str(result.ledger.sessions[0]),
        "last_date": str(result.ledger.sessions[-1]),
        "publications": [asdict(each) for each in result.publications],
        "rules_written": result.rules_written,
        "sector": list(result.sector),
        "verdict": _verdict_document(seen or verdict(result)),
        "parts": [_part_document(shown) for shown in headlines(result)],
        "metrics": result.metrics,
        "split": result.split,
        "phases": [_phase_document(each) for each in phases(result)],
        "trials": result.trials.document() if result.trials else None,
        "look_ahead": _look_ahead_document(result),
        "universe": _universe_document(result),
        "others": asdict(result.others) if result.others else None,
        "deep": asdict(result.deep) if result.deep else None,
        "other_indices": [each.document() for each in against_others(result)],
        "caveats": [each.sentence for each in result.caveats],
        "notes": list(result.notes),
        "snapshot": result.manifest.get("snapshot"),
    }


def _verdict_document(seen: Verdict) -> dict[str, object]:
    """The judged part, its annual excess and interval are null while there is nothing to judge."""
    numbers = seen.numbers
    return {
        "badge": seen.badge,
        "badge_zh": CHINESE[seen.badge],
        "reason": seen.reason,
        "standing": seen.standing,
        "headline": seen.headline,
        "sentences": list(seen.sentences),
        "part": seen.part.name if seen.part else None,
        "annual_excess": numbers.annual_excess if numbers else None,
        "interval": asdict(numbers.interval) if numbers and numbers.interval else None,
        "relative": numbers.relative if numbers else None,
        "span_interval": asdict(numbers.span_interval) if numbers and numbers.span_interval else None,
        "paragraph": seen.paragraph,
        "evidence": _evidence_document(seen.evidence) if seen.evidence else None,
    }


def _evidence_document(seen: Evidence) -> dict[str, object]:
    """Everything that was measured about the judged part; null for what cannot be measured there."""
    return {name: _in_json(value) for name, value in vars(seen).items()}


def _in_json(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _phase_document(phase: Phase) -> dict[str, object]:
    numbers = phase.numbers
    return {
        "report": phase.report,
        "label": phase.label,
        "from": phase.base_date,
        "to": phase.last_date,
        "sessions": phase.sessions,
        "return": numbers.own,
        "benchmark_return": numbers.market,
        "excess": numbers.excess,
        "relative": numbers.relative,
        "span_interval": asdict(numbers.span_interval) if numbers.span_interval else None,
    }


def _look_ahead_document(result: Result) -> dict[str, object] | None:
    """The audit beside a user's own run; null for a shipped strategy outside of a night."""
    seen = result.look_ahead
    if seen is None:
        return None
    outcome = asdict(seen.outcome) if seen.outcome else None
    return {"standing": seen.standing, "sentence": seen.sentence, "outcome": outcome}


def _universe_document(result: Result) -> dict[str, object] | None:
    """What a user's own run chose from, with its return over the judged part; null for a shipped strategy."""
    universe, part = result.universe, judged_part(run_parts(result))
    if universe is None:
        return None
    return {
        "names": universe.names,
        "unnamed_share": universe.unnamed_share,
        "equal_weight_return": universe.over(part.first, part.last) if part else None,
    }


def _part_document(shown: Headline) -> dict[str, object]:
    part = shown.part
    return {
        "part": part.name,
        "label": part.label,
        "from": part.base_date,
        "to": part.last_date,
        "sessions": part.sessions,
        "return": part.metrics["total_return"],
        "benchmark": shown.benchmark.symbol,
        "benchmark_is_total_return": shown.benchmark.total_return,
        "benchmark_return": shown.against["benchmark_return"],
        "excess": shown.against["excess_arithmetic"],
        "costs": round(shown.costs, 2),
    }
