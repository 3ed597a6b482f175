"""A folder into the store: all of it, all but the bad symbols, or nothing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.calendar import clock
from data_sources.errors import InputError, StoreError, UserError
from data_sources.importing import import_facts, import_folder
from data_sources.store import Counts, last_proof, open_store, read_facts, read_findings, store_summary
from data_sources.store.last_days import last_days
from tests.data_sources.facts import facts_from_folder, facts_from_tables
from tests.data_sources.market_folder import FILES, spoiled, write_market

BARS = "bars/600000.SH.csv"
PLAIN_SNAPSHOT = "s1-c04ca0c16705"  # as stores of schema 0002 named it
LOTS = spoiled(BARS, "2000000,13400000", "20000,13400000")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_store(tmp_path / "var" / "market.db", create=True)


def dump(engine: Engine) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Every row of every table, in key order."""
    metadata = sa.MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        return [
            (table.name, [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))])
            for table in metadata.sorted_tables
        ]


def test_a_sound_folder_is_published_and_read_back(tmp_path: Path, engine: Engine) -> None:
    report = import_folder(write_market(tmp_path / "small", notes_txt="x"), engine)
    assert (report.outcome, report.findings, report.left_out, report.left_alone) == ("done", (), (), ("notes.txt",))
    assert report.counts["bars"] == Counts(new=7, changed=0, unchanged=0)
    facts = read_facts(engine)
    assert facts.snapshot == report.snapshot
    assert facts.snapshot.startswith("s1-")
    assert facts.source == "small"
    assert [instrument.symbol for instrument in facts.instruments] == ["000001.SZ", "600000.SH"]
    assert facts.instruments[1].list_date == date(1999, 11, 10)
    assert facts.bars.symbols == ("000001.SZ", "600000.SH")
    assert facts.bars.offsets.tolist() == [0, 3, 7]
    assert facts.bars.close.tolist() == [9.35, 9.12, 9.25, 6.65, 6.75, 6.62, 6.68]
    assert not facts.bars.close.flags.writeable
    assert facts.index["H00300.CSI"].close.tolist() == [4000.5, 3990.5]
    assert facts.sessions is None
    (action,) = facts.actions
    assert (action.symbol, action.ex_date, action.cash_per_share, action.bonus_per_share) == (
        "000001.SZ", date(2024, 1, 4), 0.25, 0.0,
    )  # fmt: skip
    assert (facts.status[0].kind, facts.status[0].end) == ("ST", None)
    assert (facts.signals[0].published_on, facts.signals[0].source) == (date(2024, 1, 4), "a publisher")


def test_importing_the_same_folder_twice_changes_nothing(tmp_path: Path, engine: Engine) -> None:
    folder = write_market(tmp_path / "small")
    first = import_folder(folder, engine)
    before = dump(engine)
    again = import_folder(folder, engine)
    assert again.outcome == "done"
    assert again.snapshot == first.snapshot
    assert again.counts["bars"] == Counts(new=0, changed=0, unchanged=7)
    assert dump(engine) == before


def test_row_order_and_dialect_do_not_matter(tmp_path: Path, engine: Engine) -> None:
    header, *rows = FILES[BARS].splitlines()
    turned = "\n".join([header, *reversed(rows)]).replace("600000.SH", "sh600000")
    first = import_folder(write_market(tmp_path / "a" / "small"), engine)
    again = import_folder(write_market(tmp_path / "b" / "small", bars__600000_SH_csv=turned), engine)
    assert again.snapshot == first.snapshot


