"""The links of a folder of pages, followed as a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path


def links_in(page: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield each link of a page as written, the file that it leads to, and the place in it, "" without one."""
    for link in re.findall(r'href="([^"]*)"', page.read_text(encoding="utf-8")):
        if not link.startswith(("data:", "https:")):
            address, _, anchor = link.partition("#")
            yield link, (page.parent / address).resolve() if address else page.resolve(), anchor


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Return the links of all pages that lead nowhere, or out of the folder, each with its page."""
    root = folder.resolve()
    return [
        (page.relative_to(folder).as_posix(), link)
        for page in sorted(folder.rglob("*.html"))
        for link, target, anchor in links_in(page)
        if not (target.is_file() and target.is_relative_to(root))
        or (anchor and f'id="{anchor}"' not in target.read_text(encoding="utf-8"))
    ]


def leads_of(folder: Path) -> dict[str, set[str]]:
    """Return by page, as an address from the folder, the addresses that it leads to."""
    root = folder.resolve()
    return {
        page.relative_to(folder).as_posix(): {
            target.relative_to(root).as_posix() for _, target, _ in links_in(page) if target.is_relative_to(root)
        }
        for page in folder.rglob("*.html")
    }
