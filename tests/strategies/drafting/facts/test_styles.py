"""Eleven made-up documents, each in another style of cover and disclaimer, with what a person reads in them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from strategies.documents.rating import RatingClass
from strategies.drafting.facts import Facts, Found, read_facts
from strategies.drafting.text import read_lines

DOCUMENTS = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Read:
    """What a person reads: classes as "word lower upper", ``..`` for no end; a rating as "word action line"."""

    broker: str
    title: str
    published: date | None
    rating: str
    sector: str
    horizon: str
    benchmarks: str
    stock: str
    industry: str


ON_ZERO = "看好 0 .. | 中性 0 0 | 看淡 .. 0"
READ = {
    "table_with_tabs.txt": Read(
        "松针证券",
        "灯塔与航标：近海照明的第二条曲线",
        date(2026, 3, 2),
        "强于大市 维持 7",
        "",
        "12 low",  # 6 to 12 months are printed
        "A 000300.SH | NEEQ 三板成指 or 三板做市指数 | HK MSCI中国指数 | US 纳斯达克综合指数 or 标普500",
        "买入 20 .. | 增持 5 20 | 持有 -10 5 | 卖出 .. -10",
        "强于大市 10 .. | 中性 -10 10 | 弱于大市 .. -10",
    ),
    "prose_of_six_months.txt": Read(
        "北岸证券",
        "封装材料的短缺比想象中长",
        date(2026, 4, 15),
        "增持 首次 8",
        "semiconductors",
        "6 high",
        "A 000300.SH",
        "买入 20 .. | 增持 5 20 | 中性 -5 5 | 减持 .. -5",
        ON_ZERO,
    ),
    "prose_in_one_paragraph.md": Read(
        "南湖证券",
        "油气装备行业年度策略：深水之年",
        date(2025, 12, 30),
        "优于大市 上调 3",
        "",
        "12 high",
        "A 000906.SH | HK 恒生指数",
        "优于大市 10 .. | 中性 -10 10 | 弱于大市 .. -10",
        "优于大市 10 .. | 中性 -10 10 | 弱于大市 .. -10",
    ),
    "industry_first.txt": Read(
        "东篱证券",
        "春播提速，种子价格先行",
        date(2026, 3, 20),
        "持有 维持 6",
        "agriculture",
        "12 high",
        "A 000300.SH",
        "买入 15 .. | 增持 5 15 | 持有 -5 5 | 卖出 .. -5",
        "买入 10 .. | 持有 -10 10 | 卖出 .. -10",
    ),
    "symbols_with_edges.txt": Read(
        "西岭证券",
        "变压器出海：订单看到后年",
        date(2026, 1, 9),
        "推荐 维持 6",
        "power equipment",
        "6 high",
        "A 000905.SH",
        "强烈推荐 20 .. | 推荐 10 20 | 中性 -10 10 | 回避 .. -10",
        "推荐 5 .. | 中性 -5 5 | 回避 .. -5",
    ),
    "words_then_conditions.txt": Read(
        "云帆证券",
        "航天装备：发射场不够用了",
        date(2026, 5, 11),
        "看好 unchanged 4",
        "",
        "6 high",
        "A 000300.SH",
        "买入 15 .. | 增持 5 15 | 持有 -5 5 | 卖出 .. -5",
        ON_ZERO,
    ),
    "only_a_stock_scale.txt": Read(
        "溪口证券",
        "消费电子板块一季报前瞻",
        date(2026, 4, 10),
        "跑赢行业 - 7",
        "consumer electronics",
        "12 low",
        "",
        "跑赢行业 0 .. | 中性 0 0 | 跑输行业 .. 0",
        "",
    ),
    "english.txt": Read(
        "Pinecone Securities",
        "Harbour lights: the second act",
        date(2026, 3, 2),
        "Overweight Maintain 4",
        "",
        "12 high",
        "A 000300.SH | HK 恒生指数 | US 标普500",
        "Buy 15 .. | Add 5 15 | Hold -5 5 | Sell .. -5",
        "Overweight 5 .. | Neutral -5 5 | Underweight .. -5",
    ),
    "numbered_with_slips.txt": Read(
        "湖畔证券",
        "旺季之前：港口库存的三种读法",
        date(2026, 2, 3),
        "增持 维持 4",
        "coal",
        "6 high",
        "A 000300.SH",
        "买入 20 .. | 增持 10 20 | 中性 -10 10 | 减持 .. -10",
        "看好 10 .. | 中性 -10 10 | 看淡 .. -10",
    ),
    "no_date.txt": Read(
        "麦田证券",
        "石墨电极：炉子换代",
        None,
        "",
        "",
        "12 high",
        "A 000300.SH | BSE 899050.BJ | HK 恒生指数",
        "推荐 15 .. | 谨慎推荐 5 15 | 中性 -5 5 | 回避 .. -5",
        "推荐 5 .. | 中性 -5 5 | 回避 .. -5",
    ),
    "columns.html": Read(
        "青禾证券",
        "检测仪器：国产的第三年",
        date(2026, 6, 1),
        "推荐 维持 2",
        "",
        "12 high",
        "A 000300.SH",
        "推荐 15 .. | 谨慎推荐 5 15 | 中性 -5 5 | 回避 .. -5",
        "推荐 0 .. | 中性 0 0 | 回避 .. 0",
    ),
}


def facts_of(name: str) -> Facts:
    return read_facts(read_lines(DOCUMENTS / name))


def in_words(classes: tuple[Found[RatingClass], ...]) -> str:
    def end(number: float | None) -> str:
        return ".." if number is None else f"{number:g}"

    said = [found.value for found in classes]
    return " | ".join(f"{each.rating} {end(each.lower)} {end(each.upper)}" for each in said)


@pytest.mark.parametrize("name", READ)
def test_a_document_says_of_itself_what_a_person_reads_in_it(name: str) -> None:
    facts, read = facts_of(name), READ[name]
    assert [found.value.name or found.value.english for found in facts.brokers] == [read.broker]
    assert facts.title is not None
    assert facts.title.value == read.title
    assert (facts.published.value if facts.published else None) == read.published
    action = facts.rating_action.value if facts.rating_action else "-"
    assert (f"{facts.rating.value} {action} {facts.rating.line}" if facts.rating else "") == read.rating
    assert (facts.sector.value if facts.sector else "") == read.sector
    standard = facts.standard
    assert standard is not None
    assert standard.horizon_months is not None
    assert f"{standard.horizon_months.value} {standard.horizon_months.sure}" == read.horizon
    said = [f"{found.value.market} {found.value.symbol or found.value.name}" for found in standard.benchmarks]
    assert " | ".join(said) == read.benchmarks
    assert in_words(standard.stock) == read.stock
    assert in_words(standard.industry) == read.industry


def test_every_document_here_is_read() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == set(READ)


def test_edges_are_printed_where_signs_print_them_and_are_our_reading_elsewhere() -> None:
    printed = facts_of("symbols_with_edges.txt").standard
    assert printed is not None
    assert printed.edges_printed
    worded = facts_of("prose_of_six_months.txt").standard
    assert worded is not None
    assert not worded.edges_printed
    assert [(found.value.lower_closed, found.value.upper_closed) for found in worded.stock] == [
        (True, False),
        (True, False),
        (True, False),
        (False, False),
    ]


def test_a_class_is_as_sure_as_its_ends_meet() -> None:
    numbered = facts_of("prose_of_six_months.txt").standard
    assert numbered is not None
    assert {found.sure for found in numbered.stock} == {"high"}
    assert {found.sure for found in numbered.industry} == {"medium"}  # worded: zero is our reading


def test_the_class_of_a_word_depends_on_the_scale() -> None:
    facts = facts_of("industry_first.txt").standard
    assert facts is not None
    assert [found.value.name for found in facts.stock] == ["buy", "add", "hold", "sell"]


def test_without_a_printed_date_the_day_of_prices_and_the_latest_day_are_hints_and_no_date() -> None:
    facts = facts_of("no_date.txt")
    assert facts.published is None
    assert facts.priced_on is not None
    assert (facts.priced_on.value, facts.priced_on.line) == (date(2026, 3, 5), 5)
    assert [(hint.value, hint.sure, hint.rule) for hint in facts.date_hints] == [
        (date(2026, 3, 5), "low", "derived: day of the printed prices")
    ]


def test_the_standard_says_where_it_stands() -> None:
    facts = facts_of("prose_of_six_months.txt").standard
    assert facts is not None
    assert (facts.first_line, facts.last_line) == (16, 26)


def test_nothing_is_made_up_where_nothing_is_printed() -> None:
    facts = read_facts(())
    assert facts == Facts((), None, None, (), None, None, None, None, None)
