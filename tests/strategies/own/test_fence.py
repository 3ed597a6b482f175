"""What the kernel lets a rule's process open: code wherever a module may come from, and no data beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from data_sources.errors import UserError
from strategies.contract.strategy import decide
from strategies.own.file_rule import load_strategy
from strategies.own.process import fence as fences
from strategies.own.process.code_files import code_files, installed, without
from strategies.own.process.landlock import version
from tests.strategies.own.planted import planted_market

ROOT = Path(__file__).parents[3]
needs_landlock = pytest.mark.skipif(not version(), reason="the kernel of this machine has no Landlock")


def names(folder: Path, paths: tuple[str, ...]) -> set[str]:
    return {str(Path(path).relative_to(folder)) for path in paths}


def test_code_is_found_in_folders_that_can_be_imported(tmp_path: Path) -> None:
    for name in ("rule.py", "package/__init__.py", "package/deep/tool.py", "not-a-name/tool.py", ".venv/tool.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "prices.parquet").touch()
    # A folder of data that calls itself code is none.
    (tmp_path / "table.py").mkdir()
    # Links that lead in a circle or nowhere are none either.
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "lost.py").symlink_to(tmp_path / "nowhere.py")
    # A link that calls itself code and leads to data is data.
    (tmp_path / "link.py").symlink_to(tmp_path / "prices.parquet")
    # A package linked to itself is looked at once.
    (tmp_path / "package" / "again").symlink_to(tmp_path / "package")
    found = code_files([str(tmp_path)])
    assert names(tmp_path, found.paths) == {"rule.py", "package/__init__.py", "package/deep/tool.py"}
    assert found.still_so()
    (tmp_path / "package" / "deep" / "other.py").touch()
    assert not found.still_so()


def test_folders_that_are_none_hold_no_code(tmp_path: Path) -> None:
    archive = tmp_path / "modules.zip"
    archive.touch()
    found = code_files([str(tmp_path / "gone"), str(archive)])
    assert found.paths == ()
    assert found.still_so()


def test_a_file_saved_anew_is_another_one(tmp_path: Path) -> None:
    path = tmp_path / "rule.py"
    path.write_text("one")
    os.utime(tmp_path, (1, 1))
    found = code_files([str(tmp_path)])
    (tmp_path / "new").write_text("two")
    (tmp_path / "new").replace(path)
    assert not found.still_so()


def test_a_large_folder_is_looked_at_from_the_top_and_not_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("", "a", "a/b", "a/b/c"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "rule.py").touch()
    monkeypatch.setattr("strategies.own.process.code_files.MOST", 3)
    # The top has two entries and a has two: four are not under three, so a/b is left out.
    assert names(tmp_path, code_files([str(tmp_path)]).paths) == {"rule.py", "a/rule.py"}


def test_a_folder_without_hidden_ones_is_all_that_is_beside_them(tmp_path: Path) -> None:
    for name in ("lib/numpy", "lib/strategies/documents", "share"):
        (tmp_path / name).mkdir(parents=True)
    # As environments have it; what is hidden is hidden under both names.
    (tmp_path / "lib64").symlink_to(tmp_path / "lib")
    hidden = [str(tmp_path / "lib" / "strategies")]
    assert names(tmp_path, tuple(without(str(tmp_path), hidden))) == {"lib/numpy", "share"}
    assert list(without(str(tmp_path / "share"), hidden)) == [str(tmp_path / "share")]
    assert list(without(str(tmp_path / "lib64"), hidden)) == [str(tmp_path / "lib" / "numpy")]
    assert list(without(hidden[0], hidden)) == []


def test_the_folder_of_an_environment_is_not_part_of_the_installation() -> None:
    """An environment made in a project's own folder would open the project's data."""
    assert sys.prefix not in installed()
    assert str(Path(sys.prefix) / "lib") in installed()


RULE = """
import {module}
def weights(history):
    return {{history.panel.sessions[40]: {{history.panel.symbols[{module}.COLUMN]: 1.0}}}}
