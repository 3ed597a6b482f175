"""The addresses of the links of a page, as a browser reads it: what a script holds is none."""

from __future__ import annotations

from html.parser import HTMLParser


def links_of(text: str) -> list[str]:
    """Return the address of every link of a page, in their order."""
    reader = _Reader()
    reader.feed(text)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value or "" for name, value in attrs if name == "href"]