def test_a_changed_value_is_a_new_snapshot_and_the_old_one_is_kept(tmp_path: Path, engine: Engine) -> None:
    import_folder(write_market(tmp_path / "small"), engine)
    new_day = (
        spoiled(BARS, "6.60,6.62,1500000,", "6.60,6.61,1500000,") + "600000.SH,2024-01-08,6.7,6.8,6.6,6.7,100,670\n"
    )
    report = import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=new_day), engine)
    assert report.snapshot is not None
    assert report.snapshot.startswith("s2-")
    assert report.counts["bars"] == Counts(new=1, changed=1, unchanged=6)
    assert read_facts(engine).bars.close.tolist()[3:] == [6.65, 6.75, 6.61, 6.68, 6.7]
    rows = dict(dump(engine))
    (revision,) = rows["revisions"]
    assert revision[1:3] == ("bars", {"symbol": "600000.SH", "date": "2024-01-04"})
    assert revision[3]["close"] == 6.62  # type: ignore[index]
    assert revision[4:] == (1, 2)
    stamps = {row[1]: row[-1] for row in rows["bars"] if row[0] == "600000.SH"}
    assert stamps[date(2024, 1, 3)] == 1
    assert stamps[date(2024, 1, 4)] == stamps[date(2024, 1, 8)] == 2


TWO_ACTIONS = """\
symbol,ex_date,cash_per_share,bonus_per_share,rights_per_share,rights_price
000001.SZ,2024-01-04,0.25,,0.1,4.0
000001.SZ,2024-01-04,,0.5,0.3,6.0
"""


def test_two_announcements_of_one_ex_date_are_one_action_and_a_note(tmp_path: Path, engine: Engine) -> None:
    # Rights: 0.1 at 4.00 and 0.3 at 6.00 are 0.4 at 2.2 / 0.4 = 5.50.
    header, *rows = TWO_ACTIONS.splitlines()
    turned = "\n".join([header, *reversed(rows)])
    report = import_folder(write_market(tmp_path / "a" / "small", actions_csv=TWO_ACTIONS), engine)
    (note,) = (finding for finding in report.findings if finding.rule == "one_action")
    assert str(note) == (
        "actions.csv:2: 2 rows of 000001.SZ on 2024-01-04 are one action: "
        "cash_per_share 0.25, bonus_per_share 0.5, rights_per_share 0.4 [one_action]"
    )
    assert note.severity == "note"
    (action,) = read_facts(engine).actions
    assert (action.cash_per_share, action.bonus_per_share, action.rights_per_share) == (0.25, 0.5, 0.4)
    assert action.rights_price == pytest.approx(5.5, abs=1e-12)
    again = import_folder(write_market(tmp_path / "b" / "small", actions_csv=turned), engine)
    assert again.snapshot == report.snapshot


def test_an_action_that_repeats_another_is_refused(tmp_path: Path, engine: Engine) -> None:
    lines = TWO_ACTIONS.splitlines()
    repeated = "\n".join([*lines, lines[1].replace("0.25,,", "0.25,0,")])
    report = import_folder(write_market(tmp_path / "small", actions_csv=repeated), engine)
    assert report.outcome == "refused"
    assert [f.rule for f in report.findings if f.severity == "severe"] == ["duplicate_key"]


def test_a_rename_is_held_against_the_stored_ones(tmp_path: Path, engine: Engine) -> None:
    header = "old_symbol,new_symbol,date,ratio\n"
    first = write_market(tmp_path / "small", renames_csv=header + "600001.SH,600002.SH,2024-01-03,\n")
    assert import_folder(first, engine).outcome == "done"
    second = write_market(tmp_path / "small", renames_csv=header + "600003.SH,600001.SH,2024-01-04,\n")
    report = import_folder(second, engine)
    assert [f.rule for f in report.findings if f.severity == "severe"] == ["rename_into_gone"]


def with_cash_option(value: str) -> str:
    """The instruments, one of them delisted for ``value`` a share."""
    header, *rows = FILES["instruments.csv"].splitlines()
    columns = header.split(",")
    cells = dict(zip(columns, rows[0].split(","), strict=False)) | {"delist_date": "2024-02-01", "delist_value": value}
    names = [*columns, "delist_value"]
    others = [row + "," * (len(names) - len(row.split(","))) for row in rows[1:]]
    return "\n".join([",".join(names), ",".join(cells.get(name, "") for name in names), *others]) + "\n"


