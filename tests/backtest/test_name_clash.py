"""Beside somebody's own ``strategies`` the program says what was found where, and nothing else.

Each case is a process of its own, whose path has the folder it works in first and the program behind it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("data_sources", "reports", "strategies")
AS_PACKAGE, AS_FILE = "{}/__init__.py", "{}.py"


def put(folder: Path, file: str) -> Path:
    """Write an own module into a folder."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine = 1\n")
    return path


def python(folder: Path, *words: str, path: str = str(ROOT), **environment: str) -> tuple[int, str, str]:
    """Run Python in a folder; return its exit code and what it printed on both streams."""
    surroundings = {**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8", **environment}
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, *words], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", [AS_PACKAGE, AS_FILE])
def test_the_command_line_names_what_it_found_instead_of_its_own(tmp_path: Path, name: str, file: str) -> None:
    put(tmp_path, file.format(name))
    found = tmp_path / (name if file == AS_PACKAGE else f"{name}.py")
    sentence = (
        f"error: Python finds {found} where this program needs its own package {name} ({ROOT / name}); work in another "
        "folder, start Python with -P (python -P -m backtest), or rename yours\n"
    )
    assert python(tmp_path, "-m", "backtest", "list") == (1, "", sentence)


@pytest.mark.parametrize(
    ("words", "environment"),
    [(["--lang", "zh"], {}), (["--lang=zh"], {}), ([], {"BACKTEST_LANG": "zh"}), ([], {"LC_ALL": "zh_CN.UTF-8"})],
)
def test_it_says_so_in_chinese_to_whoever_asks_for_it(
    tmp_path: Path, words: list[str], environment: dict[str, str]
) -> None:
    put(tmp_path, "strategies/__init__.py")
    code, out, said = python(tmp_path, "-m", "backtest", "list", *words, **environment)
    assert (code, out, said.count("\n")) == (1, "", 1)
    assert said.startswith(f"错误：Python 找到的 strategies 是 {tmp_path / 'strategies'}，")
    assert "请换一个文件夹运行" in said


def test_the_option_goes_before_the_variable_and_the_variable_before_the_locale(tmp_path: Path) -> None:
    put(tmp_path, "strategies/__init__.py")
    chinese = {"LC_ALL": "zh_CN.UTF-8"}
    assert python(tmp_path, "-m", "backtest", "list", "--lang", "en", **chinese)[2].startswith("error: ")
    assert python(tmp_path, "-m", "backtest", "list", BACKTEST_LANG="en", **chinese)[2].startswith("error: ")


@pytest.mark.parametrize("use", ["backtest.catalogue", "from backtest import run"])
def test_a_notebook_is_told_the_same(tmp_path: Path, use: str) -> None:
    put(tmp_path, "strategies.py")
    code, _, said = python(tmp_path, "-c", f"import backtest; {use}")
    last = said.splitlines()[-1]
    assert code == 1
    assert last.startswith(
        f"backtest.name_clash.NameClash: Python finds {tmp_path / 'strategies.py'} where this program"
    )


@pytest.mark.parametrize("name", [*NAMES, "backtest"])
def test_a_folder_without_init_is_in_nobodys_way(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{name}/mine.py")
    code, out, _ = python(tmp_path, "-m", "backtest", "list")
    assert code == 0
    assert "rate_power" in out


@pytest.mark.parametrize("name", [*NAMES, "backtest"])
def test_the_way_out_that_it_names_is_one(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{name}/__init__.py")
    code, out, _ = python(tmp_path, "-P", "-m", "backtest", "list")
    assert code == 0
    assert "rate_power" in out


def test_the_script_does_not_look_into_the_folder_one_works_in(tmp_path: Path) -> None:
    script = tmp_path / "bin" / "backtest"
    script.parent.mkdir()
    # As an installer writes it for the entry point.
    script.write_text("import sys\nfrom backtest.__main__ import main\nsys.exit(main())\n")
    for name in (*NAMES, "backtest"):
        put(tmp_path / "work", f"{name}/__init__.py")
    code, out, _ = python(tmp_path / "work", str(script), "list")
    assert code == 0
    assert "rate_power" in out


def test_a_folder_of_the_path_of_python_is_named_as_such(tmp_path: Path) -> None:
    put(tmp_path / "mine", "reports/__init__.py")
    path = os.pathsep.join((str(tmp_path / "mine"), str(ROOT)))
    code, _, said = python(tmp_path, "-m", "backtest", "list", path=path)
    assert code == 1
    assert said.endswith(f"; take {tmp_path / 'mine'} out of PYTHONPATH, or rename yours\n")


def test_a_package_that_was_installed_over_ours_is_named(tmp_path: Path) -> None:
    for name in ("backtest", "data_sources", "reports"):
        (tmp_path / name).symlink_to(ROOT / name)
    put(tmp_path, "strategies/__init__.py")
    made = tmp_path / "acme_quant-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-quant\nVersion: 1.0\n")
    (made / "RECORD").write_text("strategies/__init__.py,,\n")
    (tmp_path / "work").mkdir()
    code, _, said = python(tmp_path / "work", "-m", "backtest", "list", path=str(tmp_path))
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("error: acme-quant has installed a package strategies over the one of this program; ")


def test_a_package_of_ours_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    for name in ("backtest", "data_sources", "strategies"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "work").mkdir()
    # Without the site packages, where a checkout under test may be installed itself.
    assert python(tmp_path / "work", "-S", "-m", "backtest", "list", path=str(tmp_path)) == (
        1,
        "",
        f"error: {tmp_path / 'reports'}, a package of this program, is not there any more; install the program again\n",
    )
