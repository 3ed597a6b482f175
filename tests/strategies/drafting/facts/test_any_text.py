"""Whatever the text, facts are read without an error and point at lines that are there."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.drafting.facts import read_facts
from strategies.drafting.text.plain import plain_lines

WORDS = (
    "买入 增持 中性 推荐 看好 评级 行业评级 股票评级 相对 基准 沪深300 或 恒生指数 涨幅 跌幅 15% -5% ±5% 5%~15%"
    " 以上 以下 之间 ≥ < （含） 6个月 6至12个月 半年 维持 首次 2026年3月2日 2026-13-40 20260302 股价 截至 注："
    " 松针证券 股份有限公司 具有 资格 标题： 目录 相关研究"
)
PARTS = [*re.split(" ", WORDS), *"\n\n\t：；。，《》 |", "# "]
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=3)), max_size=60).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_facts_point_at_lines_that_are_there(text: str) -> None:
    lines = plain_lines(text.replace("\0", ""))
    facts = read_facts(lines)
    numbers = {line.number for line in lines}
    found = (facts.title, facts.published, facts.priced_on, facts.rating, facts.rating_action, facts.sector)
    assert {each.line for each in found if each} <= numbers
    assert {each.line for each in facts.brokers} | {each.line for each in facts.date_hints} <= numbers
    assert not (facts.published and facts.date_hints)
    assert facts.published is None or isinstance(facts.published.value, date)
    if standard := facts.standard:
        classes = [each.value for each in (*standard.stock, *standard.industry)]
        assert {each.line for each in (*standard.stock, *standard.industry)} <= numbers
        assert {each.line for each in standard.benchmarks} <= numbers
        assert all(one.lower is None or one.upper is None or one.lower <= one.upper for one in classes)
