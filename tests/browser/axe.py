"""axe-core in a page: what keeps a reader of other abilities out, by the rules of WCAG 2.2 A and AA."""

from __future__ import annotations

from importlib.resources import files

from tests.browser.chromium import Opened

# Rows of one table are alike: of each the first ones are looked at. What is folded is unfolded to be looked at.
READY = """
  (() => {
    for (const row of document.querySelectorAll("main tbody tr:nth-child(n+7)")) row.remove();
    for (const fold of document.querySelectorAll("main details")) fold.open = true;
  })()
"""
FOUND = """
  (async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run(document, { resultTypes: ["violations"], runOnly: tags });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 150)).join(" / ")}`);
  })()
"""


def serious_findings(seen: Opened) -> list[str]:
    """What axe-core finds serious or critical in a page as it is shown now; long tables are cut for good."""
    seen.run(READY)
    if not seen.run("'axe' in window"):
        script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
        seen.run(f"{script}\n;null")
    found: list[str] = seen.run(FOUND)
    return found
