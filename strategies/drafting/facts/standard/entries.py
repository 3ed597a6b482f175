"""The classes of a rating standard where they stand: each rating word, whose scale it is in, and what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.rating_word import any_word, dense_word, rating_words
from strategies.drafting.facts.standard.bounds import Bounds, bounds_of, worded_bounds
from strategies.drafting.facts.standard.condition_first import conditions_first
from strategies.drafting.lines import Line

LONGEST = 160
"""Letters of what a class says; the longest sentences have about a hundred."""
FEWEST = 3
"""Classes of the shortest scale."""
NEAR = 14
"""Lines with text between two classes of one standard."""
STOCK_SUBJECT = re.compile(r"个股|股价|公司股票|股票|公司|(?i:stock|share|company)")
INDUSTRY_SUBJECT = re.compile(r"行业|板块|(?i:industry|sector)")
OF_A_TABLE = re.compile(r"[\s|]*\(?(?:资料来源|数据来源|来源[:]|注[:]|(?i:source[:]))")
"""What follows a rating in the last row of a table of companies."""
GOES_ON = re.compile(r"[,、]?(?:且|并|或者?低|~|-|至|到|与|和|<|≤)")
PLACE_OF_HEAD = r"(?:(?<=[\s:;。,、\"'(\[\d.).|/])|(?<=评级)|(?<=\A))"


@dataclass(frozen=True)
class Entry:
    """One class as found; ``scope`` is ``stock``, ``industry`` or "" where the scale is not said."""

    word: str
    scope: str
    bounds: Bounds
    line: int
    condition: str


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: str
    scope: str


@cache
def _tokens() -> re.Pattern[str]:
    scope = r"(?P<stock>(?:公司|股票|个股)(?:的)?(?:投资)?评级)|(?P<industry>(?:行业|板块)(?:的)?(?:投资)?评级)"
    english = r"(?P<stock2>(?i:(?:stock|company|equity)ratings?))|(?P<industry2>(?i:(?:industry|sector)ratings?))"
    word = rf"{PLACE_OF_HEAD}(?P<word>{any_word()})(?:评级|-?[A-C](?![A-Za-z])|\([A-Za-z-]{{2,20}}\)|\"|'|\)|\])*"
    says = (
        r"(?=[:,\t\n=|-]|表示|是指|指|为|相对|预[期计]|未来|股价|行业|优于|我们|该|[≥<>]|"
        r"(?i:expected|stock|industry|sector|the))"
    )
    return re.compile(f"{scope}|{english}|{word}{says}")


def entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Return the classes of the document's standard in the order in which they stand; empty when there is none.

    A class is a rating word at the start of a line, a cell or a clause, followed by what it says, whether in prose, in
    a table or broken over lines; or words end their clauses, behind what they say (在20%以上的为推荐). Of several
    places with classes the one with most of them counts, the last of equals.
    """
    written = [line for line in lines if line.text.strip()]
    text, starts = _joined(written)
    beside = _in_columns(written)
    in_tables = {entry.line for entry in beside}
    found = [*(entry for entry in _in_sequence(text, starts, written) if entry.line not in in_tables), *beside]
    found.sort(key=lambda entry: entry.line)
    places = {line.number: place for place, line in enumerate(written)}
    behind = _densest(list(_conditions_first(text, starts, written)), places)
    return behind if len(behind) >= FEWEST else _densest(found, places)


def _joined(written: Sequence[Line]) -> tuple[str, list[int]]:
    """Return all lines as one dense text, tabs between cells, and where each line starts."""
    parts, starts, at = [], [], 0
    for line in written:
        part = "\t".join(map(dense, line.cells)) if line.cells else dense(line.text)
        starts.append(at)
        parts.append(part + "\n")
        at += len(part) + 1
    return "".join(parts), starts


