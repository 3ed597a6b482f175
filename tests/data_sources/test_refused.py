"""What the machine refuses is one line: what, what is needed and free, what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from data_sources.errors import ResourceError, UserError, WriteFailed
from data_sources.refused import in_bytes, is_out_of_memory, writes


def failing(path: Path, code: int, needed: int = 0) -> str:
    with pytest.raises(WriteFailed) as caught, writes(path, needed):
        raise OSError(code, os.strerror(code))
    assert caught.value.code == code
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "make room there and run the same command again"),
        (errno.EDQUOT, "make room or raise the quota"),
        (errno.EFBIG, "raise the limit on the size of a file (ulimit -f)"),
        (errno.EROFS, "choose another --out, or let this user write there"),
        (errno.EACCES, "choose another --out, or let this user write there"),
        (errno.EMFILE, "raise the limit on open files (ulimit -n)"),
        (errno.ENFILE, "close other programs"),
        (errno.EIO, "the disk or its connection is at fault"),
        (errno.ENOMEM, "give it more memory"),
    ],
)
def test_each_refusal_names_the_file_the_reason_and_what_to_do(code: int, advice: str, tmp_path: Path) -> None:
    line = failing(tmp_path / "equity.csv", code)
    assert line.startswith(f"cannot write {tmp_path / 'equity.csv'}: {os.strerror(code)}")
    assert advice in line
    assert "\n" not in line


def test_a_full_disk_says_what_is_needed_and_what_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_sources.refused.free_bytes", lambda _: 2_500_000)
    assert "(5.0 MB needed, 2.5 MB free); make room" in failing(tmp_path / "report.html", errno.ENOSPC, 5_000_000)
    assert "(2.5 MB free); make room" in failing(tmp_path / "report.html", errno.ENOSPC)
    # Room is not what a disk lacks that may only be read.
    assert "free" not in failing(tmp_path / "report.html", errno.EROFS, 5_000_000)


def test_sizes_are_in_megabytes_of_a_million_and_small_ones_in_bytes() -> None:
    assert [in_bytes(count) for count in (0, 99_999, 100_000, 57_300_000, 1_234_500_000)] == [
        "0 bytes", "99,999 bytes", "0.1 MB", "57.3 MB", "1,234.5 MB",
    ]  # fmt: skip


def test_memory_is_a_resource_and_no_write_that_failed(tmp_path: Path) -> None:
    line = r"not enough memory to write .*close other programs"
    with pytest.raises(ResourceError, match=line) as caught, writes(tmp_path / "a"):
        raise MemoryError
    assert not isinstance(caught.value, WriteFailed)


def test_other_errors_pass_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^no such strategy$") as caught, writes(tmp_path / "a"):
        raise UserError("no such strategy")
    assert not isinstance(caught.value, ResourceError)


def library_that_cannot_be_loaded(reason: str) -> BaseException:
    """What a library raises that could not load another one, as llvmlite does."""
    try:
        try:
            raise OSError(f"libllvmlite.so: {reason}")  # noqa: TRY301 - as the loader of libraries raises it
        except OSError:
            raise OSError("Could not find/load shared object file 'libllvmlite.so'")  # noqa: B904 - as llvmlite does
    except OSError as fault:
        return fault


def test_a_library_that_got_no_memory_is_told_from_one_that_is_not_there() -> None:
    assert is_out_of_memory(library_that_cannot_be_loaded("failed to map segment from shared object"))
    assert not is_out_of_memory(library_that_cannot_be_loaded("cannot open shared object file"))
    assert is_out_of_memory(OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)))
    assert not is_out_of_memory(OSError(errno.ENOSPC, "failed to map segment"))


def test_an_error_without_a_number_is_no_write_that_failed(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"^Could not find/load") as caught, writes(tmp_path / "a"):
        raise library_that_cannot_be_loaded("cannot open shared object file")
    assert not isinstance(caught.value, UserError)
