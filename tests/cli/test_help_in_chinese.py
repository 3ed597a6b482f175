"""The help in Chinese: every sentence of it, for characters of two columns, its examples as they are pasted."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from backtest.cli.app import COMMANDS, GROUPS, app
from backtest.cli.chinese_help import columns_of, known_help
from backtest.cli.commands_group import EPILOG
from tests.chinese_page import SENTENCE
from tests.cli.command import backtest, surroundings
from tests.cli.test_help import HEAVY

EXAMPLES = {name: examples for name, _, examples in COMMANDS}
SCREEN = 80


def sentences(command: Any) -> Iterator[str]:  # noqa: ANN401 - of the library, which has no public names
    """All that a command, its options and the commands in it say of themselves."""
    yield from (" ".join(each.split()) for each in re.split(r"\n\s*\n", command.help or ""))
    yield from (" ".join(each.help.split()) for each in command.params if each.help)
    for each in getattr(command, "commands", {}).values():
        yield from sentences(each)


def test_the_table_has_every_sentence_of_the_help_and_no_other() -> None:
    said = {*sentences(typer.main.get_command(app)), EPILOG, "Show this message and exit."}
    assert said - set(known_help()) == set()
    assert set(known_help()) - said == set()


@pytest.mark.parametrize("name", ["", *GROUPS, *EXAMPLES])
def test_no_sentence_of_the_help_is_left_in_english(name: str) -> None:
    shown = backtest(*name.split(), "--help", "--lang", "zh")
    assert shown.code == 0
    assert shown.out.startswith(f"用法：{f'backtest {name}'.strip()} ")
    lines = shown.out.splitlines()
    assert [line for line in lines if SENTENCE.search(line) and line.strip() not in EXAMPLES.get(name, ())] == []
    assert [line for line in lines if columns_of(line) > SCREEN and line.strip() not in EXAMPLES.get(name, ())] == []
    assert {line.strip() for line in lines} >= set(EXAMPLES.get(name, ()))


def test_the_language_of_the_environment_speaks_in_the_help_without_anything_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from backtest.cli.app import app\n"
        "try: app(['run', '--help'])\n"
        "finally: print('IMPORTED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=surroundings(BACKTEST_LANG="zh"),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "用法：backtest run [选项]" in done.stdout
    assert set(done.stdout.partition("IMPORTED")[2].split()) & HEAVY == set()


def test_a_line_breaks_between_characters_and_never_begins_with_a_closing_mark() -> None:
    for name in EXAMPLES:
        for line in backtest(*name.split(), "--help", "--lang", "zh").out.splitlines():
            assert line.strip()[:1] not in tuple("，。；：！？、）》”")
            assert line.strip()[-1:] not in tuple("（《“")
