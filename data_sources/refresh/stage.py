"""What has been accepted but not yet published, one file per item, so that a killed refresh never asks twice.

A round is one attempt at one night: the same snapshot to start from, the same last session, the same sources. Files of
another round are removed. A file is a ``.npz``, whose sums tell when it is cut off or damaged: then it is as good as
none, and its item is asked for again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from data_sources.files import replaced
from data_sources.refresh.item import Item
from data_sources.refresh.silent import Try
from data_sources.refresh.state_folder import disk_errors
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame
from data_sources.tables.schema import EARNINGS, TABLES
from data_sources.vendors.source import SUSPENSIONS

FORMAT = 3
STAGED_TABLES = {**TABLES, SUSPENSIONS.name: SUSPENSIONS, "forecasts": EARNINGS}


@dataclass(frozen=True)
class Staged:
    """An item's accepted rows, who gave them and what was found. ``observed`` is the day it was seen in Shanghai.

    ``unsettled`` symbols were asked for and did not come out right; another item may bring them. ``tries`` is what each
    vendor brought that was asked.
    """

    frame: Frame
    vendor: str
    observed: date
    findings: tuple[Finding, ...] = ()
    unsettled: tuple[str, ...] = ()
    tries: tuple[Try, ...] = ()


class Stage:
    """The staged items of one round."""

    def __init__(self, folder: Path, snapshot: str, last: date, sources: str) -> None:
        self.parent = folder / "staged"
        self.folder = self.parent / sha256(f"{FORMAT} {snapshot} {last} {sources}".encode()).hexdigest()[:16]

    def open(self) -> None:
        """Make room for this round and forget every other."""
        with disk_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            for other in self.parent.iterdir():
                if other != self.folder:
                    shutil.rmtree(other, ignore_errors=True)

    def clear(self) -> None:
        """Forget this round; all of it is published."""
        shutil.rmtree(self.parent, ignore_errors=True)

    def keep(self, item: Item, staged: Staged) -> None:
        """Write an item's rows; UserError when the disk refuses."""
        path = self._path(item)
        with disk_errors(path), replaced(path) as unfinished, unfinished.open("wb") as file:
            np.savez(file, **_arrays(item, staged))  # type: ignore[arg-type]

    def find(self, item: Item) -> Staged | None:
        """Return what an earlier attempt of this round accepted for an item, None when there is nothing sound."""
        try:
            with self._path(item).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return _staged(item, arrays)
        except (OSError, BadZipFile, EOFError, ValueError, KeyError, TypeError, NotImplementedError):
            return None

    def _path(self, item: Item) -> Path:
        return self.folder / f"{item.name}.npz"


def _arrays(item: Item, staged: Staged) -> dict[str, Array]:
    frame = staged.frame
    about = {
        "item": repr(item),
        "vendor": staged.vendor,
        "observed": staged.observed.isoformat(),
        "findings": [finding.as_row() for finding in staged.findings],
        "unsettled": list(staged.unsettled),
        "tries": [asdict(each) for each in staged.tries],
        "files": list(frame.files),
    }
    columns = {f"column.{name}": _packed(values) for name, values in frame.columns.items()}
    return {"about": _packed_json(about), "place.file": frame.file, "place.line": frame.line, **columns}


def _staged(item: Item, arrays: Mapping[str, Array]) -> Staged:
    about = json.loads(arrays["about"].tobytes())
    if about["item"] != repr(item):
        raise ValueError("about something else")
    table = STAGED_TABLES[item.table]
    columns = {column.name: _unpacked(arrays[f"column.{column.name}"], column.kind) for column in table.columns}
    frame = Frame(table, columns, tuple(about["files"]), arrays["place.file"], arrays["place.line"])
    findings = tuple(Finding(**{**row, "date": _day(row["date"])}) for row in about["findings"])
    unsettled, tries = tuple(about["unsettled"]), tuple(Try(**each) for each in about["tries"])
    return Staged(frame, about["vendor"], date.fromisoformat(about["observed"]), findings, unsettled, tries)


def _packed(values: Array) -> Array:
    """Return strings as the bytes of a JSON list; numbers and days have bytes of their own."""
    return _packed_json(values.tolist()) if values.dtype.kind in "OU" else values


def _packed_json(content: object) -> Array:
    return np.frombuffer(json.dumps(content, ensure_ascii=False).encode(), np.uint8)


def _unpacked(values: Array, kind: str) -> Array:
    if kind in ("date", "number"):
        return np.array(values)
    texts = json.loads(values.tobytes())
    unpacked = np.empty(len(texts), object if kind == "text" else SYMBOL_DTYPE)
    unpacked[:] = texts
    return unpacked


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