def test_a_cash_option_is_stored_kept_as_a_revision_and_read_with_or_without_the_cache(
    tmp_path: Path, engine: Engine
) -> None:
    plain = import_folder(write_market(tmp_path / "small"), engine)
    for text in ("0", "5.25"):
        report = import_folder(write_market(tmp_path / "small", instruments_csv=with_cash_option(text)), engine)
        assert report.counts["instruments"] == Counts(new=0, changed=1, unchanged=1)
    for _ in ("cold", "warm"):
        assert [i.delist_value for i in read_facts(engine).instruments] == [None, 5.25]
        assert [i.delist_value for i in read_facts(engine, as_of="s2").instruments] == [None, 0.0]
        assert [i.delist_value for i in read_facts(engine, as_of="s1").instruments] == [None, None]
    # A row without it amounts to what it did before there was such a column.
    assert plain.snapshot == PLAIN_SNAPSHOT


def test_the_same_facts_have_the_same_content_whatever_their_history(tmp_path: Path, engine: Engine) -> None:
    import_folder(write_market(tmp_path / "wrong", index_csv=spoiled("index.csv", "3360.00", "3360.01")), engine)
    second = import_folder(write_market(tmp_path / "small"), engine)
    other = open_store(tmp_path / "other.db", create=True)
    direct = import_folder(tmp_path / "small", other)
    assert second.snapshot is not None
    assert direct.snapshot is not None
    assert second.snapshot.removeprefix("s2-") == direct.snapshot.removeprefix("s1-")


def test_a_severe_finding_refuses_everything_and_leaves_the_store_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "market.db"
    engine = open_store(path, create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    engine.dispose()
    before, beside = path.read_bytes(), sorted(tmp_path.iterdir())
    engine = open_store(path, create=True)
    report = import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=LOTS), engine)
    engine.dispose()
    assert (report.outcome, report.snapshot, report.counts) == ("refused", None, {})
    assert [finding.rule for finding in report.findings] == ["unit_proof"]
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside


def test_a_refused_first_import_makes_no_store(tmp_path: Path, engine: Engine) -> None:
    import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=LOTS), engine)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("day", ["2024-01-06", "2099-01-05", "9999-12-31"])
def test_a_bar_of_a_day_to_come_is_refused_and_the_store_stays_fit_for_its_clock(
    day: str, tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Friday evening in Shanghai; the next day, a Saturday, has not come.
    now = datetime(2024, 1, 5, 10, tzinfo=UTC)
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now))
    import_folder(write_market(tmp_path / "small"), engine)
    later = FILES[BARS] + f"600000.SH,{day},6.62,6.70,6.60,6.68,1200000,7980000\n"
    folder = write_market(tmp_path / "small", bars__600000_SH_csv=later)
    report = import_folder(folder, engine)
    assert (report.outcome, report.can_skip) == ("refused", True)
    first = report.findings[0]
    assert (first.rule, first.symbol, first.line) == ("future_date", "600000.SH", 6)
    assert first.message == f"{day} has not come: today is 2024-01-05; take the row out, or set the clock (timedatectl)"
    assert last_days(engine, clock.SYSTEM).by_table["bars"] == date(2024, 1, 5)


