"""Every case of the specification runs on two implementations: the reference and the product."""

import importlib
from collections.abc import Callable
from typing import cast

import pytest

from tests.reference.ledger import Ledger

Execute = Callable[..., Ledger]
"""`execute(tables, targets, **options) -> Ledger`"""

MODULES = {"reference": "tests.reference", "product": "tests.execution.product"}
ERRORS = {"reference": "tests.reference.errors", "product": "data_sources.errors"}


def execute_of(name: str) -> Execute:
    """The `execute` of one implementation."""
    return cast("Execute", importlib.import_module(MODULES[name]).execute)


@pytest.fixture(params=MODULES)
def implementation(request: pytest.FixtureRequest) -> str:
    """The name of one implementation."""
    return cast("str", request.param)


@pytest.fixture
def execute(implementation: str) -> Execute:
    """`execute` of one implementation."""
    return execute_of(implementation)


@pytest.fixture
def input_error(implementation: str) -> type[Exception]:
    """What an implementation raises for wrong input."""
    return cast("type[Exception]", importlib.import_module(ERRORS[implementation]).InputError)
