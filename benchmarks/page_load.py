"""How long Chromium takes to show a page: ``python -m benchmarks.page_load ROUNDS FILE...``, one line of JSON.

By file the medians in seconds from the begin of the navigation until the page can be used, which is the end of its
load event, or of drawing its charts where that is later: ``plain``, and ``slowed`` with a processor of a quarter of the
speed (CDP ``Emulation.setCPUThrottlingRate``). The pages take turns, so that a busy moment of the machine meets all of
them alike.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND")
SLOWED = 4
READY = """(() => {
  const loaded = performance.getEntriesByType("navigation")[0]?.loadEventEnd ?? 0;
  const marks = [["#packed", "unpacked"], ["figure.chart", "charts drawn"]];
  const there = marks.filter(([what]) => document.querySelector(what));
  const times = [loaded, ...there.map(([, name]) => performance.getEntriesByName(name)[0]?.startTime ?? 0)];
  return times.includes(0) ? 0 : Math.max(...times);
})()"""
"""Milliseconds until a page could be used, 0 while it cannot: what it has packed must run, and its charts be drawn."""
PATIENCE, POLLING = 120_000.0, 10.0  # milliseconds


def main() -> int:
    """Measure the pages and print the medians."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here is a browser needed

    rounds, pages = int(sys.argv[1]), [Path(name).resolve() for name in sys.argv[2:]]
    browser_path = next((there for name in BROWSERS if (there := shutil.which(name))), None)
    if browser_path is None:
        sys.stderr.write(f"no browser: none of {', '.join(BROWSERS)} is on this machine\n")
        return 1
    taken: dict[str, dict[str, list[float]]] = {str(page): {"plain": [], "slowed": []} for page in pages}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        for _ in range(rounds):
            for page in pages:
                taken[str(page)]["plain"].append(load_seconds(browser, page, 1))
                taken[str(page)]["slowed"].append(load_seconds(browser, page, SLOWED))
        browser.close()
    found = {page: {kind: median(each) for kind, each in kinds.items()} for page, kinds in taken.items()}
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def load_seconds(browser: Browser, path: Path, slowed: int) -> float:
    """Open a page in a browser context of its own, at a fraction of the processor, and return when it could be used."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.goto(path.as_uri(), wait_until="load", timeout=PATIENCE)
        # Asked from outside: the pages let no text be evaluated within them, as ``wait_for_function`` does at times.
        end = time.monotonic() + PATIENCE / 1e3
        while not (ready := float(page.evaluate(READY))):
            if time.monotonic() > end:
                raise TimeoutError(f"{path} is not ready after {PATIENCE / 1e3:.0f} s")
            page.wait_for_timeout(POLLING)
        return ready / 1e3
    finally:
        context.close()


if __name__ == "__main__":
    sys.exit(main())
