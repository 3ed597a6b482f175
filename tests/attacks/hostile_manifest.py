"""A run folder whose manifest is broken, absurd or hostile.

`rerun` says one line, exits with 1, takes no more time and memory than for a small one, and opens or executes nothing
that the manifest names.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.attacks.child import one_line, run
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival

TEXTS: Mapping[str, str] = {
    "an empty file": "",
    "half a document": "{",
    "a list": "[]",
    "null": "null",
    "no number": "NaN",
    "one entry": '{"name": 1}',
    "a hundred thousand brackets": "[" * 100_000,
    "a number of ten thousand digits": "1" * 10_000,
}
# What of a good manifest is made another.
CHANGES: Mapping[str, Mapping[str, Any]] = {
    "a name that is a number": {"name": 7},
    "a name with control characters": {"name": "\x1b]0;pwned\x07\x1b[2J"},
    "a name of a megabyte": {"name": "x" * 1_000_000},
    "a command with an open quotation mark": {"command": "backtest run 'mine.py"},
    "cash that is NaN": {"options": {"cash": float("nan")}},
    "cash that is a list": {"options": {"cash": [1]}},
    "cash of 1e999": {"options": {"cash": float("inf")}},
    "a date that is none": {"options": {"start": "2026-99-99"}},
    "an unknown option": {"options": {"leverage": 3}},
    "a parameter that is a mapping": {"parameters": {"window": {}}},
    "an unknown parameter": {"parameters": {"rm -rf": "/"}},
    "hindsight in words": {"hindsight": "yes"},
    "a shipped strategy that is a file": {"name": "mine.py", "source": {"kind": "shipped", "path": "", "files": {}}},
    "a file outside the folder": {"source": {"kind": "file", "path": "", "files": {"../../mine.py": "0" * 64}}},
    "an absolute path": {"source": {"kind": "file", "path": "", "files": {"/etc/passwd": "0" * 64}}},
    "a kind that is none": {"source": {"kind": "shell", "path": "", "files": {}}},
    "a source that is a list": {"source": [1, 2]},
    "a database on a server": {"command": "backtest run edge_ai --db postgresql://elsewhere.example/x"},
}


def attack(work: Path) -> Survival:
    """Rerun each folder."""
    count = Count()
    store = sample_store(work / "market.db")
    (work / "mine.py").write_text("open('executed', 'w').close()\n", encoding="utf-8")
    good = work / "good"
    made = run("run", "edge_ai", "--out", good, cwd=work, store=store)
    count.holds("the run that is spoilt afterwards", exit_code_0=made.code == 0)
    for name, spoil in {**_by_text(), **_by_change(good), **_by_file()}.items():
        folder = work / "spoilt"
        shutil.copytree(good, folder)
        (folder / "manifest.json").unlink()
        spoil(folder / "manifest.json")
        # A store that the command would name is its own matter; the others are asked with a good one.
        words = ("rerun", folder, *(() if "server" in name else ("--db", store)))
        ran = run(*words, cwd=work)
        count.holds(
            f"{name}: exit {ran.code}, {ran.err.strip()[-200:]!r}",
            exit_code_1=ran.code == 1,
            one_line=one_line(ran),
            nothing_executed=not (work / "executed").exists(),
            no_raw_control_character="\x1b" not in ran.out + ran.err,
            short=len(ran.err) < 2_000,
        )
        shutil.rmtree(folder)
    return count.survival()


def _by_text() -> dict[str, Callable[[Path], object]]:
    return {name: partial(_write, text) for name, text in TEXTS.items()}


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _by_change(good: Path) -> dict[str, Callable[[Path], object]]:
    whole = json.loads((good / "manifest.json").read_text(encoding="utf-8"))

    def spoil(changes: Mapping[str, Any], path: Path) -> None:
        changed = {**whole, **changes}
        if "options" in changes:
            changed["options"] = {**whole["options"], **changes["options"]}
        path.write_text(json.dumps(changed), encoding="utf-8")

    return {name: partial(spoil, changes) for name, changes in CHANGES.items()}


def _by_file() -> dict[str, Callable[[Path], object]]:
    def large(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(100_000_000)

    return {
        "a hundred megabytes": large,
        "a pipe": os.mkfifo,
        "a folder": Path.mkdir,
        "a device": lambda path: path.symlink_to("/dev/zero"),
        "a link to itself": lambda path: path.symlink_to(path.name),
    }
