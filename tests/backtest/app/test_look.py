"""How pages look at first: what was asked for, else what the environment says, until a reader chooses in the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from backtest.app.look import look_of
from backtest.app.run_result import held
from data_sources.errors import UserError
from reports import Look
from tests.reports.made_results import tiny_result


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BACKTEST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_the_language_is_what_was_asked_for_else_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert look_of() == Look("en", "red")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert look_of() == Look("zh", "red")
    monkeypatch.setenv("BACKTEST_LANG", "en")
    assert look_of() == Look("en", "red")
    assert look_of("zh", "safe") == Look("zh", "safe")


def test_colours_that_there_are_not_are_refused_with_those_that_there_are() -> None:
    wrong: Any = "blue"
    with pytest.raises(UserError, match=r"colours blue: there are red, green, safe"):
        look_of("en", wrong)


def test_a_page_is_written_in_the_language_and_colours_that_were_asked_for(tmp_path: Path) -> None:
    held(tiny_result()).report(tmp_path / "page.html", lang="zh", colours="green")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans" data-lang="zh" data-theme="auto" data-colours="green"' in page


@pytest.mark.parametrize("path", [cast("str", each) for each in ("", 3, None, "x\0")])
def test_what_is_no_path_of_a_page_is_one_line(path: str) -> None:
    with pytest.raises(UserError, match=r"the page"):
        held(tiny_result()).report(path)
