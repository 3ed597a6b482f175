"""All methods of the reports, by key; a report's file is read when its methods are first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources

from data_sources.errors import UserError
from data_sources.language.text import NOTHING, both
from strategies.methods.computations import Computations, read_computations
from strategies.methods.method import Method

SUFFIX = ".toml"


@cache
def reports() -> tuple[str, ...]:
    """The reports that have a file of methods, ``("000", "001", ...)``."""
    names = (each.name for each in resources.files("strategies.methods").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


@cache
def computations(report: str) -> Computations:
    """The computations of a report; raises InputError for a fault in its file."""
    return read_computations(resources.files("strategies.methods") / f"{report}{SUFFIX}")


class _ByKey(Mapping[str, Method]):
    """Method by key, ``002/training_cost``; only the files of the reports that are asked for are read."""

    def __getitem__(self, key: str) -> Method:
        report, _, name = key.partition("/")
        if report not in reports():
            raise KeyError(key)
        return computations(report).methods[name]

    def __iter__(self) -> Iterator[str]:
        return (f"{report}/{name}" for report in reports() for name in computations(report).methods)

    def __len__(self) -> int:
        return sum(len(computations(report).methods) for report in reports())


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
        raise UserError(
            both(
                f"several reports compute {name!r}; write {' or '.join(each.key for each in same)}",
                f"有几份研报测算 {name!r}；请写 {' 或 '.join(each.key for each in same)}",
            )
        )
    known = [*METHODS, *{method.name for method in METHODS.values()}]
    near = get_close_matches(name, known, n=3)
    hint = both(f" Did you mean {' or '.join(near)}?", f"是否指 {' 或 '.join(near)}？") if near else NOTHING
    raise UserError(
        both(
            f"no method {name!r}.{hint} `backtest method` shows all {len(METHODS)}",
            f"没有测算方法 {name!r}。{hint.zh}`backtest method` 列出全部 {len(METHODS)} 项",
        )
    )
