"""The beginning of a name belongs to whom the document names in full, and to no namesake."""

from __future__ import annotations

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import COMPANIES, taken

NAMES = dictionary((*COMPANIES, Company("603901.SH", "雪松渔港")))
LIST = "板材：雪松、橡树、云杉承压。"


def test_beside_its_namesake_in_full_a_short_form_is_not_the_other_company() -> None:
    assert "002901.SZ" in taken(LIST, NAMES)
    assert "002901.SZ" not in taken(f"雪松渔港公告：销量增长。\n{LIST}", NAMES)


def test_a_customary_short_name_stays_its_company_s_beside_a_namesake() -> None:
    # 三一 is 三一重工 by custom (the list of other names); of an invented company the namesake takes it away.
    known = dictionary((*COMPANIES, Company("600031.SH", "三一重工"), Company("603905.SH", "三一渔港")))
    assert "600031.SH" in taken("三一渔港公告：销量增长。\n机械：雪松、三一、橡树承压。", known)


def test_a_short_name_that_is_no_beginning_loses_nothing_to_a_longer_one() -> None:
    known = dictionary((*COMPANIES, Company("600938.SH", "中国海油"), Company("603906.SH", "中海油井")))
    assert "600938.SH" in taken("中海油井公告：销量增长。\n油气：雪松、中海油、橡树承压。", known)
