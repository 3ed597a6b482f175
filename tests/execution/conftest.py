"""Every case of the specification runs on two implementations: the reference and the product."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from tests.reference.ledger import Ledger

Execute = Callable[..., Ledger]
"""`execute(tables, targets, **options) -> Ledger`"""

HAS_PRODUCT = (Path(__file__).parent / "product.py").exists()
IMPLEMENTATIONS = ["reference", "product"] if HAS_PRODUCT else ["reference"]
MODULES = {"reference": "tests.reference", "product": "tests.execution.product"}


def execute_of(name: str) -> Execute:
    """The `execute` of one implementation."""
    return cast("Execute", importlib.import_module(MODULES[name]).execute)


@pytest.fixture(params=IMPLEMENTATIONS)
def implementation(request: pytest.FixtureRequest) -> str:
    """The name of one implementation."""
    return cast("str", request.param)


@pytest.fixture
def execute(implementation: str) -> Execute:
    """`execute` of one implementation."""
    return execute_of(implementation)


@pytest.fixture
def input_error(implementation: str) -> type[Exception]:
    """What an implementation raises for wrong input: its own `InputError`, or the product's `UserError`."""
    module: ModuleType = importlib.import_module(MODULES[implementation])
    if not hasattr(module, "InputError"):
        module = importlib.import_module("data_sources.errors")
    return cast("type[Exception]", getattr(module, "InputError", None) or module.UserError)
