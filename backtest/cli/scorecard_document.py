"""A scorecard as the document of ``--json``: plain values, fractions, null where the data cannot say."""

from __future__ import annotations

from dataclasses import asdict
from math import isnan
from typing import Any

from strategies.scorecard import Hits, Judged, Pool, Row, Scorecard, Summary


def scorecard_document(card: Scorecard, pool: Pool, *, simulated: bool, snapshot: str) -> dict[str, Any]:
    """Return the whole scorecard."""
    return {
        "as_of": card.as_of,
        "simulated": simulated,
        "snapshot": snapshot,
        "pool": pool,
        "reports": [_judged(each) for each in card.reports],
        "brokers": {broker: _summary(each) for broker, each in card.brokers.items()},
    }


def _judged(judged: Judged) -> dict[str, Any]:
    report, window = judged.report, judged.window
    return {
        "report": report.id,
        "broker": report.broker,
        "broker_zh": report.broker_zh,
        "published": report.published,
        "date_basis": report.date_basis,
        "rating": report.rating_class,
        "horizon_months": report.standard.horizon_months,
        "ends_on": window.ends_on if window else None,
        "closed": window.closed if window else None,
        "base_day": judged.base_day,
        "end_day": judged.end_day,
        "csi_300": _known(judged.benchmark),
        "csi_300_total_return": _known(judged.benchmark_total),
        "rows": [_row(row) for row in judged.rows],
        "summary": _summary(judged.summary),
    }


def _row(row: Row) -> dict[str, Any]:
    fields = {name: _known(value) for name, value in asdict(row).items()}
    if row.traded:
        fields["traded"] = {name: _known(value) for name, value in asdict(row.traded).items()}
    return fields


def _summary(summary: Summary) -> dict[str, Any]:
    fields = asdict(summary)
    luck = summary.luck
    fields["luck"] = asdict(luck.baskets) | {"own": luck.own, "later": luck.later} if luck.baskets else None
    fields["too_few_for_luck"] = luck.too_few
    for name in ("names", "attention", "theses"):
        hits: Hits = getattr(summary, name)
        fields[name] = asdict(hits) | {"rate": hits.rate}
    return fields


def _known(value: object) -> object:
    return None if isinstance(value, float) and isnan(value) else value
