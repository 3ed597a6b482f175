"""Rules of shortened names: 芯原 for 芯原股份, among companies, as the subject of a heading, in a column."""

from __future__ import annotations

import re
from dataclasses import replace

from strategies.drafting.names.common import is_telling
from strategies.drafting.names.enumerations import enumeration, is_list_of_companies
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.labelled import PAIR, is_labelled
from strategies.drafting.names.lists import companions, is_item
from strategies.drafting.names.sight import Sight, Verdict, accepted, refused
from strategies.drafting.names.words import words_of

HEADING = re.compile(r"^(?:#+\s*)?(?:\d+(?:\.\d+)*[.、]?|[一二三四五六七八九十]+、|\([^()]{1,3}\))?$")
OTHER_END = re.compile(r"^(?:股份|科技|技术|半导体|微电子|电子)(?=[、,;/。()|\t]|等|$)")


def short_forms(sight: Sight) -> Verdict:
    """Take a shortened name in a list of companies, alone in a column of companies, or as a heading's subject.

    Short names alone make a list, too (``short_list``), which is what a word of the language (龙头) needs.
    With another last word than the listed company's (立讯技术) it is a relative at best: less sure still.
    """
    passage, hit = sight.passage, sight.hit
    if passage.section == "source":
        return refused("short_form", f"{hit.name.text} is too short for a line of sources")
    text, full = hit.name.text, hit.name.company.name
    listed = enumeration(passage, hit, sight.near)
    telling = sum(map(is_telling, listed))
    pair = len(listed) == telling == PAIR and is_labelled(passage, listed)
    if pair or is_list_of_companies(listed, firm=telling):
        return accepted("short_list", f"{text} is short for {full} among others", "medium")
    if (hit.name.marked or text in words_of("everyday_words.csv")) and not sight.column:
        return refused(
            "short_form", f"{text}, short for {full}, may be a word and stands in no enumeration of companies"
        )
    among = bool(companions(passage, hit, sight.firm))
    if sight.column or (among and is_item(passage, hit)):
        return accepted("short_form", f"{text} is short for {full}", "medium")
    if HEADING.match(sight.before) and sight.behind[:1] in (":", "-") and sight.before:
        return accepted("short_heading", f"{text} is short for {full} and heads a section", "medium")
    ending = OTHER_END.match(sight.behind)
    if (
        ending
        and is_item(passage, _longer(sight, ending.end()))
        and companions(passage, _longer(sight, ending.end()), sight.firm)
    ):
        return accepted("other_last_word", f"{text}{ending[0]} may be {full} or its subsidiary", "low")
    return refused("short_form", f"{text}, short for {full}, stands in no list of companies")


def _longer(sight: Sight, letters: int) -> Hit:
    return replace(sight.hit, end=sight.hit.end + letters)
