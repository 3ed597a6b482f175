"""A sentence as readers of a page may see it: what went wrong, and not where the files of this machine lie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from data_sources.language.text import Text, both, same

LEFT_OUT = "…"

# An address with a scheme; pages of the web are no secret of this machine.
_ADDRESS = re.compile(r"(?!https?://)\b[a-zA-Z][\w+.-]*://[^\s;,'\"()<>]*")
# A path from the root or from home, of this system or of Windows, not the / between two words.
_PATH = re.compile(r"(?<![\w/\\.~:…-])(?:~?[/\\]|[A-Za-z]:[/\\])[^\s:;,'\"()<>|]+")


def for_readers(sentence: str, places: Iterable[str | Path | None] = ()) -> Text:
    """Return a sentence in which of every path only the last name is left, and of the address of a database nothing.

    ``places`` are paths and addresses that it may hold without looking like one: with spaces in them, or relative. What
    it says in Chinese is treated alike.
    """
    known = _known(places)
    return both(_shown(sentence, known), _shown(same(sentence).zh, known))


def _known(places: Iterable[str | Path | None]) -> list[str]:
    """The places in every way in which they may be written, the longest first."""
    known = {str(place) for place in places if place is not None}
    known |= {str(Path(place).absolute()) for place in known if "://" not in place}
    known |= {str(Path(place).resolve()) for place in known if "://" not in place}
    return sorted(known - {"", ".", "/"}, key=len, reverse=True)


def _shown(text: str, places: list[str]) -> str:
    for place in places:
        text = text.replace(place, LEFT_OUT if "://" in place else _last_name(place))
    text = _ADDRESS.sub(LEFT_OUT, text)
    return _PATH.sub(lambda found: _last_name(found[0]), text)


def _last_name(path: str) -> str:
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1] or LEFT_OUT
