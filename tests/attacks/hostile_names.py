"""Names that speak to a terminal, a browser, a spreadsheet or a file system.

Companies, signals, report texts, strategies, weight tables, files and folders are called so. No character that a
terminal obeys reaches stdout or stderr raw, no tag of a name is one on a page, no cell of a CSV begins a formula, and
no name leaves the folder that was given, nor makes one line into two.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran, backtest
from tests.data_sources.market_folder import FILES, write_market
from tests.reports.packed_parts import packed_parts

QUICK = False
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NAMES = {
    "a title of the window": "\x1b]0;pwned\x07",
    "a cleared screen": "\x1b[2J\x1b[H",
    "a one-byte escape": "\x9b31m",
    "a return to the line's front": "good\rbad",
    "a second line": "good\nok    store: all is well",
    "text from right to left": "\u202elas\u202c",
    "an isolate": "\u2066x\u2069",
    "a line end of Unicode": "a\u2028b\u2029c",
    "a bell": "\x07\x08\x08",
    "a script": "<script>alert(1)</script>",
    "an end of an element": "</td></table></script><img src=x onerror=alert(1)>",
    "an attribute": "\" onmouseover='alert(1)' x=\"",
    "a comment": "<!--x",
    "a formula": '=HYPERLINK("http://example.invalid","x")',
    "a formula with a sign": "+cmd|' /C calc'!A0",
    "a formula with an at": "@SUM(1)",
    "a format": "%s%n{0}{name.__class__}[red]x[/red]",
    "ten thousand letters": "x" * 10_000,
    "a path": "../../../x",
    "an absolute path": "/x",
    "nothing to see": "\u200b\u200b",
}
TAGS = ("alert(1)</script>", "<img src=x", "onmouseover='")
LONGEST_PAGE = 600_000
TABLE = "date,symbol,weight\n2024-01-02,600000.SH,0.5\n"


def attack(work: Path) -> Survival:
    """Give each name to whatever has one."""
    count = Count()
    for number, (kind, name) in enumerate(NAMES.items()):
        home = work / str(number) / "home"
        home.mkdir(parents=True)
        _company(count, home, kind, name)
        _strategy(count, home, kind, name)
        _files(count, home, kind, name)
        left = [path for path in home.parent.iterdir() if path != home]
        count.holds(f"{kind}: what lies beside its folder: {left}", nothing=not left)
    return count.survival()


def _company(count: Count, home: Path, kind: str, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    instruments = FILES["instruments.csv"].replace("浦发银行", quoted)
    signals = FILES["signals/prices.csv"].replace("a publisher", quoted)
    market = write_market(home / "market", instruments_csv=instruments, signals__prices_csv=signals)
    store, table, out = home / "market.db", home / "table.csv", home / "out"
    table.write_text(TABLE, encoding="utf-8")
    _quiet(count, f"{kind} of a company, imported", backtest("import", market, store=store), imported=True)
    for words in (("status",), ("explain", "600000.SH", "2024-01-03"), ("signals",), ("verify",)):
        for form in ((), ("--json",)):
            _quiet(count, f"{kind} of a company, {words[0]} {form}", backtest(*words, *form, store=store))
    ran = backtest("run", "--targets", table, "--out", out, store=store)
    _quiet(count, f"{kind} of a company, run", ran, pages_are_clean=all(map(_clean, out.rglob("*.html"))))
    cells = [cell for path in out.rglob("*.csv") for cell in _cells(path)]
    count.holds(f"{kind} of a company, in tables", no_formula=not [cell for cell in cells if _formula(cell)])


def _strategy(count: Count, home: Path, kind: str, name: str) -> None:
    store, out = home / "market.db", home / "runs"
    rule = "def weights(history):\n    return {history.panel.sessions[0]: {history.panel.symbols[0]: 0.5}}\n"
    path = home / f"{name.replace('/', '_')[:200]}.py"
    path.write_text(rule, encoding="utf-8")
    ran = backtest("run", path, "--no-audit", "--out", out, store=store)
    _quiet(count, f"{kind} of a strategy", ran, pages_are_clean=all(map(_clean, out.rglob("*.html"))))
    path.write_text(f"def weights(history):\n    raise ValueError({name!r})\n", encoding="utf-8")
    _quiet(count, f"{kind} of a strategy's fault", backtest("run", path, "--out", out, store=store), one_line=True)


def _files(count: Count, home: Path, kind: str, name: str) -> None:
    store = home / "market.db"
    asked = {
        "a weight table": ("run", "--targets", name, "--out", str(home / "named")),
        "a strategy file": ("run", f"./{name}.py", "--out", str(home / "named")),
        "a strategy's name": ("run", name),
        "a parameter": ("run", "rate_power", "--set", f"{name}=1"),
        "a benchmark": ("run", "rate_power", "--benchmark", name),
        "a store": ("status", "--db", f"{home}/none/{name.replace('/', '_')}"),
        "a folder of data": ("import", f"{home}/none/{name.replace('/', '_')}"),
        "a symbol": ("explain", name, "2024-01-03"),
        "an option": ("run", f"--{name}"),
        "a command": (name,),
        "a diary's strategy": ("diary", "show", name, "--out", str(home / "none")),
    }
    for what, words in asked.items():
        _quiet(count, f"{kind} for {what}", backtest(*words, store=store), one_line=True)


def _quiet(count: Count, attempt: str, ran: Ran, *, one_line: bool = False, **claims: bool) -> None:
    lines = [line for line in ran.err.splitlines() if not line.endswith(" ...")]
    count.holds(
        f"{attempt}: exit {ran.code}, {ran.err.strip()[-200:]!r}",
        exit_code=ran.code in (0, 1, 2, 3),
        nothing_obeyed=not OBEYED.search(ran.out + ran.err),
        no_traceback="Traceback" not in ran.out + ran.err and "fault of the program" not in ran.err,
        one_line=not one_line or len(lines) == 1,
        short=len(ran.err) < 4_000,
        **claims,
    )


def _clean(page: Path) -> bool:
    text = page.read_text(encoding="utf-8")
    drawn = "".join(data for attributes, data in packed_parts(text) if "id" in attributes)
    short = len(text) < LONGEST_PAGE and len(drawn) < LONGEST_PAGE
    return short and not any(OBEYED.search(each) or any(tag in each for tag in TAGS) for each in (text, drawn))


def _cells(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            yield from row


def _formula(cell: str) -> bool:
    return cell.startswith(("=", "@", "+", "\t", "\r")) and not re.fullmatch(r"\+[\d.]+", cell)
