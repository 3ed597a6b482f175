"""A strategy as a command names it: a shipped one by its name, a user's own by the path of its file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from data_sources.errors import UserError
from data_sources.language.text import NOTHING, both
from strategies.contract.strategy import Strategy
from strategies.declared.strategy import declared_strategy, whole_list
from strategies.documents.document import Report
from strategies.library.library import Library, shipped_library
from strategies.own.known import known_strategies
from strategies.plain_list.version import SUFFIX, plain_version
from strategies.registry import STRATEGIES


def find_strategy(name_or_path: str, library: Library | None = None) -> Strategy:
    """Return a registered strategy, its plain version or a variant (``rate_power/momentum``), or one of a user's own.

    A file of the folder of ``library`` is found by its name: ``mine`` is ``DIR/mine.py``; a document with a
    ``[basket]`` by its id: ``006``. Anything else that ends in ``.py`` or holds a slash is the path of a file. Without
    a library (None, default) only shipped reports are known. Raises UserError for an unknown name or variant, with what
    there is and the nearest one, and for a file that is wrong.
    """
    known = library or shipped_library()
    if name_or_path in STRATEGIES:
        return STRATEGIES[name_or_path]
    family = name_or_path.removesuffix(SUFFIX)
    if family != name_or_path and "/" not in family:
        return plain_version(_whole_list(family, known) or find_strategy(family, known))
    family, slash, word = name_or_path.partition("/")
    if slash and family in STRATEGIES and not word.endswith(".py"):
        return STRATEGIES[family].varied(word)
    if name_or_path in known.strategy_files:
        return _in_file(known.strategy_files[name_or_path], known)
    if name_or_path.endswith(".py") or "/" in name_or_path or "\\" in name_or_path:
        return _in_file(Path(name_or_path), known)
    known.insist_on_sound(name_or_path)
    names = (*known_strategies(known), *known.strategy_files)
    document = _document(name_or_path, known)
    if document:
        return _declared(document)
    near = get_close_matches(name_or_path, names, n=1)
    hint = both(f" Did you mean {near[0]}?", f"是否指 {near[0]}？") if near else NOTHING
    raise UserError(
        both(
            f"no strategy {name_or_path!r}.{hint} There are {', '.join(names)}; "
            "a file of your own is given as ./mine.py",
            f"没有策略 {name_or_path!r}。{hint.zh}现有 {'、'.join(names)}；自己的文件请写成 ./mine.py",
        )
    )


def _in_file(path: Path, known: Library) -> Strategy:
    from strategies.own.file_rule import load_strategy  # noqa: PLC0415 - what runs a file apart, only for a file

    return load_strategy(path, known)


def _document(called: str, library: Library) -> Report | None:
    return next((each for each in library.reports if each.id == called), None)


def _declared(report: Report) -> Strategy:
    """The rules that a document declares; raises UserError for one that declares none."""
    if report.basket:
        return declared_strategy(report, report.basket)
    resting = [name for name, strategy in STRATEGIES.items() if report.id in strategy.reports]
    families = f"; strategies that rest on it: {', '.join(resting)}" if resting else ""
    raise UserError(
        f"the report {report.id} has no [basket], so it has no rule to run; `{report.id}{SUFFIX}` holds its names "
        f"equally{families}"
    )


def _whole_list(called: str, library: Library) -> Strategy | None:
    """All names of a document that declares no rules, for its plain version; None for anything else."""
    report = _document(called, library)
    if report is None or report.basket:
        return None
    if not any(each.tradable for each in report.memberships):
        raise UserError(
            f"the report {report.id} names no company under a thesis that may be held, so there is no list to run; "
            f"`backtest scorecard {report.id}` judges its calls"
        )
    return declared_strategy(report, whole_list(report))
