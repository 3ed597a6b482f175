"""What is wrong with a command line, in both languages: the library that reads it speaks English alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

import typer

from data_sources.language.text import Text, both, said, same

# What the library says of a value, and of a command line. Its own words in front of a sentence of ours say nothing.
VALUES = (
    (r"Input should be a valid number.*", "应为数字"),
    (r"Input should be a valid integer.*", "应为整数"),
    (r"Input should be a valid boolean.*", "应为真或假"),
    (r"Input should be greater than or equal to (\S+)", r"应不小于 \1"),
    (r"Input should be greater than (\S+)", r"应大于 \1"),
    (r"Input should be less than or equal to (\S+)", r"应不大于 \1"),
    (r"('.*') is not one of (.*)\.", r"\1 不在可选值之中：\2"),
)
SENTENCES = (
    (r"No such command ('.*')\.(?: Did you mean (.*)\?)?", r"没有命令 \1"),
    (r"No such option: (\S+)(?: \(Possible options: (.*)\))?", r"没有选项 \1"),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)", r"多余的参数：\1"),
    (r"Option ('.*') requires an argument\.", r"选项 \1 需要一个值"),
    (r"Option ('.*') does not take a value\.", r"选项 \1 不带值"),
    (r"Missing argument ('.*')\.", r"缺少参数 \1"),
    (r"Missing option ('.*')\.", r"缺少选项 \1"),
    (r"Missing command\.", "缺少命令"),
)
LIBRARY = "Value error, "


def usage_sentence(fault: typer.TyperException) -> Text:
    """Return what is wrong with a command line and whose help says more."""
    context = getattr(fault, "ctx", None)
    command = context.command_path if context else "backtest"
    english = fault.format_message().replace(LIBRARY, "")
    chinese = _chinese(fault, english)
    return both(f"{english} (see {command} --help)", f"{chinese}（见 {command} --help）")


def _chinese(fault: typer.TyperException, english: str) -> str:
    message = _ours(fault) or str(getattr(fault, "message", english))
    hint = re.match(r"Invalid value for (.*?): ", english)
    if hint and isinstance(fault, typer.BadParameter):
        value = said(message, "zh") if isinstance(message, Text) else _matched(message.replace(LIBRARY, ""), VALUES)
        return f"{hint[1]} 的值不对：{value}"
    return said(message, "zh") if isinstance(message, Text) else _matched(english, SENTENCES)


def _ours(fault: BaseException) -> Text | None:
    """Return our own words for a wrong value: the library writes them into a sentence of its own."""
    found: BaseException | None = fault
    while found is not None:
        words = getattr(found, "message", None)
        if isinstance(words, Text):
            return words
        found = found.__cause__ or found.__context__
    return None


def _matched(english: str, patterns: Sequence[tuple[str, str]]) -> str:
    """Return the Chinese of a sentence of the library; what it says otherwise stays as it is."""
    for pattern, chinese in patterns:
        found = re.fullmatch(pattern, english)
        if found:
            more = found[found.re.groups] if found.re.groups > 1 and chinese.count("\\") == 1 else None
            return found.expand(chinese) + (f"（是否指 {more}？）" if more else "")
    return same(english)
