"""All methods of the reports, by key; a report's package is imported when its methods are first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from data_sources.errors import UserError
from strategies import methods
from strategies.methods.method import Method

PREFIX = "report_"


@cache
def reports() -> tuple[str, ...]:
    """The reports that have a package of methods, ``("000", "001", ...)``."""
    names = (module.name for module in iter_modules(methods.__path__))
    return tuple(sorted(name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)))


@cache
def _methods(report: str) -> Mapping[str, Method]:
    found: dict[str, Method] = {}
    for method in import_module(f"{methods.__name__}.{PREFIX}{report}").METHODS:
        if method.key in found or method.report != report:
            raise ValueError(f"{method.key} stands twice, or in the package of report {report}")
        found[method.key] = method
    return found


class _ByKey(Mapping[str, Method]):
    """Method by key, ``002/training_cost``; only the reports that are asked for are imported."""

    def __getitem__(self, key: str) -> Method:
        report = key.partition("/")[0]
        if report not in reports():
            raise KeyError(key)
        return _methods(report)[key]

    def __iter__(self) -> Iterator[str]:
        return (key for report in reports() for key in _methods(report))

    def __len__(self) -> int:
        return sum(len(_methods(report)) for report in reports())


METHODS: Mapping[str, Method] = _ByKey()


def find_method(name: str) -> Method:
    """Return a method by key, ``002/training_cost``, or by its bare name when only one report has it.

    Raises UserError for an unknown name, with the nearest ones, and for a bare name that several reports share.
    """
    if name in METHODS:
        return METHODS[name]
    same = [method for method in METHODS.values() if method.name == name]
    if len(same) == 1:
        return same[0]
    if same:
        raise UserError(f"several reports compute {name!r}; write {' or '.join(each.key for each in same)}")
    known = [*METHODS, *{method.name for method in METHODS.values()}]
    near = get_close_matches(name, known, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UserError(f"no method {name!r}.{hint} `backtest method` shows all {len(METHODS)}")


def not_computed(report: str) -> Mapping[str, str]:
    """The methods of a report that have nothing to compute: id to the reason."""
    reasons: Mapping[str, str] = import_module(f"{methods.__name__}.{PREFIX}{report}").NOT_COMPUTED
    return reasons


def systems(report: str) -> tuple[str, ...]:
    """The ids of everything that a report describes as a method, computed or not."""
    ids: tuple[str, ...] = import_module(f"{methods.__name__}.{PREFIX}{report}").SYSTEMS
    return ids
