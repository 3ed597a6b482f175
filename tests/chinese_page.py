"""What a reader of Chinese still reads in English on a page: every text and every spoken attribute, one by one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser

from tests.language import CJK

UNSEEN = frozenset({"script", "style", "title"})
"""What is no text of a page; its title stands in both languages at its root, where the script takes it from."""
IN_CODE = frozenset({"code", "pre"})
VOID = frozenset({"meta", "link", "br", "hr", "input", "img", "col"})
SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt")
"""Attributes that are shown or read aloud."""

WORDS = re.compile(r"[A-Za-z]{2,}")
NAME_IN_CODE = re.compile(r"[\w./<>=:@%+*-]*[_/.0-9][\w./<>=:@%+*-]*[,;]?|[a-z]+_[a-z_]+")
PUBLICATION = re.compile(r"[A-Z][A-Za-z0-9 ,/.&-]+, [12]\d{3}")
"""A paper behind a formula, by its authors, its title and its year."""
COMPANY = re.compile(r"Company \d{6} \(simulated\)")
"""A company of the simulated market, as the store has its name."""
SENTENCE = re.compile(r"(?:\b[a-z]{2,}\b[ ,]+){3}\b[a-z]{2,}\b")

ALLOWED = {
    "EN": "the button that turns the page into English",
    "hindsight": "the name of a fact in code",
    "HINDSIGHT": "the mark that tells a page from a test also where only letters are searched",
    "SIMULATED": "the mark of prices that are not real, also where only letters are searched",
    "SoC": "what the industry calls it in Chinese too",
    "MCU": "what the industry calls it in Chinese too",
    "CIS": "what the industry calls it in Chinese too",
    "EPS": "what brokers print in Chinese too",
    "EB": "a unit",
    "EFLOPS": "a unit",
    "CSV": "a kind of file",
    "UTC": "a time zone",
}


class _Reader(HTMLParser):
    """Collects (how it is shown, words) of a page as it stands in Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.seen: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            # The script puts the Chinese of an option in place of what stands there.
            # The page's own language is only the one it is shown in at first: both are in it.
            language = "en" if "data-zh" in given else given.get("lang", "") if tag != "html" else ""
            self.open.append(("code" if given.get("class") == "code" else tag, language))
            self.seen.append(("text", given.get("data-zh-page", "") if tag == "html" else given.get("data-zh", "")))
        if self._hidden() or tag == "meta":
            return
        self.seen += [(name, given.get(f"data-zh-{name}", given[name])) for name in SPOKEN if given.get(name)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] not in (tag, "code"):
            pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._hidden() and not any(tag in IN_CODE for tag, _ in self.open):
            self.seen.append(("text", words))

    def _hidden(self) -> bool:
        return any(tag in UNSEEN or language == "en" for tag, language in self.open)


def left_in_english(page: str, names: Collection[str] = ()) -> list[str]:
    """Return what has no Chinese on a page, and English sentences amid Chinese, each with how it is shown.

    ``names`` are those of made data: nobody wrote them in Chinese.
    """
    reader = _Reader()
    reader.feed(COMPANY.sub("", page))
    for name in sorted(names, key=len, reverse=True):
        reader.seen = [(how, words.replace(name, "")) for how, words in reader.seen]
    return sorted({f"{how}: {words}" for how, words in reader.seen if _is_left(words)})


def _is_left(words: str) -> bool:
    if CJK.search(words):
        return SENTENCE.search(words) is not None
    return any(True for _ in _unsaid(words)) and PUBLICATION.fullmatch(words) is None


def _unsaid(words: str) -> Iterator[str]:
    """Yield the words that are neither numbers, nor names in code, nor allowed."""
    for word in words.split():
        bare = word.strip("·,;:()[]–+−?")
        if WORDS.search(bare) and not NAME_IN_CODE.fullmatch(bare) and bare not in ALLOWED:
            yield bare
