"""What a caller in Python gives for an argument, before it is used: of the wrong kind it is named, in one line."""

from __future__ import annotations

from types import UnionType

from data_sources.errors import InputError


def insist_on_kind(argument: str, given: object, kinds: type | UnionType, wanted: str) -> None:
    """Raise InputError naming ``argument`` unless what was given is of one of the ``kinds``, which ``wanted`` says."""
    if not isinstance(given, kinds):
        raise InputError(f"{argument} is of the kind {type(given).__name__}; give {wanted}")
