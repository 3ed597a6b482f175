"""A run over the folder of another run, killed or refused by the disk at every call that changes it.

The folder holds the old run or the new one, whole and by the hashes of its manifest, with the user's own notes; `rerun`
reads it; the next run leaves nothing unfinished beside it. A disk that refuses is one line and exit code 1.
"""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

from tests.attacks.child import DISK_CALLS, KILLED, Spoiling, one_line
from tests.attacks.forked import forked, warm_up
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival

# The exchange of the two folders is a call of its own, and the link that keeps what is the user's.
CALLS = (*DISK_CALLS, "os.link", "data_sources.files.exchange")
FAULTS = ("ENOSPC", "EIO", "EDQUOT", "EMFILE")
"""At each call one of them, in turn."""
TABLES = {
    "old": "date,symbol,weight\n2025-03-03,600584.SH,0.5\n",
    "new": "date,symbol,weight\n2025-03-03,600584.SH,0.25\n2025-06-03,600584.SH,0.75\n",
}


def attack(work: Path) -> Survival:
    """Kill at each call, then let the disk refuse at each."""
    count = Count()
    store = sample_store(work / "market.db", date(2025, 1, 2), date(2025, 7, 31))
    warm_up(work, store, night=False)
    for name, text in TABLES.items():
        (work / f"{name}.csv").write_text(text, encoding="utf-8")
        assert forked("run", "--targets", f"{name}.csv", "--out", name, cwd=work, store=store).code == 0
    (work / "old" / "notes.txt").write_text("mine", encoding="utf-8")
    words = ("run", "--targets", "new.csv", "--out", "t")
    shutil.copytree(work / "old", work / "t")
    counting = Spoiling(functions=CALLS, count_to=str(work / ".calls"))
    assert forked(*words, cwd=work, spoiling=counting, store=store).code == 0
    # Its manifest names another --out than that of ``new``.
    wholes = {sums(work / "old"), sums(work / "t")}
    number = int((work / ".calls").read_text(encoding="utf-8"))
    count.figures["calls that change the disk"] = str(number)
    for kill in (True, False):
        for nth in range(1, number + 1):
            fault = "" if kill else FAULTS[nth % len(FAULTS)]
            # What the attempt before left unfinished stays: the tool itself must clear it away.
            shutil.rmtree(work / "t")
            shutil.copytree(work / "old", work / "t")
            spoiling = Spoiling(functions=CALLS, nth=nth, fault=fault)
            ran = forked(*words, cwd=work, spoiling=spoiling, store=store)
            claims = {"whole": sums(work / "t") in wholes, "notes": (work / "t" / "notes.txt").exists()}
            if fault:
                claims |= {"one_line": ran.code == 0 or (ran.code == 1 and one_line(ran))}
            else:
                claims |= {"killed": ran.code == KILLED}
            count.holds(f"{fault or 'killed'} at call {nth}", **claims)
    _read_again(work, store, count)
    return count.survival()


def _read_again(work: Path, store: Path, count: Count) -> None:
    """After a kill in the middle the folder is read, and the next run of another folder clears what was left."""
    spoiling = Spoiling(functions=("data_sources.files.exchange",), nth=1)
    killed = forked("run", "--targets", "new.csv", "--out", "t", cwd=work, spoiling=spoiling, store=store)
    again = forked("rerun", "t", cwd=work, store=store)
    ran = forked("run", "--targets", "new.csv", "--out", "other", cwd=work, store=store)
    count.holds(
        "the next commands after a kill",
        killed=killed.code == KILLED,
        reads=again.code == 0 and "identical" in again.out,
        runs=ran.code == 0,
        nothing_beside=not list(work.glob(".*.part")) and not list(work.glob(".*.old")),
    )
    for name in ("equity.csv", "metrics.json"):
        shutil.copy(work / "new" / name, work / "old" / name)
    mixed = forked("rerun", "old", cwd=work, store=store)
    count.holds("a folder mixed of two runs by hand", refused=mixed.code == 1, one_line=one_line(mixed))


def sums(folder: Path) -> frozenset[tuple[str, str]]:
    """The hashes of a run's files; what is the user's own is looked at apart."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "notes.txt"]
    return frozenset((path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()) for path in found)
