"""A path as a caller gives it, before anything is looked for there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from data_sources.errors import OptionError
from data_sources.language.text import both
from data_sources.plain_text import one_line

LONGEST_SHOWN = 120


def given_path(given: object, what: str) -> Path:
    """Return a path that a caller gave for ``what``, such as ``--out``; nothing needs to be there.

    Raises OptionError in one line for what is no path, an empty one, and for one that no file system takes.
    """
    if not isinstance(given, str | os.PathLike):
        kind = type(given).__name__
        raise OptionError(both(f"{what} is {kind}; give a path as text", f"{what} 是 {kind}；请以文本给出路径"))
    if not str(given).strip():
        # Path("") is the folder one stands in, which nobody means who gives nothing.
        raise OptionError(
            both(f"{what} is empty; give the path of a file or a folder", f"{what} 为空；请给出文件或文件夹的路径")
        )
    shown = one_line(str(given), LONGEST_SHOWN)
    try:
        os.lstat(given)
    except ValueError:
        raise OptionError(
            both(
                f"{what} {shown} holds a character that no file's name may hold; choose another",
                f"{what} {shown} 含有文件名不允许的字符；请另选",
            )
        ) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise OptionError(
                both(
                    f"{what} {shown} is longer than a file's name may be; choose a shorter one",
                    f"{what} {shown} 超过文件名允许的长度；请用较短的",
                )
            ) from None
    return Path(given)
