"""What the sets of a sweep show together, over the sessions by which runs of them would be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from backtest.app.counting import count_of
from backtest.app.for_readers import for_readers
from backtest.app.sweep.computing import Computed
from backtest.app.sweep.desk import Desk
from backtest.app.sweep.kept import curve_of
from backtest.app.sweep.planning import Plan, turned_of
from backtest.app.sweep.setting import Setting
from backtest.app.sweep.swept import Swept
from backtest.app.sweep.walking import walk_forward
from backtest.market.indices import benchmark_of
from backtest.metrics.returns import daily_returns
from backtest.metrics.split import TEST, WHOLE, part_rows
from backtest.options import Options
from backtest.result.trials import TrialCount
from backtest.sweeps import EquityCurve
from backtest.sweeps.common import Common, on_common_sessions
from backtest.sweeps.evidence import Looked, SweepEvidence, evidence_of
from backtest.sweeps.numbers import SettingNumbers, numbers_of, ranks
from backtest.sweeps.outcome import State, SweptSetting
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from backtest.validity.walk_forward import WalkForward
from data_sources.errors import InputError, StoreError
from data_sources.language.text import NOTHING, Text, both, said, same
from data_sources.store import reopened_store
from data_sources.store.swept import SweptSet
from data_sources.store.trial import tally_of
from data_sources.store.trials import read_trials
from data_sources.store.verification import trials_fault
from data_sources.tables.facts import Floats
from strategies.contract.parameters import Settings
from strategies.contract.publications import left_out_sentence, publications
from strategies.library.library import Library


def judged_sweep(  # noqa: PLR0917 - all that was computed, and how it is to be judged
    desk: Desk, plan: Plan, computed: Computed, metric: SettingMetric, how: WalkForward | None, library: Library
) -> Swept:
    """Return the sweep with every setting's numbers, ranks, the evidence on the best, and the walk-forward asked for.

    Raises InputError where nothing is left to walk through.
    """
    curves = [curve_of(desk, made) for made in computed.sets]
    judged = [judged_rows(desk, each, curve, library) for each, curve in zip(plan.settings, curves, strict=True)]
    common = on_common_sessions(curves, judged)
    count = _count(desk)
    compared = Compared(plan.options) if common is None else _compared(desk, plan, common, metric, count)
    settings = [_setting(desk, plan, k, made, compared, library) for k, made in enumerate(computed.sets)]
    walked = None
    if how is not None:
        if common is None or compared.benchmark is None:
            raise InputError(_nothing_held(same(settings[0].why)))
        walked = walk_forward(desk, plan, common, compared.benchmark, how, metric)
    return Swept(
        strategy=desk.strategy.name, title=desk.strategy.title, grid=plan.grid, metric=metric,
        options=compared.options, snapshot=desk.history.panel.snapshot, settings=tuple(settings), common=common,
        evidence=compared.evidence, trials=count, drawn=plan.drawn,
        computed=len(computed.sets) - computed.kept, kept=computed.kept, walked=walked, notes=_notes(computed),
        simulated=desk.history.panel.simulated, benchmark=compared.benchmark, meanings=_meanings(desk),
    )  # fmt: skip


def _nothing_held(why: Text) -> Text:
    return both(
        f"no setting held anything, so there is nothing to walk through: {why}",
        f"没有任何一组参数持仓，无从滚动检验：{why.zh}",
    )


@dataclass(frozen=True)
class Compared:
    """Settings against one index: its symbol is in ``options``; numbers and ranks by the place of the setting.

    ``benchmark`` are its closes on the common sessions (n + 1).
    """

    options: Options
    benchmark: Floats | None = None
    numbers: Mapping[int, SettingNumbers] = field(default_factory=dict)
    ranks: Mapping[int, int | None] = field(default_factory=dict)
    evidence: SweepEvidence = field(default_factory=SweepEvidence)


def _compared(desk: Desk, plan: Plan, common: Common, metric: SettingMetric, count: TrialCount | None) -> Compared:
    panel, options = desk.history.panel, plan.options
    base, last = (int(np.searchsorted(panel.sessions, day)) for day in common.sessions[[0, -1]])
    benchmark = benchmark_of(panel, options.benchmark, base, last)
    market = daily_returns(benchmark.closes)
    values = setting_metrics(common.returns, market, metric)
    placed = ranks([float(value) for value in values])
    looked = Looked(
        plan.grid,
        [None if k == plan.own and not plan.own_in_grid else plan.settings[k].turned for k in common.columns],
        common.columns.index(plan.own) if plan.own in common.columns else None,
        count.count if count else None,
    )
    return Compared(
        replace(options, benchmark=benchmark.symbol),
        benchmark.closes,
        dict(zip(common.columns, numbers_of(common, benchmark.closes, options.risk_free), strict=True)),
        dict(zip(common.columns, placed, strict=True)),
        evidence_of(common, market, metric, looked),
    )


def _meanings(desk: Desk) -> dict[str, Text]:
    """What each parameter of the strategy is, by name."""
    return {name: known.words for name, known in desk.strategy.parameters.items()}


def judged_rows(desk: Desk, setting: Setting, curve: EquityCurve | None, library: Library) -> tuple[int, int] | None:
    """The rows of a curve by which a run of the setting would be judged; None where it would not be."""
    if curve is None:
        return None
    published = publications(desk.strategy, library.memberships(), Settings(setting.values))
    return part_rows(curve.sessions, published, hindsight=False).get(TEST if published else WHOLE)


def _setting(  # noqa: PLR0917 - all that is known of one setting
    desk: Desk, plan: Plan, k: int, made: SweptSet, compared: Compared, library: Library
) -> SweptSetting:
    setting = plan.settings[k]
    numbers, own = compared.numbers.get(k), k == plan.own
    state: State = "traded" if numbers else "failed" if made.fault else "dead"
    why = NOTHING if numbers else made.fault or _why_dead(desk, setting, library)
    return SweptSetting(
        turned_of(plan, setting), setting.values, state, why, numbers, compared.ranks.get(k),
        is_own=own, in_grid=not own or plan.own_in_grid,
    )  # fmt: skip


def _why_dead(desk: Desk, setting: Setting, library: Library) -> Text:
    published = publications(desk.strategy, library.memberships(), Settings(setting.values))
    return left_out_sentence(desk.strategy, published) or both(
        "it held nothing on the common sessions", "在共同交易日内未持有任何股票"
    )


def _count(desk: Desk) -> TrialCount | None:
    """How often the strategy was tried on the store, this sweep among it; None where that cannot be told."""
    store = desk.history.panel.store
    if store is None:
        return None
    try:
        with reopened_store(store) as engine:
            altered = for_readers(trials_fault(engine))
            looked = read_trials(engine, desk.strategy.family.name)
    except StoreError:
        return None
    return count_of(tally_of(looked), altered=altered) if looked else None


def _notes(computed: Computed) -> tuple[Text, ...]:
    if not computed.problem:
        return ()
    problem = computed.problem
    return (
        both(
            f"sets could not be kept and counted: {problem}; the next sweep computes them again",
            f"有参数组未能保存和计数：{said(problem, 'zh')}；下次扫描会重新计算",
        ),
    )
