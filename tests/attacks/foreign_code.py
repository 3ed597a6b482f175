"""A run folder from somebody else whose code does harm.

Without a yes nothing of it is executed, whatever it is called and wherever it lies; with `--trust` it is, once. The
user's own file is repeated as it ran, never the shipped strategy of its name, and one that changed is named.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from tests.attacks.child import one_line, run
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran

RULE = "def weights(history):\n    return {history.panel.sessions[5]: {history.panel.symbols[0]: 0.5}}\n"
HARM = "print('HARM DONE')\n" + RULE
NAMES = ("evil.py", "rate_power.py", "edge_ai.py", "numpy.py", "backtest.py")


def attack(work: Path) -> Survival:
    """Make runs as another user would have, take their folders, and repeat them."""
    count = Count()
    store = sample_store(work / "market.db", date(2026, 5, 4))
    for name in NAMES:
        gift = _gift(work, name, store)
        # A wrapping does not depend on the name: the first is wrapped in all, the others are repeated as they are.
        wrapped = _repetitions(work, gift, name, store) if name == NAMES[0] else _unwrapped(work, gift, name, store)
        for attempt, ran in wrapped:
            count.holds(
                f"{attempt}: exit {ran.code}, {ran.err.strip()[-200:]!r}",
                exit_code_1=ran.code == 1,
                one_line=one_line(ran),
                nothing_executed="HARM DONE" not in ran.out + ran.err,
                says_how_to_consent="--trust" in ran.err,
            )
        trusted = _as(work, "me", "rerun", gift / "run", "--trust", store=store)
        count.holds(f"{name} with --trust", exit_code_0=trusted.code == 0, identical="identical" in trusted.out)
        again = _as(work, "me", "rerun", gift / "run", store=store)
        count.holds(f"{name} once more without", exit_code_1=again.code == 1)
        shutil.rmtree(gift)
    _own_file(work, store, count)
    return count.survival()


def _as(work: Path, user: str, *words: str | Path, store: Path) -> Ran:
    """Run a command as a user with a list of files of their own."""
    return run(*words, cwd=work, store=store, environment={"XDG_STATE_HOME": str(work / user)})


def _gift(work: Path, name: str, store: Path) -> Path:
    gift = work / "gift"
    gift.mkdir()
    (gift / name).write_text(HARM, encoding="utf-8")
    made = _as(work, "other", "run", f"gift/{name}", "--out", gift / "run", "--no-audit", store=store)
    assert made.code == 0, made.err
    return gift


def _repetitions(work: Path, gift: Path, name: str, store: Path) -> list[tuple[str, Ran]]:
    """Repeat a gift as it is and in other wrappings."""
    found = _unwrapped(work, gift, name, store)
    whole = json.loads((gift / "run" / "manifest.json").read_text(encoding="utf-8"))
    absolute: dict[str, Any] = {**whole["source"], "path": str(gift / name)}
    old = {key: value for key, value in whole.items() if key != "source"}
    wrappings = {"with an absolute path": {**whole, "source": absolute}, "without a source, as older versions": old}
    for wrapping, manifest in wrappings.items():
        (gift / "run" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        found.append((f"{name}, {wrapping}", _as(work, "me", "rerun", gift / "run", store=store)))
    copy = gift / "run" / "source" / name
    (gift / "run" / "manifest.json").write_text(json.dumps({**whole, "files": {}}), encoding="utf-8")
    (gift / name).rename(gift / "moved.py")
    copy.unlink()
    copy.symlink_to(gift / "moved.py")
    found.append((f"{name}, its copy a link", _as(work, "me", "rerun", gift / "run", store=store)))
    return found


def _unwrapped(work: Path, gift: Path, name: str, store: Path) -> list[tuple[str, Ran]]:
    return [(f"{name}, as it is", _as(work, "me", "rerun", gift / "run", store=store))]


def _own_file(work: Path, store: Path, count: Count) -> None:
    """A file of the user's own, called like a shipped strategy, then edited, then gone."""
    own = work / "rate_power.py"
    own.write_text(RULE, encoding="utf-8")
    made = _as(work, "me", "run", "./rate_power.py", "--out", work / "run", "--no-audit", store=store)
    count.holds("a run of ./rate_power.py", exit_code_0=made.code == 0)
    for state, said in (("unchanged", "the file rate_power.py"), ("edited", "the copy of"), ("gone", "the copy of")):
        if state == "edited":
            own.write_text(RULE.replace("0.5", "0.25"), encoding="utf-8")
        if state == "gone":
            own.unlink()
        ran = _as(work, "me", "rerun", work / "run", store=store)
        count.holds(
            f"./rate_power.py, {state}: {ran.out.strip()[:300]!r}",
            identical=ran.code == 0 and "identical" in ran.out,
            repeats_what_ran=said in ran.out,
            names_it_when_it_moved=("moved: source.files.rate_power.py" in ran.out) == (state == "edited"),
        )
