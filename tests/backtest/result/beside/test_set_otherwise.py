"""What differs between the manifests of runs: in words, and only what differs."""

from __future__ import annotations

from typing import Any

from backtest.result.beside.set_otherwise import set_otherwise


def manifest(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a manifest holds
    made: dict[str, Any] = {
        "name": "grids",
        "command": "backtest run grids",
        "snapshot": "s7-0a1b2c",
        "simulated": False,
        "hindsight": False,
        "source": {"kind": "shipped", "path": "", "definition": "d" * 64, "files": {}},
        "code": {"version": "0.1.0", "commit": "a" * 40, "dirty": False},
        "options": {"cash": 10_000_000.0, "slippage": 0.0, "participation": None, "fill": "open"},
        "parameters": {"top": 3, "rebalance": "month"},
        "versions": {"python": "3.11.7", "numpy": "2.4.6"},
    }
    return made | changed


def said(*manifests: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {row.name: row.values for row in set_otherwise(manifests).differing}


def test_equal_runs_differ_in_nothing_whatever_their_commands_say() -> None:
    seen = set_otherwise([manifest(), manifest(command="backtest run grids --out elsewhere")])
    assert seen.same_data
    assert seen.differing == ()
    assert seen.alone == ()


def test_conditions_are_written_as_people_say_them() -> None:
    other = manifest(options={"cash": 500_000.0, "slippage": 0.001, "participation": 0.1, "fill": "close"})
    assert said(manifest(), other) == {
        "cash": ("CNY 10,000,000", "CNY 500,000"),
        "slippage": ("0%", "0.1%"),
        "participation": ("no cap", "10%"),
        "fill": ("open", "close"),
    }
    rows = {row.name: row for row in set_otherwise([manifest(), other]).differing}
    assert (rows["slippage"].label, rows["slippage"].label.zh) == ("slippage", "滑点")
    assert [each.zh for each in rows["participation"].values] == ["不限", "10%"]
    assert [each.zh for each in rows["cash"].values] == ["10,000,000 元", "500,000 元"]


def test_another_snapshot_is_other_data() -> None:
    seen = set_otherwise([manifest(), manifest(snapshot="s8-ffff")])
    assert not seen.same_data
    assert seen.snapshots == ("s7-0a1b2c", "s8-ffff")


def test_runs_that_name_no_snapshot_are_not_called_the_same_data() -> None:
    assert not set_otherwise([manifest(snapshot=""), manifest(snapshot="")]).same_data


def test_parameters_that_only_some_have_are_named_and_not_compared() -> None:
    other = manifest(name="cables", parameters={"top": 5, "rebalance": "month", "hurdle": 0.1})
    seen = set_otherwise([manifest(), other])
    assert [(row.name, row.values) for row in seen.differing] == [("top", ("3", "5"))]
    assert seen.alone == ("hurdle",)


def test_a_parameter_that_two_of_three_have_is_compared_between_these() -> None:
    seen = set_otherwise([
        manifest(name="a", parameters={"top": 3}), manifest(name="b", parameters={"top": 4}),
        manifest(name="c", parameters={}),
    ])  # fmt: skip
    assert [(row.name, row.values) for row in seen.differing] == [("top", ("3", "4", "–"))]
    assert seen.alone == ()


def test_code_and_versions_are_short_enough_to_be_read() -> None:
    code = {"version": "0.1.0", "commit": "b" * 40, "dirty": True}
    found = said(manifest(), manifest(code=code, versions={"python": "3.12.1", "numpy": "2.4.6"}))
    assert found == {
        "code": (f"0.1.0 {'a' * 12}", f"0.1.0 {'b' * 12}, changed since"),
        "python": ("3.11.7", "3.12.1"),
    }


def test_one_rule_edited_is_told_from_two_rules() -> None:
    edited = manifest(source={"kind": "file", "path": "/somewhere/grids.py", "definition": "e" * 64, "files": {}})
    assert said(manifest(), edited) == {
        "source": ("a shipped strategy", "a file of one's own"),
        "definition": (f"grids {'d' * 12}", f"grids {'e' * 12}"),
    }
    # Two strategies are two rules, which their names say.
    assert said(manifest(), manifest(name="cables", source=manifest()["source"] | {"definition": "f" * 64})) == {}


def test_a_manifest_of_an_earlier_version_has_not_recorded_everything() -> None:
    old = manifest()
    del old["source"], old["options"]["slippage"]
    assert said(old, manifest()) == {
        "source": ("not recorded", "a shipped strategy"),
        "definition": ("grids", f"grids {'d' * 12}"),
        "slippage": ("not recorded", "0%"),
    }


def test_documents_of_ones_own_differ_by_their_sum() -> None:
    own = manifest(reports={"path": "/somewhere", "sum": "9" * 64, "files": {"006.toml": "1", "007.toml": "2"}})
    rows = {row.name: row for row in set_otherwise([manifest(), own]).differing}
    assert rows["reports"].values == ("none", f"2 files, {'9' * 12}")
    assert rows["reports"].values[1].zh == f"2 个文件，{'9' * 12}"
