"""What is true of several runs, said once: equal sentences grouped, each with whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data_sources.language.text import Text, both, joined, same

FEW = 3
"""As many runs are named that a sentence is not about; of more, those that it is about."""


def said_once(sentences: Mapping[str, Sequence[str]]) -> Iterator[Text]:
    """Return each sentence of some runs once, behind "all 22 runs" or the names of those that it is about.

    ``sentences`` are those of each run, by its name. What most have in common comes first, else the order is that of
    the runs.
    """
    about: dict[str, tuple[Text, list[str]]] = {}
    for name, own in sentences.items():
        for each in own:
            about.setdefault(each, (same(each), []))[1].append(name)
    for sentence, names in sorted(about.values(), key=lambda found: -len(found[1])):
        who = _who(names, list(sentences))
        yield both(f"{who}: {sentence}", f"{who.zh}：{sentence.zh}")


def _who(names: Sequence[str], of: Sequence[str]) -> Text:
    others = [name for name in of if name not in names]
    if not others and len(of) > 1:
        return both(f"all {len(of)} runs", f"全部 {len(of)} 个回测")
    if len(others) <= FEW and len(others) < len(names):
        but = joined(others, ", ", "、")
        return both(f"all {len(of)} runs but {but}", f"除 {but.zh} 外的全部 {len(of)} 个回测")
    return joined(names, ", ", "、")
