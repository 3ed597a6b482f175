"""A store put in the place of another takes its columns along and leaves nothing of itself behind."""

from __future__ import annotations

from pathlib import Path

from data_sources.importing import import_folder
from data_sources.store import open_store, put_in_place, read_facts
from tests.data_sources.market_folder import spoiled, write_market


def test_a_store_takes_the_place_of_another_with_its_columns(tmp_path: Path) -> None:
    place, made = tmp_path / "market.db", tmp_path / ".made"
    markets = {
        place: write_market(tmp_path / "one"),
        made: write_market(
            tmp_path / "two",
            bars__600000_SH_csv=spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.64,1000000,6630000"),
        ),
    }
    for path, folder in markets.items():
        engine = open_store(path, create=True)
        import_folder(folder, engine)
        engine.dispose()
    kept = {each.name for each in (tmp_path / ".made.cache").iterdir()}
    put_in_place(made, place)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["market.db", "market.db.cache", "one", "two"]
    assert {each.name for each in (tmp_path / "market.db.cache").iterdir()} == kept
    engine = open_store(place)
    assert 6.64 in read_facts(engine).bars.close
    engine.dispose()
