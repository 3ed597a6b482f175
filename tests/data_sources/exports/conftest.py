"""What the tests of other systems' files share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data_sources.exports.given import read_given
from data_sources.exports.given_reading import GivenReading

Given = Callable[..., GivenReading]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """Write files into a folder and read them, each given by itself."""

    def read(*files: tuple[str, str | bytes], asked_for: str = "auto") -> GivenReading:
        paths = []
        for name, data in files:
            path = tmp_path / "given" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
            paths.append(path)
        return read_given(paths, asked_for)

    return read
