"""How a segment is called: ``liquid_cooling`` is "liquid cooling" and 液冷, from ``segment_names.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from data_sources.language.text import Text, joined, same

FILE = "segment_names.csv"
JOINED = " + "
"""What stands between the segments of a name that belongs to several."""


def segment_name(segment: str) -> Text:
    """Return the name of a segment, or of several joined by `` + ``.

    A segment that the table does not have, such as one of a user's document, is said as it stands.
    """
    names = segment_names()
    return joined((names.get(each, same(each)) for each in segment.split(JOINED)), en=JOINED, zh=JOINED)


def segment_id(segment: str) -> Text:
    """Return the id of a segment, or several joined, as decisions and files have it, with its Chinese name."""
    return Text(segment, segment_name(segment).zh)


@cache
def segment_names() -> Mapping[str, Text]:
    """Return the names of the segments that the shipped documents and families have, by their ids."""
    text = (resources.files("strategies") / "documents" / FILE).read_text(encoding="utf-8")
    return {row["segment"]: Text(row["english"], row["chinese"]) for row in csv.DictReader(text.splitlines())}
