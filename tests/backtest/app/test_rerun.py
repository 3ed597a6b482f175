"""A repetition executes what ran, by its hash, and nothing that a run folder merely names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import backtest
from backtest.app.kept_source import UntrustedCode
from backtest.app.ran_before import LIST
from backtest.app.run_many import run_many
from data_sources.errors import UserError
from tests.attacks.markets import sample_store

RULE = "def weights(history):\n    return {history.panel.sessions[5]: {history.panel.symbols[0]: 0.5}}\n"
BOMB = "print('executed')\n"


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_store(tmp_path_factory.mktemp("market") / "market.db")


@pytest.fixture(autouse=True)
def nothing_ran_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def forget(tmp_path: Path) -> Callable[[], None]:
    """Be another user, who ran nothing."""
    return lambda: shutil.rmtree(tmp_path / "state", ignore_errors=True)


def ran(path: str, market: Path, text: str = RULE) -> Path:
    """Run a file that is written now; the folder of the run."""
    Path(path).write_text(text)
    done = run_many(path, db=market, out=Path("run"), audit=False, command=f"backtest run {path}")
    assert not done.failed
    return Path("run")


def test_file_called_like_a_shipped_strategy_is_repeated_itself(market: Path) -> None:
    folder = ran("rate_power.py", market)
    again = backtest.rerun(folder, db=market)
    assert (again.kind, again.differences, again.moved) == ("the file rate_power.py", (), ())


def test_changed_file_is_named_and_its_copy_repeated(market: Path) -> None:
    folder = ran("mine.py", market)
    Path("mine.py").write_text(RULE.replace("0.5", "0.25"))
    again = backtest.rerun(folder, db=market)
    assert again.kind == "the copy of mine.py in the run folder"
    assert not again.differences
    assert [each.input for each in again.moved] == ["source.files.mine.py"]
    assert again.notes == ("mine.py was changed since; the copy of then was repeated",)


def test_module_of_the_same_folder_is_part_of_it(market: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path.cwd()))
    Path("part_of_it.py").write_text("HALF = 0.5\n")
    folder = ran("mine.py", market, "from part_of_it import HALF\n" + RULE.replace("0.5", "HALF"))
    Path("part_of_it.py").write_text("HALF = 0.25\n")
    again = backtest.rerun(folder, db=market)
    assert not again.differences
    assert [each.input for each in again.moved] == ["source.files.part_of_it.py"]
    assert backtest.rerun(folder, db=market).kind == "the copy of mine.py in the run folder"


def test_code_of_somebody_else_is_not_executed_without_consent(
    market: Path, forget: Callable[[], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = BOMB + RULE
    folder = ran("mine.py", market, bomb)
    assert "executed" in capsys.readouterr().out
    forget()
    with pytest.raises(UntrustedCode, match=r"code that you have not run before: mine\.py; .* --trust"):
        backtest.rerun(folder, db=market)
    assert "executed" not in capsys.readouterr().out
    assert not backtest.rerun(folder, db=market, trust=True).differences
    assert "executed" in capsys.readouterr().out
    # Trust is for this once.
    with pytest.raises(UntrustedCode):
        backtest.rerun(folder, db=market)
    # Whoever runs the file knows it.
    backtest.run("mine.py", db=market, audit=False)
    assert (tmp_path / "state" / "backtest" / LIST).read_text().endswith("mine.py'\n")
    assert not backtest.rerun(folder, db=market).differences


def test_list_that_others_can_write_says_nothing(market: Path, tmp_path: Path) -> None:
    folder = ran("mine.py", market)
    (tmp_path / "state" / "backtest" / LIST).chmod(0o666)
    with pytest.raises(UntrustedCode):
        backtest.rerun(folder, db=market)


def test_known_file_beside_foreign_ones_is_executed_alone(market: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lazy = "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\n"
    lazy += "try:\n    __import__('be' + 'side')\nexcept ImportError:\n    pass\n" + RULE
    folder = ran("mine.py", market, lazy)
    gift = Path("gift")
    gift.mkdir()
    shutil.copy("mine.py", gift / "mine.py")
    (gift / "beside.py").write_text(BOMB)
    spoil(folder, source__path="gift/mine.py")
    assert backtest.rerun(folder, db=market).kind == "the copy of mine.py in the run folder"
    assert "executed" not in capsys.readouterr().out


def test_copy_that_was_edited_is_not_what_ran(market: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ran("mine.py", market)
    Path("mine.py").unlink()
    (folder / "source" / "mine.py").write_text(BOMB + RULE)
    # Whoever edits the copy can leave out its hash in the list of the folder's files too.
    spoil(folder, files={})
    again = backtest.rerun(folder, db=market, trust=True)
    assert again.kind == "a weight table"
    assert "no file with the code of mine is here" in again.notes[0]
    assert "executed" not in capsys.readouterr().out


def test_function_is_repeated_by_its_weights(market: Path) -> None:
    def weights(_history: object) -> dict[str, dict[str, float]]:
        return {"2026-06-01": {"600584.SH": 0.5}}

    run_many(weights, db=market, out=Path("run"), audit=False)
    again = backtest.rerun("run", db=market)
    assert again.kind == "a weight table"
    assert not again.differences
    assert "was a function of a session" in again.notes[0]


def spoil(folder: Path, **changes: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Change entries of a manifest, named like ``source__path``."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, value in changes.items():
        *around, last = name.split("__")
        place = manifest
        for each in around:
            place = place[each]
        place[last] = value
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_bytes_that_are_no_text_in_command_and_path_are_kept(market: Path) -> None:
    folder = Path("caf\udce9")
    folder.mkdir()
    (folder / "mine.py").write_text(RULE)
    command = "backtest run 'caf\udce9/mine.py' --out '\udcff'"
    done = run_many(folder / "mine.py", db=market, out=Path("\udcff"), audit=False, command=command)
    assert not done.failed
    written = Path("\udcff/manifest.json").read_bytes().decode()
    assert r"--out '\udcff'" in written
    assert json.loads(written)["command"] == command
    again = backtest.rerun(Path("\udcff"), db=market, out="\udcfe")
    assert (again.kind, again.differences, again.moved) == (f"the file {folder / 'mine.py'}", (), ())
    assert json.loads(Path("\udcfe/manifest.json").read_bytes())["command"] == command


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": 7}, "name: it is int, not str"),
        ({"name": "a\x1b[2J"}, "control characters"),
        ({"command": "backtest run 'mine.py"}, "it is no command line"),
        ({"options__cash": float("nan")}, "it holds NaN"),
        ({"options__cash": [1]}, "options.cash: it is list"),
        ({"options__leverage": 3}, "options that this version does not know: leverage"),
        ({"parameters": {"window": {"a": 1}}}, "parameters.window: it is dict"),
        ({"parameters": {"window": 20}}, "window"),
        ({"hindsight": "yes"}, "hindsight: it is str, not bool"),
        ({"source": []}, "it does not say what was run"),
        ({"source__kind": "module"}, "it does not say what was run"),
        ({"source__files": {"../../mine.py": "0" * 64}}, "no names below the run folder"),
        ({"source__files": {"/etc/passwd": "0" * 64}}, "no names below the run folder"),
        ({"source__files": {"mine.py": "0"}}, "no names below the run folder"),
        ({"code": 1}, "code: it is int"),
        ({"source__kind": "shipped", "name": "mine.py"}, "ships no strategy 'mine.py'"),
    ],
    ids=str,
)
def test_hostile_manifest_is_one_line(changes: dict[str, Any], said: str, market: Path) -> None:
    folder = ran("mine.py", market)
    spoil(folder, **changes)
    with pytest.raises(UserError) as raised:
        backtest.rerun(folder, trust=True, db=market)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 600


def test_store_on_a_server_is_not_called_by_a_word_of_the_folder(market: Path) -> None:
    folder = ran("mine.py", market)
    spoil(folder, command="backtest run mine.py --db postgresql://elsewhere.example/x")
    with pytest.raises(UserError, match="say that you mean it with --db"):
        backtest.rerun(folder)


def test_run_of_a_version_that_kept_no_source(market: Path, forget: Callable[[], None]) -> None:
    folder = ran("rate_power.py", market)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["source"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    again = backtest.rerun(folder, db=market)
    assert (again.kind, again.moved, again.differences) == ("the file rate_power.py", (), ())
    forget()
    with pytest.raises(UntrustedCode):
        backtest.rerun(folder, db=market)
    Path("rate_power.py").unlink()
    assert backtest.rerun(folder, db=market).kind == "a weight table"


@pytest.mark.parametrize("out", ["run", "./run/../run", "link"])
def test_repetition_into_its_own_folder_is_refused(market: Path, out: str) -> None:
    # A changed file would be replaced first, and then be found identical.
    folder = ran("mine.py", market)
    (folder / "equity.csv").write_text("changed")
    Path("link").symlink_to("run")
    with pytest.raises(UserError, match="the run folder itself"):
        backtest.rerun(folder, db=market, out=out)
    assert (folder / "equity.csv").read_text() == "changed"
