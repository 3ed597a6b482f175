"""A strategy as a command names it: a shipped one by its name, a user's own by the path of its file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from data_sources.errors import UserError
from strategies.contract.strategy import Strategy
from strategies.library.library import Library, shipped_library
from strategies.own.file_rule import load_strategy
from strategies.plain_list.version import SUFFIX, plain_version
from strategies.registry import NAMES, STRATEGIES


def find_strategy(name_or_path: str, library: Library | None = None) -> Strategy:
    """Return a registered strategy (``rate_power``), its plain version (``rate_power/plain``), or one of a user's file.

    A file of the folder of ``library`` is found by its name: ``mine`` is ``DIR/mine.py``. Anything else that ends in
    ``.py`` or holds a slash is the path of a file. Without a library (None, default) only shipped reports are known.
    Raises UserError for an unknown name, with what there is and the nearest one, and for a file that is wrong.
    """
    known = library or shipped_library()
    if name_or_path in STRATEGIES:
        return STRATEGIES[name_or_path]
    family = name_or_path.removesuffix(SUFFIX)
    if family != name_or_path and "/" not in family:
        return plain_version(find_strategy(family, known))
    if name_or_path in known.strategy_files:
        return load_strategy(known.strategy_files[name_or_path], known)
    if name_or_path.endswith(".py") or "/" in name_or_path or "\\" in name_or_path:
        return load_strategy(Path(name_or_path), known)
    known.insist_on_sound(name_or_path)
    names = (*NAMES, *known.strategy_files)
    if any(each.id == name_or_path for each in known.reports):
        raise UserError(
            f"{name_or_path} is a report and no strategy; `backtest scorecard {name_or_path}` judges its calls"
        )
    near = get_close_matches(name_or_path, names, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UserError(
        f"no strategy {name_or_path!r}.{hint} There are {', '.join(names)}; a file of your own is given as ./mine.py"
    )
