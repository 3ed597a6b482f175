"""A judge can err: its rule is accepted, the finding stays with the facts, and ends only when they are read again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from data_sources.errors import OptionError
from data_sources.exports.given import read_given
from data_sources.importing import import_folder
from data_sources.quality.acceptance import accepted_rules, could_be_accepted, idle_rules, with_accepted
from data_sources.store import open_store, publish, read_facts
from data_sources.store.kept_findings import kept_findings
from data_sources.tables.finding import Finding
from data_sources.tables.placing import placed
from tests.data_sources.market_folder import spoiled, write_market

BARS = "bars/600000.SH.csv"
LOTS = spoiled(BARS, "2000000,13400000", "20000,13400000")
"""The volume of 2024-01-03 in lots: 13,400,000 / 20,000 = 670 CNY a share, where 6.60 to 6.80 were paid."""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_store(tmp_path / "var" / "market.db", create=True)


def accepted(engine: Engine, as_of: str | None = None) -> list[tuple[str, str]]:
    return [(each.rule, each.symbol) for each in read_facts(engine, as_of=as_of).findings if each.accepted]


def test_an_accepted_judgement_is_published_and_marked(tmp_path: Path, engine: Engine) -> None:
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=LOTS)
    refused = import_folder(folder, engine)
    assert (refused.outcome, could_be_accepted(refused.findings)) == ("refused", ("unit_proof",))
    done = import_folder(folder, engine, accept=["unit_proof", "stale_market"])
    assert (done.outcome, done.counts["bars"].new, done.left_out) == ("done", 7, ())
    assert (done.accepted, done.idle) == (("unit_proof",), ("stale_market",))
    (finding,) = read_facts(engine).findings
    assert (finding.severity, finding.accepted, finding.refuses, finding.line) == ("severe", True, False, 3)
    assert str(finding).endswith("[unit_proof, accepted]")
    # The same again is nothing new, and without the word it is refused as before.
    assert import_folder(folder, engine, accept=["unit_proof"]).snapshot == done.snapshot
    assert import_folder(folder, engine).outcome == "refused"


def test_what_is_accepted_of_rows_that_are_stored_already_makes_a_snapshot(tmp_path: Path, engine: Engine) -> None:
    # A program without this judge stored the rows; its snapshot stays without the mark.
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=LOTS)
    publish(engine, read_given([folder]).frames, (), "data", datetime(2024, 1, 8))  # noqa: DTZ001 - UTC, as stored
    done = import_folder(folder, engine, accept=["unit_proof"])
    assert done.snapshot is not None
    assert done.snapshot.startswith("s2-")
    assert done.counts["bars"].new == done.counts["bars"].changed == 0
    assert accepted(engine) == [("unit_proof", "600000.SH")]
    assert accepted(engine, "s1") == []


def test_it_holds_until_all_rows_of_its_symbol_are_read_again(tmp_path: Path, engine: Engine) -> None:
    import_folder(write_market(tmp_path / "data", bars__600000_SH_csv=LOTS), engine, accept=["unit_proof"])
    # The next folder of that name has one sound bar of the share: the wrong one is still stored.
    friday = "symbol,date,open,high,low,close,volume,amount\n600000.SH,2024-01-05,6.62,6.70,6.60,6.69,1200000,7980000\n"
    import_folder(write_market(tmp_path / "data", bars__600000_SH_csv=friday), engine)
    assert accepted(engine) == [("unit_proof", "600000.SH")]
    import_folder(write_market(tmp_path / "data"), engine)
    assert accepted(engine) == []
    assert accepted(engine, "s1") == accepted(engine, "s2") == [("unit_proof", "600000.SH")]
    snapshot, (kept,) = kept_findings(engine)
    assert (kept.source, kept.snapshot[:3], kept.ended) == ("data", "s1-", snapshot)


def test_sound_rows_of_another_folder_end_it_too(tmp_path: Path, engine: Engine) -> None:
    import_folder(write_market(tmp_path / "first", bars__600000_SH_csv=LOTS), engine, accept=["unit_proof"])
    import_folder(write_market(tmp_path / "second"), engine)
    assert accepted(engine) == []


def test_one_judge_is_accepted_and_another_refuses(tmp_path: Path, engine: Engine) -> None:
    bad = LOTS.replace("1200000,7980000", "0.5,3.3")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    refused = import_folder(folder, engine, accept=["unit_proof"])
    assert (refused.outcome, could_be_accepted(refused.findings)) == ("refused", ("less_than_a_share",))
    # A share that is left out is not published in spite of anything.
    partly = import_folder(folder, engine, accept=["unit_proof"], skip_bad=True)
    assert (partly.outcome, partly.left_out, partly.accepted) == ("partly", ("600000.SH",), ())
    assert accepted(engine) == []


def test_an_error_by_the_execution_rules_is_no_judgement(tmp_path: Path, engine: Engine) -> None:
    twice = spoiled(BARS, "600000.SH,2024-01-03", "600000.SH,2024-01-02")
    refused = import_folder(write_market(tmp_path / "data", bars__600000_SH_csv=twice), engine)
    assert could_be_accepted(refused.findings) == ()
    with pytest.raises(OptionError, match=r"^duplicate_key cannot be accepted: it is no judgement"):
        import_folder(tmp_path / "data", engine, accept=["duplicate_key"])


def test_names_of_rules_are_read_between_commas_and_near_ones_are_named() -> None:
    assert accepted_rules(" unit_proof,stale_copy , unit_proof") == ("unit_proof", "stale_copy")
    assert accepted_rules(["unit_proof", "stale_copy"]) == ("unit_proof", "stale_copy")
    assert accepted_rules([]) == ()
    with pytest.raises(OptionError, match="there is no rule 'unit_prof'; did you mean unit_proof"):
        accepted_rules("unit_prof")
    with pytest.raises(OptionError, match=r"there is no rule 'zzz'; there are .*unit_proof"):
        accepted_rules("zzz")


def test_only_what_would_refuse_is_marked() -> None:
    severe, warning = Finding("severe", "gap", "a"), Finding("warning", "gap", "b")
    assert [each.accepted for each in with_accepted([severe, warning], ["gap"])] == [True, False]
    assert [each.accepted for each in with_accepted([severe, warning], ["gap"], doubts=["gap"])] == [True, True]
    assert with_accepted([severe], ["row_floor"]) == (severe,)
    assert idle_rules(["gap", "row_floor"], with_accepted([severe], ["gap"])) == ("row_floor",)


def test_findings_about_a_table_or_a_symbol_name_its_file(tmp_path: Path) -> None:
    frames = read_given([write_market(tmp_path / "data")]).frames
    of_table, of_index, of_share, of_row, of_nothing = (
        Finding("note", "gap", "x", table, symbol)
        for table, symbol in (
            ("bars", ""), ("index", ""), ("bars", "600000.SH"), ("instruments", "600000.SH"), ("renames", ""),
        )
    )  # fmt: skip
    found = placed([of_table, of_index, of_share, of_row, of_nothing], frames)
    assert [(each.file, each.line) for each in found] == [
        ("bars/", 0),
        ("index.csv", 0),
        ("bars/600000.SH.csv", 0),
        ("instruments.csv", 2),
        ("", 0),
    ]
    assert str(found[2]) == "bars/600000.SH.csv: 600000.SH: x [gap]"
