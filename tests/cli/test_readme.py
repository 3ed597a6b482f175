"""Both READMEs: one content in two languages, commands and links that work, and a verdict that the terminal prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import ROOT, backtest, understood
from tests.cli.markdown import blocks, commands, headings, links, pictures

ENGLISH, CHINESE = "README.md", "README.zh.md"
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in (ENGLISH, CHINESE)}
PAGES = ["README.md", "README.zh.md", *(f"docs/{each.name}" for each in sorted((ROOT / "docs").glob("*.md")))]
LARGEST = 150_000  # bytes of a picture


def test_each_leads_to_the_other_in_its_first_line() -> None:
    assert TEXTS[ENGLISH].splitlines()[0] == "English | [中文](README.zh.md)"
    assert TEXTS[CHINESE].splitlines()[0] == "中文 | [English](README.md)"


def test_both_have_the_same_sections_commands_and_links() -> None:
    english, chinese = TEXTS[ENGLISH], TEXTS[CHINESE]
    assert headings(english)[0] == "#"
    assert headings(english)[1:] == ["##"] * 11
    assert headings(chinese) == headings(english)
    assert commands(chinese) == commands(english)
    assert commands(english)[:2] == ["make demo", "make test"]
    assert blocks(chinese, "python") == blocks(english, "python")
    assert links(chinese)[1:] == links(english)[1:]
    assert pictures(chinese) == [each.replace(".en.", ".zh.") for each in pictures(english)]


def test_both_have_as_many_points_in_each_section() -> None:
    points = [
        [section.count("\n- ") + section.count("\n| ") for section in text.split("\n## ")] for text in TEXTS.values()
    ]
    assert points[0] == points[1]


@pytest.mark.parametrize("line", [each for each in commands(TEXTS[ENGLISH]) if each.startswith("backtest ")])
def test_each_command_is_understood(line: str) -> None:
    assert understood(line) in line


@pytest.mark.parametrize("page", PAGES)
def test_every_link_and_picture_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    inside = [each.partition("#")[0] for each in (*links(text), *pictures(text)) if "://" not in each]
    assert [each for each in inside if each and not ((ROOT / page).parent / each).exists()] == []


def test_the_pictures_are_four_small_ones_and_none_is_left_over() -> None:
    shown = {each for text in TEXTS.values() for each in pictures(text)}
    there = {f"docs/images/{each.name}": each.stat().st_size for each in (ROOT / "docs/images").iterdir()}
    assert len(shown) == 4
    assert set(there) == shown
    assert max(there.values()) <= LARGEST


@pytest.mark.parametrize(("readme", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_the_verdict_is_what_the_terminal_prints_of_the_demo(
    readme: str, language: str, sample_store: Path, tmp_path: Path
) -> None:
    (command, *said), *others = blocks(TEXTS[readme], "text")
    assert others == []
    assert understood(command.removeprefix("$ ")) == "run"
    store = shutil.copy(sample_store, tmp_path)
    ran = backtest("run", "domestic_compute", "--lang", language, "--out", tmp_path / "run", store=Path(store))
    table = said.index("")
    assert ran.out.splitlines()[:table] == said[:table]
    assert "SIMULATED" in said[0]
    # The README breaks the sentence below the table as a narrow terminal does.
    assert _unbroken(ran.out).startswith(_unbroken("".join(said)))


def _unbroken(text: str) -> str:
    return "".join(text.split())
