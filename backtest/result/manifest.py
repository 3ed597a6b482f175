"""How a run was made: enough to make it again, and nothing that differs between two identical runs."""

from __future__ import annotations

import platform
import sys
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from backtest.market.panel import Panel
from backtest.metrics.publication import Publication
from backtest.options import Options, options_document
from backtest.result.checkout import checkout
from backtest.result.gates import GateEffect
from backtest.result.source import Source
from backtest.result.standard import Standard
from backtest.version import __version__
from data_sources.language.text import Text, both, same
from data_sources.vendors.libraries import DEFAULT

NOT_SET = both("not set", "未设置")

LIBRARIES = ("numpy", "numba", "pandas", "sqlalchemy", "vectorbt", DEFAULT)
"""Whose versions are kept; of the libraries of vendors the one that is always installed, the others are extras."""


@dataclass(frozen=True)
class DocumentsRead:
    """What a run read of a folder of documents of the user's: where it lay, and the SHA-256 sum of each file.

    ``sum`` is that of all of them; a faulty file was not read.
    """

    path: str
    sum: str
    files: Mapping[str, str]

    def document(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {"path": self.path, "sum": self.sum, "files": dict(self.files)}


@dataclass(frozen=True)
class About:
    """What a run is called and rests on; without ``publications`` nothing dates it (a weight table).

    ``rules_written`` is the day of the last edit of its rules, None when unknown; ``sector`` are the indices of what
    its reports are about. ``standard`` is the own standard of the report that states the thesis, ``chosen_from`` the
    names that some report had named by then (None: every name of the store), ``first_known`` the first day on which
    its own reports named a symbol. ``source`` is what it was made from.
    ``documents`` is what it read of the user's own, None where it knew the shipped ones alone. ``strategy`` is the name
    of the strategy or handler that ran, whatever the run is called; empty for a weight table.
    """

    name: str
    title: str = ""
    publications: tuple[Publication, ...] = ()
    hindsight: bool = False
    rules_written: date | None = None
    sector: tuple[str, ...] = ()
    standard: Standard | None = None
    chosen_from: tuple[str, ...] | None = None
    first_known: Mapping[str, date] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    command: str = ""
    gates: tuple[GateEffect, ...] = ()
    source: Source | None = None
    documents: DocumentsRead | None = None
    strategy: str = ""


def manifest(panel: Panel, options: Options, about: About, accepted: Collection[str] = ()) -> dict[str, object]:
    """The data snapshot, the code, the options and parameters, and the versions behind a run; JSON values only.

    ``accepted`` are the rules in spite of which its data was published, named only where there are any. What ran is
    named only where the run is called otherwise.
    """
    return {
        "name": about.name,
        **({"strategy": about.strategy} if about.strategy not in {"", about.name} else {}),
        "command": about.command,
        "snapshot": panel.snapshot,
        **({"accepted": sorted(accepted)} if accepted else {}),
        "simulated": panel.simulated,
        "hindsight": about.hindsight,
        "source": about.source.document() if about.source else None,
        **({"reports": about.documents.document()} if about.documents else {}),
        "code": {"version": __version__, **asdict(checkout())},
        "options": options_document(options),
        "parameters": {key: _plain(value) for key, value in about.parameters.items()},
        "versions": {"python": platform.python_version(), **{name: version_of(name) for name in LIBRARIES}},
    }


def flat_manifest(manifest: Mapping[str, Any], prefix: str = "") -> dict[str, Text]:
    """Return a manifest written out in its own order, nested names joined by dots."""
    found: dict[str, Text] = {}
    for name, value in manifest.items():
        if isinstance(value, Mapping):
            found |= flat_manifest(value, f"{prefix}{name}.")
        elif isinstance(value, list | tuple):
            words = [_in_words(each) for each in value]
            found[f"{prefix}{name}"] = both(", ".join(words), "、".join(words))
        else:
            found[f"{prefix}{name}"] = NOT_SET if value is None else same(str(value))
    return found


def _in_words(entry: object) -> str:
    return " ".join(map(str, entry.values())) if isinstance(entry, Mapping) else str(entry)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@cache
def version_of(name: str) -> str | None:
    """Return the installed version of a library, None without it; read once a process."""
    if name in _installed():
        return _installed()[name]
    from importlib import metadata  # noqa: PLC0415 - brings the library of mail along, which takes milliseconds

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


@cache
def _installed() -> Mapping[str, str]:
    """The versions of what is installed by name, as folders say them: ``numpy-2.4.6.dist-info``.

    Source of the form: the PyPA's specification "Recording installed projects". The first folder of a name counts, as
    Python finds it.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        for each in sorted(Path(place).glob("*.dist-info")):
            name, _, version = each.stem.partition("-")
            found.setdefault(name.lower(), version)
    return found
