"""Mutated files through `import`: never a traceback, and a refused import leaves the store as it was.

`BACKTEST_MUTATIONS=10000` runs ten thousand of them; without it a few hundred.
"""

from __future__ import annotations

import os
import random
import warnings
from pathlib import Path

import pytest

from data_sources.errors import UserError
from data_sources.importing import import_folder
from data_sources.store import open_store, store_summary
from tests.data_sources.market_folder import FILES, write_market

COUNT = int(os.environ.get("BACKTEST_MUTATIONS", "400"))
AT_A_TIME = 100
SPLICES = (
    b"", b'"', b",", b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"nan", b"inf", b"-1", b"1e308", b"9" * 40,
    b"2024-02-30", b"20240103", b"600000.SH", b"sh600000", b"900901.SH", b";", b"\t", "平".encode(), b"'", b"#", b"\\",
)  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """One to four edits: a splice, a flipped bit, a piece cut out or copied elsewhere, a line doubled or dropped."""
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(content) + 1), chance.choice((0, 1, 1, 2, 5, 30))
        kind = chance.randrange(4)
        if kind == 0:
            content = content[:place] + chance.choice(SPLICES) + content[place + length :]
        elif kind == 1 and place < len(content):
            content = content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]
        elif kind == 2:
            goal = chance.randrange(len(content) + 1)
            content = content[:goal] + content[place : place + length] + content[goal:]
        else:
            lines = content.split(b"\n")
            line = chance.randrange(len(lines))
            lines[line : line + 1] = [lines[line]] * chance.choice((0, 2))
            content = b"\n".join(lines)
    return content


@pytest.mark.parametrize("first", range(0, COUNT, AT_A_TIME))
def test_no_mutation_breaks_the_import_or_changes_a_store_that_refuses_it(first: int, tmp_path: Path) -> None:
    engine = open_store(tmp_path / "market.db", create=True)
    assert import_folder(write_market(tmp_path / "good"), engine).outcome == "done"
    for seed in range(first, min(first + AT_A_TIME, COUNT)):
        chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        folder = write_market(tmp_path / f"mutated-{seed}")
        for name in chance.sample(sorted(FILES), chance.randint(1, 2)):
            path = folder / name
            path.write_bytes(mutated(path.read_bytes(), chance))
        before = store_summary(engine).snapshot
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                report = import_folder(folder, engine, skip_bad=bool(seed % 2))
            except UserError:
                refused = True
            else:
                refused = report.outcome == "refused"
                assert all(finding.message for finding in report.findings), f"seed {seed}"
        if refused:
            assert store_summary(engine).snapshot == before, f"seed {seed}"
    engine.dispose()
