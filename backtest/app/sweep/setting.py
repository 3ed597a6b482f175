"""The settings of a sweep: what each one sets, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from backtest.app.option_values import options_of
from backtest.options import Options, options_document
from backtest.sweeps.grid import Grid, Value, grid_of
from data_sources.errors import InputError, UserError
from data_sources.language.text import both, said
from data_sources.store.trial_sums import sum_of
from strategies.contract import parameters as dials
from strategies.contract.parameters import check_parameters
from strategies.contract.strategy import Strategy

FIXED = frozenset({"start", "end", "benchmark", "risk_free", "positions", "other_indices"})
"""Options that judge a run, or say how far one looks and from what it starts: settings must not differ in them."""
JUDGING = ("benchmark", "risk_free", "other_indices")
"""Options of which no curve depends."""
OPTION_DIALS = tuple(each.name for each in fields(Options) if each.name not in FIXED)
NO_VALUE = ("none", "unset", "")


@dataclass(frozen=True)
class Setting:
    """One setting.

    Parameters
    ----------
    turned
        The values of the dials by name; empty for the strategy's own setting.
    given
        The parameters that are set, as a run takes them.
    values
        Every parameter with its value.
    options
        The conditions of its run.
    """

    turned: Mapping[str, Value]
    given: Mapping[str, dials.Value]
    values: Mapping[str, dials.Value]
    options: Options

    def identity(self, name: str, definition: str, snapshot: str, program: str) -> str:
        """Return the sum of all that the curve of this setting follows from."""
        chosen = {key: value for key, value in options_document(self.options).items() if key not in JUDGING}
        return sum_of([name, definition, dict(self.values), chosen, snapshot, program])


def checked_grid(strategy: Strategy, given: Mapping[str, Sequence[object]]) -> Grid:
    """Return a grid whose values are of the kind of their dials: parameters of the strategy, or options of a run.

    Raises UserError for a dial that is neither, and for a value that it cannot have.
    """
    named = {_dial_name(strategy, name): values for name, values in given.items()}
    if len(named) < len(given):
        raise UserError(
            both("--grid names a dial twice; give all its values at once", "--grid 重复给出同一参数；请一次给全取值")
        )
    return grid_of({name: [_value(strategy, name, value) for value in values] for name, values in named.items()})


def settings_of(
    strategy: Strategy, turned: Iterable[Mapping[str, Value]], base: Mapping[str, dials.Value], options: Options
) -> list[Setting]:
    """Return settings on top of parameters and options that all of them share; UserError for one that cannot be."""
    return [_setting(strategy, each, base, options) for each in turned]


def _setting(
    strategy: Strategy, turned: Mapping[str, Value], base: Mapping[str, dials.Value], options: Options
) -> Setting:
    mine = {name: value for name, value in turned.items() if name in strategy.parameters and value is not None}
    given = {**base, **mine}
    others = {name: value for name, value in turned.items() if name not in strategy.parameters}
    values = check_parameters(strategy.name, strategy.parameters, given).values
    return Setting(dict(turned), given, values, replace(options, **others))  # type: ignore[arg-type]  # checked as read


def _dial_name(strategy: Strategy, word: str) -> str:
    name = word if word in strategy.parameters else word.strip().lstrip("-").replace("-", "_")
    if name in strategy.parameters or name in OPTION_DIALS:
        return name
    if name in FIXED or name in {"from", "to"}:
        raise UserError(
            both(
                f"--grid {word}: settings that differ in it could not be compared; give it once, as an option of the "
                "sweep",
                f"--grid {word}：取值不同的各组无法相互比较；请作为整个扫描的选项只给一次",
            )
        )
    known = ", ".join(strategy.parameters) or "none"
    raise UserError(
        both(
            f"--grid {word}: {strategy.name} has no such parameter (it has {known}), and no option of a run is called "
            f"so ({', '.join(OPTION_DIALS)})",
            f"--grid {word}：{strategy.name} 没有该参数（有：{known}），回测选项中也没有（{'、'.join(OPTION_DIALS)}）",
        )
    )


def _value(strategy: Strategy, name: str, value: object) -> Value:
    if name in strategy.parameters:
        plain: dials.Value = value if isinstance(value, float | int | str) else str(value)
        return check_parameters(strategy.name, strategy.parameters, {name: plain}).values[name]
    word = None if value is None or str(value).strip().lower() in NO_VALUE else value
    try:
        read: Value = getattr(options_of({name: word}), name)
    except InputError as fault:
        raise UserError(
            both(f"--grid {name}={value}: {fault}", f"--grid {name}={value}：{said(fault.words, 'zh')}")
        ) from None
    return read
