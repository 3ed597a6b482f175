"""Every number that a document prints or implies, beside ours: the checks of all methods."""

from __future__ import annotations

import pytest

from strategies.methods.check_results import check_method
from strategies.methods.registry import METHODS


@pytest.mark.parametrize("key", METHODS)
def test_every_check_of_a_method_holds(key: str) -> None:
    results = check_method(METHODS[key])
    assert results, "a method without a number to hold it to"
    assert not [(each.check.name, each.check.expected, each.computed) for each in results if not each.holds]


def test_no_method_and_no_check_is_lost() -> None:
    counted: dict[str, list[int]] = {}
    for method in METHODS.values():
        counted.setdefault(method.report, []).append(len(method.checks))
    # methods and checks by document; 104 and 791 in all
    assert {report: (len(checks), sum(checks)) for report, checks in counted.items()} == {
        "000": (5, 16),
        "001": (14, 66),
        "002": (39, 460),
        "003": (40, 173),
        "004": (6, 76),
    }
