"""Who wrote a document: never the broker inside another's name, nor the one where an analyst used to work."""

import pytest

from data_sources.tables.symbols import a_share_symbol
from strategies.drafting.facts.broker import authors, brokers
from strategies.drafting.lines import Line


def lines_of(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


def names(*texts: str) -> list[str]:
    lines = lines_of(*texts)
    return [found.value.name for found in authors(lines[:3], lines)]


LICENCE = "股份有限公司具有中国证监会许可的证券投资咨询业务资格。"


def test_the_longest_name_counts() -> None:
    assert names("国联民生证券" + LICENCE) == ["国联民生证券"]
    assert names("民生证券" + LICENCE) == ["民生证券"]
    assert names("野村东方国际证券有限公司具有证券投资咨询业务资格") == ["野村东方国际证券"]


def test_a_broker_of_no_list_is_not_the_known_one_at_its_end() -> None:
    assert names("新山民生证券" + LICENCE) == ["新山民生证券"]
    assert names("资料来源：青山证券研究所") == ["青山证券"]


def test_a_note_of_one_s_own_names_it_behind_a_label() -> None:
    assert names("券商：松针证券", "资料来源：中信证券研究部") == ["松针证券"]
    lines = lines_of("Broker: Cinda Securities")
    assert [found.value.name for found in authors(lines, lines)] == ["信达证券"]


def test_letters_before_a_name_do_not_belong_to_it() -> None:
    assert names("本报告由信达证券制作并发布。") == ["信达证券"]
    assert names("出处为“松针证券研究院”") == ["松针证券"]


def test_former_employers_and_quoted_brokers_count_less_than_the_licence() -> None:
    told = ["分析师2012年就职于长江证券研究所", *["资料来源：中信证券研究部"] * 5, "松针证券" + LICENCE]
    assert names(*told) == ["松针证券"]
    assert names("曾任职于长江证券研究所") == []


def test_a_joint_report_has_both() -> None:
    told = ("松针证券 北岸证券 联合研究", "灯塔", "2026年3月2日", "松针证券" + LICENCE, "北岸证券" + LICENCE)
    assert names(*told) == ["松针证券", "北岸证券"]


def test_without_a_licence_the_house_on_the_cover_is_medium() -> None:
    lines = lines_of("兴业证券研究所", "灯塔")
    found = authors(lines, lines)[0]
    assert (found.value.english, found.value.symbol, found.sure, found.line) == (
        "Industrial Securities",
        "601377.SH",
        "medium",
        1,
    )


@pytest.mark.parametrize("name", [name for name, (broker, _) in brokers().items() if broker.symbol])
def test_a_listed_broker_has_the_symbol_of_an_a_share(name: str) -> None:
    assert a_share_symbol(brokers()[name][0].symbol) == brokers()[name][0].symbol
