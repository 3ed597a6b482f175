"""A company that a text can name, and the spellings it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["listed", "given", "printed", "old", "english", "short", "outside"]
"""``listed`` the store's name, ``given`` of a user's file or a shipped document, ``printed`` beside its code in the
document alone, ``old`` one before a change of name, ``short`` one without its last word, ``outside`` a company whose
shares are no A-shares."""


@dataclass(frozen=True)
class Company:
    """A company with its code; ``market`` is "A" or the reason why it can be no member (``EXCLUSIONS``).

    ``listed`` and ``delisted`` are None where the store does not say.
    """

    symbol: str
    name: str
    listed: date | None = None
    delisted: date | None = None
    market: str = "A"


@dataclass(frozen=True)
class Name:
    """One spelling of a company in normal form.

    ``marked``: stands for it only with ST before it or its code beside, or, of a short form, in an enumeration.
    ``told``: the label of its list says that it is a company of that trade (股份行：兴业).
    """

    text: str
    company: Company
    kind: Kind
    marked: bool = False
    told: bool = False
