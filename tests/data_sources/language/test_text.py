"""Words in both languages: English wherever a string is wanted, Chinese where somebody asks for it."""

from __future__ import annotations

import json
import pickle

from data_sources.language.text import NOTHING, Text, amid, both, joined, listed, said, same, sentence

AHEAD = both("ahead by 5.0 points", "领先 5.0 个百分点")


def test_a_text_is_its_english() -> None:
    assert AHEAD == "ahead by 5.0 points"
    assert json.dumps({"is": AHEAD}) == '{"is": "ahead by 5.0 points"}'
    assert type(said(AHEAD, "en")) is str


def test_a_text_is_said_in_either_language() -> None:
    assert said(AHEAD, "zh") == "领先 5.0 个百分点"
    assert said("000001.SZ", "zh") == "000001.SZ"


def test_both_languages_cross_to_another_process() -> None:
    back = pickle.loads(pickle.dumps(AHEAD))  # noqa: S301 - our own bytes
    assert isinstance(back, Text)
    assert (back, back.zh) == ("ahead by 5.0 points", "领先 5.0 个百分点")


def test_parts_are_joined_in_each_language_and_empty_ones_left_out() -> None:
    words = joined([AHEAD, NOTHING, "2025-05-07"], en=", ", zh="，")
    assert (words, words.zh) == ("ahead by 5.0 points, 2025-05-07", "领先 5.0 个百分点，2025-05-07")


def test_a_list_has_the_commas_of_its_language() -> None:
    words = listed(["004", "000", "002"])
    assert (words, words.zh) == ("004, 000 and 002", "004、000 和 002")
    assert listed([]) == ""
    assert listed(["004"]).zh == "004"


def test_a_list_of_chinese_words_needs_no_space() -> None:
    assert listed(["光模块", "液冷"]).zh == "光模块和液冷"


def test_what_stands_amid_characters_has_a_space_beside_letters_and_digits() -> None:
    assert f"剔除{amid('德明利 001309.SZ')}后" == "剔除德明利 001309.SZ 后"
    assert f"剔除{amid('001309.SZ')}后" == "剔除 001309.SZ 后"
    assert f"即{amid(both('the CSI 300', '沪深300全收益'))}上涨" == "即沪深300全收益上涨"
    assert amid("") == ""


def test_a_clause_becomes_a_sentence() -> None:
    words = sentence(both("the run never traded", "该回测没有成交"))
    assert (words, words.zh) == ("The run never traded.", "该回测没有成交。")
    assert sentence("") == ""


def test_what_is_written_alike_is_itself_in_both() -> None:
    assert same("CSI 300").zh == "CSI 300"
    assert same(AHEAD) is AHEAD
