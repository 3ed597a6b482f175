"""How a run was made: enough to make it again, and nothing that differs between two identical runs."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from importlib import metadata

from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.checkout import checkout
from backtest.version import __version__
from data_sources.vendors.libraries import DEFAULT

LIBRARIES = ("numpy", "numba", "pandas", "sqlalchemy", "vectorbt", DEFAULT)
"""Whose versions are kept; of the libraries of vendors the one that is always installed, the others are extras."""


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
        "code": {"version": __version__, **checkout().document()},
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
