"""Where a docstring lists parameters, it lists all of them in their order, each with a type and some words."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

import backtest.metrics
import backtest.result
import backtest.validity
import reports

PACKAGES = (backtest.metrics, backtest.result, backtest.validity, reports)


def documented() -> Iterator[Callable[..., object]]:
    """The functions of these packages whose docstring has a section of parameters."""
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = import_module(found.name)
            for _, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and "\nParameters\n" in (inspect.getdoc(function) or ""):
                    yield function


@pytest.mark.parametrize("function", list(documented()), ids=lambda function: function.__qualname__)
def test_every_parameter_has_a_type_and_words(function: Callable[..., object]) -> None:
    section = (inspect.getdoc(function) or "").partition("\nParameters\n----------\n")[2].partition("\n\n")[0]
    # Words that are too long for the line of the type stand below it, further in.
    rows = [re.fullmatch(r"(\w+) : [^;\n]+(?:; |\n    ).{3,}", row, re.DOTALL) for row in re.split(r"\n(?! )", section)]
    assert [row[1] if row else "" for row in rows] == list(inspect.signature(function).parameters)
