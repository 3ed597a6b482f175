"""Modules of a user's own: those that lie neither in the installation nor in this program."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

PROGRAM = ("backtest", "data_sources", "reports", "strategies")
INSTALLED = ("site-packages", "dist-packages")


def own_modules() -> list[ModuleType]:
    """Return what this process has imported of the user's own files, such as those beside a notebook."""
    return [module for name, module in list(sys.modules.items()) if name != "__main__" and _is_own(name, module)]


def _is_own(name: str, module: ModuleType) -> bool:
    place = getattr(module, "__file__", None)
    # A module may stand under another name than its own, and would not be found by it.
    if not place or name.partition(".")[0] in PROGRAM or getattr(module, "__name__", "") != name:
        return False
    path = Path(place)
    of_python = any(path.is_relative_to(folder) for folder in {sys.prefix, sys.base_prefix, sys.exec_prefix})
    return path.suffix == ".py" and not of_python and not any(part in INSTALLED for part in path.parts)
