"""In which colours a gain and a loss are shown to a reader; like the language, the reader's choice."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Colours: TypeAlias = Literal["red", "green", "safe"]
"""Which colour is up: red (as in China), green (as elsewhere), or red with blue, for eyes that cannot tell both."""

COLOURS: tuple[Colours, ...] = get_args(Colours)
