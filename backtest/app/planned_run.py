"""The runs of one command before they begin: what runs, with which parameters, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backtest.app.asked_run import AskedRun
from backtest.app.job import Job, RunSettings, job_of
from backtest.app.run_label import checked_label, label_place, own_label
from backtest.app.run_name import check_run_name, folded
from backtest.app.runnable import Runnable, check_heeded, find_runnable
from backtest.market.panel import Panel
from data_sources.errors import InputError, OptionError, UserError
from data_sources.language.text import both
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Strategy
from strategies.definition import definition_of
from strategies.library.library import Library
from strategies.plain_list.version import plain_settings, plain_version


@dataclass(frozen=True)
class PlannedRun:
    """A run of a command: ``given`` are all parameters that are not the default, ``own`` says whether some are its own.

    ``label`` is what it is called: the name of what runs, or that and its settings, or what the user calls it.
    """

    what: Runnable
    given: Mapping[str, Value]
    label: str
    own: bool = False

    @property
    def place(self) -> str:
        """Its folder below that of all."""
        return label_place(self.what.name, self.label)

    def job(self, panel: Panel, settings: RunSettings, runs: int, *, in_site: bool) -> Job:
        """Return its job, one of so many; in a site its page leads back to the front page."""
        back = "../" * (self.place.count("/") + 1) + "index.html" if in_site else settings.back
        folder = settings.folder(self.what.name, runs, self.label)
        return job_of(self.what, panel, replace(settings, back=back), folder, self.given, label=self.label)


def planned_runs(
    asked: Sequence[AskedRun], parameters: Mapping[str, Value], settings: RunSettings, *, plain: bool
) -> list[PlannedRun]:
    """Return what runs, a plain version behind its strategy; ``parameters`` as in ``run_many``.

    Raises UserError for what cannot run, and for two runs that are one.
    """
    if not asked:
        raise InputError(both("there is no strategy to run; give one or more", "没有要运行的策略；请至少给出一个"))
    found = [find_runnable(each.named, settings.library) for each in asked]
    labels = [_label(each, what) for each, what in zip(asked, found, strict=True)]
    _insist_on_owners(parameters, {*labels, *(each.name for each in found)}, labels)
    runs: list[PlannedRun] = []
    for each, what, label in zip(asked, found, labels, strict=True):
        given = _parameters(what, label, parameters, each.settings)
        check_heeded(what, settings.options, hindsight=settings.hindsight, plain=plain, deep=settings.deep)
        runs.append(PlannedRun(what, given, label, own=bool(each.settings)))
    _insist_on_different(runs, settings.library)
    return _with_plain(runs) if plain else runs


def _label(asked: AskedRun, what: Runnable) -> str:
    name = check_run_name(what.name)
    if asked.label is not None:
        return checked_label(asked.label, name)
    return own_label(name, what.parameters, asked.settings)


def _insist_on_owners(parameters: Mapping[str, Value], owners: set[str], labels: Sequence[str]) -> None:
    """Raise OptionError for a parameter of a strategy that does not run."""
    for parameter in parameters:
        owner, dot, _ = parameter.rpartition(".")
        if dot and owner not in owners:
            raise OptionError(
                both(
                    f"--set {parameter}: {owner} is not among the strategies that run ({', '.join(labels)})",
                    f"--set {parameter}：{owner} 不在本次运行的策略之中（{'、'.join(labels)}）",
                )
            )


def _parameters(
    what: Runnable, label: str, parameters: Mapping[str, Value], own: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the parameters of a run, checked: those for all, over them its strategy's, its label's and its own."""
    split = [(name.rpartition("."), value) for name, value in parameters.items()]
    mine: dict[str, Value] = {}
    for owner in dict.fromkeys(("", what.name, label)):
        mine |= {inner: value for (of, _, inner), value in split if of == owner}
    mine |= own
    values = check_parameters(what.name, what.parameters, mine).values
    return {parameter: values[parameter] for parameter in mine}


def _insist_on_different(runs: Sequence[PlannedRun], library: Library) -> None:
    """Raise UserError for two runs of one folder, and for one strategy twice with the same values.

    Only itself may stand beside settings that are its defaults, as ``rate_power rate_power:top=3`` where 3 is one.
    """
    places = [folded(each.place) for each in runs]
    twice = [each.label for each, place in zip(runs, places, strict=True) if places.count(place) > 1]
    if doubled := sorted(set(twice)):
        raise UserError(
            both(
                f"strategy {', '.join(doubled)} is given twice; give each once, or with settings of its own such as "
                f"{runs[0].what.name}:NAME=VALUE, or rename your file",
                f"策略 {'、'.join(doubled)} 重复；每个只给一次，或写上各自的参数（如 {runs[0].what.name}:NAME=VALUE），"
                "或给自己的文件改名",
            )
        )
    seen: dict[object, PlannedRun] = {}
    for each in runs:
        first = seen.setdefault((_trial(each, library), each.own or each.what.name), each)
        if first is not each:
            raise UserError(
                both(
                    f"{first.label} and {each.label} are the same run: every parameter has one value; leave one out",
                    f"{first.label} 与 {each.label} 是同一个回测：所有参数的值都相同；请去掉其一",
                )
            )


def _trial(run: PlannedRun, library: Library) -> object:
    """What tells a trial from others of one command: the rule and the values of all its parameters."""
    what = run.what
    values = tuple(sorted(check_parameters(what.name, what.parameters, run.given).values.items()))
    if isinstance(what, Strategy):
        return what.family.name, definition_of(what, library), values
    return what.name, what.definition, values


def _with_plain(runs: Sequence[PlannedRun]) -> list[PlannedRun]:
    """Add the plain version of each strategy once: its variants have the same; UserError for two sets of filters."""
    planned: list[PlannedRun] = []
    for each in runs:
        planned.append(each)
        if not isinstance(each.what, Strategy):
            continue
        plain, settings = plain_version(each.what), plain_settings(each.given)
        there = next((run.given for run in planned if run.label == plain.name), None)
        if there is None:
            planned.append(PlannedRun(plain, settings, plain.name))
        elif there != settings:
            raise UserError(
                both(
                    f"{plain.name} would run with two sets of filters; run the variants one by one",
                    f"{plain.name} 会以两组筛选条件运行；请逐个运行变体",
                )
            )
    return planned
