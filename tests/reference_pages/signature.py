"""A call as one writes it: every parameter with its default."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path


def parameters(signature: inspect.Signature) -> Iterator[str]:
    named = False
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and not named:
            named = True
            yield "*"
        if each.kind is each.VAR_POSITIONAL:
            named = True
        mark = "*" * (each.kind is each.VAR_POSITIONAL) + "**" * (each.kind is each.VAR_KEYWORD)
        default = "" if each.default is each.empty else f"={_shown(each.default)}"
        yield f"{mark}{each.name}{default}"


def _shown(default: object) -> str:
    """A default as one would write it; a function, what hears nothing, by its name, and a path as text."""
    if inspect.isfunction(default):
        return default.__name__
    return repr(str(default) if isinstance(default, Path) else default)
