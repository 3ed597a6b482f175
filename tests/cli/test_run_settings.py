"""``backtest run NAME NAME:SETTING=VALUE``: one rule several times, each called, kept and counted by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import backtest as library
from backtest.app.asked_run import AskedMany
from data_sources.errors import UserError
from tests.cli.command import Ran, backtest

# Buys one name on the first day and holds it.
HOLD = """\
def weights(history, share=0.5, days=1):
    return {"2024-01-02": {"600000.SH": share}}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(HOLD)
    return path


def run(store: Path, tmp_path: Path, *words: str | Path) -> Ran:
    return backtest("run", *words, "--out", tmp_path / "out", "--no-audit", store=store)


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return found


def share(folder: Path) -> str:
    """The weight of the only row of the targets."""
    _, row = (folder / "targets.csv").read_text().splitlines()
    return row.split(",")[2]


def test_each_setting_has_its_name_its_folder_and_its_page(store: Path, mine: Path, tmp_path: Path) -> None:
    ran = run(store, tmp_path, mine, f"{mine}:share=0.2", f"{mine}:share=0.2,days=3", "--json")
    assert ran.code == 0, ran.err
    assert [each["name"] for each in ran.document["runs"]] == ["mine", "mine:share=0.2", "mine:share=0.2,days=3"]
    assert {each["strategy"] for each in ran.document["runs"]} == {"mine"}
    out = tmp_path / "out" / "mine"
    assert [float(share(out / place)) for place in (".", "share=0.2", "share=0.2,days=3")] == [0.5, 0.2, 0.2]
    assert "strategy" not in manifest(out)
    assert manifest(out / "share=0.2")["strategy"] == "mine"
    assert manifest(out / "share=0.2")["parameters"] == {"share": 0.2, "days": 1}
    assert "mine.py: share=0.2, days=3" in (out / "share=0.2,days=3" / "report.html").read_text()


def test_the_front_page_finds_each_and_each_finds_it(store: Path, mine: Path, tmp_path: Path) -> None:
    assert run(store, tmp_path, mine, f"{mine}:share=0.2").code == 0
    front = (tmp_path / "out" / "index.html").read_text()
    assert 'href="mine/report.html"' in front
    assert 'href="mine/share=0.2/report.html"' in front
    assert 'href="../../index.html"' in (tmp_path / "out" / "mine" / "share=0.2" / "report.html").read_text()


def test_each_setting_is_one_trial_of_its_rule(store: Path, mine: Path, tmp_path: Path) -> None:
    # 0.5 is the default, so mine and mine:share=0.5 are one try; with 0.2 there are two.
    ran = run(store, tmp_path, mine, f"{mine}:share=0.5", f"{mine}:share=0.2", "--json")
    (row,) = backtest("trials", "--json", store=store).document["strategies"]
    assert (row["strategy"], row["settings"]) == ("mine", 2)
    assert ran.document["several"]["tried"] == 2
    again = backtest("trials", "mine", "--json", store=store).document["trials"]
    assert sorted(each["parameters"]["share"] for each in again) == [0.2, 0.5]


def test_a_run_with_settings_is_made_again_and_set_beside_others(store: Path, mine: Path, tmp_path: Path) -> None:
    assert run(store, tmp_path, mine, f"{mine}:share=0.2").code == 0
    out = tmp_path / "out"
    again = backtest("rerun", out / "mine" / "share=0.2", "--json", store=store)
    assert (again.code, again.document["identical"], again.document["name"]) == (0, True, "mine:share=0.2")
    assert again.document["moved"] == []
    beside = library.compare("mine", "mine:share=0.2", below=out)
    assert beside.beside.labels == ("mine", "mine:share=0.2")
    assert library.load(out / "mine" / "share=0.2").name == "mine:share=0.2"


