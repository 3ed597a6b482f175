"""What ``--out`` may name."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from data_sources.errors import OptionError
from data_sources.out_folder import out_folder
from data_sources.refused import write_failed


@pytest.mark.parametrize("named", ["", " ", "/", "/..", "//"])
def test_nothing_and_the_root_are_refused(named: str) -> None:
    with pytest.raises(OptionError, match="name a folder"):
        out_folder(named)


def test_any_other_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    assert out_folder("var/site") == Path("var/site")
    assert out_folder(".") == Path()
    assert out_folder(tmp_path) == tmp_path


def test_reason_is_read_behind_a_path_of_four_thousand_characters() -> None:
    said = str(write_failed(Path("x" * 4_000), OSError(errno.ENAMETOOLONG, "File name too long")))
    assert said == f"cannot write {'x' * 300}... (4,000 characters): File name too long; choose a shorter --out"


def test_file_where_a_folder_would_be_is_called_so() -> None:
    said = str(write_failed(Path("a/b"), OSError(errno.EEXIST, "File exists")))
    assert said == "cannot write a/b: File exists; a file stands where a folder would be; choose another --out"
