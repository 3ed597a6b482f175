"""Whatever a scorecard says has its Chinese."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from data_sources.language.text import Text
from strategies.documents.document import EXCLUSIONS as REASONS
from strategies.scorecard.calls import KINDS
from strategies.scorecard.card import Judged
from strategies.scorecard.verdict import Verdict
from strategies.scorecard.words.heading import heading
from strategies.scorecard.words.legend import legend
from strategies.scorecard.words.numbers import percent, points
from strategies.scorecard.words.rows import call_words, class_words, industry_words, notes
from strategies.scorecard.words.sentences import sentences
from strategies.scorecard.words.verdicts import EXCLUSIONS, VERDICTS, list_word, verdict_word
from strategies.scorecard.words.verdicts import KINDS as CALLED
from tests.language import is_chinese
from tests.strategies.scorecard.made import made_card


@pytest.mark.parametrize("as_of", [date(2025, 8, 29), date(2025, 11, 3), None], ids=["unreached", "open", "closed"])
def test_every_sentence_of_a_card_is_in_both_languages(as_of: date | None) -> None:
    card = made_card(as_of)
    (judged,) = card.reports
    told = [*heading(judged), industry_words(judged), *notes(judged), *sentences(judged, "store"), legend(card)]
    assert [words for words in told if not is_chinese(words)] == []


def test_what_was_called_and_given_are_the_words_of_the_report() -> None:
    rated = next(row for row in _judged().rows if row.kind == "rated")
    assert (call_words(rated), call_words(rated).zh) == ("rated buy", "个股评级 买入")
    assert class_words(rated).zh == "买入"
    listed = next(row for row in _judged().rows if row.kind == "formal")
    assert (call_words(listed), call_words(listed).zh) == ("formal list", "正式名单")


def test_every_verdict_kind_and_reason_has_a_word() -> None:
    assert set(get_args(Verdict)) <= VERDICTS.keys()
    assert all(map(is_chinese, VERDICTS.values()))
    assert set(KINDS) - CALLED.keys() == {"own_names", "thesis"}
    assert set(REASONS) == EXCLUSIONS.keys()
    assert verdict_word("did not beat").zh == "未跑赢"
    assert list_word("attention and formal").zh == "建议关注与正式名单"


def test_numbers_have_the_sign_of_their_language() -> None:
    assert (points(-0.0512), points(-0.0512).zh) == (Text("-5.1", ""), "\u22125.1")
    assert (percent(0.05), percent(0.05).zh) == (Text("+5.0%", ""), "+5.0%")


def _judged() -> Judged:
    return made_card().reports[0]
