"""Reading and publishing: what was written comes back, half a publication never."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import open_store, publish, read_facts, read_findings, store_summary
from data_sources.store.rows import read_frame
from data_sources.store.transactions import reading
from data_sources.tables.finding import Finding
from tests.data_sources.market_folder import spoiled, write_market

DEARER = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.66,1000000,6630000")


def test_what_was_imported_is_read_back_with_or_without_the_cache(filled: str) -> None:
    for _ in ("cold", "warm"):
        facts = read_facts(open_store(filled))
        assert facts.bars.symbols == ("000001.SZ", "600000.SH")
        assert facts.bars.offsets.tolist() == [0, 3, 7]
        assert facts.bars.close.tolist() == [9.35, 9.12, 9.25, 6.65, 6.75, 6.62, 6.68]
        assert [str(day) for day in facts.bars.date[:3]] == ["2024-01-02", "2024-01-03", "2024-01-05"]
        # The one amount that is empty: 600000.SH on 2024-01-04.
        assert np.isnan(facts.bars.amount).tolist() == [False] * 5 + [True, False]
        assert facts.index["H00300.CSI"].close.tolist() == [4000.5, 3990.5]
        assert facts.status[0].end is None
        assert facts.signals[0].source == "a publisher"
        assert not facts.bars.close.flags.writeable


def test_some_symbols_only_with_or_without_the_cache(filled: str) -> None:
    engine = open_store(filled)
    for _ in ("cold", "warm"):
        facts = read_facts(engine, ["600000.SH", "unknown"])
        assert facts.bars.symbols == ("600000.SH",)
        assert facts.bars.close.tolist() == [6.65, 6.75, 6.62, 6.68]
        assert [instrument.symbol for instrument in facts.instruments] == ["600000.SH"]
        assert facts.actions == ()
        assert set(facts.index) == {"000300.SH", "H00300.CSI"}
        assert read_facts(engine, []).bars.offsets.tolist() == [0]
        read_facts(engine)


def test_the_summary_counts_tables_and_days(filled: str) -> None:
    summary = store_summary(open_store(filled))
    assert summary.source == "small"
    assert not summary.simulated
    bars = summary.document()["tables"]["bars"]  # type: ignore[index]
    assert bars == {"rows": 7, "first": "2024-01-02", "last": "2024-01-05"}
    assert summary.document()["tables"]["instruments"] == {"rows": 2, "first": None, "last": None}  # type: ignore[index]


def test_loading_facts_and_importing_csv_never_import_pandas(filled: str, tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from data_sources.importing import import_folder
from data_sources.store import open_store, read_facts
engine = open_store({filled!r}, create=True)
import_folder(Path({str(tmp_path / "small")!r}), engine)
assert read_facts(engine).bars.symbols
print(sorted({{"pandas", "pyarrow", "numba", "akshare", "vectorbt", "alembic"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_an_open_look_stays_at_the_old_snapshot_while_a_new_one_is_published(filled: str, tmp_path: Path) -> None:
    writer = open_store(filled, create=True)
    with reading(open_store(filled)) as connection:
        before = read_frame(connection, "bars")["close"].tolist()
        report = import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=DEARER), writer)
        assert report.counts["bars"].changed == 1
        assert read_frame(connection, "bars")["close"].tolist() == before
        assert read_frame(connection, "signals")["value"].tolist() == [1.95]
    assert read_facts(writer).bars.close.tolist() == [9.35, 9.12, 9.25, 6.66, 6.75, 6.62, 6.68]


def test_a_publication_that_fails_half_way_leaves_nothing(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_store(filled, create=True)
    before = read_facts(engine)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("data_sources.store.publishing.write_findings", full_disk)
        with pytest.raises(StoreError, match=r"cannot be used: .*No space left on device"):
            import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=DEARER), engine)
    after = read_facts(engine)
    assert after.snapshot == before.snapshot
    assert after.bars.close.tolist() == before.bars.close.tolist()
    # The number that was not used is the next one's: a store killed and filled again is like one never disturbed.
    report = import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=DEARER), engine)
    assert [name.split("-")[0] for name in (before.snapshot, str(report.snapshot))] == ["s1", "s2"]


def test_an_empty_publication_makes_an_empty_first_snapshot_once(url: str) -> None:
    engine = open_store(url, create=True)
    first = publish(engine, {}, (), "nothing", datetime(2026, 1, 1))  # noqa: DTZ001 - UTC without a zone
    again = publish(engine, {}, (), "nothing", datetime(2026, 1, 2))  # noqa: DTZ001
    assert (first.fresh, again.fresh) == (True, False)
    assert first.snapshot == again.snapshot
    assert read_facts(engine).bars.symbols == ()


def test_findings_end_when_their_source_no_longer_makes_them(filled: str) -> None:
    engine = open_store(filled, create=True)
    stays, ends, comes = (Finding("warning", rule, f"{rule} happened") for rule in ("stays", "ends", "comes"))
    other = Finding("note", "other", "of another source")

    def close(price: float, source: str, *found: Finding) -> None:
        with reading(engine) as connection:
            bars = read_frame(connection, "bars", symbols=["600000.SH"])
        bars["close"][0] = price
        publish(engine, {"bars": bars}, found, source, datetime.now(UTC).replace(tzinfo=None))

    close(6.56, "another vendor", other)
    close(6.60, "vendor", stays, ends, stays)
    assert read_findings(engine) == (stays, ends, stays, other)
    close(6.62, "vendor", stays, comes)
    assert read_findings(engine) == (stays, comes, other)
    assert store_summary(engine).findings == {"warning": 2, "note": 1}
