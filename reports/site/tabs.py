"""The tabs of a site: where each page lies, and what it is called."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from data_sources.language.text import Text, both

CALLS, STRATEGIES, SIGNALS, DIARY, HEALTH, NIGHTS, METHODS, THESES = (
    "scorecard/index.html",
    "index.html",
    "signals.html",
    "diary.html",
    "health.html",
    "nights.html",
    "methods.html",
    "theses.html",
)

NAMES: dict[str, Text] = {
    CALLS: both("Calls", "观点兑现"),
    STRATEGIES: both("Strategies", "策略"),
    SIGNALS: both("Signals and gates", "信号与择时开关"),
    DIARY: both("Diary", "模拟盘日志"),
    HEALTH: both("Data health", "数据质量"),
    NIGHTS: both("Nights", "夜间任务"),
    METHODS: both("Methods", "测算方法"),
    THESES: both("Theses", "投资逻辑"),
}
"""Addresses from the root of a site in the order of the tabs. The strategies are the front page."""


@dataclass(frozen=True)
class Tab:
    """One tab as a page shows it; ``href`` is relative to that page."""

    name: Text
    href: str
    here: bool


def tabs_of(page: str, there: Collection[str]) -> tuple[Tab, ...]:
    """Return the tabs of a page at an address of the site, of those pages that are ``there``."""
    up = root_of(page)
    return tuple(Tab(name, f"{up}{address}", address == page) for address, name in NAMES.items() if address in there)


def root_of(page: str) -> str:
    """Return the way from a page to the root of its site: "" at the root, "../" in a folder of it."""
    return "../" * page.count("/")
