"""A stored run made again: its manifest read, the same run on the data of its time, both compared file by file."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from backtest.app.decided import decided_table
from backtest.app.difference import FileDifference, Moved, file_difference, moved_inputs
from backtest.app.night.site_store import store_of_site
from backtest.app.option_values import options_of
from backtest.app.run_result import Run
from backtest.app.runnable import Runnable, find_runnable, run_runnable
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.files import write_run
from backtest.result.manifest import About
from backtest.result.run_folder import AS_PUBLISHED, FILES, insist_on_whole
from backtest.target_file import read_targets
from backtest.targets import Targets
from data_sources.errors import StoreError, UserError
from data_sources.leftovers import clear_leftovers
from data_sources.store import opened_store, read_facts
from data_sources.store.address import MASK
from strategies.plain_list.version import SUFFIX
from strategies.registry import STRATEGIES

MANIFEST = "manifest.json"
TARGETS = "targets.csv"
TABLES = ("equity.csv", "fills.csv", "refusals.csv", "positions.csv", "events.csv", TARGETS)
COMPARED = (*TABLES, "metrics.json", "split.json")


@dataclass(frozen=True)
class Rerun:
    """How a repetition went.

    ``kind`` says what was executed: a strategy, a file, or the weights of ``targets.csv``. ``moved`` are the inputs
    that are not what they were, ``differences`` the files that are not, each with its first other row.
    """

    name: str
    kind: str
    snapshot: str
    moved: tuple[Moved, ...]
    differences: tuple[FileDifference, ...]
    notes: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"identical": not self.differences, **asdict(self)}


def rerun(folder: str | Path, *, db: str | Path | None = None, out: str | Path | None = None) -> Rerun:
    """Make a stored run again from its own files; the twin of ``backtest rerun``.

    It is made on the snapshot that it cites, or on the latest when the store no longer has that one.

    Parameters
    ----------
    folder : str or Path
        A folder that ``backtest run`` wrote: ``manifest.json`` and, for a weight table, ``targets.csv``.
    db : str or Path, optional
        The store, a file or a database URL; by default the one that the run's own command names.
    out : str or Path, optional
        Folder in which the files of the repetition are kept; without it none are.

    Returns
    -------
    Rerun
        Identical when its ``differences`` are empty.

    Raises
    ------
    UserError
        For a folder without a readable run, and where the run itself cannot be made again.
    """
    place = Path(folder)
    manifest = _manifest(place)
    what, kind, notes = _runnable(place, manifest)
    store = db or _store_of(str(manifest["command"])) or store_of_site(place)
    panel, found = _market(str(manifest["snapshot"]), store, what.symbols if isinstance(what, Targets) else ())
    again = _again(what, manifest, panel)
    with TemporaryDirectory() as thrown_away:
        fresh = Path(out or thrown_away)
        write_run(again, fresh)
        names = (*COMPARED, *(f"{AS_PUBLISHED}/{name}" for name in COMPARED if again.as_published))
        differences = tuple(each for name in names if (each := file_difference(name, place, fresh)))
    moved = moved_inputs(manifest, again.manifest)
    return Rerun(str(manifest["name"]), kind, panel.snapshot, moved, differences, (*notes, *found))


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not folder.exists():
        clear_leftovers(folder.parent)  # a kill may have left it moved aside
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
    insist_on_whole(folder, manifest)
    return {name: value for name, value in manifest.items() if name != FILES}


def _runnable(folder: Path, manifest: Mapping[str, Any]) -> tuple[Runnable | Targets, str, tuple[str, ...]]:
    """Return the strategy, handler or weights of a run, with a word for it and what must be said."""
    name = str(manifest["name"])
    if "--targets" in shlex.split(str(manifest["command"])):
        return read_targets(folder / TARGETS), "a weight table", ()
    if name in STRATEGIES or name.removesuffix(SUFFIX) in STRATEGIES:
        return find_runnable(name), "a strategy", ()
    files = [Path(word) for word in shlex.split(str(manifest["command"])) if word.endswith(".py")]
    for path in files:
        if path.exists() and (path.stem == name or len(files) == 1):
            return find_runnable(str(path)), f"the file {path}", ()
    if not (folder / TARGETS).exists() or (folder / TARGETS).read_text(encoding="utf-8").count("\n") <= 1:
        raise UserError(f"the run {name} came from a file that is not here any more; put it back where it was")
    note = f"no strategy {name} is here any more, so the weights it gave were executed again"
    return read_targets(folder / TARGETS), "a weight table", (note,)


def _store_of(command: str) -> str | None:
    """Return the store that a command names; None without one, or when the manifest does not tell its password."""
    words = shlex.split(command)
    after = [words[k + 1] for k, word in enumerate(words[:-1]) if word == "--db"]
    joined = [word.removeprefix("--db=") for word in words if word.startswith("--db=")]
    return next((name for name in (*after, *joined) if MASK not in name), None)


def _market(snapshot: str, db: str | Path | None, more_symbols: tuple[str, ...]) -> tuple[Panel, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    with opened_store(db) as engine:
        try:
            facts = read_facts(engine, as_of=snapshot)
        except StoreError as fault:
            facts = read_facts(engine)
            notes = (f"{fault}; repeated on the latest",)
    return build_panel(facts, more_symbols), notes


def _again(what: Runnable | Targets, manifest: Mapping[str, Any], panel: Panel) -> Run:
    options, command = _options(manifest["options"]), str(manifest["command"])
    if isinstance(what, Targets):
        return decided_table(what, panel, options, About(str(manifest["name"]), command=command)).trade(options)
    hindsight = bool(manifest["hindsight"])
    given = dict(manifest["parameters"])
    # What the run was is compared, not judged again.
    return run_runnable(what, panel, options, given, hindsight=hindsight, command=command, audit=False)


def _options(values: Mapping[str, Any]) -> Options:
    """Read the options of a manifest; a condition that did not exist then has its default now."""
    known = {each.name for each in fields(Options)}
    if unknown := sorted(set(values) - known):
        raise UserError(f"the run has options that this version does not know: {', '.join(unknown)}")
    return options_of(values)
