"""A market of invented companies, and what the rules make of a sentence about them."""

from __future__ import annotations

from datetime import date

from strategies.drafting.lines import Line
from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import Dictionary, dictionary
from strategies.drafting.names.judging import Decision, decisions
from strategies.drafting.names.passages import passages

COMPANIES = (
    Company("600901.SH", "蓝鲸重工"),
    Company("600902.SH", "云杉药业"),
    Company("600903.SH", "石榴石科技"),
    Company("002901.SZ", "雪松材料"),
    Company("002902.SZ", "橡树股份"),
    Company("300901.SZ", "萤火虫"),
    Company("300902.SZ", "飞鱼微"),
    Company("688901.SH", "星鲨智能-U", date(2025, 6, 1)),
    Company("688902.SH", "白鹭半导体"),
    Company("600904.SH", "*ST青梅"),
    Company("600905.SH", "麋鹿证券"),
    Company("600906.SH", "海狸证券"),
    Company("601901.SH", "中国橡果"),
    Company("601902.SH", "橡果银行"),
    # Words of the language, as a few real names are.
    Company("300903.SZ", "机器人"),
    Company("300904.SZ", "海量数据"),
    Company("300905.SZ", "环保材料"),
    Company("601903.SH", "山东高速"),
    Company("601904.SH", "青岛港"),
)
NAMES = dictionary(COMPANIES)


def lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))


def judged(text: str, names: Dictionary = NAMES, day: date | None = None) -> tuple[Decision, ...]:
    return decisions(passages(lines(text)), names, day)


def taken(text: str, names: Dictionary = NAMES, day: date | None = None) -> dict[str, str]:
    """The symbols taken, each with the first rule that took it."""
    found: dict[str, str] = {}
    for each in judged(text, names, day):
        if each.verdict.taken:
            found.setdefault(each.company.symbol, each.verdict.rule)
    return found


def refusals(text: str, names: Dictionary = NAMES, day: date | None = None) -> list[tuple[str, str]]:
    """What was refused: as printed, with the rule."""
    found = judged(text, names, day)
    return [(each.printed, each.verdict.rule) for each in found if not each.verdict.taken]


__all__ = ["COMPANIES", "NAMES", "judged", "lines", "refusals", "taken"]
