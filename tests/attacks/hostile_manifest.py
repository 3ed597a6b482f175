"""A run folder whose manifest is not what `run` writes.

`rerun` says one line, exits with 1 and executes nothing that the manifest names.
"""

from __future__ import annotations

from pathlib import Path

from tests.attacks.child import one_line, run
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival

QUICK = True
TEXTS = ("", "{", "[]", "null", '"run"', "NaN", '{"name": 1}')


def attack(work: Path) -> Survival:
    """Rerun each folder."""
    count = Count()
    store = sample_store(work / "market.db")
    for number, text in enumerate(TEXTS):
        folder = work / str(number)
        folder.mkdir()
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        ran = run("rerun", folder, cwd=work, store=store)
        count.holds(f"a manifest of {text!r}", exit_code_1=ran.code == 1, one_line=one_line(ran))
    return count.survival()
