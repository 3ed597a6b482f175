"""``backtest serve`` and ``backtest open`` as processes: what they say, and how they end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.command import backtest, process, surroundings


@contextmanager
def begun(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The command at work; whatever a test finds, nothing of it is left."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "backtest", "serve", str(folder), "--port", "0", *words],
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever started the tests in the background has Ctrl-C ignored, and all that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no thread is here
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a site")
    with begun(tmp_path) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        address = line.split(": ", 1)[1].split()[0]
        with urlopen(address) as page:  # noqa: S310 - our own address
            assert page.read() == b"a site"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (0, "", "")
    assert line == f"{tmp_path}: {address} (Ctrl-C ends it)\n"


def test_json_is_one_document_before_it_waits(tmp_path: Path) -> None:
    with begun(tmp_path, "--json") as running:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(5)]
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    found = json.loads("".join(lines))
    assert found["address"] == f"http://127.0.0.1:{found['port']}/"


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    ran = backtest("serve", tmp_path / "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.error.endswith("nowhere is not there; name a folder with pages, such as var/site")


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """Two runs as ``run`` writes them, the second one later, and a page of a night before both."""
    for when, name in enumerate(("rate_power", "storage_cycle"), 1):
        folder = tmp_path / "var" / "runs" / name
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps({"name": name, "snapshot": "s1"}))
        (folder / "report.html").write_text(name)
        os.utime(folder / "report.html", ns=(when * 10**9, when * 10**9))
    site = tmp_path / "var" / "site"
    site.mkdir()
    (site / "index.html").write_text("a site")
    os.utime(site / "index.html", ns=(0, 0))
    return tmp_path


# Python finds no browser where there is neither a desktop nor a program on the path.
NO_BROWSER = {"PATH": "", "BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}


def opened(where: Path, *words: str) -> str:
    """The page that the one line of the command names, in a place without a browser."""
    ran = process("open", *words, cwd=where, **NO_BROWSER)
    assert (ran.code, ran.err) == (0, "")
    said, _, page = ran.out.partition("; the page is ")
    assert said == "there is no browser here"
    return str(Path(page.strip()).relative_to(where.resolve()))


def test_the_newest_page_is_opened_or_the_one_that_is_named(var: Path) -> None:
    assert opened(var) == "var/runs/storage_cycle/report.html"
    assert opened(var, "rate_power") == "var/runs/rate_power/report.html"
    assert opened(var, "var/site") == "var/site/index.html"
    assert opened(var, "var/runs/rate_power") == "var/runs/rate_power/report.html"
    assert opened(var, "var/runs") == "var/runs/storage_cycle/report.html"
    # The last runs of a name: the newest of them, by the name's folder too.
    kept = var / "var" / "runs" / "mine" / "2026-11-30_161205"
    kept.mkdir(parents=True)
    (kept / "manifest.json").write_text(json.dumps({"name": "mine", "snapshot": "s1"}))
    (kept / "report.html").write_text("mine")
    os.utime(kept / "report.html", ns=(0, 0))
    (kept.parent / "latest").symlink_to(kept.name)
    assert opened(var, "mine") == opened(var, "var/runs/mine") == "var/runs/mine/2026-11-30_161205/report.html"
    # A night after both.
    os.utime(var / "var" / "site" / "index.html", ns=(9 * 10**9, 9 * 10**9))
    assert opened(var) == "var/site/index.html"
    assert opened(var, "--below", "var/runs") == "var/runs/storage_cycle/report.html"


def test_the_page_of_a_sweep_is_opened_by_its_name(var: Path) -> None:
    for name, day in (("mine", 20), ("rate_power", 1), ("rate_power/momentum", 10)):
        page = var / "var" / "sweeps" / name / "sweep.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(name)
        os.utime(page, ns=(day * 10**9, day * 10**9))
    assert opened(var) == opened(var, "mine") == opened(var, "var/sweeps/mine") == "var/sweeps/mine/sweep.html"
    assert opened(var, "rate_power/momentum") == "var/sweeps/rate_power/momentum/sweep.html"
    # Of a run and a sweep of one name the later one.
    assert opened(var, "rate_power") == "var/runs/rate_power/report.html"


def test_json_names_the_page(var: Path) -> None:
    ran = process("open", "rate_power", "--json", cwd=var, **NO_BROWSER)
    assert ran.document["page"] == "var/runs/rate_power/report.html"
    assert ran.document["outcome"].startswith("there is no browser here")


def test_what_is_not_there_is_one_line(var: Path, tmp_path: Path) -> None:
    ran = process("open", "nowhere", cwd=var)
    assert ran.code == 1
    assert ran.error == (
        "'nowhere' is no page, no folder and no name of a run with a page; there are runs of rate_power, "
        "storage_cycle below var/runs, var/site, var/pages, var/demo, var/sweeps"
    )
    empty = tmp_path / "empty"
    empty.mkdir()
    assert process("open", cwd=empty).error == (
        "there is no page below var/runs, var/site, var/pages, var/demo, var/sweeps; make one: backtest run NAME, or "
        "backtest demo"
    )


def test_a_run_is_opened_in_the_browser_that_the_environment_names(tiny_store: Path, tmp_path: Path) -> None:
    """From the command line to the program that is handed the address of the page."""
    table, seen, browser = tmp_path / "cash.csv", tmp_path / "seen", tmp_path / "browser"
    table.write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n')
    browser.chmod(0o755)
    store = Path(shutil.copy(tiny_store, tmp_path / "market.db"))
    surrounds = {"BACKTEST_DATABASE_URL": f"sqlite:///{store}"}
    words = ("run", "--targets", table, "--open", "--out", tmp_path / "a run")
    ran = process(*words, cwd=tmp_path, BROWSER=str(browser), **surrounds)
    page = tmp_path / "a run" / "report.html"
    assert (ran.code, ran.out.splitlines()[-1]) == (0, f"opened {page}")
    assert seen.read_text() == page.as_uri()
    # Without a browser the run is as good, and with --json its document stays alone on stdout.
    ran = process(*words, "--json", cwd=tmp_path, **surrounds, **NO_BROWSER)
    assert ran.document["runs"][0]["name"] == "cash"
    assert ran.err.splitlines()[-1] == f"there is no browser here; the page is {page}"
    # A run that failed opens nothing.
    seen.unlink()
    failed = process("run", "nope", "--open", cwd=tmp_path, BROWSER=str(browser), **surrounds)
    assert (failed.code, seen.exists()) == (1, False)
