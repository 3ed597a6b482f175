"""The help of a command in Chinese: the library lays out words with spaces between them, and English alone.

``help.csv`` has the Chinese of every sentence that the commands and their options say of themselves; names of commands,
options and values stay as they are typed, and examples as they are pasted.
"""

from __future__ import annotations

import csv
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

WIDEST, MARGIN = 110, 2
"""Columns of a line at most, and those left empty before what stands under a heading."""
LONGEST_NAME = 30
"""Columns of the names on the left; what is said of a longer one begins on the next line."""
KEPT = "\b"
"""What the library marks lines with that stay as they are."""
USAGE = {
    "[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]...",
}  # fmt: skip
EXTRAS = (("default: ", "默认："), ("required", "必填"), ("; ", "；"))
"""What the library writes in brackets behind a sentence."""
PIECE = re.compile(r"(?:[（“《]*[!-~]+|[（“《]+.|\s+|.)[，。；：！？、）》”]*")
"""What stays on one line: a word or a character, with the marks that open before it and close behind it."""


def chinese_help(command: Any, ctx: Any) -> str:  # noqa: ANN401 - of the library, which has no public names for them
    """Return the help of a command or of a group of commands, whole."""
    usage = " ".join(USAGE.get(each, each) for piece in command.collect_usage_pieces(ctx) for each in piece.split())
    parts = [f"用法：{ctx.command_path} {usage}", *_paragraphs(command.help or "")]
    records = [(each.param_type_name, each.get_help_record(ctx)) for each in command.get_params(ctx)]
    for kind, heading in (("argument", "参数："), ("option", "选项：")):
        rows = [(name, _said(words)) for at, record in records if at == kind and record for name, words in [record]]
        parts += [_section(heading, rows)] * bool(rows)
    commands = [(name, _said(_first(each.help or ""))) for name, each in getattr(command, "commands", {}).items()]
    parts += [_section("命令：", commands)] * bool(commands)
    return "\n\n".join([*parts, *_paragraphs(command.epilog or "")])


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if paragraph.startswith(KEPT):
            lines = paragraph.removeprefix(KEPT).strip("\n").replace("Examples:", "示例：").splitlines()
            yield "\n".join(" " * MARGIN + line for line in lines)
        elif paragraph:
            yield "\n".join(" " * MARGIN + line for line in _folded(_said(paragraph), _width() - MARGIN))


def _first(text: str) -> str:
    return re.split(r"\n\s*\n", text.strip())[0]


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> str:
    names = [columns_of(name) for name, _ in rows]
    left = max([each for each in names if each <= LONGEST_NAME], default=LONGEST_NAME) + 2 * MARGIN
    lines = [heading]
    for (name, words), width in zip(rows, names, strict=True):
        first, *rest = _folded(words, _width() - left) or [""]
        if width > left - 2 * MARGIN:
            lines.append(" " * MARGIN + name)
            lines.append(" " * left + first)
        else:
            lines.append(f"{' ' * MARGIN}{name}{' ' * (left - MARGIN - width)}{first}")
        lines += [" " * left + each for each in rest]
    return "\n".join(lines)


def _said(words: str) -> str:
    """Return the Chinese of a sentence, with what the library adds to it; one that is not known stays English."""
    sentence, extra = " ".join(words.split()), ""
    if sentence not in known_help() and (found := re.search(r"(?:^| )(\[[^\[\]]*\])$", sentence)):
        sentence, extra = sentence[: found.start()], found[1]
        for english, chinese in EXTRAS:
            extra = extra.replace(english, chinese)
    return f"{known_help().get(sentence, sentence)}{extra}"


@cache
def known_help() -> dict[str, str]:
    """Return the Chinese of the sentences by their English."""
    text = resources.files(__package__).joinpath("help.csv").read_text(encoding="utf-8")
    return {row["english"]: row["chinese"] for row in csv.DictReader(text.splitlines())}


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _folded(text: str, width: int) -> list[str]:
    """Break a text into lines: between Chinese characters, or where a space stands."""
    lines: list[str] = []
    line = ""
    for piece in PIECE.findall(text):
        if line and columns_of(line + piece) > width:
            lines, line = [*lines, line.rstrip()], ""
        line += piece.lstrip() if not line else piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _width() -> int:
    return max(min(shutil.get_terminal_size().columns, WIDEST), 2 * LONGEST_NAME) - MARGIN
