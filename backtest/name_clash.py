"""Folders of others under the names of ours: Python takes the first on its path, and ours are then not found.

A user's own ``strategies`` beside the notebook, or another package that installs one. Found before anything of ours is
imported, so this module imports nothing of ours either and says its sentences in both languages by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OURS = ("data_sources", "reports", "strategies")
DISTRIBUTION = "a-share-thesis-backtester"


class NameClash(ImportError):  # noqa: N818 - reads as what happened
    """Something else has the name of a package of ours; ``zh`` says it in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.zh = zh

    def said(self, words: Sequence[str], environment: Mapping[str, str]) -> str:
        """Return the error line of a command line in the language it asks for, as ``language.asked`` finds it."""
        options = [word.partition("=")[2] or after for word, after in zip(words, [*words[1:], ""], strict=True)
                   if word.partition("=")[0] == "--lang"]  # fmt: skip
        variables = ("BACKTEST_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
        asked = next((each for each in (*options[-1:], *map(environment.get, variables)) if each), "en")
        return f"错误：{self.zh}" if asked.lower().startswith("zh") else f"error: {self}"


@cache
def insist_on_our_packages() -> None:
    """Raise NameClash when Python would find something else under the name of a package of ours."""
    home = Path(__file__).parent.parent
    for name in OURS:
        ours, found = home / name, _found(name)
        if found is None:
            raise _gone(ours)
        # The folders without links: an installed file may itself be a link into a store of files.
        if not _is_package(found) or found.parent.resolve() != ours.resolve():
            raise _elsewhere(name, found, ours)


def brought_by_another(fault: ImportError) -> NameClash | None:
    """Return why something of ours could not be imported: another distribution installed a package of that name."""
    name = (fault.name or "").partition(".")[0]
    if name not in (*OURS, "backtest"):
        return None
    from importlib.metadata import packages_distributions  # noqa: PLC0415 - reads every distribution

    others = sorted({each for each in packages_distributions().get(name, []) if each != DISTRIBUTION})
    if not others:
        return None
    who = ", ".join(others)
    return NameClash(
        f"{who} has installed a package {name} over the one of this program; install this program again in an "
        "environment of its own (python -m venv)",
        f"{'、'.join(others)} 安装了同名的 {name} 包，覆盖了本程序的；请在独立的环境中重新安装本程序（python -m venv）",
    )


def _found(name: str) -> Path | None:
    """Return the file that an import of a name would run, None for a folder without one and for nothing at all."""
    try:
        spec = find_spec(name)
        origin = spec.origin if spec else None
    except ValueError:  # put into sys.modules by hand
        origin = getattr(sys.modules[name], "__file__", None)
    return Path(origin) if origin else None


def _is_package(file: Path) -> bool:
    return file.stem == "__init__"


def _elsewhere(name: str, found: Path, ours: Path) -> NameClash:
    what = found.parent if _is_package(found) else found
    where = what.parent
    first = [Path.cwd().resolve(), *(Path(each).resolve() for each in sys.path[:1])]
    listed = [Path(each).resolve() for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each]
    if where.resolve() in first:
        en = "work in another folder, start Python with -P (python -P -m backtest), or rename yours"
        zh = "请换一个文件夹运行，或以 python -P 启动（python -P -m backtest），或给您的改名"
    elif where.resolve() in listed:
        en, zh = f"take {where} out of PYTHONPATH, or rename yours", f"请从 PYTHONPATH 中去掉 {where}，或给您的改名"
    else:
        en = "install this program in an environment of its own (python -m venv), or rename the other"
        zh = "请在独立的环境中安装本程序（python -m venv），或给另一个改名"
    return NameClash(
        f"Python finds {what} where this program needs its own package {name} ({ours}); {en}",
        f"Python 找到的 {name} 是 {what}，而本程序需要自己的 {name} 包（{ours}）；{zh}",
    )


def _gone(ours: Path) -> NameClash:
    return NameClash(
        f"{ours}, a package of this program, is not there any more; install the program again",
        f"本程序的包 {ours} 已不存在；请重新安装本程序",
    )
