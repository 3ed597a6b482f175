"""Short names that several companies could bear, told apart by the list they stand in: its label and its other items.

华泰 in 券商：中信、华泰、广发 is 华泰证券, not 华泰股份; 兴业 in 股份行：招行、兴业、中信 is 兴业银行.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from strategies.drafting.names.bearers import LETTERS
from strategies.drafting.names.company import Company, Name
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.normal import bare
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.words import words_of

COMPLETED = 2
"""Other items of a list that the same last word has to complete before it tells whose the list is."""
ITEMS = 3
NOTE = r"(?:\([^()]{0,30}\))?"
LIST = re.compile(rf"[^、/,。;:!?()\t|]+{NOTE}(?:[、/][^、/,。;:!?()\t|]+{NOTE}){{{ITEMS - 1},}}")
ITEM = re.compile(rf"([^、/()]+){NOTE}(?:[、/]|$)")
LABEL = re.compile(r"([^。;:,!?()\t|]{1,16}):$")
GOES_ON = re.compile(r"^(?:等|领涨|跟涨|居前|走强|活跃|表现|有望|均|都|份额|占比|分别|增|涨|承压)")
SENTENCE = re.compile(r"[。;!?\t|]")
HEADED = re.compile(r"(?:板块|行业|方面|龙头|关注|推荐|包括|看好|看)$")
# Words of a name that say nothing about its trade.
GENERIC = re.compile(r"股份|科技|技术|集团|控股|中国|公司|智能|国际|实业|发展|产业|企业")


VAGUE = re.compile(r"[商家业品产大小]")
"""Letters of a label that many trades share: 设备商 says nothing about a name in 商业."""
FORMS = ("股份", "公司", "集团", "控股")
"""Last words that say nothing: the company that bears the short name itself."""


@dataclass(frozen=True)
class Item:
    """One item of a list: the letters at ``start`` and whom they may stand for."""

    text: str
    start: int
    bearers: tuple[Company, ...]


def told_apart(
    passage: Passage, full: Sequence[Hit], short: Sequence[Hit], bearers: Mapping[str, tuple[Company, ...]]
) -> tuple[Hit, ...]:
    """Return the short names of a passage, those of its lists with the bearer that the list tells.

    ``bearers`` has for two letters all companies whose name begins with them or is 中国 and them. What the list does
    not tell stays as it was.
    """
    told = {each.start: each for each in short}
    covered = {place for hit in full if not hit.name.marked for place in range(hit.start, hit.end)}
    for label, items in _lists(passage.text, bearers):
        sure = [hit for hit in (*full, *short) if items[0].start <= hit.start <= items[-1].start]
        for item in items:
            if not item.bearers or not covered.isdisjoint(range(item.start, item.start + LETTERS)):
                continue
            others = [hit for hit in sure if hit.start != item.start]
            name = _name(item, label, items, others, told.get(item.start))
            if name is not None:
                told[item.start] = Hit(name, item.start, item.start + LETTERS)
    return tuple(sorted(told.values(), key=lambda hit: hit.start))


def _lists(text: str, bearers: Mapping[str, tuple[Company, ...]]) -> Iterator[tuple[str, list[Item]]]:
    label, end = "", 0
    for found in LIST.finditer(text):
        # A label holds down to the end of its sentence.
        kept = "" if SENTENCE.search(text[end : found.start()]) else label
        label = match[1] if (match := LABEL.search(text[: found.start()])) else kept
        end = found.end()
        items = []
        for number, part in enumerate(ITEM.finditer(found[0])):
            word, start = part[1], found.start() + part.start()
            if number == 0 and HEADED.search(word[:-LETTERS]):
                label, start, word = label + word[:-LETTERS], start + len(word) - LETTERS, word[-LETTERS:]
            alone = len(word) == LETTERS or GOES_ON.match(word[LETTERS:])
            items.append(Item(word, start, bearers.get(word[:LETTERS], ()) if alone else ()))
        yield label, items


def _name(item: Item, label: str, items: Sequence[Item], sure: Sequence[Hit], known: Hit | None) -> Name | None:
    """Ask what the list tells: a last word that completes its items, the label, the trades of its sure names.

    A short name that has its bearer already goes to another by a last word or by the label alone.
    """
    text = item.text[:LETTERS]
    rests = {each: bare(each.name).replace(text, "", 1) for each in item.bearers}
    trades = {each: GENERIC.sub("", rest) for each, rest in rests.items()}
    completed = _best({each: _completed(rest, item, items, sure) for each, rest in trades.items() if rest}, COMPLETED)
    headed = _best({each: len(rest) for each, rest in trades.items() if rest and rest in label}, 1)
    told = completed or headed
    if told:
        named = not set(trades[told]).isdisjoint(label)
        return None if known and known.name.company == told and not named else _short(text, told, named=named)
    # The names of the list beside (南航) are customary whatever the label shares a letter with.
    if known and text in words_of("other_names.csv", "name"):
        return None
    said = set(VAGUE.sub("", label))
    labelled = _best({each: len(said.intersection(rest)) for each, rest in trades.items()}, 1)
    if known:
        # 华泰股份 has no trade that a label could say, 潍柴动力 beside 潍柴重机 has one.
        formal = rests.get(known.name.company) in FORMS
        return _short(text, labelled) if formal and labelled else None
    letters = Counter(letter for hit in sure for letter in set(GENERIC.sub("", bare(hit.name.company.name)[LETTERS:])))
    company = (
        labelled
        or _best({each: sum(letters[one] for one in set(rest)) for each, rest in trades.items()}, 1)
        or _best({each: int(rest in FORMS) for each, rest in rests.items()}, 1)
        or (item.bearers[0] if list(rests.values()) == [""] else None)
    )
    return _short(text, company) if company else None


def _short(text: str, company: Company, *, named: bool = False) -> Name:
    return Name(text, company, "short", marked=not named, told=named)


def _completed(word: str, item: Item, items: Iterable[Item], sure: Iterable[Hit]) -> int:
    """Count the other items that are names with a word behind them, or stand for one that ends in it."""
    ending = {hit.start for hit in sure if bare(hit.name.company.name).endswith(word)}
    for each in items:
        if any(bare(company.name) == each.text[:LETTERS] + word for company in each.bearers):
            ending.add(each.start)
    return len(ending - {item.start})


def _best(scores: Mapping[Company, int], least: int) -> Company | None:
    """Return the company with the highest score when it stands alone there."""
    highest = max(scores.values(), default=0)
    leaders = [company for company, score in scores.items() if score == highest]
    return leaders[0] if highest >= least and len(leaders) == 1 else None
