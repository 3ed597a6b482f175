"""Names that a document prints with their codes and that the dictionary does not have: it gives them itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from strategies.drafting.names.codes import codes
from strategies.drafting.names.company import Company, Name
from strategies.drafting.names.dictionary import Dictionary, starts_of
from strategies.drafting.names.hits import hits
from strategies.drafting.names.normal import HAN, plain
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.words import words_of

A_NAME = re.compile(rf"[{HAN}]{{3,6}}")
"""Two letters are a word too often, and more than six a name with words before it."""


def with_printed_names(found: Sequence[Passage], names: Dictionary) -> Dictionary:
    """Return the dictionary with the names that stand beside codes of companies that it does not know.

    云杉药业(600999.SH) on one line makes 云杉药业 on another the same company. A name beside two codes stands for
    neither, and so does an ordinary word. The companies that are known stay as they were.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for passage in found:
        for code in codes(passage, hits(passage, names)):
            name = plain(code.name)
            if code.market == "A" and code.symbol not in names.companies and A_NAME.fullmatch(name):
                bearers[name].add(code.symbol)
    unfit = words_of("ordinary_words.csv") | words_of("common_words.csv") | words_of("everyday_words.csv")
    own = {
        name: Name(name, Company(next(iter(symbols)), name), "printed")
        for name, symbols in bearers.items()
        if len(symbols) == 1 and name not in names.names and name not in unfit
    }
    if not own:
        return names
    known = {**names.names, **own}
    return replace(names, names=known, starts=starts_of(known))
