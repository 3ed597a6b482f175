"""A user's file read, and executed as a module of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from data_sources.errors import UserError
from data_sources.language.refusals import reason_of
from data_sources.language.text import both
from data_sources.whole_file import read_whole
from strategies.own.faults import placed

MOST_BYTES = 16 << 20
"""Of a file of rules."""


def read_file(path: Path) -> bytes:
    """Read a user's file; raises UserError in one line for one that cannot be read."""
    try:
        return read_whole(path, MOST_BYTES)
    except OSError as fault:
        why = reason_of(fault)
        raise UserError(
            both(f"{path}: {why}; give the path of a Python file", f"{path}：{why.zh}；请给出 Python 文件的路径")
        ) from None


def run_text(path: Path, text: bytes) -> ModuleType:
    """Run the text of a user's file as a module of its own; raises UserError in one line with file and line."""
    # The module must be importable by its name while it runs, or dataclasses in it cannot resolve their types.
    module = ModuleType(f"user_strategy_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module
    placed(path, lambda: exec(compile(text, str(path), "exec"), module.__dict__))  # noqa: S102 - the user asked to run it
    return module
