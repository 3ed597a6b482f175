"""Every rule says what its findings come from and what mends them; nothing explains a rule that is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import data_sources
from data_sources.quality.causes import all_causes, cause_of
from data_sources.quality.causes.cause import Cause
from data_sources.tables.finding import SEVERITIES, Severity
from data_sources.tables.schema import TABLES
from tests.language import is_chinese

PACKAGE = Path(data_sources.__file__).parent
PLACE = {"Finding": 1, "sightings": 2, "sighting": 2, "FileFaultError": 0}
"""Which argument of these calls is the name of a rule."""

KINDS = {"symbol" if each.kind == "index_symbol" else each.kind for table in TABLES.values() for each in table.columns}
WORDED = {
    "csv_folder/excel.py": {"empty_file", "no_heads"},
    "exports/unread.py": {"ambiguous_layout", "unknown_layout"},
    "quality/units/adjusted_volume.py": {"adjusted_volume", "volume_unit"},
    "quality/days/bars_shifted.py": set[str](),  # it hands on the rule of a first finding
    "quality/prices/given_reference.py": {"prev_close_of_ex_date", "prev_close_differs", "prev_close_without_action"},
    "quality/prices/moves.py": {
        *("price_jump", "action_without_jump", "missing_action", "action_does_not_fit", "level_shift"),
    },
    "quality/rows/names.py": {"st_without_status", "delisting_without_status"},
    "quality/days/spacing.py": {"weekly_bars", "monthly_bars"},
    "quality/symbol_days.py": set[str](),  # it counts the findings of another module
    "tables/cells.py": {f"bad_{kind}" for kind in KINDS},
    "tables/symbol_columns.py": {"lost_zeros", "spelt_code"},
    "tables/raw.py": set[str](),  # it hands on the rule of a FileFaultError
    "tables/sightings.py": set[str](),  # and this one its own argument
}
"""The rules of modules that do not write the name of each as it stands where they make a finding."""


def spoken(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield line and rule of everything a module finds; None where the name is made there, not written."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = dict(pair for each in tree.body for pair in _texts(each))
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        named = [each.value for each in call.keywords if each.arg == "rule"]
        given = call.args[PLACE[name]] if name in PLACE and len(call.args) > PLACE[name] else next(iter(named), None)
        if isinstance(given, ast.Constant):
            yield call.lineno, str(given.value)
        elif isinstance(given, ast.Name) and given.id in constants:
            yield call.lineno, constants[given.id]
        elif given is not None and name in PLACE:
            yield call.lineno, None


def _texts(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield the names that a statement binds to texts, one or several at once."""
    if not isinstance(statement, ast.Assign):
        return
    for target in statement.targets:
        several = isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple)
        names = target.elts if isinstance(target, ast.Tuple) and several else [target]
        values = statement.value.elts if isinstance(statement.value, ast.Tuple) and several else [statement.value]
        for name, value in zip(names, values, strict=True):
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield name.id, value.value


def rules() -> set[str]:
    """The names of all rules in the source."""
    found = set().union(*WORDED.values())
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        for line, rule in spoken(path):
            assert rule is not None or module in WORDED, (
                f"{module}:{line} makes the name of its rule: list it in WORDED"
            )
            found |= {rule} if rule else set()
    return found


def test_each_rule_has_a_cause_and_a_mend_and_no_other_has() -> None:
    there, explained = rules(), set(all_causes())
    assert sorted(there - explained) == [], "write them into data_sources/quality/causes/<module>.toml"
    assert sorted(explained - there) == [], "no module finds these any more"
    assert "duplicate_key" in there
    assert "history_differs" in there


def test_cause_and_mend_are_one_plain_sentence_each() -> None:
    for rule, cause in all_causes().items():
        for words in (cause.cause, cause.mend):
            assert len(words) > 15, rule
            assert words.isprintable(), rule
            assert not words.endswith((".", "。")), rule
            assert not words[0].isupper() or words.startswith("CNY"), rule
        assert isinstance(cause.accept, bool), rule


@pytest.mark.parametrize(
    "rule", ["duplicate_key", "not_a_session", "after_delisting", "bad_price", "high_below_low", "far_outside_range",
             "unknown_symbol", "unknown_status", "rename_into_gone", "bad_delist_value", "not_an_a_share"],
)  # fmt: skip
def test_what_the_execution_rules_call_an_error_cannot_be_accepted(rule: str) -> None:
    # Execution rules, section 1, names each of these as an error.
    cause = cause_of(rule)
    assert cause is not None
    assert not cause.accept


def test_a_judgement_can_be_accepted_and_a_rule_of_another_version_has_no_cause() -> None:
    cause = cause_of("unit_proof")
    assert isinstance(cause, Cause)
    assert cause.accept
    assert cause_of("of_another_version") is None


@pytest.mark.parametrize("rule", all_causes())
def test_every_rule_says_in_chinese_what_it_found_and_what_mends_it(rule: str) -> None:
    cause = all_causes()[rule]
    assert is_chinese(cause.cause)
    assert is_chinese(cause.mend)
    for words in (cause.cause.zh, cause.mend.zh):
        assert not words.endswith(("。", "."))
        assert not re.search("[\u4e00-\u9fff][,;:][\u4e00-\u9fff]", words), words


def test_what_is_to_be_written_stands_in_both_languages() -> None:
    """Options, kinds and tables that a mend asks for are the same words."""
    for rule, cause in all_causes().items():
        for word in re.findall(r"--[a-z]+|adjustflag='3'|000300\.SH|delist_date|list_date|NO_LIMIT", cause.mend):
            assert word in cause.mend.zh, rule


def test_severities_are_said_in_both_languages() -> None:
    assert set(SEVERITIES) == set(get_args(Severity))
    assert all(is_chinese(words) for words in SEVERITIES.values())
