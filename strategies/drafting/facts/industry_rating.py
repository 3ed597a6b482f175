"""The rating that a document gives its industry, and whether it was maintained, raised or given for the first time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.found import Found
from strategies.drafting.facts.rating_word import ACTION, any_word, dense_word, rating_words
from strategies.drafting.facts.tables import rows_of
from strategies.drafting.lines import Line

NEXT = 3
"""Lines with text behind a rating that may say what became of it."""
LONGEST_LABELLED = 60
LABEL = r"(?:行业|板块|投资|本次|最新)*(?:投资)?评级|(?i:(?:industry|sector|investment)?rating)"
EARLIER = r"(?:上次|前次|上期|原|此前|(?i:previous|prior))"
TAIL = rf"[-A-C]{{0,2}}[)\"]?(?:[|,(\[]*(?P<action>{ACTION})|[\u4e00-\u9fff]{{1,3}}\((?P<slip>{ACTION})\))?"
"""What may stand behind a word; a few letters of recognition before the action are a slip."""


@cache
def _any_sector() -> str:
    return "(?:" + "|".join(sorted((row["printed"] for row in rows_of("sectors.csv")), key=len, reverse=True)) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    word = rf"(?P<word>{any_word()})"
    return (
        re.compile(rf"(?<!上次)(?<!股票)(?<!公司)(?<!个股)(?:{LABEL})[::|]?[\"(]?{word}{TAIL}"),
        re.compile(rf"(?:{_any_sector()}[|/-])?(?:(?P<first>{ACTION})(?:评级)?:?)?\"?{word}{TAIL}\"?(?:评级)?[)\]]?"),
        re.compile(rf"(?P<action>{ACTION})(?:评级)?[)\]]?"),
        re.compile(
            rf"(?P<action>{ACTION}|给予)[^。,;:]{{0,10}}?(?:行业|板块)[^。,;:]{{0,6}}?\"?{word}\"?(?:的)?(?:投资)?评级"
            rf"|(?:行业|板块)(?P<action2>{ACTION})?[^。,;:]{{0,4}}?\"(?P<word2>{any_word()})\"(?:的)?(?:投资)?评级"
        ),
    )


def industry_rating(cover: Sequence[Line], lines: Sequence[Line]) -> tuple[Found[str] | None, Found[str] | None]:
    """Return the word of the rating and the action, None for what is not printed.

    Tried in this order: behind a label (行业评级: 推荐), alone on a line of the cover with or without its action or its
    industry, in a sentence that gives the industry a rating. A word in a table of companies is theirs.
    """
    labelled, alone, action_only, in_sentence = _patterns()
    for place, line in enumerate(cover):
        text = dense(line.text)
        if len(text) <= LONGEST_LABELLED and not re.match(EARLIER, text) and (found := labelled.search(text)):
            whole = not found["slip"] and (found.end() == len(text) or text[found.end()] in "|)],.")
            word = _word(found["word"], line, "high" if whole or found["action"] else "medium", "behind its label")
            action = _action(found["action"] or found["slip"], line) or _behind(
                cover[place + 1 : place + 1 + NEXT], action_only
            )
            return word, action or _compared(word.value, cover)
    for place, line in enumerate(cover):
        if found := alone.fullmatch(dense(line.text)):
            printed = found["first"] or found["action"] or found["slip"]
            action = _action(printed, line) or _behind(cover[place + 1 : place + 1 + NEXT], action_only)
            sure = action or len(_stand_alone(cover, alone)) == 1
            return _word(found["word"], line, "high" if sure else "medium", "alone on a line of the cover"), action
    for line in (*cover, *lines):
        if found := in_sentence.search(dense(line.text)):
            part = found.groupdict()
            action = None if part["action"] == "给予" else _action(part["action"] or part["action2"], line)
            return _word(part["word"] or part["word2"] or "", line, "medium", "in a sentence on the industry"), action
    return None, None


def _stand_alone(cover: Sequence[Line], alone: re.Pattern[str]) -> set[str]:
    found = (alone.fullmatch(dense(line.text)) for line in cover)
    return {match["word"] for match in found if match}


def _word(word: str, line: Line, sure: str, rule: str) -> Found[str]:
    value = rating_words()[dense_word(word)].word
    return Found(value, line.number, "high" if sure == "high" else "medium", rule)


def _action(action: str | None, line: Line) -> Found[str] | None:
    return Found(action, line.number, "high", "printed with the rating") if action else None


def _behind(following: Sequence[Line], action_only: re.Pattern[str]) -> Found[str] | None:
    for line in following:
        if found := action_only.fullmatch(dense(line.text)):
            return Found(found["action"], line.number, "high", "printed below the rating")
    return None


def _compared(word: str, cover: Sequence[Line]) -> Found[str] | None:
    """Say that the rating is unchanged where the cover prints the last one, too; a change is for a person to name."""
    for line in cover:
        found = re.match(rf"{EARLIER}(?:{LABEL})[::|]?(?P<word>{any_word()})", dense(line.text))
        if found and rating_words()[dense_word(found["word"])].word == word:
            return Found("unchanged", line.number, "medium", "the last rating printed is the same")
    return None
