"""How a run was made: enough to make it again, and nothing that differs between two identical runs."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from importlib import metadata
from pathlib import Path

from backtest import __version__
from backtest.options import Options
from backtest.panel import Panel

LIBRARIES = ("numpy", "numba", "pandas", "sqlalchemy", "vectorbt", "akshare")


def manifest(
    panel: Panel, options: Options, *, name: str, parameters: Mapping[str, object], hindsight: bool, command: str
) -> dict[str, object]:
    """The data snapshot, the code, the options and parameters, and the versions behind a run; JSON values only."""
    return {
        "name": name,
        "command": command,
        "snapshot": panel.snapshot,
        "simulated": panel.simulated,
        "hindsight": hindsight,
        "code": {"version": __version__, "commit": _commit()},
        "options": {key: _plain(value) for key, value in asdict(options).items()},
        "parameters": {key: _plain(value) for key, value in parameters.items()},
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in LIBRARIES}},
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _commit() -> str | None:
    """The commit of the checkout this package runs from, None for an installed one."""
    git = Path(__file__).resolve().parents[1] / ".git"
    try:
        head = (git / "HEAD").read_text(encoding="ascii").strip()
        if not head.startswith("ref: "):
            return head
        return (git / head.removeprefix("ref: ")).read_text(encoding="ascii").strip()
    except OSError:
        return None
