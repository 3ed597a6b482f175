"""A night that came to nothing: why, in one line, and what the site still is."""

from __future__ import annotations

from backtest.app.night.outcome import NightOutcome, unchanged_site
from backtest.app.night.site_folder import SiteFolder
from backtest.result.run_folder import size_of
from data_sources.errors import UserError, WriteFailed
from data_sources.language.text import NOTHING, Text, both, joined, said, same
from data_sources.refused import NO_ROOM, free_bytes, in_bytes, is_out_of_memory, out_of_memory, refused


def failed_night(site: SiteFolder, fault: BaseException) -> NightOutcome:
    """Return the outcome of a night that a fault ended; the site is as it was.

    Of a fault of the program its kind alone is said: the traceback is for whoever runs the command, not for readers.
    """
    return unchanged_site(site, site.stamp(), "failed", error=_why(site, fault))


def is_explained(fault: BaseException) -> bool:
    """Whether a fault is a user's or the machine's to mend, and no fault of the program."""
    if isinstance(fault, UserError) or is_out_of_memory(fault):
        return True
    return isinstance(fault, OSError) and refused(fault) is not None


def _why(site: SiteFolder, fault: BaseException) -> Text:
    if isinstance(fault, WriteFailed):
        return joined([_words(fault), _room(site, fault)], "")
    if isinstance(fault, UserError):
        return _words(fault)
    if is_out_of_memory(fault):
        return _words(out_of_memory("make the pages of a night"))
    refusal = refused(fault) if isinstance(fault, OSError) else None
    return _words(refusal) if refusal else same(type(fault).__name__)


def _words(fault: UserError) -> Text:
    """In English with the names of parameters, as whoever catches an error in Python reads it."""
    return both(str(fault), said(fault.words, "zh"))


def _room(site: SiteFolder, fault: WriteFailed) -> Text:
    """Say what a whole site takes and what is free now that the unfinished one is gone; nothing for another fault."""
    if fault.code not in NO_ROOM:
        return NOTHING
    free = in_bytes(free_bytes(site.builds))
    size = in_bytes(size_of(site.current)) if site.current else ""
    takes = both(f"the site takes {size}, and ", f"站点占用 {size}，") if size else NOTHING
    return both(
        f"; {takes}{free} are free now that the unfinished one is gone",
        f"；{takes.zh}清除未完成的部分后可用空间为 {free}",
    )
