"""How a night ended: one line for the log, one document for pipes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from backtest.app.night.change_words import change_document, changes_in_line
from backtest.app.night.changes import Change
from backtest.app.night.night_error import SCHEMA, NightError, night_error
from backtest.app.night.site_folder import SiteFolder
from backtest.result.badge import CHINESE
from data_sources.calendar import clock
from data_sources.calendar.age import TableAge
from data_sources.calendar.clock import shanghai_time
from data_sources.language.text import NOTHING, Text, both, joined, same

EXIT_CODES: Mapping[str, int] = {"done": 0, "unchanged": 0, "skipped": 0, "partly": 3, "failed": 1}
ENDED_ZH: Mapping[str, str] = {
    "done": "完成",
    "unchanged": "无变化",
    "skipped": "跳过",
    "partly": "部分完成",
    "failed": "失败",
}


@dataclass(frozen=True)
class NightOutcome:
    """How a night ended: ``outcome`` is done, unchanged, skipped, partly or failed.

    ``missing`` says by name why a strategy has no page, ``audited`` what the look-ahead audit of each found.
    ``data_of`` is the last session of the pages that readers now see, None when there are none; ``sessions_old`` counts
    the sessions that are over since, ``ages`` by table (bars, index) its last day, the session that is due and how many
    are due since. ``badges`` counts the strategies by badge: which was best is no news, since one always is.
    ``diary_late`` says that the rows of the diary were written after the next session had begun, which is no evidence.
    ``happened`` has a clause for each falsifier of a document of which the last site did not know that it happened,
    ``changed`` all that stands otherwise than the night before.
    ``silent`` names the vendors that gave the refresh nothing usable, which is no lack where others gave it.
    ``refresh`` is the document of the refresh, None without one, ``findings`` what it found by severity, and
    ``bad_rows`` file, line and fault of each row that it refused. ``error`` says why the night failed, ``step`` what
    to do where that is known apart, ``asked`` what it was asked for. ``seconds`` is how long it took.
    """

    outcome: str
    night: date
    data_of: date | None
    snapshot: str
    site: Path
    strategies: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    audited: Mapping[str, str] = field(default_factory=dict)
    diary_rows: int = 0
    diary_late: bool = False
    badges: Mapping[str, int] = field(default_factory=dict)
    refresh: Mapping[str, Any] | None = None
    error: str = ""
    sessions_old: int = 0
    ages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict)
    bad_rows: tuple[str, ...] = ()
    step: str = ""
    asked: str = ""
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        return EXIT_CODES[self.outcome]

    @property
    def summary(self) -> Text:
        """The one line of the night."""
        zh = f"{self.night} 夜间任务：{ENDED_ZH[self.outcome]}"
        begin = both(f"night of {self.night}: {self.outcome}", zh)
        if self.outcome == "failed":
            stays = _stays(self.data_of)
            return both(f"{begin}: {self.error}; {stays}", f"{zh}：{same(self.error).zh}；{stays.zh}")
        if self.outcome == "skipped":
            return both(
                f"{begin}, no session today and the site has the last one, {self.data_of}",
                f"{zh}，今日非交易日，站点已有最近交易日 {self.data_of} 的页面",
            )
        told, place = joined(self._parts(), ", ", "，"), self.site / "index.html"
        return both(f"{begin}, {told}; {place}", f"{zh}，{told.zh}；{place}")

    @property
    def problem(self) -> NightError | None:
        """Why it failed, in parts; None when it did not."""
        if self.outcome != "failed":
            return None
        return night_error(str(self.error), self.asked, self.exit_code, self.step)

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document, whose form ``schema`` numbers."""
        plain = {name: value for name, value in asdict(self).items() if name not in ("step", "asked")}
        return {
            "schema": SCHEMA,
            **plain,
            "changed": [change_document(each) for each in self.changed],
            "seconds": round(self.seconds, 1),
            "error": asdict(self.problem) if self.problem else None,
            "exit_code": self.exit_code,
            "summary": self.summary,
        }

    def _parts(self) -> tuple[Text, ...]:
        return (
            _pages(len(self.strategies), self.data_of, self.snapshot),
            _age(self.sessions_old),
            *(both(f"{count} {badge}", f"{CHINESE.get(badge, badge)} {count}") for badge, count in self.badges.items()),  # type: ignore[call-overload]
            *(_without(name, reason) for name, reason in self.missing.items()),
            *map(same, self.happened),
            changes_in_line(each for each in self.changed if not _is_told(each, self.happened)),
            *map(same, self.notes),
            *map(same, self.silent),
            _diary(self.diary_rows, late=self.diary_late),
        )


def _stays(data_of: date | None) -> Text:
    if data_of is None:
        return both("there is no site yet", "尚无站点")
    return both(f"the site of {data_of} stays", f"保留数据截至 {data_of} 的站点")


def _pages(count: int, data_of: date | None, snapshot: str) -> Text:
    return both(
        f"{count} strategies on data of {data_of} ({snapshot})", f"{count} 个策略，数据截至 {data_of}（{snapshot}）"
    )


def _age(sessions: int) -> Text:
    if not sessions:
        return NOTHING
    return both(f"{sessions} session{'' if sessions == 1 else 's'} old", f"落后 {sessions} 个交易日")


def _without(name: str, reason: str) -> Text:
    return both(f"without a page: {name} ({reason})", f"未生成页面：{name}（{same(reason).zh}）")


def _diary(rows: int, *, late: bool) -> Text:
    if not rows:
        return NOTHING
    return both(
        f"{rows} diary rows{', late: the next session had begun' if late else ''}",
        f"模拟盘日志 {rows} 行{'，补记：下一交易日已开盘' if late else ''}",
    )


def _is_told(change: Change, happened: Sequence[str]) -> bool:
    """A falsifier that happened has its own words already."""
    return bool(happened) and change.standing.kind == "falsifier" and change.standing.says == "happened"


def age_note(old: Sequence[TableAge], max_age: int) -> Text:
    """Say which tables are old, "" for none; the same words every night while they stand still."""
    if not old:
        return NOTHING
    limit, ends = "a session is due" if max_age == 1 else f"{max_age} sessions are due", " and "
    lack = "it lacks" if [age.table for age in old] == ["index"] else "they lack"
    said_zh = "、".join(f"{TABLES_ZH.get(age.table, age.table)}截至 {age.last}" for age in old)
    return both(
        f"The data is old: {ends.join(age.sentence for age in old)}, and {limit} that {lack} (--max-age {max_age}).",
        f"数据陈旧：{said_zh}，缺少应有的 {max_age} 个交易日（--max-age {max_age}）。",
    )


TABLES_ZH: Mapping[str, str] = {"bars": "行情", "index": "指数"}


def unchanged_site(
    site: SiteFolder, stamp: Mapping[str, Any], outcome: str, error: str = "", step: str = ""
) -> NightOutcome:
    """Return the outcome of a night that left the site as it was; ``stamp`` says what that was made from."""
    return NightOutcome(
        outcome=outcome,
        night=shanghai_time(clock.SYSTEM).date(),  # as the clock has it: a night that failed for its clock is told too
        data_of=date.fromisoformat(stamp["data_of"]) if stamp else None,
        snapshot=str(stamp.get("snapshot", "")),
        site=site.link,
        strategies=tuple(stamp.get("strategies", ())),
        missing=dict(stamp.get("missing", {})),
        notes=tuple(stamp.get("notes", ())),
        error=error,
        step=step,
    )