def test_the_closest_word_wins_wherever_it_stands(store: Path, mine: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text(HOLD)
    words = ["--set", "mine.share=0.3", "--set", "share=0.4"]
    assert run(store, tmp_path, mine, f"{mine}:share=0.2", f"{mine}:days=2", other, *words).code == 0
    out = tmp_path / "out"
    shares = [float(share(out / place)) for place in ("mine", "mine/share=0.2", "mine/days=2", "other")]
    assert shares == [0.3, 0.2, 0.3, 0.4]


def test_a_handler_runs_with_settings_too(sample_store: Path, tmp_path: Path) -> None:
    stop = Path("strategies/examples/trailing_stop.py")
    ran = run(sample_store, tmp_path, f"{stop}:stop=0.15", f"{stop}:stop=0.3", "--json")
    assert ran.code == 0, ran.err
    assert [each["name"] for each in ran.document["runs"]] == ["trailing_stop:stop=0.15", "trailing_stop:stop=0.3"]
    assert manifest(tmp_path / "out" / "trailing_stop" / "stop=0.3")["parameters"]["stop"] == 0.3
    again = backtest("rerun", tmp_path / "out" / "trailing_stop" / "stop=0.3", "--json", store=sample_store)
    assert (again.code, again.document["identical"]) == (0, True)


def test_a_shipped_strategy_keeps_what_it_rests_on(sample_store: Path, tmp_path: Path) -> None:
    words = ["edge_ai", "edge_ai:max_weight=0.2", "edge_ai:max_weight=0.3", "--plain"]
    ran = run(sample_store, tmp_path, *words, "--json")
    names = ["edge_ai", "edge_ai/plain", "edge_ai:max_weight=0.2", "edge_ai:max_weight=0.3"]
    assert [each["name"] for each in ran.document["runs"]] == names
    # One plain list of the same names for all; it is no try of its own.
    assert list(ran.document["beside_plain"]) == [each for each in names if each != "edge_ai/plain"]
    assert ran.document["several"]["tried"] == 3
    folder = tmp_path / "out" / "edge_ai" / "max_weight=0.2"
    assert manifest(folder)["source"]["kind"] == "shipped"
    assert library.rerun(folder, db=sample_store).differences == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{}:share=0.2", "{}:share=0.20"], "strategy mine:share=0.2 is given twice; give each once"),
        (["{}:share=0.2,days=2", "{}:days=2,share=0.2"], "are the same run: every parameter has one value"),
        (["{}:shares=0.2"], "mine has no parameter 'shares'; did you mean share?"),
        (["{}:share=half"], "mine: parameter share was 'half'; it is a number"),
        (["{}:share"], "'share' is no setting; write NAME=VALUE"),
        (["{}", "--set", "yours.share=0.2"], "yours is not among the strategies that run (mine)"),
    ],
)
def test_what_cannot_run_is_one_line_and_nothing_is_written(
    store: Path, mine: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    ran = run(store, tmp_path, *(word.format(mine) for word in words))
    assert ran.code != 0
    assert said in ran.error
    assert not (tmp_path / "out").exists()


def test_python_takes_pairs_and_labels(store: Path, mine: Path, tmp_path: Path) -> None:
    pairs = library.run_many([mine, (mine, {"share": 0.2})], db=store, out=tmp_path / "pairs", audit=False)
    assert [each.result.name for each in pairs.finished] == ["mine", "mine:share=0.2"]
    labels = {"half": mine, "fifth": (str(mine), {"share": 0.2})}
    named = library.run_many(labels, db=store, out=tmp_path / "labels", audit=False, parameters={"days": 2})
    assert [each.result.name for each in named.finished] == ["half", "fifth"]
    assert [each.folder for each in named.finished] == [tmp_path / "labels" / label for label in labels]
    assert [each.result.strategy for each in named.finished] == ["mine", "mine"]
    assert float(share(tmp_path / "labels" / "fifth")) == 0.2
    assert manifest(tmp_path / "labels" / "fifth")["parameters"] == {"share": 0.2, "days": 2}
    one = library.run_many((mine, {"share": 0.2}), db=store, out=tmp_path / "one", audit=False)
    assert [each.folder for each in one.finished] == [tmp_path / "one"]
    # Four settings of one file: the default and 0.2, and both again with other days.
    (row,) = library.trials(db=store).document()["strategies"]
    assert (row["strategy"], row["settings"]) == ("mine", 4)


def test_a_single_run_in_python_reads_the_word_too(store: Path, mine: Path) -> None:
    found = library.run(f"{mine}:share=0.2", db=store, audit=False, parameters={"share": 0.4, "days": 3})
    assert (found.name, found.strategy, str(found.title)) == ("mine:share=0.2", "mine", "mine.py: share=0.2")
    assert found.targets.weights.tolist() == [0.2]
    assert float(found.manifest["parameters"]["days"]) == 3  # type: ignore[index] # parameters by name
    with pytest.raises(UserError, match="mine has no parameter 'shares'"):
        library.run(f"{mine}:shares=0.2", db=store)


@pytest.mark.parametrize(
    ("strategies", "said"),
    [
        ([3], "strategies is of the kind int; give a name, a file, a function"),
        ([("rate_power", 3)], "the settings of a run is of the kind int; give values by the name of a parameter"),
        ({"a/b": "rate_power"}, "the label 'a/b' holds a slash or a colon"),
        ({"x": "rate_power", "X": ("rate_power", {"top": 1})}, "is given twice"),
        ({"x": "rate_power", "y": "rate_power"}, "x and y are the same run"),
        (["rate_power", "rate_power:top=3,lookback=9", "rate_power:lookback=9,top=3"], "are the same run"),
        ([], "there is no strategy to run"),
    ],
)
def test_python_says_in_one_line_what_it_cannot_run(store: Path, strategies: AskedMany, said: str) -> None:
    with pytest.raises(UserError, match=r"^[^\n]*$") as fault:
        library.run_many(strategies, db=store)
    assert said in str(fault.value)
