"""What the body of an answer says before akshare reads it: nothing, a refusal, half of something. Pure.

Vendors that throttle seldom say so by a status. They send an empty body (Tencent: PanWatch pull request 46; akshare's
users know it as ``Expecting value: line 1 column 1 (char 0)``), a wrapper with nothing in it, or a page for people.
"""

from __future__ import annotations

import re

from data_sources.vendors.errors import Banned, RateLimited, SourceError, Unavailable
from data_sources.vendors.source import Request

BAN_WORDS = re.compile(
    "访问过于频繁|拒绝访问|访问受限|安全验证|访问异常|验证码|滑块|人机|"
    "captcha|forbidden|access denied|acw_sc|challenge",
    re.IGNORECASE,
)
BUSY_WORDS = re.compile("过于频繁|限流|访问受限|拒绝访问|繁忙|too many requests|rate limit", re.IGNORECASE)
MARKUP = re.compile(r"\ufeff?\s*<")
LONGEST_NOTICE, LONGEST_MESSAGE = 10_000, 1_000
"""Characters of a refusal, as a page and as data; answers are longer, and a page may have a captcha in its menu."""

# callback(), x=; x=(null); {} and the like, with or without a comment before.
HOLLOW = re.compile(
    r"(/\*.*?\*/)?(var\s+)?([\w$.]+=)?([\w$.]*\((null|\{\}|\[\]|\"\")?\)|null|\{\}|\[\])?;?", re.DOTALL | re.IGNORECASE
)
UNCLOSED = re.compile(r"(var\s)?[\w$.]+=\"[^\"]*")
WHOLE_ENDS = ("}", "]", ")", ";", "/", ">")
BRACKETS = (("{", "}"), ("[", "]"))
EMPTY_PAGES = (
    '"data":null', '"data":[]', '"result":null', '"code":9201', '"diff":null', '"diff":[]', '"content":null',
    '"content":[]',
)  # fmt: skip
"""How a page of a list says that it has nothing. A year of Tencent's without a bar (``"day":[]``) is no such page."""


def fault_of_body(request: Request, text: str, *, html: bool, later_page: bool) -> SourceError | None:
    """Return what keeps a body from being an answer, None where it may be one.

    ``html`` says that a page with tables is what is due, ``later_page`` that the same address has told rows before:
    nothing is then a page that was lost.
    """
    if not text.strip():
        return Unavailable(request, "the answer has no content, as of a vendor that is asked too fast")
    if MARKUP.match(text):
        return _fault_of_page(request, text, html=html)
    bare = _squeezed(text)
    if HOLLOW.fullmatch(bare):
        return Unavailable(request, f"the answer is a wrapper with nothing in it: {bare[:40]}")
    if not html and len(text) <= LONGEST_MESSAGE and (word := BUSY_WORDS.search(text)):
        return RateLimited(request, f"it says {word[0]}")
    if UNCLOSED.fullmatch(bare):
        return Unavailable(request, "the answer breaks off")
    if later_page and any(mark in bare for mark in EMPTY_PAGES):
        return Unavailable(request, "a page in the middle of the list came without rows")
    return None


def fault_of_unreadable(request: Request, text: str, *, html: bool) -> SourceError | None:
    """Return what a body says that akshare could not read, None where only its form is to blame."""
    if html and len(text) <= LONGEST_NOTICE and (word := BAN_WORDS.search(text)):
        return Banned(request, f"a page without its tables, it says {word[0]}")
    return Unavailable(request, "the answer breaks off") if _breaks_off(_squeezed(text)) else None


def _breaks_off(bare: str) -> bool:
    unclosed = any(bare.count(opening) > bare.count(closing) for opening, closing in BRACKETS)
    return bool(bare) and (unclosed or not bare.endswith(WHOLE_ENDS))


def _fault_of_page(request: Request, text: str, *, html: bool) -> SourceError | None:
    """Name an HTML page that stands where data is due; one that says nothing known is a fault that may pass."""
    if html and "<table" in text.lower():
        return None if "</html>" in text.lower() else Unavailable(request, "the page breaks off")
    what = "an HTML page instead of data"
    if word := BAN_WORDS.search(text):
        return Banned(request, f"{what}, it says {word[0]}")
    if word := BUSY_WORDS.search(text):
        return RateLimited(request, f"{what}, it says {word[0]}")
    return Unavailable(request, what)


def _squeezed(text: str) -> str:
    return "".join(text.lstrip("\ufeff").split())
