"""The signs of ``docs/conditions.md`` are read as they stand there, and what its table writes is a condition."""

import re
import tomllib
from pathlib import Path

from strategies.conditions.condition import FORMS
from strategies.conditions.parsing import read_condition
from strategies.documents.reading.row import ReportRow, Sheet
from strategies.documents.reading.signs import read_signs

GUIDE = (Path(__file__).parents[3] / "docs" / "conditions.md").read_text(encoding="utf-8")


def test_the_example_is_read() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    sheet = Sheet("guide", "", [])
    signs = read_signs(ReportRow("", tomllib.loads(block), sheet), "falsifiers")
    assert sheet.faults == []
    assert [bool(each.when) for each in signs] == [False, True, True]
    assert [each.source for each in signs] == ["", "ours", "001, line 409"]


def test_every_form_is_in_the_table_and_every_suffix_is_read() -> None:
    for form in FORMS:
        assert f"`{form}(SERIES)`" in GUIDE
    for suffix in ("for 2 periods", "in 2025", "in 2026Q1-Q3", "since 2025Q4"):
        assert suffix in GUIDE
        read_condition(f"SERIES < 5 {suffix}")
    read_condition("excess(12 months) < 5", excess=True)
    read_condition("'spot/DDR4 8Gb (1Gx8)' < 5 and dram_contract/ < 5")
