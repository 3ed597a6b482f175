"""A written page shown in the reader's browser."""

from __future__ import annotations

from pathlib import Path

from data_sources.language.text import Text, both


def open_page(page: Path) -> Text:
    """Show a page in a browser and return the line that says so; where there is no browser the line says its path.

    The browser is the one that Python's ``webbrowser`` finds, or that the environment variable ``BROWSER`` names.
    Without one nothing is wrong: the page is a file that can be opened elsewhere.
    """
    import webbrowser  # noqa: PLC0415 - only who opens a page looks for browsers

    address = page.resolve().as_uri()
    try:
        opened = webbrowser.open(address)
    except (webbrowser.Error, OSError):
        opened = False
    if opened:
        return both(f"opened {page}", f"已打开 {page}")
    return both(f"there is no browser here; the page is {page.resolve()}", f"此处没有浏览器；页面位于 {page.resolve()}")
