"""Sources, quoted papers, vendors of figures, and the houses that write and are quoted."""

from __future__ import annotations

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import COMPANIES, judged, refusals, taken


def standings(text: str) -> dict[str, str]:
    return {each.company.symbol: each.verdict.standing for each in judged(text) if each.verdict.taken}


def test_whose_paper_is_the_source_of_a_figure_is_a_source() -> None:
    assert standings("资料来源:Wind,蓝鲸重工公告,海狸证券研究所") == {"600901.SH": "source"}
    assert standings("数据来源: 云杉药业2024年年报") == {"600902.SH": "source"}


def test_whose_paper_a_sentence_quotes_is_a_source() -> None:
    assert standings("根据蓝鲸重工公告,新船价格上涨。") == {"600901.SH": "source"}


def test_another_source_that_begins_like_a_company_is_none() -> None:
    assert refusals("资料来源:蓝鲸重工阳光采购网") == [("蓝鲸重工", "inside_word")]


def test_the_vendor_of_a_figure_is_not_named() -> None:
    names = dictionary([*COMPANIES, Company("300907.SZ", "同花顺")])
    assert refusals("资料来源:同花顺 iFinD", names) == [("同花顺", "data_vendor")]


def test_the_house_that_signs_the_sources_wrote_the_document() -> None:
    text = "麋鹿证券看好船舶。\n图1:价格\n资料来源:Wind,麋鹿证券研究所\n"
    assert ("麋鹿证券", "broker_itself") in refusals(text)
    assert taken(text) == {}


def test_a_house_among_companies_is_covered() -> None:
    assert taken("建议关注:海狸证券、蓝鲸重工。")["600906.SH"] == "house_in_list"
    assert refusals("据海狸证券研究所测算,缺口较大。") == [("海狸证券", "securities_house")]


def test_customers_and_owners_are_incidental() -> None:
    assert standings("公司客户涵盖电网、云杉药业、蓝鲸重工等知名企业。") == {
        "600902.SH": "incidental",
        "600901.SH": "incidental",
    }


def test_in_a_document_about_houses_those_it_names_are_covered() -> None:
    names = dictionary([*COMPANIES, Company("600908.SH", "水獭证券"), Company("600909.SH", "松鸡证券")])
    text = (
        "行业景气。\n" * 20
        + "其中海狸证券、水獭证券、松鸡证券业绩领先。\n麋鹿证券与同业的并购整合在二季度继续推进之中。"
    )
    assert set(taken(text, names)) == {"600906.SH", "600908.SH", "600909.SH", "600905.SH"}
    # The house that signs is the author even there.
    assert "600905.SH" not in taken(text + "\n资料来源:Wind,麋鹿证券研究所", names)
