"""A strategy in a user's own file as the program holds it: what it says of itself, and functions that ask the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Decisions, Strategy
from strategies.documents.document import Membership
from strategies.library.library import Library, shipped_library
from strategies.library.named import with_documents
from strategies.own.imports import imports_of
from strategies.own.module import read_file
from strategies.own.process.client import ask
from strategies.own.process.question import Question, described, read_decisions
from strategies.own.source import source_of_file


@dataclass(frozen=True)
class FileRule:
    """The rule of a user's file; each call decides in a process of its own (``strategies.own.process``).

    ``text`` is the file as it was when it was loaded, ``packages`` are the installed ones that it imports. ``folder``
    is where the modules beside it lie; empty: where the file is. Another machine has only copies of them.
    """

    path: Path
    text: bytes
    packages: tuple[str, ...]
    folder: str = ""

    def __call__(self, history: History, settings: Settings) -> Decisions:
        """Decide; raises UserError in one line for whatever the file raises or returns that is no weight table."""
        asked = Question("decide", self.path, self.text, history, settings, folder=self.folder)
        return read_decisions(self.path, ask(asked, self.packages))

    def drawn(self, members: Iterable[Membership], settings: Settings) -> tuple[Membership, ...]:
        """The memberships that its filter leaves."""
        every = tuple(members)
        asked = Question("drawn", self.path, self.text, settings=settings, members=every, folder=self.folder)
        return tuple(every[k] for k in json.loads(ask(asked, self.packages)))


def load_strategy(path: Path, library: Library | None = None) -> Strategy:
    """Return the strategy of a user's file, named after the file unless the file names it.

    The file is executed in a process of its own, now and for each decision. The reports that it names are looked up in
    ``library``, None (default): among those that ship. Raises UserError in one line with file and line: a missing file,
    one that does not run, one without ``weights`` and without ``STRATEGY``, one that names a report which there is not,
    and later, when it decides, whatever it raises or returns that is not a weight table.
    """
    text = read_file(path)
    imports = imports_of(path, text)
    rule = FileRule(path, text, imports.packages)
    found = described(path, ask(Question("describe", path, text), rule.packages))
    source = source_of_file(path, text, imports, "file")
    try:
        known = with_documents(found, library or shipped_library())
    except UserError as fault:
        raise UserError(f"{path}: {fault}") from None
    return replace(
        known,
        targets=rule,
        drawn_names=rule.drawn if found.drawn_names else None,
        definition=source.definition,
        source=source,
    )
