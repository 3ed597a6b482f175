"""A strategy as a command names it: a shipped one by its name, a user's own by the path of its file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from data_sources.errors import UserError
from strategies.contract.strategy import Strategy
from strategies.own.file_rule import load_strategy
from strategies.plain_list.version import SUFFIX, plain_version
from strategies.registry import NAMES, STRATEGIES


def find_strategy(name_or_path: str) -> Strategy:
    """Return a registered strategy, its plain version or a variant (``rate_power/momentum``), or one of a user's file.

    Anything else that ends in ``.py`` or holds a slash is the path of a file. Raises UserError for an unknown name or
    variant, with what there is and the nearest one, and for a file that is wrong.
    """
    if name_or_path in STRATEGIES:
        return STRATEGIES[name_or_path]
    family = name_or_path.removesuffix(SUFFIX)
    if family != name_or_path and "/" not in family:
        return plain_version(find_strategy(family))
    family, slash, word = name_or_path.partition("/")
    if slash and family in STRATEGIES and not word.endswith(".py"):
        return STRATEGIES[family].varied(word)
    if name_or_path.endswith(".py") or "/" in name_or_path or "\\" in name_or_path:
        return load_strategy(Path(name_or_path))
    near = get_close_matches(name_or_path, NAMES, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UserError(
        f"no strategy {name_or_path!r}.{hint} There are {', '.join(NAMES)}; a file of your own is given as ./mine.py"
    )
