"""Scripts of others are those that were published: their hashes, their licence, and the link of the page to them."""

from __future__ import annotations

import hashlib
import tomllib

from reports.page import VENDORED, chart_library

PACKAGES = tomllib.loads((VENDORED / "provenance.toml").read_text(encoding="utf-8"))["package"]


def test_every_vendored_file_is_the_published_one() -> None:
    said = {name: digest for package in PACKAGES for name, digest in package["files"].items()}
    there = {
        path.relative_to(VENDORED).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDORED.rglob("*")
        if path.is_file() and path.parent != VENDORED and path.suffix != ".pyc"
    }
    assert there == said


def test_every_package_has_its_licence_beside_it() -> None:
    for package in PACKAGES:
        assert package["licence"] in {"MIT", "ISC", "BSD-3-Clause", "Apache-2.0"}
        assert "Permission is hereby granted" in (VENDORED / package["name"] / "LICENSE").read_text(encoding="utf-8")


def test_the_page_carries_the_notice_of_the_library() -> None:
    assert "https://github.com/leeoniya/uPlot (v1.6.32)" in chart_library()[0]
