"""What a machine refuses, in one line: what was being written, what is needed and what is free, what to do."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from data_sources.errors import ResourceError, WriteFailed
from data_sources.language.refusals import reason_of
from data_sources.language.text import NOTHING, Text, both
from data_sources.plain_text import cut

if sys.platform != "win32":
    import resource

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
LONGEST_PATH = 300
"""Characters; the reason behind it is what is to be read."""
AGAIN = "run the same command again"
AGAIN_ZH = "然后再运行同一命令"
CHOOSE = both("choose another --out, or let this user write there", "请另选 --out，或给当前用户写权限")
IN_THE_WAY = both("a file stands where a folder would be; choose another --out", "文件夹的位置上是文件；请另选 --out")
ADVICE: Mapping[int, Text] = {
    errno.ENOSPC: both(f"make room there and {AGAIN}", f"请腾出空间，{AGAIN_ZH}"),
    errno.EDQUOT: both(f"make room or raise the quota, and {AGAIN}", f"请腾出空间或提高配额，{AGAIN_ZH}"),
    errno.EFBIG: both(
        f"raise the limit on the size of a file (ulimit -f) and {AGAIN}", f"请提高文件大小上限（ulimit -f），{AGAIN_ZH}"
    ),
    errno.EROFS: CHOOSE,
    errno.EACCES: CHOOSE,
    errno.EPERM: CHOOSE,
    errno.EEXIST: IN_THE_WAY,
    errno.ENOTDIR: IN_THE_WAY,
    errno.ENAMETOOLONG: both("choose a shorter --out", "请用较短的 --out"),
    errno.EMFILE: both(
        f"raise the limit on open files (ulimit -n) and {AGAIN}", f"请提高可打开文件数上限（ulimit -n），{AGAIN_ZH}"
    ),
    errno.ENFILE: both(f"close other programs and {AGAIN}", f"请关闭其他程序，{AGAIN_ZH}"),
    errno.EIO: both(
        f"the disk or its connection is at fault; see to it and {AGAIN}", f"磁盘或其连接有故障；请检查，{AGAIN_ZH}"
    ),
    errno.ENOMEM: both(f"give it more memory and {AGAIN}", f"请增加内存，{AGAIN_ZH}"),
}
UNKNOWN = both(
    f"choose a folder that exists and can be written to, or {AGAIN}", "请选择存在且可写的文件夹，或再运行同一命令"
)

UNMAPPED = ("failed to map segment", "allocate memory")
"""What the loader of libraries says where it gets no memory; its errors have no number."""
_WITHOUT_MEMORY: list[str] = []


@contextmanager
def writes(path: Path, needed: int = 0) -> Iterator[None]:
    """Turn what the machine refuses while the body writes ``path`` into WriteFailed; ``needed`` bytes, 0 if unknown.

    An OSError without a number is no refusal of the machine's: a library that cannot be loaded raises such a one.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise write_failed(path, error, needed) from error
    except MemoryError as error:
        raise out_of_memory(f"write {path}") from error


def write_failed(path: Path, error: OSError, needed: int = 0) -> WriteFailed:
    """Return the error of a file or folder that could not be written; ``needed`` bytes are named when known."""
    reason, advice = reason_of(error), ADVICE.get(error.errno or 0, UNKNOWN)
    what, room = cut(str(path), LONGEST_PATH), _amounts(path, error.errno, needed)
    told = both(f"cannot write {what}: {reason}{room}; {advice}", f"无法写入 {what}：{reason.zh}{room.zh}；{advice.zh}")
    return WriteFailed(told, error.errno)


def refused(error: OSError) -> ResourceError | None:
    """Return the error of whatever the machine refused while nobody said what was being done; None for another kind."""
    if error.errno is None or error.errno not in ADVICE:
        return None
    where = both(f"{error.filename}: ", f"{error.filename}：") if error.filename else NOTHING
    named = isinstance(error.filename, str | None)
    room = _amounts(Path(error.filename or "."), error.errno, 0) if named else NOTHING
    why, advice = reason_of(error), ADVICE[error.errno]
    return ResourceError(both(f"{where}{why}{room}; {advice}", f"{where.zh}{why.zh}{room.zh}；{advice.zh}"))


