"""What a night says to programs and to the log: one JSON document also of a failure, times, and a webhook.

All nights here fail at once, for there is no store: how a night that goes well ends is in ``test_nightly``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backtest.app.night.history import read_history
from backtest.app.night.site_folder import only_night, site_folder
from data_sources.calendar import clock
from tests.cli.command import Ran, backtest

SECRET = "c0ffee-5ec2e7"  # noqa: S105 - the key that must not be seen
TIME = "2026-07-01T18:30:05+08:00"


@pytest.fixture(autouse=True)
def half_past_six(monkeypatch: pytest.MonkeyPatch) -> None:
    """18:30:05 in Shanghai."""
    now = datetime(2026, 7, 1, 10, 30, 5, tzinfo=UTC)
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now))
    monkeypatch.setenv("BACKTEST_LANG", "en")


def night(folder: Path, *words: str) -> Ran:
    return backtest("nightly", "--no-refresh", "--db", folder / "no.db", "--out", folder / "site", *words)


def test_a_night_that_failed_is_one_document_with_its_error_in_parts(tmp_path: Path) -> None:
    ran = night(tmp_path, "--json")
    found = ran.document
    assert (ran.code, found["exit_code"], found["schema"], found["outcome"]) == (1, 1, 2, "failed")
    error = found["error"]
    assert error["asked"] == f"the site {tmp_path / 'site'} from the store as it is"
    assert "no.db" in error["found"]
    assert error["next"]
    assert error["exit_code"] == 1
    assert found["summary"] == f"night of 2026-07-01: failed: {error['sentence']}; there is no site yet"


def test_a_night_that_cannot_begin_is_a_document_too(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.txt").write_text("dear")
    ran = night(tmp_path, "--json")
    assert (ran.code, ran.document["outcome"], ran.document["exit_code"]) == (1, "failed", 1)
    assert ran.document["error"]["found"].endswith("holds files that no night has made")
    assert ran.document["error"]["next"] == "choose another --out, or an empty folder"
    assert ran.error == ran.document["summary"]


def test_a_night_whose_documents_are_none_is_a_document_and_its_line_has_the_time(tmp_path: Path) -> None:
    ran = night(tmp_path, "--json", "--reports", str(tmp_path / "nowhere"))
    assert (ran.code, ran.document["outcome"], ran.document["exit_code"]) == (1, "failed", 1)
    assert ran.document["error"]["next"] == "name the folder that your documents (*.toml) lie in"
    assert ran.err.startswith(f"{TIME} error: --reports {tmp_path / 'nowhere'}: ")
    # The next command is none of a log.
    assert backtest("report", "show", "nope").err.startswith("error: ")


def test_a_night_that_is_stopped_is_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("backtest.app.night.nightly.do_work", stop)
    ran = night(tmp_path, "--json")
    assert (ran.code, ran.document["exit_code"]) == (130, 130)
    assert ran.document["summary"] == "stopped before it was done"


def test_a_file_in_the_place_of_a_site_is_called_a_file(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("dear")
    assert night(tmp_path).error == f"{tmp_path / 'site'} is a file; choose another --out"


def test_a_night_that_fails_says_so_in_chinese_too(tmp_path: Path) -> None:
    lines = night(tmp_path, "--lang", "zh").err.splitlines()
    assert lines[-1].startswith(f"{TIME} 错误：2026-07-01 夜间任务：失败：")
    assert "处没有数据库；请导入数据：" in lines[-1]


def test_a_second_night_says_so_in_its_document_and_is_not_remembered(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    with only_night(site):
        ran = night(tmp_path, "--json")
    assert (ran.code, ran.document["error"]["next"]) == (1, "try again when it is done")
    assert read_history(site) == ()


def test_every_line_of_the_log_begins_with_the_time_and_its_zone(tmp_path: Path) -> None:
    ran = night(tmp_path)
    lines = ran.err.splitlines()
    assert lines
    assert all(line.startswith(f"{TIME} ") for line in lines)
    assert lines[-1].startswith(f"{TIME} error: night of 2026-07-01: failed: ")
    assert ran.out == ""


def test_a_failed_night_is_remembered_without_a_place_of_the_machine(tmp_path: Path) -> None:
    assert night(tmp_path).code == 1
    (record,) = read_history(site_folder(tmp_path / "site"))
    assert (record.outcome, str(record.day), record.ended_at.isoformat()) == ("failed", "2026-07-01", TIME)
    assert record.error
    assert str(tmp_path) not in str(record.document())


def test_a_webhook_that_nobody_answers_is_one_warning_and_the_night_ends_as_it_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Port 9 of this machine (discard) answers nobody.
    monkeypatch.setenv("BACKTEST_WEBHOOK", f"http://127.0.0.1:9/hook/{SECRET}?key={SECRET}")
    for words in ((), ("--json",), ("--debug",)):
        ran = night(tmp_path, "--webhook", "wecom", *words)
        assert ran.code == 1
        warned = [line for line in ran.err.splitlines() if " warning: " in line]
        assert len(warned) == 1
        assert warned[0].startswith(f"{TIME} warning: the webhook at http://127.0.0.1/*** did not take the line")
        assert SECRET not in ran.out + ran.err
    left = [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert left == []


def test_a_webhook_without_an_address_is_warned_of_and_without_the_option_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BACKTEST_WEBHOOK", raising=False)
    ran = night(tmp_path, "--webhook", "slack")
    assert ran.code == 1
    assert ran.err.count("warning: the webhook hears nothing of this night: BACKTEST_WEBHOOK is not set") == 1
    monkeypatch.setenv("BACKTEST_WEBHOOK", f"http://127.0.0.1:9/{SECRET}")
    assert "warning" not in night(tmp_path).err


def test_a_webhook_of_no_kind_is_wrong_usage(tmp_path: Path) -> None:
    ran = night(tmp_path, "--webhook", "pigeon")
    assert ran.code == 2
    assert "'pigeon' is none of wecom, feishu, slack, plain" in ran.err
