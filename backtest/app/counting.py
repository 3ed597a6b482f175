"""A run counted: added as a trial to the store that its market came from, and the count put into its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from backtest.app.for_readers import for_readers
from backtest.market.panel import Panel
from backtest.metrics.publication import Publication
from backtest.metrics.returns import periods_per_year
from backtest.metrics.split import TEST, WHOLE, part_rows
from backtest.options import Options, options_document
from backtest.result.parts import judged_part, run_parts
from backtest.result.result import Result
from backtest.result.trials import SharpeMoments, TrialCount, sharpe_moments
from backtest.targets import Targets
from data_sources.calendar import clock
from data_sources.errors import StoreError
from data_sources.language.text import both
from data_sources.store.trial import Tally, Trial, tally_of
from data_sources.store.warm_look import plain_file, warm_tally
from data_sources.tables.facts import Dates, Floats

if TYPE_CHECKING:
    from backtest.sweeps import EquityCurve

DEFAULTS = Options()
JUDGES = ("benchmark", "other_indices")


@dataclass(frozen=True)
class Looked:
    """What of a run makes it a trial and does not stand in its result.

    ``definition`` is the sum of what defines it and ``parameters`` all its values. ``family`` is whose trial it is,
    when that is not what the run is called: a variant is one more setting of the strategy that it varies.
    """

    definition: str
    parameters: Mapping[str, object]
    family: str = ""


def counted(result: Result, panel: Panel, looked: Looked) -> Result:
    """Add a run to the trials of its panel's store and return it with the count; as it was for a panel without one.

    A store that cannot be written does not fail the run: a note says that this trial could not be counted, and the
    count is that of the store with this run in it.
    """
    if panel.store is None:
        return result
    count = count_in(panel.store, [trial_of(result, looked)])
    if not count.problem:
        return replace(result, trials=count)
    # The note stands on the page.
    problem = for_readers(count.problem)
    note = both(f"this trial could not be counted: {problem}", f"本次试验未能计入：{problem.zh}")
    return replace(result, trials=count, notes=(*result.notes, note))


def trial_of(result: Result, looked: Looked) -> Trial:
    """Return the trial that a run is; its moments are those of the judged part."""
    part = judged_part(run_parts(result))
    judged = SharpeMoments(0)
    if part is not None:
        # With hindsight the judged part is of the run beside it, as published, whose rows are others.
        judged = _moments(part.ledger.sessions[part.rows], part.ledger.equity[part.rows], result.options)
    snapshot, sessions = str(result.manifest["snapshot"]), result.ledger.sessions
    made = new_trial(result.name, looked, result.options, snapshot=snapshot, sessions=sessions, judged=judged)
    return replace(made, options={**made.options, "hindsight": True}) if result.hindsight else made


def trial_of_curve(
    name: str,
    looked: Looked,
    options: Options,
    *,
    snapshot: str,
    curve: EquityCurve,
    publications: tuple[Publication, ...],
) -> Trial:
    """Return the trial that one set of a sweep is; its moments are those of the part that a run would be judged by."""
    parts = part_rows(curve.sessions, publications, hindsight=False)
    judged, rows = SharpeMoments(0), parts.get(TEST if publications else WHOLE)
    if rows is not None:
        part = slice(rows[0], rows[1] + 1)
        judged = _moments(curve.sessions[part], curve.equity[part], options)
    return new_trial(name, looked, options, snapshot=snapshot, sessions=curve.sessions, judged=judged)


def new_trial(
    name: str, looked: Looked, options: Options, *, snapshot: str, sessions: Dates, judged: SharpeMoments
) -> Trial:
    """Return a trial that is looked at now."""
    return Trial(
        strategy=looked.family or name,
        definition=looked.definition,
        parameters={name: _plain(value) for name, value in sorted(looked.parameters.items())},
        options=_chosen(options),
        base=sessions[0].item(),
        last=sessions[-1].item(),
        snapshot=snapshot,
        looked_at=clock.SYSTEM.now().astimezone(UTC).replace(tzinfo=None),
        **asdict(judged),
    )


def count_in(store: str, looked: Sequence[Trial]) -> TrialCount:
    """Add trials of one strategy to a store and return the count with them in it.

    It says why, where that failed, and in what the trials that were there are not those that were counted.
    """
    path = plain_file(store)
    known = None if path is None else warm_tally(path, looked)
    if known is not None:
        return count_of(known)
    from data_sources.store import reopened_store  # noqa: PLC0415 - SQLAlchemy, which a warm run does without
    from data_sources.store.trials import add_trials, tally_with  # noqa: PLC0415 - as above
    from data_sources.store.verification import trials_fault  # noqa: PLC0415 - as above

    try:
        with reopened_store(store) as engine:
            altered = for_readers(trials_fault(engine))
            try:
                return count_of(add_trials(engine, looked), altered=altered)
            except StoreError as fault:
                return count_of(tally_with(engine, looked), str(fault), altered)
    except StoreError as fault:
        return count_of(tally_of(looked), str(fault))


def sum_of_targets(targets: Targets) -> str:
    """Return the SHA-256 sum of a weight table in hexadecimal: of its dates, symbols and weights."""
    return sha256(repr(targets.rows()).encode()).hexdigest()


def count_of(tally: Tally, problem: str = "", altered: str = "") -> TrialCount:
    """Return the tally of a strategy as a result holds it; ``problem`` and ``altered`` as in ``TrialCount``."""
    first, last = tally.first or datetime.min, tally.last or datetime.min  # noqa: DTZ901 - a tally has a trial here
    return TrialCount(tally.settings, tally.trials, tally.sharpe_variance, first, last, problem, altered)


def _moments(sessions: Dates, equity: Floats, options: Options) -> SharpeMoments:
    a_year = periods_per_year(sessions)
    return sharpe_moments(equity, options.risk_free / a_year if a_year else 0.0)


def _chosen(options: Options) -> dict[str, object]:
    """The options that are not the default, as JSON values.

    The indices are left out: the same trades beside another index are no other try, and have the same Sharpe ratio.
    """
    usual = options_document(DEFAULTS)
    values = options_document(options)
    return {name: value for name, value in values.items() if name not in JUDGES and value != usual.get(name)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
