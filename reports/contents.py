"""The contents of a page: what its headings say, with where they stand, read off the page itself."""

from __future__ import annotations

import re

from markupsafe import Markup

HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', flags=re.DOTALL)


def contents_of(body: Markup) -> tuple[tuple[str, Markup], ...]:
    """Return id and words of each heading of the second level that can be led to, in the order of the page."""
    return tuple((place, Markup(words)) for place, words in HEADING.findall(str(body)))  # noqa: S704 - escaped already
