"""A file read whole, with no more memory than it needs."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from data_sources.whole_file import read_whole
from tests.cli.command import surroundings

MEMORY = 1 << 30


def test_small_file_needs_little_memory_whatever_the_limit_on_its_length(tmp_path: Path) -> None:
    (tmp_path / "small.csv").write_bytes(b"date,symbol")
    program = "from pathlib import Path; from data_sources.whole_file import read_whole; "
    program += "print(read_whole(Path('small.csv'), 4 << 30))"
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        check=False,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert (ran.returncode, ran.stdout) == (0, "b'date,symbol'\n"), ran.stderr


def test_longest_file_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_whole(path, 5) == b"12345"
    with pytest.raises(OSError, match="longer than the 4 bytes"):
        read_whole(path, 4)
