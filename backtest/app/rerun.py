"""A stored run made again: its manifest read, the same run on the data of its time, both compared file by file."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from backtest.app.decided import Asked, decided_table
from backtest.app.difference import FileDifference, Moved, file_difference, moved_inputs
from backtest.app.kept_documents import documents_of
from backtest.app.kept_source import LARGEST_TABLE, find_code, insist_on_consent, laid_out, moved_files, sum_of_file
from backtest.app.library import Reports
from backtest.app.night.site_store import store_of_site
from backtest.app.run_manifest import RecordedSource, RunManifest, read_manifest
from backtest.app.run_result import Run
from backtest.app.runnable import Runnable, decide_runnable
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.result.files import write_run
from backtest.result.manifest import About
from backtest.result.older_run import older_run, replaced_sentence
from backtest.result.run_folder import AS_PUBLISHED
from backtest.result.run_history import newest_run
from backtest.result.source import Source, SourceFile
from backtest.target_file import read_targets
from backtest.targets import Targets
from data_sources.errors import NoSuchSnapshot, UserError
from data_sources.given_path import given_path
from data_sources.language.text import both
from data_sources.out_folder import out_folder
from data_sources.store import opened_store, read_facts
from data_sources.whole_file import read_whole
from strategies.definition import resting_on
from strategies.library.library import Library
from strategies.own.find import find_strategy
from strategies.own.load import load_file
from strategies.plain_list.version import SUFFIX
from strategies.registry import STRATEGIES

TARGETS = "targets.csv"
TABLES = ("equity.csv", "fills.csv", "refusals.csv", "positions.csv", "events.csv", TARGETS)
COMPARED = (*TABLES, "metrics.json", "split.json")


@dataclass(frozen=True)
class Rerun:
    """How a repetition went.

    ``kind`` says what was executed: a strategy, a file, its copy, or the weights of ``targets.csv``. ``moved`` are the
    inputs that are not what they were, ``differences`` the files that are not, each with its first other row.
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


@dataclass(frozen=True)
class Repeated:
    """What is executed again, in words too, and what must be said of it."""

    what: Runnable | Targets
    kind: str
    notes: tuple[str, ...] = ()


def rerun(
    folder: str | Path,
    *,
    db: str | Path | None = None,
    out: str | Path | None = None,
    trust: bool = False,
    reports: Reports = None,
) -> Rerun:
    """Make a stored run again from its own files; the twin of ``backtest rerun``.

    It is made on the snapshot that it cites, or on the latest when the store no longer has that one. A file of a user's
    own is the one that ran, known by its hash: where it was, or else the copy in the run folder.

    Parameters
    ----------
    folder : str or Path
        A folder that ``backtest run`` wrote: ``manifest.json``, ``source/`` and, for a weight table, ``targets.csv``;
        or that of a name, whose newest run is meant.
    db : str or Path, optional
        The store, a file or a database URL; by default the one that the run's own command names, when it is a file.
    out : str or Path, optional
        Folder in which the files of the repetition are kept, another one than ``folder``; without it none are.
    trust : bool, default False
        Execute the code of a run folder though this user has not run it before. Shipped strategies and weight tables
        need no trust.
    reports : str, Path or Library, optional
        The folder of documents, as ``backtest.library`` reads it; by default the one that the run read, where it lay. A
        file in it that is not what it was is among the inputs that ``moved``.

    Returns
    -------
    Rerun
        Identical when its ``differences`` are empty.

    Raises
    ------
    UntrustedCode
        For a file that this user has not run before, without ``trust``; nothing was executed then.
    UserError
        For a folder without a readable run, where the run itself cannot be made again, and for a store that was
        altered.
    """
    given = given_path(folder, "the run folder")
    place = newest_run(given) or given
    if out is not None and place.resolve() == given_path(out, "--out").resolve():
        raise UserError(
            both(
                f"{out} is the run folder itself, which would be compared with itself; choose another --out",
                f"{out} 就是回测文件夹本身，会与自身比较；请换一个 --out",
            )
        )
    manifest = read_manifest(place)
    with ExitStack() as held:
        known = documents_of(manifest, reports)
        repeated = _repeated(place, manifest, held, known, trust=trust)
        what = repeated.what
        store = db or _own_store(manifest) or store_of_site(place)
        panel, found = _market(manifest, store, what.symbols if isinstance(what, Targets) else ())
        again = _again(what, manifest, panel, known)
        fresh = out_folder(held.enter_context(TemporaryDirectory()) if out is None else out)
        replaced = replaced_sentence([each for each in (older_run(fresh),) if each])
        write_run(again, fresh)
        names = (*COMPARED, *(f"{AS_PUBLISHED}/{name}" for name in COMPARED if again.as_published))
        differences = tuple(each for name in names if (each := file_difference(name, place, fresh)))
    changed = moved_files(manifest.source) if manifest.source else ()
    moved = (*moved_inputs(manifest.whole, again.manifest), *changed)
    notes = (*repeated.notes, *(_changed(each, manifest) for each in changed), *found, *filter(None, [replaced]))
    return Rerun(manifest.name, repeated.kind, panel.snapshot, moved, differences, notes)


def _changed(moved: Moved, manifest: RunManifest) -> str:
    kept = "the table" if manifest.is_table else "the copy"
    return f"{moved.input.removeprefix('source.files.')} was changed since; {kept} of then was repeated"


