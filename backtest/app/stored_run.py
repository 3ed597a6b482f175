"""A run that a folder keeps, as one of those that are set side by side; nothing in it is executed."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from pathlib import Path

import numpy as np

from backtest.app.run_label import label_title
from backtest.app.run_manifest import RunManifest, read_manifest
from backtest.app.run_tables import LONGEST, missing_file, read_numbers, read_rows
from backtest.metrics.curve import Curve
from backtest.metrics.split import HINDSIGHT, TEST
from backtest.result.beside.of_result import own_verdict
from backtest.result.beside.side import UNRECORDED, Side, Weights
from backtest.result.run_folder import AS_PUBLISHED, VERDICT
from backtest.result.tables import COLUMNS
from backtest.result.verdict_file import KeptVerdict, read_verdict
from data_sources.errors import InputError
from data_sources.language.text import Text, both, same
from data_sources.tables.facts import Dates, Floats
from strategies.registry import STRATEGIES

EQUITY, POSITIONS = "equity.csv", "positions.csv"
NO_BENCHMARK = ""


def stored_run(folder: Path, label: str) -> Side:
    """Read a run folder as a side, over the part that its verdict judges.

    A hindsight run is read as it was published, which its test is of. A run of a version that kept no verdict is taken
    whole, and its badge is not recorded. Raises UserError in one line for a folder that is not one whole run.
    """
    manifest = read_manifest(folder)
    kept = _kept_verdict(folder, manifest)
    published = folder / AS_PUBLISHED
    as_published = manifest.hindsight and (published / EQUITY).is_file()
    place = published if as_published else folder
    curve = _part(_curve(place / EQUITY), kept)
    metrics = _metrics(place, kept)
    return Side(
        label=label,
        title=_title(manifest, kept),
        curve=curve,
        benchmark=str(metrics.get("benchmark") or manifest.options.benchmark or NO_BENCHMARK),
        verdict=own_verdict(kept) if kept else UNRECORDED,
        weights=_weights(place / POSITIONS, curve),
        metrics=metrics,
        manifest=manifest.whole,
        risk_free=manifest.options.risk_free,
        simulated=bool(manifest.whole.get("simulated")),
        hindsight=manifest.hindsight and not as_published,
        names=kept.names if kept else {},
    )


def _kept_verdict(folder: Path, manifest: RunManifest) -> KeptVerdict | None:
    """The verdict that a folder keeps; without the one that it was written with its judged part is unknown."""
    kept = read_verdict(folder / VERDICT)
    if kept is None and VERDICT in manifest.files:
        raise missing_file(folder / VERDICT)
    return kept


def _useless(path: Path, fault: ValueError) -> InputError:
    return InputError(
        both(f"{path} cannot be compared: {fault}; make the run again", f"{path} 无法比较：{fault}；请重新运行该回测")
    )


def _title(manifest: RunManifest, kept: KeptVerdict | None) -> Text:
    """A shipped strategy says its title itself, in both languages; of any other run the one that was kept."""
    shipped = manifest.source is not None and manifest.source.kind == "shipped" and STRATEGIES.get(manifest.strategy)
    if shipped:
        return label_title(shipped.title, shipped.name, manifest.name)
    return same(kept.title if kept else "")


def _curve(path: Path) -> Curve:
    rows = read_rows(path, COLUMNS["equity"])
    if not rows:
        raise InputError(
            both(f"{path} has no session, so there is nothing to compare", f"{path} 中没有交易日，无可比较")
        )
    try:
        dates = np.array([row[0] for row in rows], dtype="datetime64[D]")
        return Curve(dates, _numbers(rows, 3), _numbers(rows, 4))
    except ValueError as fault:
        raise _useless(path, fault) from None


def _part(curve: Curve, kept: KeptVerdict | None) -> Curve:
    """Cut a curve to the part that its verdict judges."""
    if kept is None or kept.base is None or kept.last is None:
        return curve
    first, last = np.searchsorted(curve.dates, np.array([kept.base, kept.last], dtype="datetime64[D]"))
    there = first < last < len(curve.dates) and curve.dates[first].item() == kept.base
    return curve.part(int(first), int(last)) if there and curve.equity[first] > 0 else curve


def _metrics(folder: Path, kept: KeptVerdict | None) -> Mapping[str, object]:
    """The metrics of the judged part, or of the whole run where nothing dates it."""
    whole, split = (read_numbers(folder / f"{name}.json") for name in ("metrics", "split"))
    judged = split.get(TEST) if kept is None or kept.base else None
    found = judged if isinstance(judged, dict) else whole if not split.get(HINDSIGHT) else {}
    benchmark = found.get("benchmark") or whole.get("benchmark")
    numbers = {name: value for name, value in found.items() if _is_metric(value)}
    return numbers | {"benchmark": benchmark if isinstance(benchmark, str) else None}


def _is_metric(value: object) -> bool:
    """Whether a value is one that a metric can have, a finite number or counts: anybody may have written it."""
    if isinstance(value, dict):
        return all(isinstance(each, int) and abs(each) < LONGEST for each in value.values())
    try:
        return isinstance(value, int | float) and isfinite(value)
    except OverflowError:
        return False


def _weights(path: Path, curve: Curve) -> Weights | None:
    """What a run held on the sessions of a curve; None without the file."""
    if not path.is_file():
        return None
    rows = read_rows(path, COLUMNS["positions"])
    try:
        days = np.array([row[0] for row in rows], dtype="datetime64[D]")
        value = _numbers(rows, 4)
        if not (np.isfinite(value) & (value >= 0)).all():
            raise ValueError("a value of a holding is none")  # noqa: TRY301 - said as any other fault of the table
    except ValueError as fault:
        raise _useless(path, fault) from None
    symbols = sorted({row[1] for row in rows})
    columns = np.searchsorted(symbols, [row[1] for row in rows]) if rows else np.zeros(0, dtype=np.int64)
    return Weights(curve.dates, tuple(symbols), _spread(days, columns, value, curve, len(symbols)))


def _spread(days: Dates, columns: np.ndarray, value: Floats, curve: Curve, symbols: int) -> Floats:
    """Lay values out by session and symbol, as shares of equity; what is held outside of the curve is left out."""
    rows = np.minimum(np.searchsorted(curve.dates, days), len(curve.dates) - 1)
    inside = curve.dates[rows] == days
    weights = np.zeros((len(curve.dates), symbols))
    weights[rows[inside], columns[inside]] = value[inside]
    weights /= np.where(curve.equity > 0, curve.equity, np.inf)[:, None]
    return weights


def _numbers(rows: list[list[str]], column: int) -> Floats:
    return np.array([row[column] for row in rows], dtype=np.float64)
