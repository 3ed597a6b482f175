"""How to make a run again: its command, and its manifest written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backtest.result.manifest import flat_manifest
from backtest.result.manifest_words import fact_words
from backtest.result.result import Result
from backtest.result.value_words import value_words
from data_sources.language.text import Text, both, said
from data_sources.passwords import masked


@dataclass(frozen=True)
class ManifestRow:
    """One fact of the manifest, written out; ``label`` says what it is, empty where its name alone must do."""

    label: Text
    name: str
    value: Text


def manifest_rows(result: Result, parameters: Mapping[str, Text]) -> tuple[ManifestRow, ...]:
    """Return the manifest flattened, nested names joined by dots, in its own order; passwords are blotted out.

    ``parameters`` are the meanings of those of the strategy, by name.
    """
    facts = flat_manifest(result.manifest).items()
    return tuple(
        ManifestRow(fact_words(name, parameters), name, value_words(name, _hidden(value))) for name, value in facts
    )


def command(result: Result) -> str | None:
    """Return the command that made the run, when the manifest has one."""
    value = result.manifest.get("command")
    if isinstance(value, list | tuple):
        value = " ".join(str(word) for word in value)
    return _masked(value) if isinstance(value, str) and value else None


def _hidden(value: Text) -> Text:
    """A value in both languages, its passwords blotted out."""
    return both(_masked(said(value, "en")), _masked(value.zh))


def _masked(text: str) -> str:
    """Mask word by word: what follows an address in a command is not part of its password."""
    return " ".join(masked(word) for word in text.split(" "))
