"""What a Markdown page of ours is made of, as far as tests ask: headings, blocks of code, links."""

from __future__ import annotations

import re


def headings(text: str) -> list[str]:
    """The marks of the headings outside of code, such as "##", in their order."""
    return re.findall(r"^(#+) ", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)


def blocks(text: str, language: str) -> list[list[str]]:
    """The lines of each fenced block of a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in found]


def links(text: str) -> list[str]:
    """The addresses that a page leads to, in their order."""
    return re.findall(r"\]\(([^)]+)\)", text)


def pictures(text: str) -> list[str]:
    """The files of pictures that a page shows."""
    return re.findall(r'src(?:set)?="([^"]+)"', text)


def commands(text: str) -> list[str]:
    """The lines of the shell's blocks without their comments, as they are typed."""
    return [line.partition("  #")[0].rstrip() for block in blocks(text, "sh") for line in block]
