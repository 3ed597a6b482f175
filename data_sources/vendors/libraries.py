"""The libraries of vendors by the word that names each; nothing is imported, so that a help text may list them.

A library is one folder here and one line in ``LIBRARIES``: the word that names it, which is also the name it is
installed under, and the module whose ``LIBRARY`` says what it has.
"""

from __future__ import annotations

LIBRARIES = {
    "akshare": "data_sources.vendors.akshare",
    "baostock": "data_sources.vendors.baostock",
}
"""Modules by name; the first one is asked when the user names none, the others are extras."""

DEFAULT = next(iter(LIBRARIES))

SOURCES = "|".join((*LIBRARIES, "DIR"))
"""What a user may name as a source, as a help text shows it."""
