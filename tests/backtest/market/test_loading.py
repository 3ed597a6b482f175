"""The kept layout of a panel: as good as one built from the facts, or not used at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.engine import Engine

from backtest.market import loading
from backtest.market.layout import Layout, lay_out
from backtest.market.loading import load_panel
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from data_sources.importing import import_folder
from data_sources.store import open_store, read_facts
from data_sources.store.cache import cache_folder
from data_sources.tables.facts import Facts
from tests.data_sources.market_folder import spoiled, write_market


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The small market."""
    made = open_store(tmp_path / "market.db", create=True)
    import_folder(write_market(tmp_path / "small"), made)
    yield made
    made.dispose()


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The snapshots whose facts were laid out anew."""
    snapshots: list[str] = []

    def noted(facts: Facts, *more: Any) -> Any:  # noqa: ANN401
        snapshots.append(facts.snapshot)
        return lay_out(facts, *more)

    monkeypatch.setattr(loading, "lay_out", noted)
    return snapshots


def panel_part(engine: Engine) -> Path:
    folder = cache_folder(engine.url)
    assert folder is not None
    (part,) = folder.glob("*/panel")
    return part


def assert_same_panel(left: Panel, right: Panel) -> None:
    # Of the facts: only a panel that was loaded knows the address of its store.
    for field in (each for each in fields(Panel) if each.name != "store"):
        one, other = getattr(left, field.name), getattr(right, field.name)
        for a, b in zip(*((vars(x).values() if field.name == "events" else [x]) for x in (one, other)), strict=True):
            if isinstance(a, np.ndarray):
                np.testing.assert_array_equal(a, b)
                assert a.dtype == b.dtype
            elif field.name == "benchmarks":
                assert list(a) == list(b)
                np.testing.assert_array_equal(list(a.values()), list(b.values()))
            else:
                assert a == b


def test_the_layout_is_made_once_and_is_what_the_facts_give(engine: Engine, laid_out: list[str]) -> None:
    built = build_panel(read_facts(engine))
    for _ in range(3):
        assert_same_panel(load_panel(engine), built)
    assert laid_out == [built.snapshot]
    with pytest.raises(ValueError, match="read-only"):
        load_panel(engine).bars[0, 0, 0] = 1.0


def test_a_renamed_symbol_keeps_the_listing_day_it_took_over(tmp_path: Path) -> None:
    made = open_store(tmp_path / "market.db", create=True)
    tables = {
        "instruments_csv": "symbol,name,list_date,delist_date\n000001.SZ,new,2024-01-04,\n600000.SH,old,1999-11-10,\n",
        "renames_csv": "old_symbol,new_symbol,date,ratio\n600000.SH,000001.SZ,2024-01-05,1\n",
        "bars__000001_SZ_csv": None,
        "actions_csv": None,
    }
    report = import_folder(write_market(tmp_path / "small", **tables), made)
    assert report.outcome == "done", report.findings
    for panel in (load_panel(made), load_panel(made)):
        assert [str(instrument.list_date) for instrument in panel.instruments] == ["1999-11-10", "1999-11-10"]
        assert_same_panel(panel, build_panel(read_facts(made)))


def test_an_altered_close_is_found_and_the_layout_made_anew(engine: Engine, laid_out: list[str]) -> None:
    sound = load_panel(engine)
    file = panel_part(engine) / "bars.npy"
    content = file.read_bytes()
    close = np.float64(6.68).tobytes()
    # 600000.SH closes at 6.68 on the last day, and nothing else is 6.68.
    assert content.count(close) == 1
    file.unlink()
    file.write_bytes(content.replace(close, np.float64(6.69).tobytes()))
    assert_same_panel(load_panel(engine), sound)
    assert len(laid_out) == 2
    assert file.read_bytes() == content


def without_an_array(note: dict[str, Any]) -> None:
    del note["sums"]["listed_from"]


def without_any_array(note: dict[str, Any]) -> None:
    note["sums"].clear()


def nested_without_end(_: dict[str, Any]) -> str:
    return "[" * 100_000


@pytest.mark.parametrize("damage", [without_an_array, without_any_array, nested_without_end])
def test_a_note_that_lacks_arrays_is_not_believed(
    engine: Engine, laid_out: list[str], damage: Callable[[dict[str, Any]], str | None]
) -> None:
    sound = load_panel(engine)
    note = panel_part(engine) / "about.json"
    said = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(damage(said) or json.dumps(said), encoding="utf-8")
    assert_same_panel(load_panel(engine), sound)
    assert len(laid_out) == 2


def test_arrays_of_two_layouts_are_not_one(engine: Engine) -> None:
    arrays = lay_out(read_facts(engine)).arrays()
    assert Layout.of(arrays).bars.shape == arrays["bars"].shape
    with pytest.raises(ValueError, match="the bars are laid out as"):
        Layout.of(arrays | {"bars": arrays["bars"][:, 1:]})


def test_a_new_snapshot_has_a_layout_of_its_own(engine: Engine, tmp_path: Path, laid_out: list[str]) -> None:
    assert load_panel(engine).close[-1, 1] == 6.68
    dearer = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.66,1000000,6630000")
    import_folder(write_market(tmp_path / "small", bars__600000_SH_csv=dearer), engine)
    assert load_panel(engine).close[0, 1] == 6.66
    assert len(laid_out) == 2


def test_another_program_makes_its_own_layout(
    engine: Engine, laid_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for maker in ("one", "two", "two"):
        monkeypatch.setattr(loading, "_maker", lambda maker=maker: maker)
        load_panel(engine)
    assert len(laid_out) == 2


def test_symbols_that_the_store_does_not_know_are_columns_without_a_bar(engine: Engine, laid_out: list[str]) -> None:
    assert load_panel(engine, ["600000.SH"]).symbols == load_panel(engine).symbols
    panel = load_panel(engine, ["688001.SH"])
    assert panel.symbols[-1] == "688001.SH"
    assert not panel.traded[:, -1].any()
    assert len(laid_out) == 1


def test_a_panel_is_loaded_without_its_bars_columns(engine: Engine) -> None:
    sound = load_panel(engine)
    shutil.rmtree(panel_part(engine).with_name("bars"))
    assert_same_panel(load_panel(engine), sound)
    assert not panel_part(engine).with_name("bars").exists()
