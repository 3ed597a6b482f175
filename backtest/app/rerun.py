"""A stored run repeated: its manifest read, the same run on the data of its time, both compared file by file."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from backtest.app import run as api
from backtest.app.run_handler import find_runnable, run_handler
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.files import write_run
from backtest.result.result import Result
from backtest.target_file import read_targets
from data_sources.errors import StoreError, UserError
from data_sources.store import open_store, read_facts
from data_sources.store.address import MASK
from strategies.contract.strategy import Strategy
from strategies.plain_list.version import SUFFIX
from strategies.registry import STRATEGIES

MANIFEST = "manifest.json"
TARGETS = "targets.csv"
TABLES = ("equity.csv", "fills.csv", "refusals.csv", "positions.csv", "events.csv", TARGETS)
COMPARED = (*TABLES, "metrics.json", "split.json")
# How a run is called and which command made it are no inputs.
NO_INPUT = ("name", "command")


@dataclass(frozen=True)
class Moved:
    """An input that is not what it was."""

    input: str
    then: str
    now: str


@dataclass(frozen=True)
class FileDifference:
    """The first row of a file that differs; an empty side has no such row."""

    file: str
    place: str
    then: str
    now: str


@dataclass(frozen=True)
class Repetition:
    """How a repetition went. ``kind`` says what was executed: a strategy, a file, or the weights of ``targets.csv``."""

    name: str
    kind: str
    snapshot: str
    moved: tuple[Moved, ...]
    differences: tuple[FileDifference, ...]
    notes: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"identical": not self.differences, **asdict(self)}


def repeat(folder: Path, db: str | None, out: Path | None = None) -> Repetition:
    """Repeat the run of a folder on the snapshot it cites, or on the latest when the store has that one no more.

    Raises UserError for a folder without a readable run, and where the run itself cannot be made again.
    """
    manifest = _manifest(folder)
    what, kind, notes = _runnable(folder, manifest)
    weights = read_targets(folder / TARGETS) if what is None else None
    store = db or _store_of(str(manifest["command"]))
    panel, found = _market(str(manifest["snapshot"]), store, weights.symbols if weights else ())
    result = _run(what, manifest, panel, folder)
    with TemporaryDirectory() as place:
        fresh = out or Path(place)
        write_run(result, fresh)
        differences = tuple(each for name in COMPARED if (each := _difference(name, folder, fresh)))
    return Repetition(
        str(manifest["name"]), kind, panel.snapshot, _moved(manifest, result.manifest), differences, (*notes, *found)
    )


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{folder} holds no {MANIFEST}; name a folder that `backtest run` wrote") from None
    except (OSError, ValueError) as fault:
        raise UserError(f"{path} cannot be read: {fault}") from None
    wanted = {"name", "command", "snapshot", "hindsight", "options", "parameters", "code", "versions"}
    if not isinstance(manifest, dict) or (missing := sorted(wanted - manifest.keys())):
        lacks = ", ".join(missing) if isinstance(manifest, dict) else "everything"
        raise UserError(f"{path} is no manifest of a run: it lacks {lacks}")
    return manifest


def _runnable(folder: Path, manifest: Mapping[str, Any]) -> tuple[Any, str, tuple[str, ...]]:
    """Return the strategy or handler of a run, None for a weight table, with a word for it and what must be said."""
    name = str(manifest["name"])
    if "--targets" in shlex.split(str(manifest["command"])):
        return None, "a weight table", ()
    if name in STRATEGIES or name.removesuffix(SUFFIX) in STRATEGIES:
        return find_runnable(name), "a strategy", ()
    files = [Path(word) for word in shlex.split(str(manifest["command"])) if word.endswith(".py")]
    for path in files:
        if path.exists() and (path.stem == name or len(files) == 1):
            return find_runnable(str(path)), f"the file {path}", ()
    if not (folder / TARGETS).exists() or (folder / TARGETS).read_text(encoding="utf-8").count("\n") <= 1:
        raise UserError(f"the run {name} came from a file that is not here any more; put it back where it was")
    return None, "a weight table", (f"no strategy {name} is here any more, so the weights it gave were executed again",)


def _store_of(command: str) -> str | None:
    """Return the store that a command names; None for none and for one whose password the manifest does not tell."""
    words = shlex.split(command)
    after = [words[k + 1] for k, word in enumerate(words[:-1]) if word == "--db"]
    joined = [word.removeprefix("--db=") for word in words if word.startswith("--db=")]
    return next((name for name in (*after, *joined) if MASK not in name), None)


def _market(snapshot: str, db: str | None, more_symbols: tuple[str, ...]) -> tuple[Panel, tuple[str, ...]]:
    engine = open_store(db)
    try:
        notes: tuple[str, ...] = ()
        try:
            facts = read_facts(engine, as_of=snapshot)
        except StoreError as fault:
            facts = read_facts(engine)
            notes = (f"{fault}; repeated on the latest",)
        return build_panel(facts, more_symbols), notes
    finally:
        engine.dispose()


def _run(what: Any, manifest: Mapping[str, Any], panel: Panel, folder: Path) -> Result:  # noqa: ANN401 - one of three
    options, command = _options(manifest["options"]), str(manifest["command"])
    if what is None:
        targets = read_targets(folder / TARGETS)
        return api.run_targets(targets, panel=panel, name=str(manifest["name"]), command=command, **asdict(options))
    parameters = dict(manifest["parameters"])
    if not isinstance(what, Strategy):
        return run_handler(what, panel, options, parameters, command)
    hindsight = bool(manifest["hindsight"])
    return api.run(what, panel=panel, parameters=parameters, hindsight=hindsight, command=command, **asdict(options))


def _options(values: Mapping[str, Any]) -> Options:
    """Read the options of a manifest; a condition that did not exist then has its default now."""
    known = {each.name for each in fields(Options)}
    if unknown := sorted(set(values) - known):
        raise UserError(f"the run has options that this version does not know: {', '.join(unknown)}")
    days = {name: date.fromisoformat(values[name]) for name in ("start", "end") if values.get(name)}
    return Options(**{**values, **days})


def _difference(name: str, then: Path, now: Path) -> FileDifference | None:
    before, after = _lines(then / name), _lines(now / name)
    for number, (old, new) in enumerate(zip_longest(before, after)):
        if old != new:
            return FileDifference(name, _place(name, number, before), old or "", new or "")
    return None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _place(name: str, number: int, lines: list[str]) -> str:
    if not lines:
        return "missing in the run folder"
    return f"row {number}, columns {lines[0]}" if name.endswith(".csv") else f"line {number + 1}"


def _moved(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Moved, ...]:
    before, after = _flat(then), _flat(json.loads(json.dumps(now)))
    names = [name for name in {**before, **after} if name not in NO_INPUT]
    return tuple(
        Moved(name, before.get(name, "not recorded"), after.get(name, "not recorded"))
        for name in names
        if before.get(name) != after.get(name)
    )


def _flat(value: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, each in value.items():
        if isinstance(each, dict):
            found |= _flat(each, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = "not set" if each is None else str(each)
    return found
