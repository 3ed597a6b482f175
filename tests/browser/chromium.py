"""The Chromium of the system, headless and without network, driven by Playwright, which never brings one of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND")
PATIENCE = 120_000  # milliseconds for one answer, of a machine as busy as it may be

# Sum of what moved under the reader's eyes while the page came up (Cumulative Layout Shift).
WATCH_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) window.shifted += each.value; })
    .observe({ type: "layout-shift", buffered: true });
"""


def chromium_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Opened:
    """A page as a reader has it before them; ``complaints`` of its console, ``asked`` addresses of its requests."""

    page: Page
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    session: CDPSession | None = None

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        return self.page.evaluate(script)

    def wait(self, condition: str) -> None:
        """Ask again and again: the page's own rules forbid what Playwright would put into it."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"never became true: {condition}"
            time.sleep(0.03)

    def draw_all(self) -> list[tuple[int, int]]:
        """Bring every chart that is not folded away into sight; return how many panels each has, and how many drawn."""
        shown = "[...document.querySelectorAll('.chart')].filter((each) => each.offsetParent)"
        for k in range(self.run(f"{shown}.length")):
            self.run(f"{shown}[{k}].scrollIntoView()")
            self.wait(f"Boolean({shown}[{k}].plots)")
        found = self.run(f"{shown}.map((c) => ['.plot', 'canvas'].map((each) => c.querySelectorAll(each).length))")
        return [(panels, drawn) for panels, drawn in found]

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        """Put fingers on the screen, move or lift them; ``kind`` is touchStart, touchMove or touchEnd."""
        self.session = self.session or self.context.new_cdp_session(self.page)
        fingers = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
    script: bool = True,
    settings: dict[str, str] | None = None,
) -> Iterator[Opened]:
    """Open a file and wait until the charts in sight, if it has any, are drawn."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=width < 800,
        is_mobile=width < 800, java_script_enabled=script, accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH_SHIFTS)
    for name, value in (settings or {}).items():
        context.add_init_script(f"localStorage.setItem('backtest-{name}', '{value}')")
    seen = Opened(context.new_page(), context)
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda fault: seen.complaints.append(str(fault)))
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    try:
        seen.page.goto(path.as_uri())
        if script:
            seen.wait("!document.getElementById('packed') || 'unpacked' in document.documentElement.dataset")
            seen.wait("!document.getElementById('charts') || document.documentElement.dataset.charts === 'drawn'")
        yield seen
    finally:
        context.close()
