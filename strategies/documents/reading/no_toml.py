"""Why the text of a report file is no TOML, with what its writer is likely to have meant."""

from __future__ import annotations

import re

from strategies.documents.reading.fault import Fault

PLACE = re.compile(r" \(at line (\d+), column \d+\)")
CHINESE_MARKS = re.compile("[“”‘’，：；＝（）［］｛｝＃　]")
TWICE = "Cannot overwrite a value"
TWICE_HINT = "a key stands twice; a symbol in two segments of a thesis is one key with a list of two tables"


def no_toml(name: str, text: str, fault: Exception) -> Fault:
    """Return the fault of a text that the reader of TOML refuses, at its line where that is told."""
    place = PLACE.search(str(fault))
    what = " ".join(str(fault).replace(place[0], "").split()) if place else str(fault)
    line = int(place[1]) if place else 0
    return Fault(name, line, "", f"is no TOML in UTF-8: {TWICE_HINT if what == TWICE else what}{_marks(text, line)}")


def no_utf8(name: str, fault: UnicodeDecodeError) -> Fault:
    """Return the fault of a file in another encoding, such as GBK or UTF-16, at its first strange byte."""
    line = fault.object.count(b"\n", 0, fault.start) + 1
    return Fault(name, line, "", f"byte 0x{fault.object[fault.start]:02x} is no UTF-8; save the file as UTF-8")


def _marks(text: str, line: int) -> str:
    """A hint at Chinese marks (全角) outside of texts, which look like those of TOML."""
    lines = text.splitlines()
    if not 0 < line <= len(lines):
        return ""
    found = CHINESE_MARKS.findall(re.sub(r'"[^"]*"', "", lines[line - 1]))
    return f'; {" ".join(dict.fromkeys(found))} stand there: write " , = in their half-width form' if found else ""
