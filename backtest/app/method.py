"""A computation of the reports: its numbers beside the printed ones, and what moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, overload

from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import Text
from data_sources.tables.brief import first_of
from strategies.methods.check_results import CheckResult, check_method
from strategies.methods.method import UNREAD, Input, Method, run_method
from strategies.methods.registry import METHODS, find_method
from strategies.methods.sensitivity import SensitivityRow, sensitivity

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class MethodList:
    """All methods of the reports, by report and in its order."""

    methods: tuple[Method, ...]

    def __repr__(self) -> str:
        """Return the count and the first keys."""
        return f"<MethodList: {len(self.methods)} methods ({first_of([each.key for each in self.methods])})>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"methods": [_row(each) for each in self.methods]}

    def to_frame(self) -> pd.DataFrame:
        """One row per method: ``key``, ``title``, ``report``, ``outputs`` (name to unit and meaning)."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame([_row(each) for each in self.methods])


@dataclass(frozen=True, repr=False)
class ComputedMethod:
    """A method computed with ``given`` in place of its defaults.

    ``steers`` says which rules read its numbers. ``outputs`` are by name, in the units of ``method.outputs``;
    ``checks`` are made with the report's own inputs, whatever was given; ``moved`` says what each input alone does to
    one output, the widest span first.
    """

    method: Method
    steers: Text
    given: Mapping[str, float]
    outputs: Mapping[str, float]
    checks: tuple[CheckResult, ...]
    moved: tuple[SensitivityRow, ...]

    def __repr__(self) -> str:
        """Return the outputs and how many checks hold."""
        outputs = [f"{name} {written(value)}" for name, value in self.outputs.items()]
        held = sum(each.holds for each in self.checks)
        return f"<ComputedMethod {self.method.key}: {first_of(outputs)},\n {held} of {len(self.checks)} checks hold>"

    def value(self, each: Input) -> float:
        """Return the value of an input that was computed with."""
        return self.given.get(each.name, each.default)

    def origin(self, each: Input) -> str:
        """Return where the value of an input comes from: given, printed in the report, or our choice."""
        given = f"--set (default {written(each.default)})" if each.name in self.given else ""
        return given or each.source or "ours"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document; JSON knows no infinity and no NaN, so an open end is null."""
        method = self.method
        return {
            "key": method.key,
            "title": method.title,
            "report": method.report,
            "formula": method.formula,
            "source": method.source,
            "steers": self.steers,
            "discrepancy": method.discrepancy,
            "inputs": [
                _plain(asdict(each)) | {"value": self.value(each), "origin": self.origin(each)}
                for each in method.inputs
            ],
            "outputs": {name: {"value": value, "unit": method.outputs[name]} for name, value in self.outputs.items()},
            "checks": [
                {"name": each.check.name, "expected": each.check.expected, "computed": each.computed,
                 "tolerance": each.check.tolerance, "kind": each.check.kind, "holds": each.holds,
                 "note": each.check.note}
                for each in self.checks
            ],
            "sensitivity": [_plain(asdict(row) | {"span": row.span}) for row in self.moved],
        }  # fmt: skip

    def to_frame(self) -> pd.DataFrame:
        """One row per output: ``output``, ``value``, ``unit``."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [(name, value, self.method.outputs[name]) for name, value in self.outputs.items()]
        return pd.DataFrame(rows, columns=["output", "value", "unit"])


@overload
def method(name: None = None) -> MethodList: ...
@overload
def method(
    name: str, *, overrides: Mapping[str, float] | None = None, output: str | None = None, step: float = 0.1
) -> ComputedMethod: ...
def method(
    name: str | None = None,
    *,
    overrides: Mapping[str, float] | None = None,
    output: str | None = None,
    step: float = 0.1,
) -> MethodList | ComputedMethod:
    """Compute what a report computes, beside the numbers it prints; without a name, list all methods.

    Parameters
    ----------
    name : str, optional
        The key of a method, ``"002/training_cost"``, or its bare name when only one report has it.
    overrides : mapping of str to float, optional
        Inputs in place of the defaults, by name, in the input's own unit.
    output : str, optional
        Move each input alone and show what that does to this output; by default no input is moved.
    step : float, default 0.1
        How far an input is moved, down and up: a share of its value, above 0.

    Returns
    -------
    MethodList or ComputedMethod
        All methods without a name; otherwise the outputs, every check and, with ``output``, the sensitivity rows.

    Raises
    ------
    UserError
        For an unknown method, input or output, for an input outside its range, and for a step that is not above 0.
    """
    insist_on_kind("name", name, str | None, "the key of a method, or None for the list of all")
    insist_on_kind("overrides", overrides, Mapping | None, "values by the name of an input")
    if name is None:
        if overrides or output:
            raise InputError("overrides and output need the name of a method")
        return MethodList(tuple(METHODS.values()))
    found, given = find_method(name), dict(overrides or {})
    outputs, checks = run_method(found, given), check_method(found)
    moved = sensitivity(found, output, step, given) if output else ()
    return ComputedMethod(found, _steers(found), given, outputs, checks, moved)


def _row(each: Method) -> dict[str, Any]:
    return {"key": each.key, "title": each.title, "report": each.report, "outputs": dict(each.outputs)}


def _steers(each: Method) -> Text:
    """Return what rules read of it; the strategies are imported only for a method whose numbers some series holds."""
    if not each.series:
        return UNREAD
    from strategies.methods.readers import steers  # noqa: PLC0415 - as said

    return steers(each)


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: None if isinstance(value, float) and not isfinite(value) else value for name, value in fields.items()}


def written(value: float) -> str:
    """Return a number as the command and the origin of an input write it."""
    return f"{value:,.6g}" if isfinite(value) else "none"
