"""Earnings from a file to the store: known from when, refused for what; and old stores stay as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_sources.importing import import_folder
from data_sources.quality import check, reference
from data_sources.quality.rows.earnings import announced_early
from data_sources.store import migrate, open_store, read_facts
from data_sources.store.head import HEAD
from data_sources.store.record import form
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.facts import Earnings
from data_sources.tables.finding import Finding
from data_sources.tables.schema import EARNINGS, INSTRUMENTS
from tests.data_sources.market_folder import write_market

# The third quarter of 2023 was reported on 2024-01-02 and corrected on 2024-01-04.
ROWS = """\
symbol,period_end,announced_on,kind,eps,net_profit,source
600000.SH,2023-09-30,2024-01-02,actual,0.31,9300000,a newspaper
600000.SH,2023-09-30,2024-01-04,actual,0.29,8700000,a newspaper
600000.SH,2024-12-31,2024-01-03,forecast,0.50,,a house of analysts
"""

FORM_BEFORE = "0b920de02b1943b8"
"""What stores recorded of their tables before there were earnings."""


NAME_BEFORE = "s1-c04ca0c16705"
"""What the snapshot of the small market was called before there were earnings."""


def found(**cells: object) -> list[tuple[str, str]]:
    row: dict[str, object] = {"symbol": "600000.SH", "period_end": date(2023, 12, 31), "announced_on": date(2024, 3, 1)}
    row |= {"kind": "actual", "eps": 0.4, "net_profit": 1e7, "source": "", **cells}
    frame = frame_from_cells(EARNINGS, {name: [cell] for name, cell in row.items()})
    listed: dict[str, list[object]] = {
        **{name: [None] for name in INSTRUMENTS.names()},
        "symbol": ["600000.SH"],
        "name": [""],
    }
    instruments = frame_from_cells(INSTRUMENTS, listed)
    findings: tuple[Finding, ...] = check(reference({"earnings": frame}, {"instruments": instruments}))
    return [(each.severity, each.rule) for each in findings if each.table == "earnings"]


@pytest.fixture
def store(tmp_path: Path) -> sa.Engine:
    engine = open_store(tmp_path / "market.db", create=True)
    report = import_folder(write_market(tmp_path / "market", earnings_csv=ROWS), engine)
    assert (report.outcome, report.counts["earnings"].new) == ("done", 3)
    return engine


def test_each_announcement_is_a_row_of_its_own(store: sa.Engine) -> None:
    assert read_facts(store).earnings == (
        Earnings("600000.SH", date(2023, 9, 30), date(2024, 1, 2), "actual", 0.31, 9_300_000.0, "a newspaper"),
        Earnings("600000.SH", date(2024, 12, 31), date(2024, 1, 3), "forecast", 0.5, None, "a house of analysts"),
        Earnings("600000.SH", date(2023, 9, 30), date(2024, 1, 4), "actual", 0.29, 8_700_000.0, "a newspaper"),
    )
    assert read_facts(store, ["000001.SZ"]).earnings == ()


def test_a_store_without_earnings_is_the_store_it_was(tmp_path: Path) -> None:
    """The name of a snapshot is what its facts amount to; an empty table and a file that is not there are the same."""
    heads = ROWS.splitlines()[0] + "\n"
    names = []
    for number, changes in enumerate(({}, {"earnings_csv": heads})):
        engine = open_store(tmp_path / f"{number}.db", create=True)
        names.append(import_folder(write_market(tmp_path / f"{number}", **changes), engine).snapshot)
        read_facts(engine)
    assert names == [NAME_BEFORE, NAME_BEFORE]
    assert form() == FORM_BEFORE


def test_a_store_of_before_is_upgraded_and_still_proved(tmp_path: Path) -> None:
    engine = open_store(tmp_path / "market.db", create=True)
    import_folder(write_market(tmp_path / "market"), engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE earnings")
        connection.exec_driver_sql("DROP TABLE swept")
        connection.exec_driver_sql("ALTER TABLE findings DROP COLUMN accepted")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0007'")
        before = connection.exec_driver_sql("SELECT content_hash, proof FROM snapshots").all()
    assert migrate(engine) == ("0007", HEAD)
    facts = read_facts(engine)
    assert (facts.snapshot, facts.earnings, len(facts.bars.date)) == (NAME_BEFORE, (), 7)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT content_hash, proof FROM snapshots").all() == before
    more = import_folder(write_market(tmp_path / "market", earnings_csv=ROWS), engine)
    assert more.counts["earnings"].new == 3
    assert read_facts(engine, as_of="s1").earnings == ()
    assert len(read_facts(engine).earnings) == 3


def test_what_earnings_can_get_wrong() -> None:
    assert found() == []
    assert found(kind="preliminary") == [("severe", "unknown_earnings")]
    assert found(announced_on=date(2023, 12, 30)) == [("warning", "announced_early")]
    assert found(announced_on=date(2023, 12, 31)) == [("warning", "announced_early")]
    assert found(kind="forecast", announced_on=date(2023, 12, 30)) == []
    assert found(eps=None, net_profit=None) == [("warning", "empty_earnings")]
    assert found(symbol="600009.SH") == [("warning", "unknown_symbol")]


@pytest.mark.parametrize(("rows", "severity"), [(15, "severe"), (16, "warning")])
def test_periods_ends_in_the_column_of_announcements_are_refused(rows: int, severity: str) -> None:
    # Three of 15 are a fifth; of 16 they are less.
    ends: list[object] = [date(2008 + number, 12, 31) for number in range(rows)]
    cells: dict[str, list[object]] = {
        "symbol": ["600000.SH"] * rows,
        "period_end": ends,
        "announced_on": [*ends[:3], *(date(2009 + number, 3, 1) for number in range(3, rows))],
        "kind": ["actual"] * rows,
        "eps": [0.4] * rows,
        "net_profit": [1e7] * rows,
        "source": [""] * rows,
    }
    found = announced_early(reference({"earnings": frame_from_cells(EARNINGS, cells)}))
    assert {(each.severity, each.rule) for each in found} == {(severity, "announced_early")}
