"""What others wrote is shown without a character that a terminal obeys, and not without end."""

from __future__ import annotations

import json

import pytest

from data_sources.plain_text import cut, one_line, visible, visible_json, words_of


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("over\rwritten", "over\\x0dwritten"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202eb", "a\\u202eb"),
        ("a\ud800b", "a\\ud800b"),
        ("\U000e0041", "\\U000e0041"),
        ("a\tb\nc", "a\tb\nc"),
        ("浦发银行\u3000＊ST é\u00a0€", "浦发银行\u3000＊ST é\u00a0€"),
    ],
)
def test_a_character_that_a_terminal_obeys_becomes_its_escape(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_json_with_escapes_is_the_same_document() -> None:
    document = {"name": "a\x1b\x7f\x9b\u202e\u2028\U000e0041 浦发"}
    text = visible_json(json.dumps(document, ensure_ascii=False))
    assert text == '{"name": "a\\u001b\\u007f\\u009b\\u202e\\u2028\\udb40\\udc41 浦发"}'
    assert json.loads(text) == document


def test_a_long_message_says_how_long_it_was() -> None:
    assert one_line("x" * 5_000_000, 10) == "xxxxxxxxxx... (5,000,000 characters)"
    assert one_line("a\n b\r\n c") == "a b c"
    assert cut("abcdef", 3) == "abc... (6 characters)"


def test_an_exception_that_cannot_be_written_says_so() -> None:
    class Mute(Exception):  # noqa: N818 - its name is in the sentence
        def __str__(self) -> str:
            raise ValueError

    assert words_of(Mute()) == "(its message cannot be written: ValueError)"
