"""What of a value somebody could read: every text in it, however deep it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from backtest.engine.ledger import Ledger
from backtest.result.result import Result
from data_sources.language.text import Text

CHINESE = re.compile("[\u4e00-\u9fff]")
WORD = re.compile("[a-z]{2}")
NOT_READ = (Result, Ledger)


def texts(value: object) -> Iterator[Text]:
    """Return the texts of a dataclass, of what its properties say, and of what it holds."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, NOT_READ):
        return
    elif is_dataclass(value) and not isinstance(value, type):
        told = [name for name, each in vars(type(value)).items() if isinstance(each, property)]
        for name in (*(field.name for field in fields(value)), *told):
            yield from texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for each in value.items():
            yield from texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts(each)


def english_alone(value: object) -> list[str]:
    """Return the texts whose Chinese has no Chinese character although it has a word: nobody wrote it."""
    return [str(each) for each in texts(value) if each and WORD.search(each.zh) and not CHINESE.search(each.zh)]
