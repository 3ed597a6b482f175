"""What defines a user's own rule, as one sum: two rules with the same sum are the same rule, tried again.

A file is its bytes. A function is its source and the plain values it reads beside its arguments: defaults, what it
closes over, globals. A notebook that changes ``N`` and runs the same cell again has another rule. What a rule reads
from elsewhere, such as a file or another module, is not in its sum.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np

PLAIN = (str, bytes, int, float, complex, bool, type(None), date, np.generic)


def sum_of_file(path: Path) -> str:
    """Return the SHA-256 sum of a file in hexadecimal. Raises OSError when it cannot be read."""
    return sha256(path.read_bytes()).hexdigest()


def sum_of_function(function: Callable[..., Any]) -> str:
    """Return the SHA-256 sum of a function, a method or another callable in hexadecimal."""
    return sha256(repr(_described(function, frozenset())).encode()).hexdigest()


def _described(value: object, around: frozenset[int]) -> object:
    """Return a value as text and tuples that do not differ between two processes; ``around`` are those it lies in."""
    if isinstance(value, PLAIN):
        return repr(value)
    if id(value) in around:
        return "itself"
    inside = around | {id(value)}
    if isinstance(value, FunctionType):
        return _function(value, inside)
    if isinstance(value, partial):
        return ("partial", *(_described(each, inside) for each in (value.func, value.args, value.keywords)))
    if isinstance(value, np.ndarray):
        return (value.dtype.str, value.shape, sha256(np.ascontiguousarray(value).tobytes()).hexdigest())
    if isinstance(value, Mapping):
        return sorted((repr(_described(k, inside)), repr(_described(each, inside))) for k, each in value.items())
    if isinstance(value, AbstractSet):
        return sorted(repr(_described(each, inside)) for each in value)
    if isinstance(value, tuple | list):
        return tuple(_described(each, inside) for each in value)
    return _thing(value, inside)


def _function(function: FunctionType, inside: frozenset[int]) -> object:
    cells = [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
    named = [function.__globals__[name] for name in function.__code__.co_names if name in function.__globals__]
    # Of globals only plain values: modules, classes and functions are code that imports and files of their own hold.
    read = [each for each in named if isinstance(each, (*PLAIN, tuple, list, dict, set))]
    text = _source(function) or _compiled(function.__code__)
    beside = (cells, function.__defaults__, function.__kwdefaults__, read)
    return (text, *(_described(each, inside) for each in beside))


def _thing(value: object, inside: frozenset[int]) -> object:
    """A bound method or an object that can be called: its code and its state; of anything else the type and state."""
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if inspect.ismethod(value):
        return (_described(value.__func__, inside), _described(value.__self__, inside))
    call = getattr(type(value), "__call__", None)  # noqa: B004 - not whether it can be called, but its code
    code = _function(call, inside) if isinstance(call, FunctionType) else ""
    has_state = hasattr(value, "__dict__") and not inspect.ismodule(value) and not inspect.isclass(value)
    return (name, code, _described(vars(value) if has_state else {}, inside))


def _is_filled(cell: Any) -> bool:  # noqa: ANN401 - a cell has no public type
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def _source(function: FunctionType) -> str:
    # Not of text that was executed: from 3.13 on Python answers with the text of its own option -c for all of that.
    if function.__code__.co_filename == "<string>":
        return ""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return ""


def _compiled(code: CodeType) -> object:
    """What stands for a function without a source, such as one typed at a prompt."""
    inner = tuple(_compiled(each) if isinstance(each, CodeType) else repr(each) for each in code.co_consts)
    return (code.co_code.hex(), code.co_names, inner)
