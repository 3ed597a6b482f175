"""What a run is called that has settings of its own: ``rate_power:top=3,lookback=60``, so that several stand apart.

The label names the run in tables, on pages and in its manifest; its strategy keeps its own name, by which its trials
are counted. Its folder is ``rate_power/top=3,lookback=60``, since a colon is not allowed in one everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from backtest.app.run_name import folder_fault
from data_sources.errors import InputError, OptionError
from data_sources.language.text import Text, both, same
from data_sources.plain_text import one_line
from strategies.contract.parameters import Parameter, Value, check_parameters
from strategies.registry import STRATEGIES

MARK = ":"
"""Between a strategy and its settings."""
IN_FOLDERS = re.compile(r"[\w.+ -]*[\w+-]")
"""What a value may be that stands in the name of a folder, on any system and in any address."""


def settings_label(name: str, settings: Mapping[str, Value]) -> str:
    """Return what a run of a strategy is called that has settings of its own; its name alone without any.

    Raises OptionError for a value that cannot stand in the name of a folder, and for more than a folder's name holds.
    """
    if not settings:
        return name
    words = {parameter: _word(value) for parameter, value in settings.items()}
    wrong = next((f"{key}={word}" for key, word in words.items() if not IN_FOLDERS.fullmatch(word)), "")
    own = ",".join(f"{parameter}={word}" for parameter, word in words.items())
    if wrong or folder_fault(own):
        asked = one_line(repr(wrong or own), 120)
        raise OptionError(
            both(
                f"{name}: {asked} cannot stand in the name of a folder; set it for all with --set, or in Python give "
                "the run a label: run_many({'mine': (strategy, settings)})",
                f"{name}：{asked} 不能用作文件夹名；请用 --set 为全部设置，或在 Python 中给该回测加标签："
                "run_many({'mine': (strategy, settings)})",
            )
        )
    return f"{name}{MARK}{own}"


def own_label(name: str, parameters: Mapping[str, Parameter], own: Mapping[str, Value]) -> str:
    """Return what a run of a strategy is called whose ``own`` settings are still to be checked.

    Raises UserError as ``check_parameters`` and ``settings_label`` do.
    """
    values = check_parameters(name, parameters, own).values
    return settings_label(name, {parameter: values[parameter] for parameter in own})


def checked_label(label: object, name: str) -> str:
    """Return a label that a user gave to a run of the strategy ``name``; InputError for one that no folder can have."""
    wrong = folder_fault(label) if isinstance(label, str) else "is no text"
    if not wrong and isinstance(label, str) and ("/" in label or MARK in label):
        wrong = "holds a slash or a colon"
    if not wrong and label in STRATEGIES and label != name:
        wrong = f"is another strategy than {name}"
    if wrong:
        asked = one_line(repr(label), 120)
        raise InputError(
            both(
                f"the label {asked} {wrong}; it names a folder, such as 'top3'",
                f"标签 {asked} 不可用（{wrong}）；它用作文件夹名，例如 'top3'",
            )
        )
    return str(label)


def label_place(name: str, label: str) -> str:
    """Return the folder of a run below that of all: a label of settings lies below its strategy, as a variant does."""
    own = settings_words(name, label)
    if not own:
        return label
    return f"{name},{own}" if "/" in name else f"{name}/{own}"


def label_title(title: Text | str, name: str, label: str) -> Text:
    """Return the title of a strategy with the settings or the label behind it by which its runs are told apart."""
    if label == name:
        return same(title)
    own = settings_words(name, label)
    words = both(own.replace(",", ", "), own.replace(",", "、")) if own else same(label)
    return both(f"{title}: {words}", f"{same(title).zh}：{words.zh}")


def settings_words(name: str, label: str) -> str:
    """Return the settings that a label writes, ``top=3,lookback=60``; empty for a name and for a label of a user's."""
    start = f"{name}{MARK}"
    return label.removeprefix(start) if label.startswith(start) else ""


def _word(value: Value) -> str:
    """Write a value so that it is read back as the same one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
