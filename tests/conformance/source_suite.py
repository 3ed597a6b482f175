"""What every source must do, told once: a source inherits these tests by saying how to stage it and how to spoil it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from data_sources.quality import check, reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames, same_cells
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer, ShortAnswer, SourceError
from data_sources.vendors.source import Normalised, Source, Wanted

PATIENCE = 30.0


@dataclass(frozen=True)
class Stage:
    """A source before a known market. ``rows`` keys are to come back from ``wanted``, in this order.

    ``later`` asks for the last day alone and is to bring ``later_rows`` rows, None where days mean nothing.
    ``may_be_empty``: no row is a good answer (a share without any action).
    """

    source: Source
    wanted: Wanted
    rows: tuple[tuple[object, ...], ...]
    later_rows: int | None
    may_be_empty: bool = False


class SourceConformance:
    """Inherited by the tests of every source; ``stage`` and ``spoil`` are what they add."""

    @pytest.fixture
    def stage(self) -> Iterator[Stage]:
        raise NotImplementedError

    def spoil(self, stage: Stage, fault: str) -> None:
        """Make the next answers empty, changed, wrong or duplicates."""
        raise NotImplementedError

    def test_it_plans_only_tables_it_has(self, stage: Stage) -> None:
        assert stage.wanted.table in stage.source.tables
        assert stage.source.plan(replace(stage.wanted, table="weather")) == ()

    def test_requests_say_what_they_ask_and_ask_for_no_more_than_is_wanted(self, stage: Stage) -> None:
        requests = stage.source.plan(stage.wanted)
        assert requests
        for request in requests:
            assert (request.vendor, request.table) == (stage.source.vendor, stage.wanted.table)
            assert (request.first, request.last) == (stage.wanted.first, stage.wanted.last)
            assert set(request.symbols) <= set(stage.wanted.symbols)
            assert request.endpoint
            assert request.calls >= 0

    def test_the_rows_wanted_come_back_once_in_key_order_and_typed(self, stage: Stage) -> None:
        frames = [answer.frame for answer in brought(stage)]
        for frame in frames:
            assert tuple(frame.columns) == frame.table.names()
            for column in frame.table.columns:
                kinds = {"number": "f", "date": "M", "text": "O"}
                assert frame[column.name].dtype.kind == kinds.get(column.kind, "U")
        assert sorted(key for frame in frames for key in keys(frame)) == sorted(stage.rows)
        for frame in frames:
            assert keys(frame) == sorted(keys(frame))

    def test_every_row_has_a_place_in_its_answer(self, stage: Stage) -> None:
        for answer in brought(stage):
            for row in range(len(answer.frame)):
                file, line = answer.frame.place(row)
                assert stage.wanted.table in file
                assert line >= 1

    def test_normalising_is_pure(self, stage: Stage) -> None:
        for request in stage.source.plan(stage.wanted):
            answer = stage.source.fetch(request, timeout=PATIENCE)
            before = deepcopy(answer.parts)
            first, second = stage.source.normalise(answer), stage.source.normalise(answer)
            assert answer.parts == before
            assert first.findings == second.findings
            assert all(same_cells(first.frame[name], second.frame[name]).all() for name in first.frame.columns)

    def test_the_same_answer_has_the_same_digest(self, stage: Stage) -> None:
        request = stage.source.plan(stage.wanted)[0]
        first, second = (stage.source.fetch(request, timeout=PATIENCE) for _ in range(2))
        assert first.digest == second.digest != ""
        assert first.fetched_at.tzinfo is not None

    def test_good_rows_pass_the_checks(self, stage: Stage) -> None:
        for answer in brought(stage):
            assert not answer.refused
            assert severe(answer) == []

    def test_rows_of_other_days_are_not_brought(self, stage: Stage) -> None:
        if stage.later_rows is None:
            pytest.skip("days mean nothing in this table")
        later = replace(stage, wanted=replace(stage.wanted, first=stage.wanted.last))
        assert sum(len(answer.frame) for answer in brought(later)) == stage.later_rows

    def test_fewer_rows_than_known_are_refused_as_short(self, stage: Stage) -> None:
        if stage.may_be_empty:
            pytest.skip("nobody knows how many there are")
        expecting = replace(stage.wanted, at_least=1000)
        answer = stage.source.fetch(stage.source.plan(expecting)[0], timeout=PATIENCE)
        with pytest.raises(ShortAnswer, match="1000"):
            stage.source.normalise(answer)

    def test_an_empty_answer_is_no_table_of_nothing(self, stage: Stage) -> None:
        self.spoil(stage, "empty")
        if stage.may_be_empty:
            assert [len(answer.frame) for answer in brought(stage)] == [0]
        else:
            error = failure(stage)
            assert isinstance(error, EmptyAnswer)
            tells_where(error, stage)

    def test_a_changed_form_is_refused_for_this_table(self, stage: Stage) -> None:
        self.spoil(stage, "changed")
        try:
            answers = brought(stage)
        except ChangedFormat as error:
            tells_where(error, stage)
        else:
            assert any(answer.refused for answer in answers)

    def test_wrong_numbers_never_pass_the_checks(self, stage: Stage) -> None:
        if stage.wanted.table not in ("bars", "index"):
            pytest.skip("no table of prices")
        self.spoil(stage, "wrong")
        answers = brought(stage)
        assert all(severe(answer) for answer in answers)

    def test_a_row_sent_twice_is_there_once_or_found(self, stage: Stage) -> None:
        if stage.wanted.table not in ("bars", "index"):
            pytest.skip("only histories repeat rows")
        self.spoil(stage, "duplicates")
        for answer in brought(stage):
            doubled = len(set(keys(answer.frame))) < len(keys(answer.frame))
            assert not doubled or "duplicate_key" in {finding.rule for finding in severe(answer)}


def brought(stage: Stage) -> list[Normalised]:
    """Plan, fetch and normalise."""
    requests = stage.source.plan(stage.wanted)
    return [stage.source.normalise(stage.source.fetch(request, timeout=PATIENCE)) for request in requests]


def failure(stage: Stage) -> SourceError:
    """Return the error that asking ends in."""
    with pytest.raises(SourceError) as caught:
        brought(stage)
    return caught.value


def tells_where(error: SourceError, stage: Stage) -> None:
    """An error is one line that names vendor and endpoint."""
    assert error.vendor == stage.source.vendor
    assert str(error).startswith(f"{error.vendor} {error.endpoint}")
    assert "\n" not in str(error)


def keys(frame: Frame) -> list[tuple[object, ...]]:
    """Return the key of each row as plain values."""
    return list(zip(*(frame[name].tolist() for name in frame.table.key), strict=True))


def severe(answer: Normalised) -> list[Finding]:
    """Return the severe findings of an answer, those of the checks before publishing included."""
    table = answer.frame.table.name
    if table == "suspensions":
        return [finding for finding in answer.findings if finding.severity == "severe"]
    found = (*answer.findings, *check(reference({table: answer.frame}, known(answer.frame))))
    return [finding for finding in found if finding.severity == "severe"]


def known(frame: Frame) -> Frames:
    """Return instruments of every symbol and sessions of every weekday, so that rows are judged by themselves."""
    from data_sources.tables.fact_frames import frame_from_cells  # noqa: PLC0415
    from data_sources.tables.schema import INSTRUMENTS, SESSIONS  # noqa: PLC0415

    symbols = sorted(set(frame.symbols.tolist()) - {""})
    nothing = [None] * len(symbols)
    cells = {name: symbols if name in ("symbol", "name") else nothing for name in INSTRUMENTS.names()}
    days = np.arange(np.datetime64(date(2020, 1, 1)), np.datetime64(date(2024, 2, 1)))
    weekdays = days[np.is_busday(days)].tolist()
    return {
        "instruments": frame_from_cells(INSTRUMENTS, cells),
        "sessions": frame_from_cells(SESSIONS, {"date": weekdays}),
    }