def _in_sequence(text: str, starts: Sequence[int], written: Sequence[Line]) -> list[Entry]:
    tokens = [_token(found) for found in _tokens().finditer(text)]
    found: list[Entry] = []
    scope, marked, used = "", -1, 0
    waiting: list[_Token] = []
    for place, token in enumerate(tokens):
        if token.scope:
            line = bisect_right(starts, token.start)
            # Both scales named on one line head two columns, or a sentence: then each class has to say its own.
            scope = "" if line == marked and token.scope != scope else token.scope
            marked, waiting, used = line, [], line
            continue
        # The rating on the cover (行业评级: 买入) heads no scale on the last page.
        if bisect_right(starts, token.start) - used > NEAR:
            scope = ""
        end = tokens[place + 1].start if place + 1 < len(tokens) else len(text)
        condition = text[token.end : min(end, token.end + LONGEST)]
        if not condition.strip(" \t\n:|/\"'") and place + 1 < len(tokens) and not tokens[place + 1].scope:
            waiting.append(token)  # words first, what they say behind all of them
            continue
        heads = [*waiting, token]
        waiting = []
        pairs = _paired(heads, text[token.end : token.end + LONGEST * len(heads)]) if len(heads) > 1 else []
        for head, says in pairs or [(token, condition)]:
            if read := _said(says):
                number = written[bisect_right(starts, head.start) - 1].number
                found.append(Entry(head.word, scope or _subject(read[1]), read[0], number, read[1]))
                used = bisect_right(starts, head.start)
        marked = -1
    return found


def _conditions_first(text: str, starts: Sequence[int], written: Sequence[Line]) -> Iterator[Entry]:
    headed = [(found.start(), _token(found).scope) for found in _tokens().finditer(text) if not found["word"]]
    for place, word, ends, condition in conditions_first(text):
        scope = next((scope for start, scope in reversed(headed) if start < place), "")
        number = written[bisect_right(starts, place) - 1].number
        yield Entry(word, scope or _subject(condition), ends, number, condition)


def _token(found: re.Match[str]) -> _Token:
    scope = (
        "stock" if found["stock"] or found["stock2"] else "industry" if found["industry"] or found["industry2"] else ""
    )
    word = rating_words()[dense_word(found["word"])].word if found["word"] else ""
    return _Token(found.start(), found.end(), word, scope)


def _paired(heads: Sequence[_Token], text: str) -> list[tuple[_Token, str]]:
    """Pair words that stand below each other with as many conditions behind the last of them."""
    pieces = [piece for piece in re.split(r"[\n\t]", text) if bounds_of(piece) or worded_bounds(piece)]
    return list(zip(heads, pieces, strict=False)) if len(pieces) >= len(heads) else []


def _said(condition: str) -> tuple[Bounds, str] | None:
    """Return the ends that a condition prints, from as few of its pieces as print them, and those pieces."""
    if OF_A_TABLE.match(condition):
        return None
    pieces = re.findall(r"[^\n\t;。]*[\n\t;。]?", condition)
    so_far, worded = "", None
    for place, piece in enumerate(pieces):
        so_far += piece.strip()
        behind = "".join(pieces[place + 1 :]).strip()
        if (ends := bounds_of(so_far)) and not GOES_ON.match(behind):
            return ends, so_far
        if not worded and (ends := worded_bounds(so_far)):
            worded = ends, so_far
        if piece.endswith("。") or (worded and piece.endswith(";")):
            break
    return worded


def _subject(condition: str) -> str:
    """Return whose return a condition speaks of, by what it names first; "" when it does not say or says both."""
    if re.search(r"股价\(或行业|公司\(或行业|股价或行业", condition):
        return ""
    stock, industry = STOCK_SUBJECT.search(condition), INDUSTRY_SUBJECT.search(condition)
    if stock and (not industry or stock.start() < industry.start()):
        return "stock"
    return "industry" if industry else ""


def _in_columns(written: Sequence[Line]) -> list[Entry]:
    """Return classes of a table whose words stand beside each other, with what they say in the row below."""
    found = []
    for line, below in pairwise(written):
        if len(line.cells) < FEWEST or len(below.cells) != len(line.cells):
            continue
        words = [rating_words().get(dense_word(dense(cell).removesuffix("评级"))) for cell in line.cells]
        says = [bounds_of(dense(cell)) or worded_bounds(dense(cell)) for cell in below.cells]
        pairs = [
            (word, ends, dense(cell))
            for word, ends, cell in zip(words, says, below.cells, strict=True)
            if word and ends
        ]
        named = {scope for cell in (line.cells[0], below.cells[0]) if (scope := _subject(dense(cell)))}
        scope = named.pop() if len(named) == 1 else ""
        if len(pairs) >= FEWEST:
            found += [Entry(word.word, scope or _subject(cell), ends, line.number, cell) for word, ends, cell in pairs]
    return found


def _densest(found: Sequence[Entry], places: dict[int, int]) -> tuple[Entry, ...]:
    groups: list[list[Entry]] = []
    for entry in found:
        if groups and places[entry.line] - places[groups[-1][-1].line] <= NEAR:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    best = max(reversed(groups), key=len, default=[])
    return tuple(best) if len(best) > 1 else ()
