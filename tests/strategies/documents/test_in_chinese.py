"""What a document says in Chinese beside its English, and what is said where it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_sources.errors import InputError
from data_sources.language.text import said
from strategies.documents.document import Report
from strategies.documents.library import load_reports
from strategies.documents.reading.report import read_report
from tests.language import is_chinese

HEAD = """
id = "006"
broker = "Example Securities"
title = "Warm houses"
sector = "heating"
published = 2026-02-04
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "006.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


@pytest.mark.parametrize("report", load_reports(), ids=lambda each: each.id)
def test_every_shipped_document_says_everything_of_its_theses_in_chinese(report: Report) -> None:
    assert is_chinese(report.house)
    assert is_chinese(report.headline)
    assert [thesis.id for thesis in report.theses if not is_chinese(thesis.called)] == []
    falsifiers = [sign.text for thesis in report.theses for sign in thesis.falsifiers]
    assert falsifiers
    assert [text for text in falsifiers if not is_chinese(text)] == []
    assert [thesis.id for thesis in report.theses if not is_chinese(thesis.claim)] == []
    confirms = [sign.text for thesis in report.theses for sign in thesis.confirms]
    assert confirms
    assert [text for text in confirms if not is_chinese(text)] == []


def test_falsifiers_stand_in_both_languages_in_their_order(tmp_path: Path) -> None:
    report = read_report(
        written(
            tmp_path,
            """
[[thesis]]
id = "heating"
name = "Old boilers go"
name_zh = "旧锅炉淘汰"
claim = "Old boilers are replaced."
claim_zh = "旧锅炉被替换。"
falsifiers = ["A mild winter", { text = "Orders fall", when = "yoy(orders) < 0" }]
falsifiers_zh = ["暖冬", "订单下降"]
confirms = ["A cold winter"]
""",
        )
    )
    (thesis,) = report.theses
    assert said(thesis.called, "zh") == "旧锅炉淘汰"
    assert (thesis.claim, said(thesis.claim, "zh")) == ("Old boilers are replaced.", "旧锅炉被替换。")
    assert [(str(each.text), each.text.zh, each.when) for each in thesis.falsifiers] == [
        ("A mild winter", "暖冬", ""),
        ("Orders fall", "订单下降", "yoy(orders) < 0"),
    ]
    # Nobody wrote this one in Chinese.
    assert [said(each.text, "zh") for each in thesis.confirms] == ["A cold winter"]
    assert said(report.headline, "zh") == "Warm houses"


def test_as_many_texts_in_chinese_as_in_english_are_asked_for(tmp_path: Path) -> None:
    thesis = '[[thesis]]\nid = "heating"\nname = "Boilers"\n'
    text = thesis + 'falsifiers = ["A mild winter", "Fraud"]\nfalsifiers_zh = ["暖冬"]\n'
    with pytest.raises(InputError, match=r"falsifiers_zh: has 1 texts beside 2 of falsifiers; write one for each"):
        read_report(written(tmp_path, text))
