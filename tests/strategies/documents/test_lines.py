"""On which line each key of a TOML text stands, also in the corners of the language."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.documents.reading.lines import line_at, lines_of

TEXT = '''\
# a comment with "quotes" and [brackets]
a = "x # no comment" # and [one]
b.c = 1979-05-27 07:32:00
long = """
one "two" three""\\"""" # the text ends with quotes
raw = \'\'\'
[not.a.table]\'\'\'

[one]
"quoted.key" = { x = 1, 'y z' = [ 2,
  { deep = true } ] }
list = [
  1.5, # first

  [ "]" ],
]

[[many]]
k = 1
[many.inner]
v = 2
[[many]]
[[many.more]]
w = 3
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - any TOML value
    """All paths of a value that tomllib read."""
    items: list[tuple[str | int, Any]] = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [found for key, each in items for found in ((*path, key), *paths(each, (*path, key)))]


def test_every_path_of_a_text_has_its_line() -> None:
    lines = lines_of(TEXT)
    assert set(lines) == set(paths(tomllib.loads(TEXT)))
    assert lines["a",] == 2
    assert lines["b", "c"] == 3
    assert lines["long",] == 4
    assert lines["raw",] == 6
    assert lines["one",] == 9
    assert (lines["one", "quoted.key", "x"], lines["one", "quoted.key", "y z", 1, "deep"]) == (10, 11)
    assert (lines["one", "list"], lines["one", "list", 0], lines["one", "list", 1, 0]) == (12, 13, 15)
    assert (lines["many",], lines["many", 0], lines["many", 0, "inner"], lines["many", 0, "inner", "v"]) == (
        18, 18, 20, 21,
    )  # fmt: skip
    assert (lines["many", 1], lines["many", 1, "more", 0, "w"]) == (22, 24)


@pytest.mark.parametrize(
    ("path", "line"), [((), 1), (("one", "missing"), 9), (("many", 1, "k"), 22), (("nowhere",), 1), (("one",), 9)]
)
def test_what_is_missing_has_the_line_of_the_table_around_it(path: tuple[str | int, ...], line: int) -> None:
    assert line_at(lines_of(TEXT), path) == line


@given(
    st.lists(
        st.tuples(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=5), st.integers(0, 3)),
        max_size=8,
        unique_by=lambda pair: pair[0],
    )
)
def test_a_key_of_any_text_stands_on_the_line_on_which_it_was_written(pairs: list[tuple[str, int]]) -> None:
    text, expected = "", {}
    for key, blank in pairs:
        text += "\n" * blank
        expected[key,] = text.count("\n") + 1
        quoted = key.replace("\\", "\\\\").replace('"', '\\"')
        text += f'"{quoted}" = [\n "{quoted}",\n]\n'
    found = lines_of(text)
    assert {path: line for path, line in found.items() if len(path) == 1} == expected
    assert set(found) == set(paths(tomllib.loads(text)))
