"""The sentence for a library that comes with an extra of the distribution and is not installed."""

from __future__ import annotations

from data_sources.language.text import Text, both

DISTRIBUTION = "a-share-thesis-backtester"


def missing_extra(what: Text, library: str, extra: str) -> Text:
    """Say that ``what`` needs a library, and which command installs it."""
    command = f'pip install "{DISTRIBUTION}[{extra}]"'
    return both(
        f"{what} needs {library}, which is not installed; install it with: {command}",
        f"{what.zh}需要 {library}，尚未安装；请运行：{command}",
    )
