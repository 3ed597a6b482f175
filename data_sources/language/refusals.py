"""Why the operating system refused something, in both languages."""

from __future__ import annotations

import errno

from data_sources.language.text import Text, both, same

CHINESE = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "文件系统只读",
}


def reason_of(error: OSError) -> Text:
    """Return what the system says of an error; in Chinese where that is a frequent one."""
    english = error.strerror or str(error)
    chinese = CHINESE.get(error.errno or 0)
    return both(english, chinese) if chinese else same(english)
