"""The state of the program on a machine: nodes that would compute by other code or other tables are refused."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import backtest
from data_sources.language.text import Text, both

FOLDERS = ("backtest", "data_sources", "reports", "strategies")
"""What decides, executes and shows, with its tables."""
LIBRARIES = ("numpy", "numba", "pandas")
UNREAD = (".pyc", ".pyo")


@cache
def state() -> Mapping[str, str]:
    """Return the sum of the program with all its tables and documents, and the versions of what it computes with."""
    versions = {name: metadata.version(name) for name in LIBRARIES}
    return {"program": _program(), "Python": platform.python_version(), **versions}


@cache
def _program() -> str:
    root, sums = Path(str(backtest.__file__)).parents[1], sha256()
    for folder in FOLDERS:
        for file in sorted(each for each in (root / folder).rglob("*") if each.suffix not in UNREAD and each.is_file()):
            sums.update(f"{file.relative_to(root).as_posix()}\0".encode() + sha256(file.read_bytes()).digest())
    return sums.hexdigest()


def other_state(there: Mapping[str, str], here: Mapping[str, str], node: str) -> Text | None:
    """Return why a node may compute nothing, None where its state is that of the machine that asks."""
    for name, wanted in here.items():
        found = there.get(name, "")
        if found != wanted:
            return both(
                f"node {node} has another {name} ({found[:12]}) than this machine ({wanted[:12]}); install the same "
                "on every node",
                f"节点 {node} 的 {name}（{found[:12]}）与本机（{wanted[:12]}）不同；请在每个节点安装相同版本",
            )
    return None


def missing_packages(packages: Iterable[str], node: str) -> Text | None:
    """Return which packages that a user's rule imports a node lacks, None where it has them."""
    lacking = sorted({name for each in packages if not _is_there(name := each.partition(".")[0])})
    if not lacking:
        return None
    names = ", ".join(lacking)
    return both(
        f"node {node} lacks {names}, which the rule imports; install it on every node",
        f"节点 {node} 缺少规则所用的 {names}；请在每个节点安装",
    )


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
