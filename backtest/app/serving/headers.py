"""What is said of a file before it is sent: its kind, its state, and what a browser may do with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from backtest.app.serving.asked_file import AskedFile

KINDS: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".py": "text/plain; charset=utf-8",
    ".toml": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
}
"""By the end of a name; everything else is bytes that a browser saves and does not run."""
BYTES = "application/octet-stream"

ALWAYS: Mapping[str, str] = {
    # The page may be another one after the next night: kept, but asked about each time.
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    # No page of another site may draw these files into itself, nor hear from where its reader came.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Accept-Ranges": "none",
}


def kind_of(name: str) -> str:
    """Return the media type of a file by the end of its name."""
    return KINDS.get(f".{name.lower().rpartition('.')[2]}", BYTES) if "." in name else BYTES


def tag_of(asked: AskedFile) -> str:
    """Return the entity tag of a file; a file is replaced whole here, so time and size tell its states apart."""
    return f'"{asked.changed:x}-{asked.size:x}"'


def headers_of(asked: AskedFile) -> dict[str, str]:
    """Return the headers of a file that is sent whole."""
    changed = datetime.fromtimestamp(asked.changed // 1_000_000_000, UTC)
    return {
        "Content-Type": kind_of(asked.name),
        "Content-Length": str(asked.size),
        "ETag": tag_of(asked),
        "Last-Modified": format_datetime(changed, usegmt=True),
        **ALWAYS,
    }


def is_unchanged(asked: AskedFile, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Whether a browser has this state of a file already (RFC 9110, 13.1: the tag decides where both are asked)."""
    if if_none_match is not None:
        known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
        return "*" in known or tag_of(asked) in known
    if if_modified_since is None:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since)
        return asked.changed // 1_000_000_000 <= since.timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return False
