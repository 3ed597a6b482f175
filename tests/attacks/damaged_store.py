"""A database file with flipped bits, zeroed or exchanged pages, garbage or its end cut off.

Each of `status`, a run and a reading of all facts ends with the same facts as before or with one clear line, with the
column cache and without it; nothing is computed from damaged rows, and `verify` and `doctor` find what they refuse.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

from data_sources.errors import UserError
from data_sources.store import opened_store, read_facts, read_findings, store_summary
from tests.attacks.child import one_line, run
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival

QUICK = False
SEEDS = 240
COMMANDS = 6
"""Damages after which whole commands are run; after the others the functions that they call are."""
PAGE = 4096

Damage = Callable[[Path, random.Random], str]


def flipped_bit(store: Path, chance: random.Random) -> str:
    """Flip one bit anywhere."""
    place = chance.randrange(store.stat().st_size)
    _change(store, place, bytes([_read(store, place, 1)[0] ^ 1 << chance.randrange(8)]))
    return f"a flipped bit at {place}"


def eight_bytes(store: Path, chance: random.Random) -> str:
    """Write eight other bytes anywhere: a number when they hit one."""
    place = chance.randrange(store.stat().st_size - 8)
    _change(store, place, chance.randbytes(8))
    return f"eight other bytes at {place}"


def zeroed_page(store: Path, chance: random.Random) -> str:
    """Fill a page with zeros."""
    page = chance.randrange(store.stat().st_size // PAGE)
    _change(store, page * PAGE, bytes(PAGE))
    return f"zeros in page {page + 1}"


def exchanged_page(store: Path, chance: random.Random) -> str:
    """Put one page over another: each is sound by itself."""
    pages = store.stat().st_size // PAGE
    one, other = chance.sample(range(1, pages), 2)
    _change(store, one * PAGE, _read(store, other * PAGE, PAGE))
    return f"page {other + 1} over page {one + 1}"


def cut_off(store: Path, chance: random.Random) -> str:
    """Cut the file anywhere, mostly in the middle of a page."""
    length = chance.randrange(store.stat().st_size)
    os.truncate(store, length)
    return f"cut off after {length} bytes"


def garbage_in_header(store: Path, chance: random.Random) -> str:
    """Write garbage behind the magic word."""
    _change(store, 16, chance.randbytes(84))
    return "garbage in the header"


DAMAGES: tuple[Damage, ...] = (flipped_bit, eight_bytes, zeroed_page, exchanged_page, cut_off, garbage_in_header)


def attack(work: Path) -> Survival:
    """Damage a copy of a sound store in every way, again and again."""
    count = Count()
    sound = sample_store(work / "sound.db", date(2026, 3, 2), date(2026, 6, 30))
    expected = facts_read(sound)
    first = run("verify", cwd=work, store=sound)
    count.holds("a sound store", is_proved=first.code == 0 and "FAULT" not in first.out)
    refused = 0
    for seed in range(SEEDS):
        chance = random.Random(seed)  # noqa: S311 - it is repeated, not secret
        store = work / "damaged.db"
        kept = seed % 2 == 0
        copied(sound, store, kept=kept)
        said = f"{DAMAGES[seed // 2 % len(DAMAGES)](store, chance)} (seed {seed}{', cache kept' if kept else ''})"
        read = facts_read(store)
        clear = "\n" not in read and (read == expected or read.startswith("error: "))
        count.holds(said, the_same_or_one_line=clear)
        refused += read != expected
        if seed < COMMANDS * 2 and not kept:
            commands(count, said, store, refused=read != expected)
    count.figures["damages that were refused"] = f"{refused} of {SEEDS}"
    return count.survival()


def commands(count: Count, said: str, store: Path, *, refused: bool) -> None:
    """Run commands on a damaged store, of which each is refused in one line."""
    for words in (("status",), ("verify",), ("doctor", "--no-network"), ("run", "rate_power", "--out", "out")):
        ran = run(*words, cwd=store.parent, store=store)
        checks = words[0] in ("verify", "doctor") and bool(ran.out)
        ended = not refused or (ran.code == 1 and (checks or one_line(ran)))
        count.holds(f"{words[0]} after {said}", clear_end=ended and "Traceback" not in ran.err + ran.out)


def copied(sound: Path, store: Path, *, kept: bool) -> None:
    """Copy a closed store, with its column cache or without."""
    for end in ("-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)
    cache = store.with_name(f"{store.name}.cache")
    shutil.rmtree(cache, ignore_errors=True)
    shutil.copy2(sound, store)
    if kept:
        shutil.copytree(sound.with_name(f"{sound.name}.cache"), cache)


def facts_read(store: Path) -> str:
    """Return a sum of all that a store tells, or the line with which it is refused."""
    try:
        with opened_store(store) as engine:
            facts, summary = read_facts(engine), store_summary(engine)
            told = [facts.snapshot, facts.source, facts.simulated, facts.instruments, facts.actions, facts.status]
            told += [facts.renames, summary.tables, summary.findings, read_findings(engine), facts.bars.symbols]
            arrays = [*vars(facts.signals).values(), facts.sessions]
            arrays += [getattr(facts.bars, name) for name in ("date", "open", "high", "low", "close", "volume")]
            arrays += [facts.bars.amount, facts.bars.prev_close, facts.bars.offsets]
            arrays += [column for series in facts.index.values() for column in (series.date, series.close)]
            text = repr(told) + "".join(sha256(repr(a.tolist()).encode()).hexdigest() for a in arrays if a is not None)
            return sha256(text.encode()).hexdigest()
    except UserError as error:
        return f"error: {error}"


def _read(store: Path, place: int, length: int) -> bytes:
    with store.open("rb") as file:
        file.seek(place)
        return file.read(length)


def _change(store: Path, place: int, data: bytes) -> None:
    with store.open("r+b") as file:
        file.seek(place)
        file.write(data)
