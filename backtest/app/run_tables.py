"""The tables and numbers of a run folder, which anybody may have written: read and checked before they are believed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from data_sources.errors import InputError, UserError
from data_sources.language.refusals import reason_of
from data_sources.language.text import both, same
from data_sources.whole_file import read_json, read_whole

LONGEST = 1 << 30
"""Bytes of a table; a thousand names over twenty years have a third of it."""


def read_rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """Read a table of a run folder: its columns and no others, the same number of cells in each row."""
    try:
        text = read_whole(path, LONGEST).decode()
    except FileNotFoundError:
        raise missing_file(path) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise _unreadable(path, fault) from None
    rows = list(csv.reader(text.splitlines()))
    if not rows or tuple(rows.pop(0)) != columns:
        named = ", ".join(columns)
        raise InputError(
            both(
                f"{path} has other columns than {named}; it is no table of a run",
                f"{path} 的列不是 {named}；它不是回测写出的表",
            )
        )
    if wrong := next((number for number, row in enumerate(rows, 2) if len(row) != len(columns)), None):
        raise InputError(
            both(
                f"{path}, line {wrong}: it has not {len(columns)} cells; make the run again",
                f"{path} 第 {wrong} 行：不是 {len(columns)} 个单元格；请重新运行该回测",
            )
        )
    return rows


def read_numbers(path: Path) -> dict[str, Any]:
    """Read ``metrics.json`` or ``split.json``."""
    try:
        found = read_json(path)
    except FileNotFoundError:
        raise missing_file(path) from None
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from None
    if not isinstance(found, dict):
        raise InputError(
            both(
                f"{path} holds no metrics of a run; make the run again", f"{path} 不是回测的指标文件；请重新运行该回测"
            )
        )
    return found


def missing_file(path: Path) -> InputError:
    """What is said of a file that a run must have."""
    return InputError(
        both(
            f"{path} is missing, so the run cannot be read; make it again",
            f"缺少 {path}，无法读取该回测；请重新运行该回测",
        )
    )


def _unreadable(path: Path, fault: Exception) -> UserError:
    """What is said of a file that cannot be read, or holds no text."""
    why = reason_of(fault) if isinstance(fault, OSError) else same(str(fault))
    return UserError(
        both(f"{path} cannot be read: {why}; make the run again", f"无法读取 {path}：{why.zh}；请重新运行该回测")
    )
