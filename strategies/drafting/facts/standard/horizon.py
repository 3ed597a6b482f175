"""Over how many months a rating is meant to be judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.found import Found
from strategies.drafting.facts.standard.entries import Entry
from strategies.drafting.lines import Line

NUMBERS = {"一": 1, "三": 3, "六": 6, "九": 9, "十二": 12, "six": 6, "twelve": 12, "three": 3}
ONE = r"\d{1,2}|十二|[一三六九]|(?i:six|twelve|three)"
MONTHS = re.compile(
    rf"(?<!过去)(?<!最近)(?<![年\d])(?:(?P<from>{ONE})个?月?[-~至到](?:(?i:to))?)?(?P<n>{ONE})(?:个月|-?(?i:months?))"
    r"|(?P<half>半年|(?i:halfayear))|(?P<year>[一1]年(?:内|以内|之内|期)|(?i:(?:next|one)year))"
)


def horizon(found: Sequence[Entry], region: Sequence[Line]) -> Found[int] | None:
    """Return the months, None when none are printed.

    What the classes of the stock scale say goes before the other scale and before the introduction. Of a range (6 to 12
    months) the end is taken and marked ``low``: only then must the call have come true.
    """
    for scope in ("stock", "", "industry"):
        said = [
            (months, entry.line) for entry in found if entry.scope == scope and (months := _months(entry.condition))
        ]
        if said:
            return _told(said, "in what the classes say")
    said = [(months, line.number) for line in region if (months := _months(dense(line.text)))]
    return _told(said, "in the introduction of the standard") if said else None


def names_months(text: str) -> bool:
    """Whether a dense text names a span of months."""
    return _months(text) is not None


def _months(text: str) -> tuple[int, int] | None:
    """Return the first span of months in a dense text as from and to; both are one number without a range."""
    found = MONTHS.search(text)
    if not found:
        return None
    if not found["n"]:
        return (6, 6) if found["half"] else (12, 12)
    last = _number(found["n"])
    return (_number(found["from"]) if found["from"] else last, last)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else NUMBERS[written.lower()]


def _told(said: Sequence[tuple[tuple[int, int], int]], where: str) -> Found[int]:
    single = [(span, line) for span, line in said if span[0] == span[1]]
    counts = Counter(span for span, _ in (single or said))
    span = counts.most_common(1)[0][0]
    line = next(line for each, line in said if each == span)
    if span[0] != span[1]:
        return Found(span[1], line, "low", f"{where}: {span[0]} to {span[1]} months, the end is taken")
    return Found(span[1], line, "high" if len(counts) == 1 else "medium", where)