def out_of_memory(what: str) -> ResourceError:
    """Return the error of a process that got no memory; ``what`` it could not do, as in "write the page"."""
    _WITHOUT_MEMORY.append(what)
    free = free_memory()
    there = both(f" ({in_bytes(free)} free to it)", f"（可用 {in_bytes(free)}）") if free is not None else NOTHING
    return ResourceError(
        both(
            f"there is not enough memory to {what}{there}; close other programs or raise its limit, and {AGAIN}",
            f"内存不足{there.zh}；请关闭其他程序或提高内存上限，{AGAIN_ZH}",
        )
    )


def ran_out_of_memory() -> bool:
    """Say whether this process once got no memory; it may not even come to its own end then."""
    return bool(_WITHOUT_MEMORY)


def is_out_of_memory(fault: BaseException) -> bool:
    """Say whether a process got no memory, in whichever words: a library that cannot be loaded for it says its own."""
    if isinstance(fault, MemoryError) or (isinstance(fault, OSError) and fault.errno == errno.ENOMEM):
        return True
    if not isinstance(fault, ImportError | OSError) or (isinstance(fault, OSError) and fault.errno is not None):
        return False
    # A library that loads another one says only that it could not, and what it met stands behind.
    before = fault.__cause__ or fault.__context__
    return any(words in str(fault) for words in UNMAPPED) or (before is not None and is_out_of_memory(before))


def no_more_files(wanted: int = 4) -> str:
    """Say that this process may not open so many files more, and what to do; "" when it may."""
    opened: list[int] = []
    try:
        while len(opened) < wanted:
            opened.append(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        if error.errno not in (errno.EMFILE, errno.ENFILE):
            return ""
        why, room, advice = reason_of(error), _amounts(Path(os.devnull), error.errno, 0), ADVICE[error.errno]
        return both(f"{why}{room}; {advice}", f"{why.zh}{room.zh}；{advice.zh}")
    finally:
        for each in opened:
            os.close(each)
    return ""


def free_bytes(path: Path) -> int:
    """Return how many bytes are free where a path lies or would lie; 0 when the disk does not say."""
    place = path
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return 0


def free_memory() -> int | None:
    """Return how many bytes this process can still get: of the machine or of its own limit; None when unknown."""
    known: list[int] = []
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        known += [int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        known += [] if limit == resource.RLIM_INFINITY else [max(0, limit - used)]
    return min(known, default=None)


def in_bytes(count: int) -> str:
    """Write a number of bytes for people: ``57.3 MB``."""
    return f"{count / 1e6:,.1f} MB" if count >= 100_000 else f"{count:,} bytes"  # noqa: PLR2004 - a tenth of a MB


def _amounts(path: Path, code: int | None, needed: int) -> Text:
    """Say how much is needed and free, or what the limit is; nothing where that is not the reason."""
    if code in NO_ROOM:
        free = in_bytes(free_bytes(path))
        wanted = both(f"{in_bytes(needed)} needed, ", f"需要 {in_bytes(needed)}，") if needed else NOTHING
        return both(f" ({wanted}{free} free)", f"（{wanted.zh}可用 {free}）")
    if sys.platform == "win32" or code not in (errno.EFBIG, errno.EMFILE):
        return NOTHING
    if code == errno.EMFILE:
        open_files = f"{resource.getrlimit(resource.RLIMIT_NOFILE)[0]:,}"
        return both(f" (at most {open_files} may be open)", f"（最多可打开 {open_files} 个）")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    allowed = "" if limit == resource.RLIM_INFINITY else in_bytes(limit)
    most = both(f", at most {allowed} allowed", f"，最多允许 {allowed}") if allowed else NOTHING
    size = in_bytes(needed)
    return both(f" ({size} needed{most})", f"（需要 {size}{most.zh}）") if needed else NOTHING
