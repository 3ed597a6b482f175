"""The one "But" of a front: of everything that speaks against a verdict what can overturn it first."""

from __future__ import annotations

from backtest.result.caveats import (
    ACCEPTED,
    FROZEN,
    NO_BAR_AFTER,
    NO_BAR_BEFORE,
    NO_DIVIDENDS,
    NO_FILL,
    Caveat,
)
from backtest.result.few_held import Stretch
from backtest.result.look_ahead import LABEL, UNTOLD
from backtest.result.result import Result
from backtest.result.sentences.traded import few_names_sentence, made_words, when_words
from backtest.result.traded import NAMED_BELOW, Traded
from backtest.result.verdict import Verdict
from data_sources.language.text import NOTHING, Text, both, listed, sentence

BEFORE_FEW_NAMES = (NO_FILL, LABEL, UNTOLD, ACCEPTED, FROZEN, NO_BAR_AFTER)
AFTER_FEW_NAMES = (NO_DIVIDENDS, NO_BAR_BEFORE)
"""The labels of caveats by what they can overturn: what never traded or looked ahead shows nothing, wrong data shows
something else, few names show one company; a gap of the index or an idle beginning moves a number."""


def but_sentence(result: Result, seen: Verdict) -> Text:
    """Return the most serious reservation as a sentence without its "But"; empty without any."""
    grave, light = (_first(result.caveats, labels) for labels in (BEFORE_FEW_NAMES, AFTER_FEW_NAMES))
    if grave:
        return sentence(grave.sentence)
    few = few_names_front(seen.evidence.traded) if seen.evidence else NOTHING
    if few:
        return few
    rest = light or next((each for each in result.caveats if each.label not in BEFORE_FEW_NAMES), None)
    return sentence(rest.sentence) if rest else NOTHING


def few_names_front(seen: Traded) -> Text:
    """Return which few names a part of few was: "Until DATE this was one stock (X), which earned 87% of ...".

    Empty from ten effective names on, as they are written, and where nothing was held. A span of a few names is told
    even if the part had ten and more at the median, since such a span is at least a quarter of its sessions.
    """
    if seen.stretch:
        return _stretch(seen.stretch)
    few = seen.effective_median is not None and round(seen.effective_median, 1) < NAMED_BELOW
    return sentence(few_names_sentence(seen)) if few else NOTHING


def _stretch(seen: Stretch) -> Text:
    count, when = len(seen.names), when_words(seen)
    names = listed([both(name, _short(name)) for name in seen.names])
    stocks = ("one stock", "two stocks", "three stocks")[count - 1]
    held = both(
        f"{when} this was {stocks} ({names})",
        f"{when.zh}仅持有{('一', '两', '三')[count - 1]}只股票（{names.zh}）",
    )
    if seen.throughout:
        return sentence(held)
    made = made_words(seen.profit, seen.share)
    earned = f"earned{made.removeprefix('made')}" if made.startswith("made") else str(made)
    return sentence(both(f"{held}, which {earned}", f"{held.zh}，{'其' if count == 1 else '合计'}{made.zh}"))


def _short(called: str) -> str:
    """The name without its symbol: 德明利 of "德明利 001309.SZ"; the symbol of a share without a name."""
    return called.rsplit(" ", 1)[0]


def _first(caveats: tuple[Caveat, ...], labels: tuple[Text, ...]) -> Caveat | None:
    """The caveat whose label stands first."""
    ranked = [each for each in caveats if each.label in labels]
    return min(ranked, key=lambda each: labels.index(each.label), default=None)
