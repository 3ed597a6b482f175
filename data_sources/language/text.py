"""Words in both languages.

A ``Text`` is its English, wherever a string is wanted, and carries its Chinese (``zh``). An f-string of it is a plain
string again and has lost the Chinese, which the type checker sees: what a page shows is typed ``Text``. The Chinese of
a term stands in ``glossary.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Self, TypeAlias

FIRST_CHINESE = 0x2E80
"""Where the code points of Chinese characters and of their punctuation begin."""

Language: TypeAlias = Literal["en", "zh"]


class Text(str):
    """Words in English that carry the same in Chinese."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        """Return ``en`` with its Chinese; a ``Text`` given for either lends that language."""
        text = super().__new__(cls, str.__str__(en))
        text.zh = zh.zh if isinstance(zh, Text) else zh
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, str]]:
        """Both languages go along when a result crosses to another process."""
        return (Text, (str.__str__(self), self.zh))


NOTHING = Text("", "")


def both(en: str, zh: str) -> Text:
    """Return words in both languages."""
    return Text(en, zh)


def same(words: str) -> Text:
    """Return what is written alike in both languages: a code, a number, a day, a name; a ``Text`` as it is."""
    return words if isinstance(words, Text) else Text(words, words)


def said(words: str, language: Language) -> str:
    """Return words in one language as a plain string; what is no ``Text`` is said as it stands."""
    return words.zh if language == "zh" and isinstance(words, Text) else str.__str__(words)


def joined(parts: Iterable[str], en: str = " ", zh: str = "") -> Text:
    """Return the parts that are not empty as one text, with what stands between them in each language."""
    kept = [same(each) for each in parts if each]
    return Text(en.join(kept), zh.join(each.zh for each in kept))


def amid(words: str) -> str:
    """Return the Chinese of words for the middle of a sentence: a space on each side that ends in no Chinese character.

    "剔除德明利 001309.SZ 后", "剔除 001309.SZ 后": amid characters a word may begin or end in letters or digits.
    """
    zh = said(words, "zh")
    return f"{' ' if _latin(zh[:1]) else ''}{zh}{' ' if _latin(zh[-1:]) else ''}"


def listed(words: Sequence[str]) -> Text:
    """Write words as a list in a sentence: "004, 000 and 002", in Chinese with a list comma and 和 before the last."""
    texts = [same(each) for each in words]
    if not texts:
        return NOTHING
    first, last = "、".join(each.zh for each in texts[:-1]), texts[-1].zh
    before, after = " " if _latin(first[-1:]) else "", " " if _latin(last[:1]) else ""
    return Text(
        " and ".join(each for each in (", ".join(texts[:-1]), texts[-1]) if each),
        f"{before}和{after}".join(each for each in (first, last) if each),
    )


def _latin(character: str) -> bool:
    """Whether a character wants a space beside a Chinese one; full-width punctuation, like none at all, wants none."""
    return (character.isalnum() and ord(character) < FIRST_CHINESE) or character in tuple("+−%")


def sentence(words: str) -> Text:
    """Write a clause as a sentence, with its capital and its full stop."""
    if not words:
        return NOTHING
    clause = same(words)
    return Text(f"{clause[0].upper()}{clause[1:]}.", f"{clause.zh}。")
