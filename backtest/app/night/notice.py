"""What readers of the site are told of the night: one small page and its data, beside the other pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from backtest.app.night.change_words import change_document, change_words
from backtest.app.night.night_error import SCHEMA
from backtest.app.night.outcome import NightOutcome
from backtest.app.night.site_folder import SiteFolder
from backtest.result.files import write_text
from data_sources.language.text import Text, both, same, sentence
from reports.page import Look
from reports.site.night import write_night

PAGE, FILE = "night.html", "night.json"
HEADLINES = {
    "failed": both("Last night failed", "上一夜任务失败"),
    "partly": both("Last night was partly done", "上一夜任务部分完成"),
    "done": both("Last night went well", "上一夜任务正常完成"),
}


def tell_readers(
    site: SiteFolder, night: NightOutcome, at: datetime | None, folder: Path | None = None, look: Look | None = None
) -> None:
    """Write how the night ended beside the pages, which stay as they are; without a site it writes nothing.

    ``at`` is said of a night that failed; one that did not leaves no time of day, so that twice the same is the same.
    """
    place = folder or site.current
    if place is None:
        return
    failed = night.outcome == "failed"
    outcome = "failed" if failed else "partly" if night.missing or night.notes else "done"
    # News, no lack of the night; a night that leaves the pages as they are leaves these too.
    happened = night.happened or (() if folder else _stamped(site.stamp().get("happened")))
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "outcome": outcome,
        "data_of": night.data_of,
        "missing": night.missing,
        "notes": night.notes,
        **({"failed_at": at, "error": night.error} if failed else {}),
        **({"happened": happened} if happened else {}),
        **({"changed": [change_document(each) for each in night.changed]} if night.changed else {}),
    }
    text = json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n"
    # Where nothing changes nothing is written: a night without work needs no room on the disk.
    if not folder and (place / FILE).is_file() and (place / FILE).read_bytes() == text.encode():
        return
    sentences = tuple(_sentences(night, happened, at))
    write_night(place / PAGE, headline=HEADLINES[outcome], sentences=sentences, data_of=night.data_of, look=look)
    # The data last: where they are, the page is too.
    write_text(place / FILE, text)


def _stamped(happened: object) -> tuple[Text, ...]:
    """The clauses that the stamp of a site keeps in both languages; one of an earlier version has them in English."""
    if not isinstance(happened, list):
        return ()
    pairs = (each if isinstance(each, list) and len(each) == len(("en", "zh")) else [each, each] for each in happened)
    return tuple(both(str(en), str(zh)) for en, zh in pairs)


def _sentences(night: NightOutcome, happened: tuple[str, ...], at: datetime | None) -> Iterator[Text]:
    if night.outcome == "failed":
        yield both(
            f"It failed at {at:%Y-%m-%d %H:%M} (Shanghai): {night.error}",
            f"失败时间 {at:%Y-%m-%d %H:%M}（上海）：{same(night.error).zh}",
        )
    for name, reason in night.missing.items():
        yield both(f"Without a page: {name} ({reason}).", f"未生成页面：{name}（{same(reason).zh}）。")
    yield from map(same, night.notes)
    yield from map(sentence, happened)
    yield from (sentence(change_words(each)) for each in night.changed)
