"""``backtest doctor``: each thing that can be wrong, with its diagnosis and the next step; vendors on loopback only."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest

from backtest.app.doctor import machine
from data_sources.calendar import clock
from data_sources.vendors.libraries import LIBRARIES
from tests.cli.command import backtest
from tests.vendor_server.redirect import redirected
from tests.vendor_server.server import VendorServer, running

PROXIES = [name for each in machine.PROXIES for name in (each, each.lower())]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def vendors(monkeypatch: pytest.MonkeyPatch) -> Iterator[VendorServer]:
    """The vendors of the tiny market; today is its last session."""
    now = datetime(2024, 1, 9, 8, tzinfo=UTC)
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now))
    with running(VendorServer(patience=1.0, clock=datetime.now(UTC))) as server, redirected(server):
        yield server


def examined(store: Path, *words: str) -> tuple[int, dict[str, dict[str, str]]]:
    """The exit code and the checks by name."""
    ran = backtest("doctor", "--json", *words, store=store)
    return ran.code, {check["name"]: check for check in ran.document["checks"]}


def test_all_vendors_that_answer_are_ok_and_none_is_asked_much(tiny_store: Path, vendors: VendorServer) -> None:
    _, checks = examined(tiny_store, "--timeout", "20")
    expected = ["eastmoney bars", "sina bars", "tencent bars", "csindex index", "sina actions", "sina sessions"]
    assert {name: checks[name]["state"] for name in expected} == dict.fromkeys(expected, "ok")
    assert checks["clock"]["state"] == "ok"
    assert checks["exchanges instruments"]["state"] == checks["exchanges status"]["state"] == "ok"
    assert len(vendors.calls) < 30


def test_ban_of_one_vendor_is_a_warning_while_another_gives_the_table(tiny_store: Path, vendors: VendorServer) -> None:
    vendors.set_fault("403", "push2his.eastmoney.com")
    _, checks = examined(tiny_store, "--timeout", "20")
    bars = checks["eastmoney bars"]
    assert bars["state"] == "warn"
    assert "refuses this address" in bars["diagnosis"]
    assert bars["next_step"] == "sina gives bars in its place"
    assert checks["eastmoney actions"]["diagnosis"] == "not asked: eastmoney refused a moment ago"


def test_nobody_answers_is_a_failure_with_a_next_step(tiny_store: Path, vendors: VendorServer) -> None:
    vendors.set_fault("500")
    code, checks = examined(tiny_store, "--timeout", "20")
    assert code == 1
    for name in ("eastmoney bars", "sina bars", "tencent bars"):
        assert checks[name]["state"] == "fail"
    assert checks["tencent bars"]["next_step"].startswith("look at the network")


def test_clock_that_is_twenty_minutes_ahead_fails(tiny_store: Path, vendors: VendorServer) -> None:
    vendors.clock = datetime.now(UTC) - timedelta(minutes=20)
    code, checks = examined(tiny_store, "--timeout", "20")
    assert code == 1
    assert checks["clock"]["state"] == "fail"
    # A call takes a few seconds at most.
    assert checks["clock"]["diagnosis"].startswith("120")


def test_proxy_is_named_without_its_password(tiny_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://quant:secret@proxy.example:3128")
    shown = backtest("doctor", "--no-network", store=tiny_store).out
    assert "warn  proxy: HTTPS_PROXY=http://***@proxy.example:3128: every vendor" in shown
    assert "unset HTTPS_PROXY" in shown
    assert "secret" not in shown


def test_missing_store_fails_and_says_how_to_fill_one(tmp_path: Path) -> None:
    code, checks = examined(tmp_path / "none.db", "--no-network")
    assert code == 1
    assert checks["database"]["state"] == "fail"
    assert "there is no store" in checks["database"]["diagnosis"]
    assert not (tmp_path / "none.db").exists()


def test_store_that_can_be_read_only(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A test may run as root, whom no mode of a file keeps out.
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != store)
    code, checks = examined(store, "--no-network")
    assert code == 1
    assert "can be read but not written" in checks["database"]["diagnosis"]


def test_full_disk_fails_and_a_narrow_one_warns(tiny_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil has it
    for free, state in ((100_000_000, "fail"), (1_000_000_000, "warn"), (9_000_000_000, "ok")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage(10**11, 0, free))
        assert examined(tiny_store, "--no-network")[1]["disk"]["state"] == state


def test_other_akshare_than_the_pinned_one_warns(tiny_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "1.0.0" if name == "akshare" else installed(name))
    monkeypatch.setattr(metadata, "requires", lambda _: ["alembic>=1", "akshare==1.19.5"])
    _, checks = examined(tiny_store, "--no-network")
    assert checks["akshare"]["state"] == "warn"
    assert checks["akshare"]["next_step"] == "pip install akshare==1.19.5"


def test_each_library_of_vendors_is_heard_after_the_proxy_if_it_has_something_to_say(
    tiny_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIBRARIES, "toy", "tests.data_sources.toy_library")
    _, checks = examined(tiny_store, "--no-network")
    # baostock takes whatever version is installed.
    assert list(checks)[:4] == ["proxy", "akshare", "toy", "compiled code"]
    assert checks["toy"] == {
        "name": "toy", "state": "warn", "diagnosis": "0.9 is old", "next_step": "pip install toy==1.0",
    }  # fmt: skip


def test_calendar_that_ended_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.data_sources.market_folder import write_market  # noqa: PLC0415 - only here

    sessions = "date\n2024-01-02\n2024-01-03\n2024-01-04\n2024-01-05\n"
    store = tmp_path / "market.db"
    # The store is made at that time too: a clock that is behind a snapshot is refused.
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: datetime(2024, 1, 9, 8, tzinfo=UTC)))
    assert backtest("import", write_market(tmp_path / "data", sessions_csv=sessions), store=store).code == 0
    code, checks = examined(store, "--no-network")
    assert code == 1
    assert checks["calendar"]["state"] == "fail"
    # Monday and Tuesday are over.
    assert checks["age"]["diagnosis"] == "the last session is 2024-01-05, 2 behind"


@pytest.mark.parametrize(("landlock", "state", "said"), [
    (0, "warn", "no Landlock on this machine: a file of your own could read files through packages in C"),
    (3, "ok", "the kernel refuses files and other processes to rules, also in C (Landlock 3, seccomp)"),
    (4, "ok", "the kernel refuses files, TCP ports and other processes to rules, also in C (Landlock 4, seccomp)"),
])  # fmt: skip
def test_what_the_kernel_refuses_to_rules_is_said(
    tiny_store: Path, monkeypatch: pytest.MonkeyPatch, landlock: int, state: str, said: str
) -> None:
    monkeypatch.setattr(machine, "version", lambda: landlock)
    monkeypatch.setattr(machine, "can_filter", lambda: True)
    _, checks = examined(tiny_store, "--no-network")
    assert checks["files of rules"]["state"] == state
    assert said in checks["files of rules"]["diagnosis"]
