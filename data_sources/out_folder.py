"""The folder that a user names for files, before anything is written there."""

from __future__ import annotations

from pathlib import Path

from data_sources.errors import OptionError
from data_sources.given_path import given_path
from data_sources.language.text import both


def out_folder(named: str | Path) -> Path:
    """Return the folder that ``--out`` names.

    Raises OptionError for an empty name, which a variable that is not set leaves and which would mean wherever somebody
    stands, for what can be no name, and for the root of the file system.
    """
    if isinstance(named, str) and not named.strip():
        raise OptionError(both("--out is empty; name a folder", "--out 为空；请给出文件夹"))
    folder = given_path(named, "--out")
    if folder.resolve() == Path(folder.resolve().anchor):
        raise OptionError(
            both(
                f"--out {folder} is the root of the file system; name a folder below it",
                f"--out {folder} 是文件系统的根；请给出其下的文件夹",
            )
        )
    return folder
