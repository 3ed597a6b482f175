"""What the segments of the shipped documents and families are called."""

from __future__ import annotations

import pytest

from backtest.result.wording import segment
from data_sources.language.text import said
from strategies.documents.library import load_reports
from strategies.documents.segment_names import segment_id, segment_name, segment_names
from strategies.registry import STRATEGIES
from tests.language import is_chinese


def _shipped_segments() -> list[str]:
    of_families = {segment.name for strategy in STRATEGIES.values() for segment in strategy.segments}
    of_documents = {word for report in load_reports() for thesis in report.theses for word in thesis.segments}
    of_members = {member.segment for report in load_reports() for member in report.memberships}
    return sorted(of_families | of_documents | of_members)


@pytest.mark.parametrize("segment", _shipped_segments())
def test_every_shipped_segment_has_a_name_in_both_languages(segment: str) -> None:
    assert segment in segment_names()
    assert is_chinese(segment_name(segment)), segment
    assert "_" not in segment_name(segment)


def test_the_table_has_no_segment_that_nobody_uses() -> None:
    assert sorted(segment_names()) == _shipped_segments()


def test_a_name_in_two_segments_is_called_by_both() -> None:
    name = segment_name("liquid_cooling + hvdc")
    assert name == "liquid cooling + HVDC"
    assert said(name, "zh") == "液冷 + 高压直流（HVDC）"


def test_decisions_say_the_id_of_a_segment_with_its_chinese() -> None:
    held = segment_id("liquid_cooling + hvdc")
    assert held == "liquid_cooling + hvdc"
    assert segment(held) == "liquid cooling + hvdc"
    assert said(segment(held), "zh") == "液冷 + 高压直流（HVDC）"


def test_a_segment_of_a_users_document_is_said_as_it_stands() -> None:
    assert segment_name("grain_elevators") == "grain_elevators"
    assert segment_name("grain_elevators + servers").zh == "grain_elevators + 服务器"
    assert said(segment_name("粮食烘干"), "zh") == "粮食烘干"
