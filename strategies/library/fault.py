"""What is wrong with one file of a user's folder: that file is left out, and everything else goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FileFault:
    """One file of a folder of documents that could not be used.

    ``called`` are the words by which somebody may ask for what is in it: the id that a document gives itself, and the
    file's name without its ending. ``problem`` is one line that names the file, and line, table or key where known.
    """

    file: Path
    called: tuple[str, ...]
    problem: str

    @property
    def sentence(self) -> str:
        """The fault in one line, with the folder that the file lies in and what to do about it."""
        return f"{self.file.parent / self.problem}; it is left out until that is put right"

    def document(self) -> dict[str, str]:
        """Return it as plain values."""
        return {"file": str(self.file), "problem": self.problem}