def test_skip_bad_leaves_the_bad_symbol_out_of_every_table(tmp_path: Path, engine: Engine) -> None:
    folder = write_market(tmp_path / "small", bars__600000_SH_csv=LOTS)
    report = import_folder(folder, engine, skip_bad=True)
    assert (report.outcome, report.left_out) == ("partly", ("600000.SH",))
    facts = read_facts(engine)
    assert facts.bars.symbols == ("000001.SZ",)
    assert [instrument.symbol for instrument in facts.instruments] == ["000001.SZ"]
    assert facts.status == ()
    assert set(facts.index) == {"000300.SH", "H00300.CSI"}
    assert [finding.rule for finding in facts.findings] == ["unit_proof"]
    assert read_findings(engine, severity="severe", symbol="600000.SH") == facts.findings
    assert store_summary(engine).findings == {"severe": 1}


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("bars__600000_SH_csv", b"", "empty_file"),
        ("bars__600000_SH_csv", spoiled(BARS, "volume", "shares"), "missing_column"),
        ("bars__600000_SH_csv", spoiled(BARS, ",6.80,", ",high,"), "bad_number"),
        ("bars__600000_SH_csv", spoiled(BARS, "2024-01-05", "2024-01-04"), "duplicate_key"),
        (
            "instruments_csv",
            spoiled("instruments.csv", "600000.SH,浦发银行,1999-11-10", "510300.SH,x,"),
            "unknown_symbol",
        ),
        ("status_csv", spoiled("status.csv", "*ST", "PT"), "unknown_status"),
    ],
)
def test_skip_bad_can_pin_these_to_a_symbol(
    tmp_path: Path, engine: Engine, name: str, content: str | bytes, rule: str
) -> None:
    report = import_folder(write_market(tmp_path / "small", **{name: content}), engine, skip_bad=True)
    assert rule in {finding.rule for finding in report.findings}
    assert report.outcome == "partly"
    assert "600000.SH" in report.left_out
    assert read_facts(engine).bars.symbols == ("000001.SZ",)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("instruments_csv", None, "missing_table"),
        ("index_csv", spoiled("index.csv", "close", "level"), "missing_column"),
        ("index_csv", spoiled("index.csv", "3360.00", ""), "bad_level"),
        ("index_csv", FILES["index.csv"].replace("000300.SH", "000905.SH"), "no_calendar"),
        ("signals__prices_csv", spoiled("signals/prices.csv", "1.95", "cheap"), "bad_number"),
        ("sessions_csv", "date\n2024-01-02\n2024-01-02\n", "duplicate_key"),
    ],
)
def test_what_concerns_all_symbols_refuses_even_with_skip_bad(
    tmp_path: Path, engine: Engine, name: str, content: str | None, rule: str
) -> None:
    report = import_folder(write_market(tmp_path / "small", **{name: content}), engine, skip_bad=True)
    assert report.outcome == "refused"
    assert rule in {finding.rule for finding in report.findings if finding.severity == "severe"}


def test_nothing_but_bad_symbols_is_refused(tmp_path: Path, engine: Engine) -> None:
    other = spoiled("bars/000001.SZ.csv", "2500000", "-1")
    folder = write_market(tmp_path / "small", bars__600000_SH_csv=LOTS, bars__000001_SZ_csv=other)
    assert import_folder(folder, engine, skip_bad=True).outcome == "refused"


def test_new_bars_are_held_against_the_stored_calendar_and_instruments(tmp_path: Path, engine: Engine) -> None:
    import_folder(write_market(tmp_path / "small"), engine)
    # The folder's own index knows two sessions only; the stored ones say that 2024-01-06 lies between others.
    index = "symbol,date,close\n000300.SH,2024-01-08,3300\n000300.SH,2024-01-09,3310\n"
    bars = f"{FILES[BARS].splitlines()[0]}\n600000.SH,2024-01-06,6.6,6.7,6.5,6.6,100,660\n"
    report = import_folder(
        write_market(tmp_path / "next", index_csv=index, bars__600000_SH_csv=bars, bars__000001_SZ_csv=None), engine
    )
    assert report.outcome == "refused"
    assert [finding.rule for finding in report.findings] == ["not_a_session"]


def test_the_report_is_plain_json(tmp_path: Path, engine: Engine) -> None:
    report = import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=LOTS), engine, skip_bad=True)
    said = json.loads(json.dumps(report.document()))
    assert said["outcome"] == "partly"
    assert said["counts"]["bars"] == {"new": 3, "changed": 0, "unchanged": 0}
    assert said["findings"][0]["line"] == 3
    assert said["findings"][0]["date"] == "2024-01-03"
    assert said["left_out"] == ["600000.SH"]


