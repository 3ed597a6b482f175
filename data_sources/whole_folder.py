"""Our files in a folder exchanged together: all old ones or all new ones, and whatever else lies there stays.

The new files are written into a folder beside, flushed to the disk, and then the two folders change places in one step.
What is not ours in the old folder is linked into the new one before, so that it is never missing. Where the folder
itself cannot be exchanged, since it is mounted, somebody stands in it or the folder around it may not be written, the
files are moved one by one: a last file is taken away first and put there last, so that without it nothing is there yet.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from data_sources.files import flush, swap, to_disk
from data_sources.leftovers import clear_leftovers, is_leftover, locked_folder, remove, unfinished_name

INSIDE = "run"
"""What the unfinished folder is called that has to lie inside."""
NOT_EXCHANGEABLE = frozenset({errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True)
class Unfinished:
    """New files in ``part`` that shall take the place of those in ``folder``, which is no link."""

    folder: Path
    part: Path


@contextmanager
def unfinished_folder(folder: Path) -> Iterator[Unfinished]:
    """Offer an empty folder to write new files in; what is still there when the body ends is removed.

    The folders around ``folder`` are made, it itself is not. What killed processes left beside it or in it is cleared.
    Raises OSError when nothing can be written there.
    """
    real = folder.resolve()
    for place in {real, real.parent}:
        clear_leftovers(place)
    part = unfinished_name(real)
    if not _is_exchangeable(real):
        part = unfinished_name(real / INSIDE)
    with locked_folder(part):
        try:
            yield Unfinished(real, part)
        finally:
            remove(part)


def put_in_place(made: Unfinished, own: Collection[str], last: str) -> None:
    """Let the new files take the place of the old ones, whole.

    Parameters
    ----------
    made : Unfinished
        The new files; afterwards ``made.part`` is gone or holds what was replaced.
    own : collection of str
        The names of ours in the old folder, ``below/name`` for those in a folder below: they are replaced or go.
    last : str
        The file that says that the others are there, should they have to be moved one by one.

    Raises OSError when the disk refuses; the old files are then there as they were, or ``last`` is not.
    """
    to_disk(made.part)
    if made.part.parent != made.folder and _exchanged(made, own):
        flush(made.folder.parent)
        return
    _move_one_by_one(made, own, last)


def _exchanged(made: Unfinished, own: Collection[str]) -> bool:
    """Exchange the folders; False when that cannot be done here, nothing being changed."""
    try:
        if not made.folder.exists():
            with suppress(FileExistsError):
                # Onto a folder that somebody made meanwhile this is an error, unless it is empty.
                made.part.rename(made.folder)
                return True
        _keep_others(made.folder, made.part, own)
        _keep_owner(made.folder, made.part)
        swap(made.part, made.folder)
    except OSError as error:
        if error.errno in NOT_EXCHANGEABLE:
            return False
        if error.errno == errno.ENOTEMPTY:
            return _exchanged(made, own)
        raise
    # What somebody put there since the look before.
    _keep_others(made.part, made.folder, own, exchanged=True)
    return True


def _keep_others(old: Path, new: Path, own: Collection[str], below: str = "", *, exchanged: bool = False) -> None:
    """Link into ``new`` what lies in ``old`` and is not ours.

    Once both are ``exchanged``, what somebody is still writing in there is moved, so that its path leads to it again:
    the run of a plain version lies in the folder of its strategy.
    """
    with os.scandir(old) as entries:
        found = list(entries)
    for entry in found:
        name, target = f"{below}{entry.name}", new / entry.name
        if is_leftover(entry.name):
            if exchanged:
                Path(entry.path).rename(target)
        elif entry.is_dir(follow_symlinks=False):
            if os.path.ismount(entry.path):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), entry.path)
            if _holds_others(Path(entry.path), own, f"{name}/"):
                if not target.exists():
                    target.mkdir()
                    shutil.copystat(entry.path, target)
                _keep_others(Path(entry.path), target, own, f"{name}/", exchanged=exchanged)
        elif name not in own:
            _link(Path(entry.path), target)
    flush(new)


def _keep_owner(old: Path, new: Path) -> None:
    """Give a folder the rights and the owner of another, as far as this user may."""
    shutil.copymode(old, new)
    seen = old.stat()
    with suppress(OSError, AttributeError):
        os.chown(new, seen.st_uid, seen.st_gid)


def _holds_others(folder: Path, own: Collection[str], below: str) -> bool:
    """Say whether a folder holds what is not ours; an empty one is somebody's, unless ours would lie in it."""
    if not any(name.startswith(below) for name in own):
        return True
    with os.scandir(folder) as entries:
        return any(f"{below}{entry.name}" not in own for entry in entries)


def _link(one: Path, target: Path) -> None:
    """Let ``target`` be the same file; a copy where the file system or its owner has no links."""
    if target.is_symlink() or target.exists():
        if target.is_symlink() or os.path.samestat(one.lstat(), target.lstat()):
            return
        target.unlink()  # saved anew by its owner between the two looks
    try:
        os.link(one, target, follow_symlinks=False)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        shutil.copy2(one, target, follow_symlinks=False)


def _move_one_by_one(made: Unfinished, own: Collection[str], last: str) -> None:
    fresh = sorted(path.relative_to(made.part).as_posix() for path in made.part.rglob("*") if path.is_file())
    made.folder.mkdir(exist_ok=True)
    (made.folder / last).unlink(missing_ok=True)
    flush(made.folder)
    for name in sorted(set(own) - set(fresh)):
        (made.folder / name).unlink(missing_ok=True)
    for name in [*(each for each in fresh if each != last), last]:
        target = made.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name == last:
            _names_to_disk(made.folder, fresh)
        (made.part / name).replace(target)
    flush(made.folder)


def _names_to_disk(folder: Path, names: Collection[str]) -> None:
    """Wait until the lists of names are on the disk, of a folder and of those below it that hold ``names``."""
    for place in {folder, *((folder / name).parent for name in names)}:
        flush(place)


def _is_exchangeable(real: Path) -> bool:
    """Say whether the folder itself may be exchanged for another one."""
    with suppress(OSError):
        if Path.cwd().is_relative_to(real):
            return False
    real.parent.mkdir(parents=True, exist_ok=True)
    if not real.exists():
        return True
    return not os.path.ismount(real) and os.access(real.parent, os.W_OK | os.X_OK)
