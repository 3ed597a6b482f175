"""A sweep counted: every set of parameters that it tried is a trial of its strategy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backtest.app.counting import Looked, count_in, trial_of_curve
from backtest.app.library import Reports, asked_library
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.trials import TrialCount
from backtest.sweeps import EquityCurve
from data_sources.errors import InputError
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.publications import publications
from strategies.contract.strategy import Strategy
from strategies.definition import definition_of, resting_on
from strategies.own.find import find_strategy


def count_sweep(
    strategy: str | Strategy,
    settings: Sequence[Mapping[str, Value]],
    curves: Sequence[EquityCurve],
    *,
    panel: Panel,
    options: Options | None = None,
    reports: Reports = None,
) -> TrialCount | None:
    """Count the sets of a sweep, all in one transaction, as ``backtest.run`` counts a single one.

    ``backtest.sweeps.equity_curves`` is given weights and does not know whose they are, so whoever sweeps calls this.

    Parameters
    ----------
    strategy : str or Strategy
        Whose parameters were swept: a registered name, the path of a file of your own, or the strategy itself.
    settings : sequence of mapping of str to float, int, str or bool
        The parameters of each set; others have their defaults.
    curves : sequence of EquityCurve
        What each set made, in the same order. Each is judged as a run is: from the report that states the thesis on, or
        as a whole where nothing dates the strategy; one whose settings leave that report out counts without a ratio.
    panel : Panel
        The market of the sweep, loaded from the store in which it is counted.
    options : Options, optional
        The conditions of the sweep; by default those of ``Options()``.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.

    Returns
    -------
    TrialCount or None
        The count with the sweep in it, whose ``problem`` says why it could not be added; None for a panel that names no
        store.

    Raises
    ------
    UserError
        For an unknown strategy, a parameter that it does not have, and not as many settings as curves.
    """
    if len(settings) != len(curves):
        raise InputError(
            f"there are {len(settings)} settings and {len(curves)} curves; give one curve for each setting"
        )
    known = asked_library(reports)
    chosen = resting_on(strategy if isinstance(strategy, Strategy) else find_strategy(strategy, known), known)
    used, definition = options or Options(), definition_of(chosen, known)
    values = [check_parameters(chosen.name, chosen.parameters, given) for given in settings]
    if panel.store is None or not values:
        return None
    named = known.memberships()
    looked = [
        trial_of_curve(
            chosen.name,
            Looked(definition, given.values, chosen.family.name),
            used,
            snapshot=panel.snapshot,
            curve=curve,
            publications=publications(chosen, named, given),
        )
        for given, curve in zip(values, curves, strict=True)
    ]
    return count_in(panel.store, looked)
