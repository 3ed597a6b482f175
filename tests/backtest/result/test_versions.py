"""The versions of libraries in a manifest: those that Python's own list of what is installed has."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from backtest.result import manifest
from backtest.result.manifest import version_of


@pytest.fixture(autouse=True)
def read_anew() -> None:
    """What one test installs is not known to the next."""
    version_of.cache_clear()
    manifest._installed.cache_clear()  # noqa: SLF001 - a cache of this process


@pytest.mark.parametrize("name", ["numpy", "sqlalchemy", "pandas", "typer", "pytest"])
def test_a_version_is_what_python_says(name: str) -> None:
    assert version_of(name) == metadata.version(name)


def test_what_is_not_installed_has_none() -> None:
    assert version_of("no_such_library") is None


def test_the_first_folder_on_the_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place, version in (("one", "3.1.0rc1"), ("two", "2.0")):
        folder = tmp_path / place / f"Numbers-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: Numbers\nVersion: {version}\n")
    (tmp_path / "archive.zip").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [str(tmp_path / each) for each in ("gone", "archive.zip", "one", "two")])
    assert version_of("numbers") == "3.1.0rc1" == metadata.version("numbers")
    assert version_of("numpy") is None


def test_what_no_such_folder_tells_is_asked_of_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "numbers.egg-info"
    folder.mkdir()
    (folder / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: numbers\nVersion: 1.5\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert version_of("numbers") == "1.5"
