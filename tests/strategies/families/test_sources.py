"""A parameter that cites a line: the document has it, and its number stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strategies.contract.parameters import OURS
from strategies.registry import NAMES, STRATEGIES

DOCUMENTS = (Path(__file__).parents[3] / "../shared/documents").resolve()
CITED = [
    pytest.param(parameter.source, parameter.default, id=f"{name}-{word}")
    for name in NAMES
    for word, parameter in STRATEGIES[name].parameters.items()
    if parameter.source != OURS
]


def lines_of(source: str) -> str:
    document, _, first, last = re.fullmatch(r"(\d{3}), (lines? )(\d+)(?:-(\d+))?", source).groups()  # type: ignore[union-attr] # another test holds the form
    (path,) = DOCUMENTS.glob(f"{document}_*.txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    assert int(last or first) <= len(lines)
    return "\n".join(lines[int(first) - 1 : int(last or first)])


@pytest.mark.realdata
@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not part of the repository")
@pytest.mark.parametrize(("source", "default"), CITED)
def test_the_cited_line_prints_the_number(source: str, default: object) -> None:
    cited = lines_of(source)
    assert cited.strip()
    if isinstance(default, float | int) and default not in (0, 1):
        printed = {f"{default:g}", f"{default * 100:g}%", f"{default * 100:g}"}
        assert any(each in cited for each in printed), (default, cited)
