"""What a shell offers when a word is completed: names of strategies, of runs, of reports and of symbols.

It answers while somebody waits for a key, so nothing heavy is imported: names come from files and, for symbols, from a
store that is a file of SQLite. A shell is never told what is wrong; then there is nothing to offer.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path

import typer

from strategies.registry import NAMES, STRATEGIES

MOST = 200
"""Symbols that are offered at once."""
RUNS = Path("var/runs")
MANIFEST = "manifest.json"
LATEST = "latest"
PLAIN = "plain"
SQLITE = "sqlite:///"
DEFAULT_STORE = "var/market.db"
IN_A_WORD = frozenset("_-./,+@%")
"""Beside letters and digits of any script: what a shell reads as it stands."""
IN_QUOTES = IN_A_WORD | frozenset(" *()")
"""What it reads as it stands within the quotes around the description of a word."""


def strategy_names(incomplete: str) -> list[str]:
    """Return the strategies that begin so; behind the name of one and a slash, its variants."""
    family, slash, _ = incomplete.partition("/")
    if not slash:
        return [name for name in NAMES if name.startswith(incomplete)]
    if family not in NAMES:
        return []
    # Only here a strategy is imported, and only this one.
    variants = (PLAIN, *(variant.name for variant in STRATEGIES[family].variants))
    return [name for name in (f"{family}/{word}" for word in variants) if name.startswith(incomplete)]


def run_folders(incomplete: str) -> list[str]:
    """Return the folders of runs whose path begins so: those below ``var/runs`` where nothing is written yet."""
    start = incomplete or f"{RUNS}/"
    parent, beginning = Path(os.path.dirname(start) or "."), os.path.basename(start)  # noqa: PTH119, PTH120 - keeps "a/"
    try:
        found = sorted(each for each in parent.iterdir() if each.name.startswith(beginning))
        return [path for each in found for path in map(str, _runs_of(each)) if _is_a_word(path)]
    except OSError:
        return []


def _runs_of(folder: Path) -> Iterator[Path]:
    """A run or the last runs of one name, and the variants of that one, which lie a folder below."""
    if _is_run(folder):
        yield folder
    if folder.is_dir():
        inner = sorted(each for each in folder.iterdir() if each.name != LATEST and not each.name[:1].isdigit())
        yield from (each for each in inner if _is_run(each))


def _is_run(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() or (folder / LATEST / MANIFEST).is_file()


def report_ids(incomplete: str) -> list[str]:
    """Return the ids of the documents that ship and begin so."""
    shipped = resources.files("strategies.documents") / "shipped"
    # A file is named by its id, its broker and its month.
    ids = sorted(each.name.partition("_")[0] for each in shipped.iterdir() if each.name.endswith(".toml"))
    return [each for each in ids if each.startswith(incomplete)]


def symbols(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the symbols of the store that begin so, each with its name; none of a store that is no file."""
    store = _store_file(str(ctx.params.get("db") or os.environ.get("BACKTEST_DATABASE_URL") or DEFAULT_STORE))
    if store is None or not store.is_file():
        return []
    asked = "SELECT symbol, name FROM instruments WHERE symbol GLOB ? ORDER BY symbol LIMIT ?"
    beginning = "".join(each for each in incomplete.upper() if each.isalnum() or each == ".")
    try:
        with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            found = connection.execute(asked, (f"{beginning}*", MOST)).fetchall()
            return [(symbol, _harmless(name)) for symbol, name in found if _is_a_word(symbol)]
    except sqlite3.Error:
        return []


def _is_a_word(path: str) -> bool:
    """Whether a shell reads a path as it stands: bash puts it into the line unquoted, zsh runs through its own parser.

    Whoever made a folder named it; one whose name would be a command is not offered.
    """
    return all(each.isalnum() or each in IN_A_WORD for each in path)


def _harmless(name: str) -> str:
    """Return the name of a company, which comes from a vendor, without what a shell would read within quotes."""
    return "".join(each for each in name if each.isalnum() or each in IN_QUOTES)


def _store_file(address: str) -> Path | None:
    if "://" not in address:
        return Path(address)
    return Path(address.removeprefix(SQLITE)) if address.startswith(SQLITE) else None
