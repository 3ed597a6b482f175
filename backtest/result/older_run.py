"""The run that lies in a folder before another one takes its place, so that its end is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backtest.result.run_folder import LARGEST, MANIFEST, WRITTEN
from data_sources.calendar.clock import SHANGHAI
from data_sources.language.text import NOTHING, Text, both
from data_sources.plain_text import one_line
from data_sources.tables.brief import first_of

LONGEST_NAME = 200


@dataclass(frozen=True)
class OlderRun:
    """What lay in ``folder``: the run ``name``, written at ``written`` (UTC); ``name`` is "" for files of no run."""

    folder: Path
    name: str
    written: datetime

    @property
    def words(self) -> Text:
        """The folder with what lay in it and when that was written, in Shanghai."""
        day = f"{self.written.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        if not self.name:
            return both(
                f"{self.folder} (files that no run had sealed, {day})", f"{self.folder}（并非完整回测的文件，{day}）"
            )
        return both(f"{self.folder} ({self.name}, {day})", f"{self.folder}（{self.name}，{day}）")

    def document(self) -> dict[str, str]:
        """Return it as JSON values."""
        return {"folder": str(self.folder), "name": self.name, "written": self.written.isoformat()}


def older_run(folder: Path) -> OlderRun | None:
    """Return what a new run in a folder would replace; None where there is nothing of that kind."""
    there = [path for name in WRITTEN if (path := folder / name).is_file()]
    if not there:
        return None
    manifest, name = folder / MANIFEST, ""
    with suppress(OSError, ValueError, AttributeError, RecursionError):
        if manifest.is_file() and manifest.stat().st_size < LARGEST:
            name = str(json.loads(manifest.read_text(encoding="utf-8")).get("name", ""))
    moment = max(path.stat().st_mtime for path in there)
    return OlderRun(folder, one_line(name, LONGEST_NAME), datetime.fromtimestamp(moment, UTC))


def replaced_sentence(older: Sequence[OlderRun]) -> Text:
    """Say in one line which older runs were replaced and how to keep them; nothing where there were none."""
    if not older:
        return NOTHING
    what = first_of([each.words for each in older])
    one = len(older) == 1
    return both(
        f"replaced the older run{'' if one else 's'} in {what}; without --out the last ten of each name are kept",
        f"已替换 {what.zh} 中较早的回测；不加 --out 则每个名称保留最近十次",
    )
