"""Who wrote the document: the broker by its full name in the disclaimer, by its research house, by its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from strategies.drafting.facts.folded import dense, folded
from strategies.drafting.facts.found import Broker, Found
from strategies.drafting.facts.tables import rows_of
from strategies.drafting.lines import Line

LICENSED = re.compile(
    r"(?:股份)?有限(?:责任)?公司.{0,40}?(?:具有|具备|取得|拥有|获).{0,20}?(?:咨询业务|业务)资格"
    r"|版权.{0,6}归|制作并发布"
)
HOUSE = re.compile(r"(?:研究所|研究院|研究中心|研发中心|研究发展部|研究部|研究发展中心)")
OWN = re.compile(r"股份有限公司|有限责任公司|有限公司")
CAREER = re.compile(r"就职|任职|曾任|曾在|曾于|加入|供职|入职|毕业|历任|从业")
LABELLED = re.compile(r"(?:券商|机构|研究机构|发布机构|broker)\s*:\s*(.{2,60})", re.IGNORECASE)
ENGLISH = re.compile(
    r"([A-Z][A-Za-z&.' -]+ Securities)(?:,? (?:Company|Corporation|Co\.?|Limited|Ltd\.?|,| )+)?(?: Research)?"
)
BEFORE = "由为是在与和及的对向据经属归自从以给被或即称请与"
WEIGHTS = {"licence": 20, "company": 6, "house": 3, "cover": 3, "source": 1}
JOINT = 0.6
"""Share of the first one's licences that a second one needs: a joint report states both."""


@cache
def brokers() -> dict[str, tuple[Broker, tuple[str, ...]]]:
    """Return the known brokers by Chinese name, with their short names; they are companies that a text may name."""
    return {
        row["name"]: (
            Broker(row["name"], row["english"], row["symbol"]),
            tuple(filter(None, row["short_names"].split(";"))),
        )
        for row in rows_of("brokers.csv")
    }


def authors(cover: Sequence[Line], lines: Sequence[Line]) -> tuple[Found[Broker], ...]:
    """Return the broker, or those of a joint report; empty when none is named.

    A label (券商) goes before all. The statement of its licence (具有..证券投资咨询业务资格) weighs most, then its
    research house, then the sources of figures; where analysts worked before counts for nothing. A broker of a list is
    found by its name, longest first; one that is in none by its ``XX证券股份有限公司`` or ``XX证券研究所``.
    """
    if labelled := _labelled(cover):
        return (labelled,)
    votes: Counter[str] = Counter()
    licences: Counter[str] = Counter()
    first: dict[str, int] = {}
    on_cover = {line.number for line in cover}
    for line in lines:
        text = dense(line.text)
        if CAREER.search(text) and not LICENSED.search(text):
            continue
        for name, behind in _named(text):
            kind = _kind(text, behind, line.number in on_cover)
            votes[name] += WEIGHTS[kind]
            licences[name] += kind == "licence"
            first.setdefault(name, line.number)
    if not votes:
        return _english(cover) or _english(lines)
    best, most = votes.most_common(1)[0]
    sure = "high" if licences[best] else "medium" if most >= WEIGHTS["house"] else "low"
    rule = "states its licence" if licences[best] else "named most often as author and source"
    joint = [name for name in votes if name != best and _is_joint(name, best, licences, cover)]
    names = sorted([best, *joint], key=lambda name: first[name]) if joint else [best]
    return tuple(
        Found(_broker(name), first[name], "high" if sure == "high" else "medium" if sure == "medium" else "low", rule)
        for name in names
    )


def _labelled(cover: Sequence[Line]) -> Found[Broker] | None:
    """Return the broker behind its label, as a note of one's own prints it."""
    for line in cover:
        if found := LABELLED.fullmatch(folded(line.text)):
            name = found[1].strip()
            known = next((broker for broker, _ in brokers().values() if name in (broker.name, broker.english)), None)
            broker = known or (Broker("", name, "") if name.isascii() else Broker(name, "", ""))
            return Found(broker, line.number, "high", "behind its label")
    return None


def _is_joint(name: str, best: str, licences: Counter[str], cover: Sequence[Line]) -> bool:
    """Whether a second broker states its licence too and stands on the cover."""
    return (
        licences[name] >= JOINT * max(licences[best], 1)
        and licences[best] > 0
        and any(name in dense(line.text) for line in cover)
        and any(best in dense(line.text) for line in cover)
    )


def _kind(text: str, behind: str, on_cover: bool) -> str:
    if LICENSED.search(text) and (OWN.match(behind) or "制作并发布" in text or "版权" in text):
        return "licence" if OWN.match(behind) and "资格" in text else "company"
    if OWN.match(behind):
        return "company"
    if re.search(r"资料来源|数据来源|来源[::]", text):
        return "source"
    if HOUSE.match(behind):
        return "house"
    return "cover" if on_cover and len(text) <= 2 * len(behind) + 24 else "source"


def _named(text: str) -> list[tuple[str, str]]:
    """Return each broker that a dense text names, with what stands behind its name."""
    found: list[tuple[str, str]] = []
    taken = 0
    for match in re.finditer("证券|国际金融|国际环球市场", text):
        if match.start() < taken:
            continue
        known = max((name for name in brokers() if text[: match.end()].endswith(name)), key=len, default="")
        start = match.end() - len(known)
        whole = known and (not start or not _is_han(text[start - 1]) or text[start - 1] in BEFORE)
        name = known if whole else _unknown(text, match, known)
        if name:
            taken = match.end()
            found.append((name, text[match.end() : match.end() + 30]))
    return found


def _unknown(text: str, match: re.Match[str], inner: str) -> str:
    """Return a broker of no list by the letters before 证券, where a company or a research house is named; "" for none.

    ``inner`` is a known name at its end: 新山民生证券 is not 民生证券, but 本报告由我民生证券 may be.
    """
    behind = text[match.end() :]
    if not (OWN.match(behind) or HOUSE.match(behind)):
        return inner if inner and text[: match.end()].endswith(inner) and not OWN.match(behind) else ""
    letters = re.search(rf"[^\W\d_{BEFORE}]{{2,6}}$", text[: match.start()])
    before = letters[0] if letters else ""
    return before + match[0] if before and all(map(_is_han, before)) else ""


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _broker(name: str) -> Broker:
    return brokers()[name][0] if name in brokers() else Broker(name, "", "")


def _english(cover: Sequence[Line]) -> tuple[Found[Broker], ...]:
    """Return the broker whose English name alone is printed, one of the list before one that is in none."""
    for line in cover:
        text = folded(line.text).lower()
        for broker, _ in brokers().values():
            if any(re.search(rf"\b{re.escape(name)}(?!\w)", text) for name in _english_names(broker)):
                return (Found(broker, line.number, "medium", "its English name"),)
    for line in cover:
        if found := ENGLISH.fullmatch(folded(line.text)):
            return (Found(Broker("", found[1], ""), line.number, "low", "an English name of no list"),)
    return ()


def _english_names(broker: Broker) -> tuple[str, ...]:
    """Return the English name in small letters, and the letters that stand for it: China International .. (CICC)."""
    name, _, letters = broker.english.lower().rstrip(")").partition(" (")
    return tuple(filter(None, (name, letters if letters != "china" else "")))