def _repeated(folder: Path, manifest: RunManifest, held: ExitStack, library: Library, *, trust: bool) -> Repeated:
    """Return what ran, loaded; its files are there until ``held`` ends."""
    if manifest.is_table:
        return Repeated(_table(folder), "a weight table")
    recorded = manifest.source or _recorded_by_command(manifest)
    if recorded.kind == "shipped":
        return Repeated(_shipped(manifest.strategy), "a strategy")
    if recorded.kind == "document":
        return Repeated(_declared(manifest.strategy, library), f"the rules of the document {manifest.strategy}")
    if recorded.kind == "function":
        told = f"{manifest.name} was a function of a session, so the weights it gave were executed again"
        return _weights(folder, manifest, told)
    code = find_code(folder, recorded, trust=trust)
    if code is None:
        told = f"no file with the code of {manifest.name} is here, so the weights it gave were executed again"
        return _weights(folder, manifest, told)
    insist_on_consent(folder, code.files, trust=trust)
    what = resting_on(load_file(held.enter_context(laid_out(code)), library), library)
    kind = f"the file {code.in_place}" if code.in_place else f"the copy of {next(iter(code.files))} in the run folder"
    return Repeated(what, kind)


def _shipped(name: str) -> Runnable:
    """Return a shipped strategy; never the file that ``find_strategy`` would load by such a name."""
    if not _is_of_shipped(name):
        raise UserError(
            both(
                f"this version ships no strategy {name[:200]!r}; `backtest list strategies` names those it has",
                f"本版本没有策略 {name[:200]!r}；`backtest list strategies` 列出现有策略",
            )
        )
    return find_strategy(name)


def _declared(name: str, library: Library) -> Runnable:
    """Return the rules of a document, or its plain version; never the file that ``find_strategy`` would load."""
    number = name.removesuffix(SUFFIX)
    library.report(number)
    return find_strategy(name, library)


def _is_of_shipped(name: str) -> bool:
    """Whether a name is that of a shipped strategy, of its plain version or of a variant that it has."""
    family, slash, word = name.partition("/")
    if not slash or family not in STRATEGIES:
        return family in STRATEGIES
    return f"/{word}" == SUFFIX or any(each.name == word for each in STRATEGIES[family].variants)


def _recorded_by_command(manifest: RunManifest) -> RecordedSource:
    """What a run of a version that kept no source was made from, by the words of its command."""
    files = [Path(word) for word in manifest.words if word.endswith(".py")]
    if not files and _is_of_shipped(manifest.name):
        return RecordedSource("shipped", "", {})
    path = next((each for each in files if each.stem == manifest.name or len(files) == 1), Path())
    now = sum_of_file(path)
    return RecordedSource("file", str(path), {path.name: now} if now else {})


def _table(folder: Path) -> Targets:
    """Read the weights of a run folder; UserError when they are no plain file."""
    path = folder / TARGETS
    try:
        read_whole(path, LARGEST_TABLE)
    except OSError as fault:
        raise UserError(f"{path} cannot be read: {fault.strerror or fault}; the run cannot be made again") from None
    return read_targets(path)


def _weights(folder: Path, manifest: RunManifest, told: str) -> Repeated:
    """Return what a rule decided, in place of a rule that is not here; a handler leaves no weights."""
    path = folder / TARGETS
    if not path.is_file() or path.read_bytes()[:10_000].count(b"\n") <= 1:
        raise UserError(
            f"the run {manifest.name} came from code that is not here any more, and left no weights; put the file back "
            "where it was"
        )
    return Repeated(_table(folder), "a weight table", (told,))


def _market(
    manifest: RunManifest, db: str | Path | None, more_symbols: tuple[str, ...]
) -> tuple[Panel, tuple[str, ...]]:
    """Return the market that the run cites, or the latest of a sound store that does not have it any more, and why."""
    notes: tuple[str, ...] = ()
    with opened_store(db) as engine:
        try:
            facts = read_facts(engine, as_of=manifest.snapshot)
        except NoSuchSnapshot as fault:
            facts = read_facts(engine)
            notes = (f"{fault}; repeated on the latest",)
    return build_panel(facts, more_symbols), notes


def _own_store(manifest: RunManifest) -> str | None:
    """Return the store that the run names; no word of a run folder makes this machine call another one."""
    named = manifest.store
    if named and "://" in named and not named.startswith("sqlite"):
        raise UserError(
            both(
                f"the run names a database on a server, {named}; say that you mean it with --db",
                f"该回测用的是服务器上的数据库 {named}；请用 --db 明确指定",
            )
        )
    return named


def _again(what: Runnable | Targets, manifest: RunManifest, panel: Panel, library: Library) -> Run:
    if isinstance(what, Targets):
        about = About(
            manifest.name, command=manifest.command, source=_source_of_then(manifest), strategy=manifest.strategy
        )
        return decided_table(what, panel, manifest.options, about, library).run(manifest.options)
    # What the run was is compared, not judged again.
    asked = Asked(
        dict(manifest.parameters), manifest.hindsight, manifest.command, audit=False, library=library,
        label=manifest.name if manifest.name != manifest.strategy else "",
    )  # fmt: skip
    return decide_runnable(what, panel, manifest.options, asked).run(manifest.options)


def _source_of_then(manifest: RunManifest) -> Source | None:
    """Return the file that a weight table came from, which is in the run folder in another form."""
    if manifest.source is None or manifest.source.kind != "table":
        return None
    files = tuple(SourceFile(name, digest) for name, digest in manifest.source.files.items())
    return Source("table", "", manifest.source.path, files)
