"""What a saved run says of itself beside its files: its version, and what its tables alone do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backtest.result.run_folder import json_text
from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.whole_file import read_json

MARK = "saved.json"
VERSION = 1
LARGEST = 1 << 20
"""Bytes of the file; all renames of the market have some 10,000."""


@dataclass(frozen=True)
class Mark:
    """``successors`` has the new symbol of each renamed one, in the order of the renames.

    ``looks_ahead`` is whether the look-ahead audit beside the run found that it does.
    """

    successors: Mapping[str, str] = field(default_factory=dict)
    looks_ahead: bool = False


def mark_text(mark: Mark) -> str:
    """Return the file of a mark."""
    return json_text({"version": VERSION, "successors": dict(mark.successors), "looks_ahead": mark.looks_ahead})


def read_mark(path: Path) -> Mark | None:
    """Return the mark of a saved run; None where there is none, as in the folder that ``backtest run`` writes.

    Raises UserError in one line for one of a later version, and for one that is no mark.
    """
    try:
        found = read_json(path, LARGEST)
        version, successors = found["version"], found["successors"]
        if not isinstance(version, int) or not isinstance(successors, dict):
            raise TypeError("its version or successors are none")  # noqa: TRY301 - said as any other fault of the file
        if not all(isinstance(each, str) for each in successors.values()):
            raise TypeError("its successors are no symbols")  # noqa: TRY301 - as above
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise UserError(
            both(
                f"{path} is no mark of a saved run: {fault}; save the run again",
                f"{path} 不是已保存回测的标记：{fault}；请重新保存该回测",
            )
        ) from None
    if version > VERSION:
        raise UserError(
            both(
                f"{path} is of version {version}, this program reads up to {VERSION}; update it, or save the run again",
                f"{path} 的版本为 {version}，本程序最多读取 {VERSION}；请更新程序，或重新保存该回测",
            )
        )
    return Mark(successors, bool(found.get("looks_ahead")))
