"""Recorded shapes of every endpoint, read through akshare's own functions: see ``tests/golden_answers/README.md``."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data_sources.vendors.source import Request
from tests.data_sources.akshare.answers import SOURCES
from tests.vendor_server import server
from tests.vendor_server.market import Bar, Level
from tests.vendor_server.redirect import redirected
from tests.vendor_server.server import Question, running
from tests.vendor_server.sina_packing import packed_bars, packed_levels, packed_sessions

FOLDER = Path(__file__).parents[2] / "golden_answers"
FILES = sorted(FOLDER.glob("*.toml"))


def body_of(answer: Mapping[str, Any]) -> bytes:
    """Return what goes over the wire."""
    if "sheet" in answer:
        return sheet(answer["sheet"])
    packed = ""
    if "bars" in answer:
        packed = packed_bars([Bar(*row) for row in answer["bars"]])
    elif "levels" in answer:
        packed = packed_levels([Level(*row) for row in answer["levels"]])
    elif "days" in answer:
        packed = packed_sessions(answer["days"])
    encoding = "gbk" if "gbk" in answer["type"] else "utf-8"
    body: bytes = answer["body"].replace("{packed}", packed).encode(encoding)
    return body


def sheet(rows: list[list[str]]) -> bytes:
    import openpyxl  # noqa: PLC0415 - takes a while

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def routes(answers: list[dict[str, Any]]) -> tuple[tuple[str, str, Any], ...]:
    """Return one route for each place, which answers what was recorded for what it is asked."""

    def reply(asked: Question) -> bytes:
        for answer in answers:
            told = {**answer.get("query", {}), **answer.get("form", {})}
            if answer["where"] in asked.place and told.items() <= {**asked.query, **asked.form}.items():
                return body_of(answer)
        raise AssertionError(f"nothing is recorded for {asked.place} {asked.query} {asked.form}")

    return tuple((where, kind, reply) for where, kind in {each["where"]: each["type"] for each in answers}.items())


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_recorded_answer_comes_out_as_worked_out_by_hand(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    golden = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(golden["provenance"]) > 60
    assert path.stem == f"{golden['vendor']}-{golden['endpoint']}"
    days = (golden["first"], golden["last"])
    request = Request(golden["vendor"], golden["endpoint"], golden["table"], tuple(golden["symbols"]), *days)
    monkeypatch.setattr("akshare.utils.func.time.sleep", lambda _: None)
    monkeypatch.setattr(server, "ROUTES", routes(golden["answer"]))
    source = SOURCES[golden["vendor"]]
    with running() as vendors, redirected(vendors):
        found = source.normalise(source.fetch(request, timeout=30.0))
    assert not found.refused
    columns = golden["expected"]["columns"]
    rows = [
        [plain(cell) for cell in row] for row in zip(*(found.frame[column].tolist() for column in columns), strict=True)
    ]
    assert rows == golden["expected"]["rows"]


def plain(cell: object) -> object:
    """An empty cell as an empty text."""
    return "" if cell is None or (isinstance(cell, float) and np.isnan(cell)) else cell


def test_every_endpoint_has_a_golden_answer() -> None:
    named = {f"{source.vendor}-{endpoint.name}" for source in SOURCES.values() for endpoint in source.endpoints}  # type: ignore[attr-defined]
    assert {path.stem for path in FILES} == named