def test_progress_is_told_by_file(tmp_path: Path, engine: Engine) -> None:
    heard: list[tuple[str, int, int]] = []
    import_folder(write_market(tmp_path / "small"), engine, progress=lambda *step: heard.append(step))
    assert heard[0] == ("reading instruments", 1, 7)
    assert heard[2] == ("reading bars", 3, 7)
    assert [what for what, done, total in heard[7:] if done == total] == ["checking", "publishing"]


def test_simulated_facts_never_meet_real_ones(tmp_path: Path, engine: Engine) -> None:
    folder = write_market(tmp_path / "small")
    (folder / "SIMULATED.txt").write_text("no real market", encoding="utf-8")
    assert import_folder(folder, engine).simulated
    assert read_facts(engine).simulated
    (folder / "SIMULATED.txt").unlink()
    with pytest.raises(StoreError, match="holds simulated facts; give the real ones a --db of their own"):
        import_folder(folder, engine)


def test_facts_in_memory_are_checked_and_imported_like_files(tmp_path: Path, engine: Engine) -> None:
    facts = facts_from_folder(write_market(tmp_path / "small"))
    report = import_facts(facts, engine)
    assert report.outcome == "done"
    assert read_facts(engine).actions == facts.actions


def test_a_folder_with_a_severe_finding_gives_no_facts(tmp_path: Path) -> None:
    with pytest.raises(
        InputError,
        match=r"^bars/600000.SH.csv:3: 600000.SH 2024-01-03: amount / volume is 670, outside 6.6 to 6.8; .*lots",
    ):
        facts_from_folder(write_market(tmp_path, bars__600000_SH_csv=LOTS))


def test_rows_written_in_python_become_facts_or_one_line() -> None:
    tables: dict[str, list[dict[str, object]]] = {
        "instruments": [{"symbol": "600000", "list_date": date(1999, 11, 10)}],
        "bars": [
            {"symbol": "600000.SH", "date": "2024-01-02", "open": 6, "high": 6, "low": 6, "close": 6, "volume": 100},
            {"symbol": "600000.SH", "date": "2024-01-03", "volume": 0, "close": float("nan")},
        ],
        "index": [{"symbol": "000300.SH", "date": date(2024, 1, day), "close": 3300 + day} for day in (2, 3)],
    }
    facts = facts_from_tables(tables)
    assert facts.bars.volume.tolist() == [100.0, 0.0]
    tables["bars"][0]["high"] = 5
    with pytest.raises(InputError, match=r"^bars:1: 600000.SH 2024-01-02: high 5 is below low 6"):
        facts_from_tables(tables)
    with pytest.raises(InputError, match="table shares is unknown; there are instruments, bars"):
        facts_from_tables({"shares": []})


def test_a_missing_folder_is_one_line(tmp_path: Path, engine: Engine) -> None:
    with pytest.raises(UserError, match="is no folder"):
        import_folder(tmp_path / "nowhere", engine)


@pytest.mark.parametrize("value", ["nan", "inf", "five"])
def test_a_listing_with_a_cell_that_cannot_be_read_is_one_finding(value: str, tmp_path: Path, engine: Engine) -> None:
    head, first, *others = FILES["instruments.csv"].splitlines()
    text = "\n".join([f"{head},delist_value", f"{first},{value}", *(f"{line}," for line in others), ""])
    report = import_folder(write_market(tmp_path / "small", instruments_csv=text), engine)
    assert report.outcome == "refused"
    assert [(each.rule, each.symbol, each.line) for each in report.findings] == [("bad_number", "600000.SH", 2)]


def test_a_disk_that_is_full_once_all_is_published_does_not_fail_the_import(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    # Folding the log into the file comes behind the commit.
    driver = SimpleNamespace(execute=full)
    monkeypatch.setattr(last_proof, "file_mark", lambda _path: {"changed": 0})
    refusing = SimpleNamespace(
        engine=engine, dialect=engine.dialect, connection=SimpleNamespace(driver_connection=driver)
    )
    last_proof.carry_on(cast("Connection", refusing), None, ["s1"])
    assert import_folder(write_market(tmp_path / "small"), engine).outcome == "done"
