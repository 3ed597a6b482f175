"""What a run was made from: which kind of thing it was, and its files with their hashes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["shipped", "document", "file", "handler file", "function", "table"]

FOLDER = "source"
"""The folder of a run in which the copies lie."""


@dataclass(frozen=True)
class SourceFile:
    """A file by its name below the folder of the rule's own file, with slashes.

    ``sha256`` is the sum of its bytes in hexadecimal. ``data`` are the bytes; None for one that is not kept, since the
    run folder has the same thing in another form.
    """

    name: str
    sha256: str
    data: bytes | None = None


@dataclass(frozen=True)
class Source:
    """``kind`` says what ran; the name of a run alone does not, for a file may be called like a shipped strategy.

    A ``document`` declares its rules as data; it lies in the folder of documents that the manifest names.

    ``definition`` is the sum by which its trials are told apart. ``path`` is where its file was, as it was asked for,
    empty without one. The first of the ``files`` is the rule's own, then come the modules that it imports from its
    folder; a function has its text, as far as it is known, a shipped strategy none.
    """

    kind: Kind
    definition: str
    path: str = ""
    files: tuple[SourceFile, ...] = ()

    def document(self) -> dict[str, object]:
        """Return it as JSON values, without the bytes."""
        files = {each.name: each.sha256 for each in self.files}
        return {"kind": self.kind, "path": self.path, "definition": self.definition, "files": files}


def source_file(name: str, data: bytes) -> SourceFile:
    """Return a file of some bytes, which are kept."""
    return SourceFile(name, sha256(data).hexdigest(), data)


def source_of_table(path: Path) -> Source:
    """Return the file of a weight table; a pipe has no second reading, so it has no hash. ``definition`` is not set."""
    try:
        if not path.is_file():
            return Source("table", "", str(path))
        with path.open("rb") as file:
            return Source("table", "", str(path), (SourceFile(path.name, file_digest(file, "sha256").hexdigest()),))
    except OSError:
        return Source("table", "", str(path))
