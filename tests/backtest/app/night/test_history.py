"""The history of nights: one record a night in both languages, beside the builds, never longer than what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from backtest.app.night import history
from backtest.app.night.history import NAME, NightRecord, read_history, remember_night
from backtest.app.night.site_folder import SiteFolder, site_folder
from data_sources.calendar.clock import SHANGHAI
from data_sources.errors import WriteFailed
from data_sources.language.text import both

RECORD = NightRecord(
    day=date(2026, 6, 30),
    ended_at=datetime(2026, 6, 30, 18, 31, 5, tzinfo=SHANGHAI),
    outcome="partly",
    seconds=12.3,
    data_of=date(2026, 6, 30),
    snapshot="s7-0123456789ab",
    strategies=11,
    missing={"broken": "no value of the signal it needs"},
    findings={"note": 3, "severe": 1},
    changed=(both("badge of storage: HELD", "结论 storage：成立"),),
    notes=(both("The data is old.", "数据陈旧。"),),
)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    found = site_folder(tmp_path / "site")
    found.builds.mkdir()
    return found


def test_nights_come_back_as_they_were_with_both_languages(site: SiteFolder) -> None:
    failed = NightRecord(
        date(2026, 7, 1), RECORD.ended_at, "failed", 0.4, error=both("no vendor answers", "数据源均无应答")
    )
    assert read_history(site) == ()
    for each in (RECORD, failed):
        remember_night(site, each)
    found = read_history(site)
    assert found == (RECORD, failed)
    assert [each.changed[0].zh for each in found[:1]] == ["结论 storage：成立"]
    assert found[1].error.zh == "数据源均无应答"
    first = json.loads((site.builds / NAME).read_text(encoding="utf-8").splitlines()[0])
    assert (first["ended_at"], first["seconds"], first["notes"]) == (
        "2026-06-30T18:31:05+08:00",
        12.3,
        ["The data is old."],
    )


def test_the_oldest_go_when_there_are_more_than_are_kept(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    for number in range(5):
        remember_night(site, replace(RECORD, strategies=number))
    assert [each.strategies for each in read_history(site)] == [2, 3, 4]


@pytest.mark.parametrize("line", ["{", "[]", '{"day": "2026-06-30"}', '"x"', "\u2028", '{"schema": 9, "day": 1}'])
def test_a_line_of_another_version_is_left_out_and_stays(site: SiteFolder, line: str) -> None:
    (site.builds / NAME).write_text(line + "\n", encoding="utf-8")
    assert read_history(site) == ()
    remember_night(site, RECORD)
    assert read_history(site) == (RECORD,)
    kept = (site.builds / NAME).read_text(encoding="utf-8").split("\n")
    assert kept[0] == (line if line.strip() else kept[0])


def test_a_text_with_a_line_end_of_unicode_stays_one_line(site: SiteFolder) -> None:
    odd = replace(RECORD, error=both("cut\u2028here\nand there", "甲\u2028乙"))
    remember_night(site, odd)
    remember_night(site, RECORD)
    assert read_history(site) == (odd, RECORD)


def test_a_disk_that_refuses_says_so_and_leaves_the_history_as_it_was(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_night(site, RECORD)
    before = (site.builds / NAME).read_bytes()

    def full(self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(WriteFailed, match="No space left on device"):
            remember_night(site, RECORD)
    assert (site.builds / NAME).read_bytes() == before