"""


def decided(path: Path) -> str:
    (symbol,) = {symbol for _, symbol, _ in decide(load_strategy(path), planted_market()).targets.rows()}
    return symbol


def test_a_module_saved_anew_between_two_decisions_is_read(tmp_path: Path) -> None:
    """Editors write a new file and move it into place, which the rules of the first decision do not know."""
    (tmp_path / "package").mkdir()
    module = tmp_path / "package" / "choice.py"
    module.write_text("COLUMN = 0")
    path = tmp_path / "mine.py"
    path.write_text(RULE.format(module="package.choice"))
    assert decided(path) == "600001.SH"
    (tmp_path / "new").write_text("COLUMN = 1")
    (tmp_path / "new").replace(module)
    assert decided(path) == "600002.SH"


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir()) if sys.platform == "linux" else 0


def test_rules_of_many_folders_are_let_go_again(tmp_path: Path) -> None:
    before = open_descriptors()
    for number in range(fences.MOST + 4):
        folder = tmp_path / str(number)
        folder.mkdir()
        rules = fences.fence(str(folder))
        assert (rules is not None) == bool(version())
        assert fences.fence(str(folder)) == rules
    assert len(fences.made) == fences.MOST
    for kept in list(fences.made):
        fences.forget(kept)
    assert open_descriptors() == before


ATTEMPT = """
import os, socket, sys
from strategies.own.process.fence import enter, fence
enter(fence({folder!r}))
def tried(action):
    try:
        action()
    except OSError as fault:
        return type(fault).__name__
    return "done"
print(
    tried(lambda: open({folder!r} + "/rule.py")),
    tried(lambda: open({folder!r} + "/prices.csv")),
    tried(lambda: open({folder!r} + "/new.csv", "w")),
    tried(lambda: open({shipped!r})),
    tried(lambda: os.listdir("/etc")),
    tried(lambda: os.execv("/bin/true", ["true"])),
    tried(lambda: socket.create_connection(("127.0.0.1", {port}))),
)
"""


@needs_landlock
def test_the_kernel_refuses_data_programs_and_ports_to_whatever_language_asks(tmp_path: Path) -> None:
    """Without Python's own watch: what is refused here is refused to a package in C as well."""
    for name in ("rule.py", "prices.csv"):
        (tmp_path / name).touch()
    shipped = next((ROOT / "data_sources" / "market_rules").glob("*.csv"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = ATTEMPT.format(folder=str(tmp_path), shipped=str(shipped), port=server.getsockname()[1])
        words = [sys.executable, "-c", code]
        said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    refused = "PermissionError"
    port = refused if version() >= 4 else "done"
    assert said.split() == ["done", refused, refused, refused, refused, refused, port]


@needs_landlock
def test_a_table_beside_a_rule_stays_shut_to_a_package_in_c(tmp_path: Path) -> None:
    """The same table is read before, so it is the rule's process that is refused it."""
    import pandas as pd  # noqa: PLC0415 - for this test alone

    table = tmp_path / "prices.parquet"
    pd.DataFrame({"column": [1]}).to_parquet(table)
    assert pd.read_parquet(table)["column"].tolist() == [1]
    path = tmp_path / "mine.py"
    path.write_text(
        "import pathlib, pandas as pd\n"
        "def weights(history):\n"
        "    table = pd.read_parquet(pathlib.Path(__file__).with_name('prices.parquet'))\n"
        "    return {history.panel.sessions[40]: {history.panel.symbols[table['column'][0]]: 1.0}}\n"
    )
    with pytest.raises(UserError, match=r"mine\.py:3: .*a rule may not read files while it decides: they may hold"):
        decided(path)


def test_a_rule_that_went_elsewhere_is_brought_back_to_a_folder_that_it_may_not_see(tmp_path: Path) -> None:
    for name in ("rules", "work"):
        (tmp_path / name).mkdir()
    rule = tmp_path / "rules" / "wanders.py"
    rule.write_text(
        "import os\n\nimport numpy as np\n\n\n"
        "def weights(history):\n"
        "    os.chdir(os.path.dirname(np.__file__))\n"
        "    return {history.panel.sessions[40]: {history.panel.symbols[0]: 1.0}}\n",
        encoding="utf-8",
    )
    decides = (
        "from pathlib import Path\n"
        "from strategies.contract.strategy import decide\n"
        "from strategies.own.file_rule import load_strategy\n"
        "from tests.strategies.own.planted import planted_market\n"
        f"print(decide(load_strategy(Path({str(rule)!r})), planted_market()).targets.weights.tolist())\n"
    )
    # With -P the folder that one stands in is no place of modules, as for the installed script.
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-c", decides], cwd=tmp_path / "work", env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.returncode) == ("[1.0]\n", 0), ran.stderr
