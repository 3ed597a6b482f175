"""Trials in a store: each once, none ever lost, whoever writes beside, and the count when none can be added."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

import data_sources.store.trials as trials_module
from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import connect_store, migrate, opened_store, put_in_place
from data_sources.store.carry_trials import main as carry_main
from data_sources.store.transactions import BUSY, writing
from data_sources.store.trial import Tally, Trial
from data_sources.store.trials import add_trials, carry_trials, read_tallies, read_trials, tally_with
from tests.data_sources.market_folder import spoiled, write_market
from tests.data_sources.store.test_migrations import make

FIRST = Trial(
    strategy="rate_power",
    definition="d" * 64,
    parameters={"top": 3, "板块": "科创"},
    options={},
    base=date(2025, 2, 5),
    last=date(2026, 5, 7),
    snapshot="s1-abcdef012345",
    looked_at=datetime(2026, 5, 8, 1, 2, 3),  # noqa: DTZ001 - UTC, as the store keeps it
    sessions=300,
    sharpe=0.05,
    skew=-0.3,
    kurtosis=5.0,
)


def add(url: str | Path, *looked: Trial) -> Tally:
    with opened_store(url) as engine:
        return add_trials(engine, looked)


def stored(url: str | Path, strategy: str = "rate_power") -> tuple[Trial, ...]:
    with opened_store(url) as engine:
        return read_trials(engine, strategy)


def test_a_trial_comes_back_as_it_was(filled: str) -> None:
    add(filled, FIRST)
    assert stored(filled) == (FIRST,)
    nothing = replace(FIRST, strategy="too_early", sessions=0, sharpe=None, skew=None, kurtosis=None)
    assert add(filled, nothing).sharpes == ()
    assert stored(filled, "too_early") == (nothing,)


@pytest.mark.parametrize(
    "change",
    [
        {"definition": "e" * 64},
        {"parameters": {"top": 5, "板块": "科创"}},
        {"options": {"slippage": 0.001}},
    ],
)
def test_another_setting_is_another_trial(filled: str, change: dict[str, object]) -> None:
    add(filled, FIRST)
    tally = add(filled, replace(FIRST, **change))  # type: ignore[arg-type]
    assert (tally.trials, tally.settings) == (2, 2)


@pytest.mark.parametrize(
    "change", [{"base": date(2025, 3, 3)}, {"last": date(2026, 5, 8)}, {"snapshot": "s2-abcdef012345"}]
)
def test_another_span_or_snapshot_is_another_trial_of_the_same_setting(filled: str, change: dict[str, object]) -> None:
    add(filled, FIRST)
    tally = add(filled, replace(FIRST, **change, sharpe=0.07))  # type: ignore[arg-type]
    # Its latest Sharpe ratio stands for the setting.
    assert (tally.trials, tally.settings, tally.sharpes) == (2, 1, (0.07,))


@pytest.mark.parametrize("options", [{"end": "2026-03-31"}, {"hindsight": True}])
def test_how_far_one_looked_is_no_setting(filled: str, options: dict[str, object]) -> None:
    """Also of a trial that an older version wrote, whose stored sum of the setting has the end in it."""
    assert add(filled, FIRST, replace(FIRST, options=options, last=date(2026, 3, 31), sharpe=0.9)).settings == 1
    with opened_store(filled) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trials SET setting = 'older' WHERE last = '2026-03-31'")
    tally = add(filled, replace(FIRST, options={"start": "2025-03-03"}))
    # Another start is another try. The trial that went further stands for its setting, though it was added before.
    assert (tally.trials, tally.settings, tally.sharpes) == (3, 2, (0.05, 0.05))


def test_a_repetition_is_counted_once_with_the_day_of_the_first(filled: str) -> None:
    again = replace(FIRST, looked_at=datetime(2026, 6, 1))  # noqa: DTZ001 - UTC
    add(filled, FIRST)
    # The order of parameters is none of a setting's.
    tally = add(filled, again, replace(again, parameters={"板块": "科创", "top": 3}))
    assert (tally.trials, tally.settings, tally.last) == (1, 1, FIRST.looked_at)
    assert stored(filled) == (FIRST,)


def test_the_spread_of_the_sharpe_ratios_is_over_the_settings(filled: str) -> None:
    assert add(filled, FIRST).sharpe_variance is None
    add(filled, replace(FIRST, parameters={"top": 5}, sharpe=0.03))
    add(filled, replace(FIRST, parameters={"top": 9}, sharpe=None))
    tally = add(filled, replace(FIRST, parameters={"top": 7}, sharpe=0.10))
    # 0.05, 0.03 and 0.10: mean 0.06, squares 0.0001 + 0.0009 + 0.0016 = 0.0026, over n - 1 = 2.
    assert tally.sharpe_variance == pytest.approx(0.0013)
    assert (tally.trials, tally.settings) == (4, 4)


def test_every_strategy_has_its_own_tally(filled: str) -> None:
    add(filled, replace(FIRST, strategy="b"))
    add(filled, replace(FIRST, strategy="A"), replace(FIRST, strategy="A", parameters={}))
    with opened_store(filled) as engine:
        tallies = read_tallies(engine)
    assert {name: tally.trials for name, tally in tallies.items()} == {"A": 2, "b": 1}
    assert list(tallies) == ["A", "b"]


def test_many_at_once_are_all_counted_and_the_same_one_once(filled: str) -> None:
    def look(number: int) -> None:
        add(filled, FIRST)
        add(filled, replace(FIRST, parameters={"top": number}))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(look, range(24)))
    # top 0 to 23 in their own setting each, and FIRST.
    assert len(stored(filled)) == 25


def test_a_trial_is_added_while_a_refresh_holds_the_writers_lock(filled: str) -> None:
    from data_sources.store.writer_lock import writer_lock  # noqa: PLC0415 - this test alone

    with opened_store(filled, create=True) as engine, writer_lock(engine, "refresh"):
        assert add(filled, FIRST).trials == 1


def test_a_writer_at_work_is_waited_for_so_long_and_no_longer(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials_module, "SECONDS", 0.2)
    with opened_store(filled, create=True) as engine:
        with writing(engine) as connection:
            if engine.dialect.name == "postgresql":
                # There only a change of the table itself is in the way.
                connection.exec_driver_sql("LOCK TABLE trials IN EXCLUSIVE MODE")
            with pytest.raises(StoreError, match=r"cannot be used: .*lock"):
                add(filled, FIRST)
        assert add(filled, FIRST).trials == 1
        if engine.dialect.name == "sqlite":
            add_trials(engine, [FIRST])
            with engine.connect() as connection:
                # Publications on the same engine wait as long as before.
                assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == BUSY


def test_a_fault_leaves_none_of_several(filled: str) -> None:
    broken = replace(FIRST, parameters={"top": 5}, sessions=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        add(filled, FIRST, broken)
    assert stored(filled) == ()


def test_a_store_that_cannot_be_written_still_tells_the_count(filled: str) -> None:
    other = replace(FIRST, parameters={"top": 5}, sharpe=0.03)
    later = replace(other, snapshot="s2-abcdef012345", looked_at=datetime(2026, 6, 1))  # noqa: DTZ001 - UTC
    with opened_store(filled) as engine:
        alone = tally_with(engine, [FIRST])
        assert (alone.trials, alone.settings, alone.sharpes) == (1, 1, (0.05,))
        assert (alone.first, alone.last) == (FIRST.looked_at, FIRST.looked_at)
        add_trials(engine, [FIRST, other])
        assert tally_with(engine, [FIRST]).trials == 2
        new = tally_with(engine, [replace(FIRST, parameters={"top": 7}, sharpe=0.10)])
        assert (new.trials, new.settings) == (3, 3)
        assert sorted(new.sharpes) == [0.03, 0.05, 0.10]
        same_setting = tally_with(engine, [later])
        assert (same_setting.trials, same_setting.settings, same_setting.last) == (3, 2, later.looked_at)
        assert len(read_trials(engine, "rate_power")) == 2


def publish_more(url: str, tmp_path: Path) -> None:
    folder = write_market(
        tmp_path / "more",
        bars__600000_SH_csv=spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.64,1000000,6630000"),
    )
    with opened_store(url, create=True) as engine:
        assert import_folder(folder, engine).snapshot is not None


def upgrade_again(url: str, _tmp_path: Path) -> None:
    engine = connect_store(url, writes=True)
    migrate(engine)
    engine.dispose()


@pytest.mark.parametrize("change", [publish_more, upgrade_again])
def test_no_change_of_the_facts_touches_a_trial(
    filled: str, tmp_path: Path, change: Callable[[str, Path], None]
) -> None:
    add(filled, FIRST)
    change(filled, tmp_path)
    assert stored(filled) == (FIRST,)


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_an_older_store_has_its_trials_from_its_upgrade_on(url: str, revision: str) -> None:
    engine = make(url, revision)
    migrate(engine)
    engine.dispose()
    assert add(url, FIRST).trials == 1


def market(folder: Path, name: str) -> Path:
    store = folder / f"{name}.db"
    with opened_store(store, create=True) as engine:
        import_folder(write_market(folder / name), engine)
    return store


def test_a_store_that_takes_the_place_of_another_takes_over_its_trials(tmp_path: Path) -> None:
    place, made = market(tmp_path, "place"), market(tmp_path, "made")
    other = replace(FIRST, parameters={"top": 5})
    add(place, FIRST, other)
    add(made, other)
    put_in_place(made, place)
    assert stored(place) == (other, FIRST)
    assert not made.exists()


def test_trials_that_stand_only_in_the_log_of_the_old_store_are_taken_over(tmp_path: Path) -> None:
    place, made = market(tmp_path, "place"), market(tmp_path, "made")
    # As a process leaves it that is killed after its commit.
    kill_after = (
        "import os, sys; from tests.data_sources.store.test_trials import FIRST; "
        "from data_sources.store import open_store; from data_sources.store.trials import add_trials; "
        "engine = open_store(sys.argv[1]); held = engine.connect(); held.exec_driver_sql('SELECT 1'); "
        "add_trials(engine, [FIRST]); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", kill_after, str(place)], check=False)  # noqa: S603
    assert done.returncode == 9
    log = place.with_name("place.db-wal")
    assert log.stat().st_size > 0
    put_in_place(made, place)
    assert not log.exists()
    assert stored(place) == (FIRST,)


def test_an_old_store_without_the_table_or_without_any_store_is_replaced_as_ever(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    make(f"sqlite:///{old}", "0002").dispose()
    put_in_place(market(tmp_path, "made"), old)
    assert stored(old) == ()
    put_in_place(market(tmp_path, "again"), tmp_path / "new.db")
    assert stored(tmp_path / "new.db") == ()


def test_a_store_whose_trials_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    place, made = tmp_path / "place.db", market(tmp_path, "made")
    place.write_text("no database", encoding="utf-8")
    with pytest.raises(StoreError, match="is not a database"):
        put_in_place(made, place)
    assert place.read_text(encoding="utf-8") == "no database"


def test_trials_go_from_one_kind_of_database_to_another(filled: str, tmp_path: Path) -> None:
    add(filled, FIRST)
    copy = market(tmp_path, "copy")
    with opened_store(filled) as source, opened_store(copy) as target:
        assert carry_trials(source, target) == 1
        assert carry_trials(source, target) == 1
    assert stored(copy) == (FIRST,)


def test_the_copies_that_the_operating_manual_makes_have_the_trials(tmp_path: Path) -> None:
    store = market(tmp_path, "market")
    add(store, FIRST)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(f"VACUUM INTO '{tmp_path / 'vacuum.db'}'")
        with closing(sqlite3.connect(tmp_path / "backup.db")) as target:
            connection.backup(target)
    shutil.copy(store, tmp_path / "copied.db")
    for name in ("vacuum.db", "backup.db", "copied.db"):
        assert stored(tmp_path / name) == (FIRST,)


def test_a_kill_before_the_commit_leaves_nothing(tmp_path: Path) -> None:
    store = market(tmp_path, "market")
    kill_before = (
        "import os, sys; import data_sources.store.trials as module; "
        "from tests.data_sources.store.test_trials import FIRST; from data_sources.store import open_store; "
        "module._tally = lambda *_: os._exit(9); module.add_trials(open_store(sys.argv[1]), [FIRST])"
    )
    done = subprocess.run([sys.executable, "-c", kill_before, str(store)], check=False)  # noqa: S603
    assert done.returncode == 9
    assert stored(store) == ()
    assert add(store, FIRST).trials == 1


def test_nothing_in_the_program_deletes_or_changes_a_trial() -> None:
    root = Path(trials_module.__file__).parents[2]
    for package in ("backtest", "data_sources", "strategies", "reports"):
        for path in (root / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if path.parts[-3:] == ("migrations", "versions", "ledger.py"):
                # It gives the rows of an older store their numbers and seals.
                text = text.replace("update(trials)", "", 1)
            ways = ("delete(trials", "update(trials", "trials.delete", 'drop_table("trials', "drop_all", "DELETE FROM")
            assert not any(word in text for word in ways), path


def test_the_command_adds_the_trials_of_a_store_that_was_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, back = market(tmp_path, "before"), market(tmp_path, "back")
    add(before, FIRST)
    assert carry_main([str(before), str(back)]) == 0
    assert capsys.readouterr().out.endswith(f": has the trials of sqlite:///{before} (1)\n")
    assert stored(back) == (FIRST,)
    assert carry_main([str(before), str(tmp_path / "none.db")]) == 1
    assert "there is no store at" in capsys.readouterr().err
    assert carry_main([str(before)]) == 2
