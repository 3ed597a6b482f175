"""``backtest run 006``: rules that a document of a user's folder declares run, are judged and repeated like a family's.

The document is the made-up one of ``tests.made_documents``: three names of the sample market, at most half in each,
and half of it all while orders of pumps fall against the quarter before. They rise from 100 to 120 and never fall.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import backtest
from tests.made_documents import BASKET, NAMES, document, made_folder


@pytest.fixture(scope="module")
def own_store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample market in which these runs alone are counted."""
    return Path(shutil.copy(sample_store, tmp_path_factory.mktemp("store") / "market.db"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = made_folder(tmp_path_factory.mktemp("reports") / "mine")
    (found / "006.toml").write_text(document() + BASKET, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def run_folder(folder: Path, own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "006"
    ran = backtest("run", "006", "--reports", folder, "--out", out, store=own_store)
    assert ran.code == 0, ran.err
    return out


def test_its_names_are_held_from_its_publication_on_equally_and_gates_that_stay_open_change_nothing(
    run_folder: Path,
) -> None:
    rows = [line.split(",") for line in (run_folder / "targets.csv").read_text().splitlines()[1:]]
    first = {symbol: float(weight) for day, symbol, weight in rows if day == rows[0][0]}
    assert rows[0][0] == "2025-09-01"
    assert first == pytest.approx({"609998.SH": 1 / 3, "003997.SZ": 1 / 3, "929997.BJ": 1 / 3})
    manifest = json.loads((run_folder / "manifest.json").read_text())
    assert manifest["source"]["kind"] == "document"
    assert "no look-ahead" in manifest["look_ahead"]["sentence"]


def test_its_page_states_claim_rules_and_falsifiers(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    assert "Towns that were built in a hurry replace their pumps" in page
    assert "only 0.5 (exposure_1) of it is invested" in page
    assert "Orders of pumps fall for two quarters" in page


def test_it_is_held_against_the_documents_own_standard_and_its_plain_list(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    assert "006 called 看好, by its own standard at least 3 points of excess by 2025-12-01" in page
    assert "plain list of the same names" in page
    assert "its rules, by the word of its file, only since 2025-09-02, when they were written" in page


def test_the_same_run_again_is_identical_and_a_changed_document_is_named(
    run_folder: Path, folder: Path, own_store: Path, tmp_path: Path
) -> None:
    again = backtest("rerun", run_folder, store=own_store)
    assert (again.code, "identical (006, repeated as the rules of the document 006" in again.out) == (0, True), (
        again.err
    )
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    (other / "006.toml").write_text(document(names=NAMES[:2]) + BASKET, encoding="utf-8")
    changed = backtest("rerun", run_folder, "--reports", other, store=own_store)
    assert changed.code == 1
    assert "source.definition" in changed.out, changed.out


def test_changed_rules_are_another_trial_and_the_same_rules_are_the_same_one(
    folder: Path, own_store: Path, tmp_path: Path
) -> None:
    def tried() -> int:
        ran = backtest("run", "006", "--reports", folder, "--out", tmp_path / "run", "--json", store=own_store)
        trials: int = json.loads(ran.out)["runs"][0]["trials"]["count"]
        return trials

    before = tried()
    assert tried() == before
    changed = (folder / "006.toml").read_text(encoding="utf-8").replace("exposure = 0.5", "exposure = 0.4")
    (folder / "006.toml").write_text(changed, encoding="utf-8")
    assert tried() == before + 1


def test_a_document_without_rules_says_what_runs_instead(own_store: Path, tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "mine")
    refused = backtest("run", "006", "--reports", folder, "--out", tmp_path / "run", store=own_store)
    assert refused.code == 1
    assert (
        "the report 006 has no [basket], so it has no rule to run; `006/plain` holds its names equally" in refused.err
    )
    plain = backtest("run", "006/plain", "--reports", folder, "--out", tmp_path / "run", store=own_store)
    assert plain.code == 0


def test_the_list_of_strategies_has_it(folder: Path) -> None:
    ran = backtest("list", "strategies", "--reports", folder)
    assert "006\tPumps, half of them while orders fall\t2025-09-01\t006" in ran.out


def test_a_basket_that_is_known_after_the_last_bar_says_so(own_store: Path, tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "mine", known_from="2030-01-02")
    (folder / "006.toml").write_text(document(known_from="2030-01-02") + BASKET, encoding="utf-8")
    ran = backtest("run", "006", "--reports", folder, "--out", tmp_path / "run", store=own_store)
    assert ran.code == 1
    assert "006 holds no name on any day: the document is known from 2030-01-02, and the bars end on 2026-" in ran.err
