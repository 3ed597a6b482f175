"""What makes one standard hard to read: whose scale a class is in, a benchmark named twice, ends that are left out."""

from strategies.drafting.facts.found import StandardFacts
from strategies.drafting.facts.standard import rating_standard
from strategies.drafting.text.plain import plain_lines


def standard(text: str) -> StandardFacts:
    found = rating_standard(plain_lines(text))
    assert found is not None
    return found


def words(text: str) -> tuple[list[str], list[str]]:
    found = standard(text)
    return [each.value.rating for each in found.stock], [each.value.rating for each in found.industry]


CLASSES = "买入：股价强于基准10%以上\n持有：股价在基准±10%之间\n卖出：股价弱于基准10%以上\n"


def test_an_index_that_a_clause_names_for_the_market_goes_before_one_in_passing() -> None:
    found = standard(CLASSES + "以12个月内相对上证指数/沪深300指数的表现为准（A股市场基准为沪深300指数）")
    assert [(each.value.market, each.value.symbol, each.sure) for each in found.benchmarks] == [
        ("A", "000300.SH", "high")
    ]


def test_a_choice_of_indices_is_left_to_a_person() -> None:
    found = standard(CLASSES + "A股以沪深300指数或中证500指数为基准")
    assert [(each.value.name, each.value.symbol, each.sure) for each in found.benchmarks] == [
        ("沪深300 or 中证500", "", "medium")
    ]


def test_an_upper_end_that_is_left_out_is_the_lower_end_of_the_better_class() -> None:
    found = standard("强烈推荐：涨幅20%以上\n推荐：涨幅10%以上\n中性：-10%与10%之间\n减持：有10%以上的跌幅\n")
    assert [(each.value.lower, each.value.upper, each.sure) for each in found.stock] == [
        (20, None, "medium"),
        (10, 20, "medium"),
        (-10, 10, "high"),
        (None, -10, "high"),
    ]


def test_two_scales_side_by_side_are_told_by_what_each_class_says() -> None:
    table = (
        "标准\t股票投资评级\t行业投资评级\n6个月\t买入：股价强于基准15%以上；\t看好：行业指数超越基准；\n"
        "\t中性：股价在±15%之间；\t中性：行业指数与基准持平；\n\t卖出：股价弱于基准15%以上。\t看淡：行业指数弱于基准。\n"
    )
    assert words(table) == (["买入", "中性", "卖出"], ["看好", "中性", "看淡"])


def test_a_scale_named_above_goes_before_what_its_classes_speak_of() -> None:
    told = "行业投资评级说明\n" + CLASSES + "公司投资评级说明\n" + CLASSES
    assert words(told) == (["买入", "持有", "卖出"], ["买入", "持有", "卖出"])


def test_a_word_that_comes_again_without_a_scale_is_the_industry_s() -> None:
    told = "推荐\t涨幅10%以上\n中性\t-10%~10%\n回避\t跌幅10%以上\n推荐\t涨幅5%以上\n中性\t-5%~5%\n回避\t跌幅5%以上\n"
    found = standard(told)
    assert [each.value.lower for each in found.stock] == [10, -10, None]
    assert [each.value.lower for each in found.industry] == [5, -5, None]


def test_words_of_ratings_in_the_text_are_no_standard() -> None:
    told = "维持“推荐”评级。\n推荐：我们看好溪石股份。\n中性情形下增长10%以上。\n增持，因为订单。\n"
    assert rating_standard(plain_lines(told)) is None


def test_horizons_that_differ_are_to_be_looked_at_and_those_of_the_past_are_none() -> None:
    two = "买入：未来6个月股价强于基准10%以上\n持有：未来12个月股价在±10%之间\n卖出：未来6个月弱于基准10%以上\n"
    found = standard(two).horizon_months
    assert found is not None
    assert (found.value, found.sure) == (6, "medium")
    assert standard(CLASSES + "评级以过去12个月为参考，大盘为沪深300").horizon_months is None
