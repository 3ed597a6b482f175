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
