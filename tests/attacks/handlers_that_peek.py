"""Handlers that look for the future, and decisions that are none.

A handler reaches behind its view, into the history it was given, into what it kept of an earlier run: it finds nothing
later than the last close. What it can still find, in the program around it, in a file or on the clock, its audit tells.
A decision whose weights are NaN, in any form, is an error that names the date, not a year of cash.
"""

from __future__ import annotations

from pathlib import Path

from tests.attacks.child import run
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival

QUICK = False
LEAKS = Path(__file__).parents[1] / "strategies" / "own" / "handler_leaks"
NAN_ROWS = {
    "matrix": "return p.sessions[40:41], np.full((1, len(p.symbols)), np.nan)",
    "matrix of objects": "return p.sessions[40:41], np.full((1, len(p.symbols)), None)",
    "dict of dicts": "return {p.sessions[40]: {p.symbols[0]: float('nan')}}",
    "pandas row": "return {p.sessions[40]: __import__('pandas').Series({p.symbols[0]: float('nan')})}",
    "infinite": "return p.sessions[40:41], np.full((1, len(p.symbols)), -np.inf)",
    "truth values": "return p.sessions[40:41], np.ones((1, len(p.symbols)), bool)",
}


def attack(work: Path) -> Survival:
    """Run and audit each planted handler, and each form of NaN."""
    count, store = Count(), sample_store(work / "market.db")
    for path in sorted(LEAKS.glob("[a-z]*.py")):
        (work / path.name).write_text(path.read_text())
    (work / "_looks_ahead.py").write_text((LEAKS / "_looks_ahead.py").read_text())
    (work / "future.txt").write_text("it rises")
    for path in sorted(LEAKS.glob("[a-z]*.py")):
        words = ("--from", "2026-05-11", "--no-audit", "--out", path.stem)
        ran = run("run", f"./{path.name}", *words, cwd=work, store=store)
        count.holds(f"run of {path.stem}", ends_in_order=ran.code in {0, 1})
    for name, line in NAN_ROWS.items():
        file = work / f"nan_{name.replace(' ', '_')}.py"
        file.write_text(f"import numpy as np\ndef weights(history):\n    p = history.panel\n    {line}\n")
        ran = run("run", f"./{file.name}", "--no-audit", "--out", file.stem, cwd=work, store=store)
        told = "targets of 2" in ran.err and ran.err.count("\n") <= 3
        count.holds(f"weights that are none, {name}", is_an_error=ran.code == 1, names_the_date=told)
    return count.survival()
