"""The pictures of both READMEs: ``python -m tests.browser.pictures`` (``make pictures``) draws them anew.

They show a page of the demo from its bar to the end of its first chart, in each language, light and dark. The demo is
the same on every machine; fonts and the edges of letters are those of the machine's browser.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from backtest.app.demo import demo
from tests.browser.chromium import chromium, chromium_path, opened

FOLDER = Path(__file__).parents[2] / "docs/images"
STRATEGY = "domestic_compute"
LANGUAGES = ("en", "zh")
THEMES = ("light", "dark")
WIDTH = 1200
LARGEST = 150_000  # bytes of one picture: a README is read over slow lines too
HUES = 128  # letters keep their smooth edges, and a picture a fifth of its bytes

# Where the first chart ends: above the title of the second.
END = "document.querySelectorAll('figure.chart .plot-title')[1].getBoundingClientRect().top + scrollY"


def name_of(language: str, theme: str) -> str:
    """Return the file name of a picture."""
    return f"report.{language}.{theme}.png"


def picture(browser: Browser, page: Path, language: str, theme: str) -> bytes:
    """Return the head of a page as a PNG of few colours."""
    with opened(browser, page, width=WIDTH, settings={"lang": language, "theme": theme}) as seen:
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": int(seen.run(END))}
        drawn = Image.open(io.BytesIO(seen.page.screenshot(clip=clip, full_page=True)))  # type: ignore[arg-type]
    packed = io.BytesIO()
    drawn.convert("RGB").quantize(HUES, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main() -> int:
    """Draw all of them into a folder; 1 where there is no browser."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR", help="where they go")
    asked = parser.parse_args()
    executable = chromium_path()
    if executable is None:
        sys.stderr.write("there is no chromium or google-chrome on this machine\n")
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder, chromium(executable) as browser:
        demo(out=folder)
        page = Path(folder) / STRATEGY / "report.html"
        for language in LANGUAGES:
            for theme in THEMES:
                data = picture(browser, page, language, theme)
                (asked.out / name_of(language, theme)).write_bytes(data)
                sys.stdout.write(f"{name_of(language, theme)}: {len(data):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
