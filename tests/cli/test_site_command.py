"""``backtest site`` and a run of several with --out: pages with tabs around the runs."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from urllib.request import urlopen

import pytest

import backtest as python
from backtest.app.site.only_writer import only_writer
from data_sources import files
from strategies.registry import NAMES
from tests.cli.command import Ran, backtest
from tests.cli.links import dead_links, links_in


def test_a_site_has_a_tab_for_each_question(demonstration: tuple[Path, Ran], tmp_path: Path) -> None:
    store = demonstration[0] / "sample_market.db"
    ran = backtest("site", "--db", store, "--out", tmp_path / "pages", "--standalone", "--json")
    assert ran.code == 0
    assert ran.document["index"] == str(tmp_path / "pages" / "index.html")
    written = {path.name for path in (tmp_path / "pages").iterdir() if path.suffix == ".html"}
    assert written == {"index.html", "signals.html", "health.html", "methods.html", "theses.html"}
    assert (tmp_path / "pages" / "scorecard" / "index.html").is_file()
    signals = (tmp_path / "pages" / "signals.html").read_text(encoding="utf-8")
    assert 'aria-current="page"><span lang=en>Signals and gates' in signals
    mail = tmp_path / "pages" / "mail"
    assert ran.document["mail"] == str(mail)
    names = {path.name for path in mail.iterdir()}
    assert names == written | {"scorecard.html"} | {f"{name}.html" for name in NAMES}
    # A file of the mail leads nowhere but into itself; the tables beside a page are in it.
    for page in mail.iterdir():
        assert {target for _, target, _ in links_in(page)} <= {page.resolve()}
    assert 'download="calls.csv"' in (mail / "scorecard.html").read_text(encoding="utf-8")
    assert dead_links(tmp_path / "pages") == []


def test_each_page_of_a_site_comes_whole_over_http(demonstration: tuple[Path, Ran]) -> None:
    folder = demonstration[0]
    with python.serve(folder, port=0) as served:
        for page in folder.rglob("*.html"):
            with urlopen(f"{served.address}{page.relative_to(folder).as_posix()}") as answer:  # noqa: S310 - our own server
                assert answer.read() == page.read_bytes()
                assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_several_runs_with_a_folder_get_a_front_page_and_one_run_does_not(
    demonstration: tuple[Path, Ran], tmp_path: Path
) -> None:
    store = demonstration[0] / "sample_market.db"
    ran = backtest("run", "rate_power", "edge_ai", "--db", store, "--out", tmp_path / "two")
    assert ran.out.splitlines()[-1] == f"All pages: {tmp_path / 'two' / 'index.html'}"
    index = (tmp_path / "two" / "index.html").read_text(encoding="utf-8")
    assert 'href="edge_ai/report.html"' in index
    # Gates and theses of strategies that have no page here are named, not linked.
    assert dead_links(tmp_path / "two") == []
    backtest("run", "rate_power", "--db", store, "--out", tmp_path / "one")
    assert not (tmp_path / "one" / "index.html").exists()


def test_a_site_never_goes_into_that_of_a_night(demonstration: tuple[Path, Ran], tmp_path: Path) -> None:
    store, out = demonstration[0] / "sample_market.db", tmp_path / "site"
    builds = tmp_path / ".site.builds"
    (builds / "2026-06-30-abc").mkdir(parents=True)
    (builds / "lock").touch()
    out.symlink_to(builds / "2026-06-30-abc", target_is_directory=True)
    ran = backtest("site", "--db", store, "--out", out)
    assert ran.code == 1
    assert "lies in a site that backtest nightly makes; choose another --out" in ran.error


def test_a_second_command_leaves_the_folder_of_a_site_alone_while_the_first_writes(
    demonstration: tuple[Path, Ran], tmp_path: Path
) -> None:
    """Tabs of one market beside runs of another would be the end of two at once."""
    store, out = demonstration[0] / "sample_market.db", tmp_path / "pages"
    with only_writer(out):
        for words in (("site",), ("run", "rate_power", "edge_ai")):
            ran = backtest(*words, "--db", store, "--out", out)
            assert ran.code == 1
            assert ran.error == (
                f"another command is writing the pages of {out}; wait until it is done, or choose another --out"
            )
        assert "另一个命令正在写" in backtest("demo", "--out", out, "--lang", "zh").err
        # Nothing of them is there, and nothing of the lock.
        assert list(out.iterdir()) == []
    with only_writer(out):
        pass


def test_the_front_page_is_the_last_so_that_a_full_disk_leaves_no_page_that_leads_nowhere(
    demonstration: tuple[Path, Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, out = demonstration[0] / "sample_market.db", tmp_path / "pages"
    write = files.write_whole

    def full(path: Path, data: bytes) -> None:
        if path.name == "methods.html":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, data)

    monkeypatch.setattr("reports.page.write_whole", full)
    ran = backtest("run", "rate_power", "edge_ai", "--db", store, "--out", out)
    assert ran.code == 1
    assert ran.error.startswith(f"cannot write {out / 'methods.html'}: No space left on device (")
    assert ran.error.endswith("free); make room there and run the same command again")
    assert (out / "rate_power" / "report.html").is_file()
    assert not (out / "index.html").exists()
    # The same in Chinese, and once there is room all is there.
    told = backtest("run", "rate_power", "edge_ai", "--db", store, "--out", out, "--lang", "zh").err
    assert f"错误：无法写入 {out / 'methods.html'}：磁盘已满（需要 " in told
    monkeypatch.undo()
    assert backtest("run", "rate_power", "edge_ai", "--db", store, "--out", out).code == 0
    assert dead_links(out) == []
