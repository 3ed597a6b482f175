"""The manifest of a run folder, which anybody may have written: read, bounded and checked before it is believed."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NoReturn

from backtest.app.option_values import options_of
from backtest.options import Options
from backtest.position_file import positions_of_document
from backtest.result.run_folder import FILES, LARGEST, MANIFEST, insist_on_whole
from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.leftovers import clear_leftovers
from data_sources.passwords import MASK
from data_sources.whole_file import read_whole
from strategies.contract.parameters import Value

LONGEST = 10_000
"""Characters of a text in it, which a command with many options may need."""
KINDS = ("shipped", "document", "file", "handler file", "function", "table")
SUM = re.compile(r"[0-9a-f]{64}")
URL = "://"
LISTS = ("positions", "other_indices")
"""Options of several entries."""
NO_UTF8 = r"[\udc80-\udcff]"
"""Bytes that are no UTF-8, as Python has them in text."""


@dataclass(frozen=True)
class RecordedSource:
    """What a manifest says that a run was made from; ``files`` are hashes by name, the rule's own first."""

    kind: str
    path: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class RunManifest:
    """What a run says of itself. ``whole`` is all of it, ``source`` None for a run of a version that kept none.

    ``documents`` is the folder of the user's documents that it read, empty without one. ``files`` are the names of the
    files that it was written with, none of a version that kept no hashes. ``strategy`` is the name of what ran, that of
    the run unless it was given settings or a label of its own.
    """

    name: str
    words: tuple[str, ...]
    command: str
    snapshot: str
    hindsight: bool
    options: Options
    parameters: Mapping[str, Value]
    source: RecordedSource | None
    whole: Mapping[str, Any]
    documents: str = ""
    files: frozenset[str] = frozenset()
    strategy: str = ""

    @property
    def is_table(self) -> bool:
        """Whether the run executed a weight table."""
        return self.source.kind == "table" if self.source else "--targets" in self.words

    @property
    def store(self) -> str | None:
        """The store that the command names; None without one, and when the manifest does not tell its password."""
        after = [self.words[k + 1] for k, word in enumerate(self.words[:-1]) if word == "--db"]
        joined = [word.removeprefix("--db=") for word in self.words if word.startswith("--db=")]
        return next((name for name in (*after, *joined) if MASK not in name), None)


def read_manifest(folder: Path) -> RunManifest:
    """Read the manifest of a run folder; nothing it names is opened. UserError in one line for one that is none."""
    path = folder / MANIFEST
    if not folder.exists():
        clear_leftovers(folder.parent)  # a kill may have left it moved aside
    try:
        text = read_whole(path, LARGEST).decode()
        whole = json.loads(text, parse_constant=_no_number)
        json.dumps(whole)  # so deep that it cannot be written again
    except FileNotFoundError:
        raise UserError(
            both(
                f"{folder} holds no {MANIFEST}; name a folder that `backtest run` wrote",
                f"{folder} 中没有 {MANIFEST}；请给出 `backtest run` 写出的文件夹",
            )
        ) from None
    except (OSError, ValueError, RecursionError) as fault:
        raise UserError(f"{path} cannot be read: {getattr(fault, 'strerror', None) or fault}") from None
    wanted = {"name", "command", "snapshot", "hindsight", "options", "parameters", "code", "versions"}
    if not isinstance(whole, dict) or (missing := sorted(wanted - whole.keys())):
        lacks = ", ".join(missing) if isinstance(whole, dict) else "everything"
        raise UserError(
            both(f"{path} is no manifest of a run: it lacks {lacks}", f"{path} 不是回测的 manifest：缺少 {lacks}")
        )
    insist_on_whole(folder, whole)
    files = whole.get(FILES)
    checked = _checked(path, {name: value for name, value in whole.items() if name != FILES})
    return replace(checked, files=frozenset(files if isinstance(files, Mapping) else ()))


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"it holds {word}, which is no number")


