"""A file of another kind where a command expects one of its own: pipes, devices, links, bombs, halves of databases.

The command says one line within bounded memory, never waits for the other end of a pipe, and changes nothing that it
did not make: neither what a planted lock leads to nor what is in it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.attacks.child import one_line, python
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran, surroundings
from tests.data_sources.market_folder import write_market

QUICK = False
MEMORY, SECONDS = 3 << 30, 300
# Words of the line: a file refused for another reason, such as too little memory, has not survived.
SAYS = {
    "pipe": "a pipe or a device",
    "/dev/zero": "a pipe or a device",
    "/dev/null": "a pipe or a device",
    ".": "Is a directory",
    "half.db": "malformed",
    "broken.db": "malformed",
    "columns.csv": "named twice",
    "line.csv": "field larger than",
    "quotes.csv": "field larger than",
    "sparse.csv": "it is longer than",
    "rows.parquet": "would unfold to 200,000,000 rows",
    "words.parquet": "a cell holds 1,000,000 characters",
    "beginnings.parquet": "may unfold to",
    "bytes.parquet": "a cell holds 1,000,000 characters",
    "pipe.py": "a pipe or a device",
    "zero.py": "a pipe or a device",
    "folder.py": "Is a directory",
}
PRECIOUS = "export PATH=/usr/bin\n"


def attack(work: Path) -> Survival:
    """Give each file to each option that reads or writes one."""
    count = Count()
    store = work / "market.db"
    python("-m", "backtest", "import", write_market(work / "data"), cwd=work, store=store)
    _plant(work, store)
    for name in ("pipe", "/dev/zero", "/dev/null", ".", "half.db", "broken.db"):
        says = "is a folder" if name == "." else SAYS[name]
        _fails(count, work, f"--db {name}", says, "status", "--db", name)
        _fails(count, work, f"import into {name}", says, "import", "data", "--db", name)
    for name in ("pipe", "/dev/zero", "/dev/null", ".", "columns.csv", "line.csv", "quotes.csv", "sparse.csv", *BOMBS):
        _fails(count, work, f"--targets {name}", SAYS[name], "run", "--targets", name, "--db", store, "--out", "out")
    for name in ("pipe.py", "zero.py", "folder.py"):
        _fails(count, work, f"strategy {name}", SAYS[name], "run", f"./{name}", "--db", store, "--out", "out")
    for name in ("pipe", "/dev/zero", "columns.csv"):
        _fails(count, work, f"--source {name}", "is no folder", "refresh", "--source", name, "--db", "new.db")
    for name in ("pipe", "/dev/zero", "line.csv"):
        says = "it is longer than the 16,777,216 bytes" if name == "line.csv" else SAYS[name]
        _fails(count, work, f"--universe {name}", says, "refresh", "--universe", name, "--dry-run", "--db", store)
    for name in ("pipe", "/dev/zero"):
        (work / f"site_of_{Path(name).name}.diary.csv").symlink_to(work / name)
        for word in ("verify", "show"):
            site = work / f"site_of_{Path(name).name}"
            _fails(count, work, f"a diary that is {name}: {word}", SAYS[name], "diary", word, "--out", site)
    for kind, plant in LOCKS.items():
        _lock(count, work, store, kind, plant)
    return count.survival()


def _plant(work: Path, store: Path) -> None:
    whole = store.read_bytes()
    (work / "half.db").write_bytes(whole[: len(whole) // 2 + 77])
    (work / "broken.db").write_bytes(whole[:100] + b"\xff" * 8_000 + whole[8_100:])
    for name in ("pipe", "pipe.py"):
        os.mkfifo(work / name)
    (work / "zero.py").symlink_to("/dev/zero")
    (work / "folder.py").mkdir()
    (work / "columns.csv").write_text("date,symbol" + ",weight" * 100_000 + "\n")
    (work / "line.csv").write_text("date,symbol,weight\n2024-01-02," + "6" * 50_000_000 + ",0.5\n")
    (work / "quotes.csv").write_text("date,symbol,weight\n2024-01-02," + '"' * 1_000_001 + ",0.5\n")
    with (work / "sparse.csv").open("wb") as file:
        file.truncate(10 << 30)
    for name, make in BOMBS.items():
        make(work / name)


def _many_rows(path: Path) -> None:
    import numpy as np  # noqa: PLC0415 - as pyarrow
    import pyarrow as pa  # noqa: PLC0415 - only here
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows = 2_000_000
    words = {"date": "2024-01-02", "symbol": "600000.SH"}
    table = pa.table({name: pa.array([word] * rows).dictionary_encode() for name, word in words.items()})
    table = table.append_column("weight", pa.array(np.zeros(rows)))
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for _ in range(100):
            writer.write_table(table)


def _long_words(path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - only here
    import pyarrow.parquet as pq  # noqa: PLC0415

    word = pa.array(["x" * 1_000_000] * 4_000).dictionary_encode()
    pq.write_table(pa.table({"date": word, "symbol": word, "weight": word}), path, compression="zstd")


def _shared_beginnings(path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - only here
    import pyarrow.parquet as pq  # noqa: PLC0415

    words = ["x" * 1_000_000 + str(number) for number in range(1_500)]
    packed = dict.fromkeys(("date", "symbol", "weight"), "DELTA_BYTE_ARRAY")
    table = pa.table(dict.fromkeys(packed, pa.array(words)))
    pq.write_table(table, path, compression="zstd", use_dictionary=False, column_encoding=packed)


def _bytes(path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - only here
    import pyarrow.parquet as pq  # noqa: PLC0415

    packed = pa.DictionaryArray.from_arrays(pa.array([0] * 4_000, pa.int32()), pa.array([b"x" * 1_000_000]))
    pq.write_table(pa.table(dict.fromkeys(("date", "symbol", "weight"), packed)), path, compression="zstd")


BOMBS: dict[str, Callable[[Path], None]] = {
    "rows.parquet": _many_rows,
    "words.parquet": _long_words,
    "beginnings.parquet": _shared_beginnings,
    "bytes.parquet": _bytes,
}


def _link(lock: Path, precious: Path) -> None:
    lock.symlink_to(precious)


def _hard_link(lock: Path, precious: Path) -> None:
    os.link(precious, lock)


def _dangling(lock: Path, precious: Path) -> None:
    lock.symlink_to(precious.with_name("made_by_the_lock"))


def _pipe(lock: Path, _precious: Path) -> None:
    os.mkfifo(lock)


def _folder(lock: Path, _precious: Path) -> None:
    lock.mkdir()


def _other_file(lock: Path, precious: Path) -> None:
    lock.write_text(precious.read_text())


LOCKS: dict[str, Callable[[Path, Path], None]] = {
    "a link": _link,
    "a hard link": _hard_link,
    "a link to nothing": _dangling,
    "a pipe": _pipe,
    "a folder": _folder,
    "a file of somebody's": _other_file,
}


def _lock(count: Count, work: Path, store: Path, kind: str, plant: Callable[[Path, Path], None]) -> None:
    folder = work / kind.replace(" ", "_")
    folder.mkdir()
    precious, lock = folder / "precious", folder / "market.db.lock"
    precious.write_text(PRECIOUS)
    (folder / "market.db").write_bytes(store.read_bytes())
    plant(lock, precious)
    ran = _bounded(folder, "import", work / "data", "--db", folder / "market.db")
    count.holds(
        f"a lock that is {kind}",
        exit_code_1=ran.code == 1,
        one_line=one_line(ran),
        names_the_lock=str(lock) in ran.err and "no lock of this program" in ran.err,
        content_kept=precious.read_text() == PRECIOUS,
        nothing_made_elsewhere=not (folder / "made_by_the_lock").exists(),
        lock_left_alone=lock.is_symlink() or lock.exists(),
    )


def _fails(count: Count, work: Path, attempt: str, says: str, *words: str | Path) -> None:
    ran = _bounded(work, *words)
    count.holds(
        f"{attempt}: {ran.err.strip()[-200:]!r}",
        exit_code=ran.code in (1, 2),
        one_line=one_line(ran),
        says_why=says in ran.err,
        short=len(ran.err) < 3_000,
    )


def _bounded(cwd: Path, *words: str | Path) -> Ran:
    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "backtest", *map(str, words)],
            cwd=cwd,
            env=surroundings(),
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            preexec_fn=bound,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Ran(-1, "", "it hung")
    return Ran(done.returncode, done.stdout, done.stderr)
