"""The sum of a user's rule: the same for the same rule in another process, another for anything plain that it reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from strategies.contract.definition import sum_of_file, sum_of_function

NUMBER = 20
TABLE = {"a": [1, 2], "b": {3}}


def reads_globals() -> object:
    return NUMBER, TABLE


def closes_over(value: object) -> Callable[[], object]:
    return lambda: value


def default(number: int, *, word: str = "x") -> object:
    return number, word


class Rule:
    def __init__(self, days: int) -> None:
        self.days = days
        self.myself = self

    def __call__(self) -> int:
        return self.days

    def weights(self) -> int:
        return self.days


def test_the_same_rule_has_the_same_sum() -> None:
    assert sum_of_function(closes_over(3)) == sum_of_function(closes_over(3))
    assert sum_of_function(Rule(3)) == sum_of_function(Rule(3))
    assert sum_of_function(Rule(3).weights) == sum_of_function(Rule(3).weights)
    assert sum_of_function(partial(default, 3)) == sum_of_function(partial(default, 3))


def test_what_it_closes_over_holds_and_is_given_makes_another() -> None:
    rules: list[Callable[..., Any]] = [
        closes_over(3),
        closes_over(4),
        closes_over("3"),
        closes_over(np.array([3.0])),
        closes_over(np.array([3])),
        closes_over({"a": 3}),
        closes_over({"a": 4}),
        closes_over(closes_over(3)),
        closes_over(closes_over(4)),
        Rule(3),
        Rule(4),
        Rule(3).weights,
        Rule(4).weights,
        default,
        partial(default, 3),
        partial(default, 4),
        partial(default, word="y"),
    ]
    assert len({sum_of_function(rule) for rule in rules}) == len(rules)


def test_a_global_that_it_reads_counts(monkeypatch: Any) -> None:  # noqa: ANN401 - pytest's own
    seen = {sum_of_function(reads_globals)}
    monkeypatch.setitem(globals(), "NUMBER", 21)
    seen.add(sum_of_function(reads_globals))
    monkeypatch.setitem(globals(), "TABLE", {"a": [1, 2], "b": {4}})
    seen.add(sum_of_function(reads_globals))
    assert len(seen) == 3


def test_a_function_without_a_source_is_told_apart_by_its_code() -> None:
    sums = set()
    for text in ("def f(): return 1", "def f(): return 2", "def f(): return (lambda: 2)()", "def f(): return 1"):
        found: dict[str, Any] = {}
        exec(text, found)  # noqa: S102 - as typed at a prompt
        sums.add(sum_of_function(found["f"]))
    assert len(sums) == 3


def test_the_sum_is_the_same_in_another_process() -> None:
    lines = (
        "from tests.strategies.contract.test_definition import *; "
        "print(sum_of_function(closes_over({'b': {3, 'x'}, 'a': Rule(3)})), sum_of_function(reads_globals))"
    )
    words = [sys.executable, "-c", lines]
    ran = [subprocess.run(words, capture_output=True, text=True, check=True) for _ in range(2)]  # noqa: S603
    here = f"{sum_of_function(closes_over({'b': {3, 'x'}, 'a': Rule(3)}))} {sum_of_function(reads_globals)}"
    there = {each.stdout.strip() for each in ran}
    assert len(there) == 1
    assert there.pop().split()[1] == here.split()[1]


def test_a_file_is_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_bytes(b"abc")
    # The test vector of FIPS 180-2.
    assert sum_of_file(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