def _checked(path: Path, whole: dict[str, Any]) -> RunManifest:
    def of(kind: type, name: str) -> Any:  # noqa: ANN401 - of the kind that was asked for
        value = whole[name]
        if not isinstance(value, kind):
            raise _wrong(path, name, f"it is {type(value).__name__}, not {kind.__name__}")
        if isinstance(value, str) and (len(value) > LONGEST or not _is_plain(value)):
            raise _wrong(path, name, "it is too long or holds control characters")
        return value

    for name in ("code", "versions"):
        of(dict, name)
    command = of(str, "command")
    return RunManifest(
        name=of(str, "name"),
        words=tuple(_words(path, command)),
        command=command,
        snapshot=of(str, "snapshot"),
        hindsight=of(bool, "hindsight"),
        options=_options(path, of(dict, "options")),
        parameters=_scalars(path, "parameters", of(dict, "parameters")),
        source=_source(path, whole.get("source")),
        whole=whole,
        documents=_documents(path, whole.get("reports")),
        strategy=of(str, "strategy" if "strategy" in whole else "name"),
    )


def _words(path: Path, command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as fault:
        raise _wrong(path, "command", f"it is no command line ({fault})") from None


def _options(path: Path, values: dict[str, Any]) -> Options:
    """Read the options; a condition that did not exist then has its default now."""
    known = {each.name for each in fields(Options)}
    if unknown := sorted(set(values) - known):
        raise UserError(f"the run has options that this version does not know: {', '.join(unknown)[:200]}")
    held, others = values.get("positions", []), values.get("other_indices", [])
    plain = {name: each for name, each in values.items() if name not in LISTS}
    given = _scalars(path, "options", plain, empty=True)
    try:
        return options_of({**given, "positions": positions_of_document(held), "other_indices": others})
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, UserError) as fault:
        raise _wrong(path, "options", str(fault)) from None


def _scalars(path: Path, name: str, values: dict[str, Any], *, empty: bool = False) -> dict[str, Any]:
    for key, value in values.items():
        if not (isinstance(value, str | int | float) or (empty and value is None)):
            raise _wrong(path, f"{name}.{key[:60]}", f"it is {type(value).__name__}, not a number or a text")
    return values


def _source(path: Path, found: Any) -> RecordedSource | None:  # noqa: ANN401 - whatever JSON holds
    if found is None:
        return None
    kind, place, files = (
        (found.get(name) for name in ("kind", "path", "files")) if isinstance(found, dict) else [None] * 3
    )
    if kind not in KINDS or not isinstance(place, str) or not isinstance(files, dict):
        raise _wrong(path, "source", "it does not say what was run")
    for name, digest in files.items():
        if not _is_inside(name) or not isinstance(digest, str) or not SUM.fullmatch(digest):
            raise _wrong(path, "source", "its files are no names below the run folder with a SHA-256 sum each")
    if not _is_plain(place) or len(place) > LONGEST:
        raise _wrong(path, "source", "its path is too long or holds control characters")
    return RecordedSource(kind, place, files)


def _documents(path: Path, found: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if found is None:
        return ""
    place = found.get("path") if isinstance(found, dict) else None
    if not isinstance(place, str) or not _is_plain(place) or len(place) > LONGEST:
        raise _wrong(path, "reports", "it does not say which folder was read")
    return place


def _is_plain(text: str) -> bool:
    """Whether a text holds no control character; bytes of a path that are no UTF-8 may stand in it."""
    return text.isprintable() or re.sub(NO_UTF8, "", text).isprintable()


def _is_inside(name: str) -> bool:
    """Whether a name stays below the folder it is joined to, whatever system reads it."""
    parts = name.split("/")
    return name.isprintable() and not any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts)


def _wrong(path: Path, name: str, why: str) -> UserError:
    return UserError(f"{path} is no manifest of a run: {name if name.isprintable() else 'a name'}: {why}")
