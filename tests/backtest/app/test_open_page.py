"""A page opened: in the browser that the environment names, or said where it lies."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from backtest.app.open_page import open_page
from data_sources.language.text import said
from tests.cli.command import surroundings

OPEN = """\
import sys
from pathlib import Path
from backtest.app.open_page import open_page
print(open_page(Path(sys.argv[1])))
"""


def opened(page: Path, **environment: str) -> str:
    """Open a page in a process of its own: which browsers there are is looked for once a process."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", OPEN, str(page)],
        env={"PATH": os.environ["PATH"], **surroundings(), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_browser_that_the_environment_names_is_given_the_address_of_the_page(tmp_path: Path) -> None:
    page, seen = tmp_path / "a page.html", tmp_path / "seen"
    page.write_text("<p>")
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n')
    browser.chmod(0o755)
    assert opened(page, BROWSER=str(browser)) == f"opened {page}\n"
    assert seen.read_text() == f"file://{tmp_path}/a%20page.html"


def test_without_a_browser_the_line_says_where_the_page_is(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    # No program can be found, and no desktop is there.
    ran = opened(page, PATH=str(tmp_path), BROWSER="", DISPLAY="", WAYLAND_DISPLAY="")
    assert ran == f"there is no browser here; the page is {page}\n"


def test_it_is_said_in_chinese_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _address: False)
    assert said(open_page(tmp_path / "report.html"), "zh") == f"此处没有浏览器；页面位于 {tmp_path / 'report.html'}"
