"""Templates as Python made of them by an earlier process: compiling all of a page takes longer than filling it.

They lie below the user's cache folder and are only ever copies: one that is missing, damaged, of another template, of
another Jinja or Python, or that cannot be written means that the template is compiled again. The caller sees to it that
nothing of this program is folded into the code (``optimized=False``, a ``finalize`` that asks for its context), so that
the text of a template and the settings of its environment say all about it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from backtest.result.manifest import version_of
from data_sources.files import write_whole
from data_sources.home_cache import home_cache

SUM_BYTES = 32


class CompiledTemplates(BytecodeCache):
    """Compiled templates on disk, for environments with these ``settings``."""

    def __init__(self, settings: str) -> None:
        """Look for what earlier processes compiled with the same settings; nothing is read or written yet."""
        self._made_by = f"{sys.version} jinja2 {version_of('jinja2')} {settings}"
        self._folder = _folder()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of its template, when there is sound code of the same text."""
        if self._folder is None:
            return
        with suppress(OSError, EOFError, ValueError, TypeError):
            data = self._file(bucket).read_bytes()
            kept, code = data[:SUM_BYTES], data[SUM_BYTES:]
            if kept == self._sum(bucket, code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template; where nothing can be written, nothing is kept."""
        if self._folder is None:
            return
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(bucket), self._sum(bucket, code) + code)

    def _file(self, bucket: Bucket) -> Path:
        assert self._folder is not None  # noqa: S101 - both callers have looked
        return self._folder / f"{bucket.key}.code"

    def _sum(self, bucket: Bucket, code: bytes) -> bytes:
        """Sum up what the code was made from and by, and the code itself."""
        return sha256(f"{self._made_by}\n{bucket.checksum}\n".encode() + code).digest()


def _folder() -> Path | None:
    """Return the folder of this kind of Python, None for a user without a home."""
    try:
        return home_cache() / f"templates-{sys.implementation.cache_tag}"
    except RuntimeError:
        return None
