"""Our pages beside the sheet that quantstats writes of the same run: bytes, and the time until Chromium shows them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contest import INPUTS
from benchmarks.environments import python_of
from benchmarks.loading import make_small_store
from benchmarks.plan import LIMIT
from benchmarks.processes import answer, fresh_folder, whole_process
from benchmarks.tables import duration, table

RUN = "rate_power"
SHEET = "quantstats sheet"


@dataclass(frozen=True)
class PageWeight:
    """A page: bytes, seconds until it can be used, and the same on a processor of a quarter of the speed."""

    name: str
    size: int
    plain: float
    slowed: float


def page_weights(db: Path | None, *, quick: bool) -> list[PageWeight] | str:
    """Write a site and the sheet of one of its runs, load each page several times; or say why that cannot be."""
    python = python_of("quantstats")
    if isinstance(python, str):
        return python
    store, out = db or make_small_store(INPUTS / "sample_market.db"), fresh_folder(INPUTS / "pages")
    whole_process([sys.executable, "-m", "backtest", "site", "--db", str(store), "--out", str(out)])
    sheet = out / "sheet.html"
    script = Path(__file__).parent / "peers" / "quantstats_sheet.py"
    whole_process([str(python), str(script), str(out / RUN / "equity.csv"), str(sheet)])
    pages = {SHEET: sheet, "report page": out / RUN / "report.html", "front page": out / "index.html"}
    rounds = "3" if quick else "7"
    command = [sys.executable, "-m", "benchmarks.page_load", rounds, *map(str, pages.values())]
    found = answer(command, LIMIT)
    if isinstance(found, str):
        return found
    loads = {name: found[str(path.resolve())] for name, path in pages.items()}
    return [
        PageWeight(name, path.stat().st_size, loads[name]["plain"], loads[name]["slowed"])
        for name, path in pages.items()
    ]


def page_section(weights: Sequence[PageWeight] | str, busy: float, cores: int) -> str:
    """The section: each page and its ratio to the sheet; ``busy`` is the load of the machine, processes that wait."""
    if isinstance(weights, str):
        return f"## Pages\n\nNot measured: {weights}"
    sheet = next(each for each in weights if each.name == SHEET)
    heads = ("page", "size", "of the sheet", "ready in", "of the sheet", "at a quarter of the speed", "of the sheet")
    rows = [
        (
            each.name, f"{each.size / 1e3:,.0f} kB", f"{each.size / sheet.size:.2f}", duration(each.plain),
            f"{each.plain / sheet.plain:.2f}", duration(each.slowed), f"{each.slowed / sheet.slowed:.2f}",
        )
        for each in weights
    ]  # fmt: skip
    said = (
        f"`{RUN}` on the simulated market, the site around it, and the sheet of quantstats of the same daily returns; "
        "Chromium without network, 1440 x 900, medians of turns. The budget is 300 kB and 0.3 s for a report page on "
        "a quiet desktop, 1.5 s at a quarter of the speed, and 60 kB for the front page."
    )
    crowd = f"While this was measured {busy:.1f} processes shared {cores} cores"
    note = f"{crowd}: read the ratios, not the seconds." if busy > cores else f"{crowd}."
    return "\n".join(("## Pages", "", said, "", note, "", table(heads, rows)))
