"""Every run of Python is counted in the store that its market came from; what cannot be counted is said and runs on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import backtest
import data_sources.store.trials as stored_trials
from backtest.handler import orders
from backtest.options import Options
from backtest.sweeps import equity_curves
from data_sources.calendar import clock
from data_sources.errors import InputError, StoreError
from data_sources.language.text import same
from strategies.contract.strategy import Decisions, History, Parameter, Settings, Strategy, known_history
from strategies.contract.variant import Variant
from tests.data_sources.market_folder import write_market

FIRST = date(2024, 1, 2)
LOTS = 1  # a global that the rule below reads


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols, the CSI 300."""
    folder = tmp_path_factory.mktemp("trials")
    assert backtest.import_folder(str(write_market(folder / "data")), db=folder / "market.db").outcome == "done"
    return folder / "market.db"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "market.db"))


def half(_history: History) -> dict[date, dict[str, float]]:
    return {FIRST: {"600000.SH": 0.5}}


def _rule(_history: History, settings: Settings) -> Decisions:
    from backtest.targets import targets_from_rows  # noqa: PLC0415 - as a user's file might

    return Decisions(targets_from_rows([(FIRST, "600000.SH", settings.number("share"))]))


SHARE_DIAL = Parameter(0.5, "share of the account", 0.0, 1.0)
SHARE = Strategy("share", same("A share"), _rule, parameters={"share": SHARE_DIAL})


def counts(store: Path) -> dict[str, tuple[int, int]]:
    """Trials and settings by strategy."""
    return {name: (tally.trials, tally.settings) for name, tally in backtest.trials(db=store).tallies.items()}


def test_a_run_is_a_trial_with_all_that_was_set(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: datetime(2024, 1, 6, 3, 4, 5, tzinfo=UTC)))
    ran = backtest.run(SHARE, db=store, parameters={"share": 0.4}, cash=1_000_000.0, slippage=0.001, audit=False)
    (trial,) = backtest.trials("share", db=store).trials
    assert (trial.strategy, trial.parameters, len(trial.definition)) == ("share", {"share": 0.4}, 64)
    assert trial.options == {"cash": 1_000_000.0, "slippage": 0.001}
    assert (trial.base, trial.last, trial.snapshot) == (FIRST, date(2024, 1, 5), ran.manifest["snapshot"])
    assert trial.looked_at == datetime(2024, 1, 6, 3, 4, 5)  # noqa: DTZ001 - UTC, as stored
    # Nothing dates it, so the whole run is judged: four sessions, three with a return.
    assert trial.sessions == 3
    assert ran.trials is not None
    assert (ran.trials.count, ran.trials.looks, ran.trials.sharpe_variance, ran.trials.problem) == (1, 1, None, "")
    assert (ran.trials.first, ran.trials.last) == (trial.looked_at, trial.looked_at)


def test_a_repetition_is_no_new_trial_and_text_is_read_as_its_value(store: Path) -> None:
    for given in ({"share": 0.4}, {"share": "0.40"}, {"share": 0.4}):
        ran = backtest.run(SHARE, db=store, parameters=given, audit=False)
    assert counts(store) == {"share": (1, 1)}
    assert ran.trials is not None
    assert ran.trials.looks == 1
    # What is left at its default is set all the same.
    backtest.run(SHARE, db=store, parameters={"share": 0.5}, audit=False)
    backtest.run(SHARE, db=store, audit=False)
    assert counts(store) == {"share": (2, 2)}


def test_every_setting_counts_and_the_count_holds_the_run_itself(store: Path) -> None:
    market = backtest.load_market(store)
    seen = [backtest.run(SHARE, panel=market, parameters={"share": share}, audit=False) for share in (0.2, 0.4, 0.6)]
    assert [run.trials.count for run in seen if run.trials] == [1, 2, 3]
    spreads = [run.trials.sharpe_variance for run in seen if run.trials]
    assert spreads[0] is None
    assert spreads[1] is not None
    backtest.run(SHARE, panel=market, parameters={"share": 0.6}, end="2024-01-04", audit=False)
    backtest.run(SHARE, panel=market, fill="close", audit=False)
    # An earlier end is another look at the same setting.
    assert counts(store) == {"share": (5, 4)}


def test_a_variant_is_a_setting_of_its_family(store: Path) -> None:
    family = replace(SHARE, variants=(Variant("bold", "a larger share may earn more", {"share": 0.9}),))
    backtest.run(family, db=store, audit=False)
    ran = backtest.run(family.varied("bold"), db=store, audit=False)
    assert counts(store) == {"share": (2, 2)}
    assert ran.trials is not None
    assert (ran.name, ran.trials.count) == ("share/bold", 2)
    # What it sets is set by hand too, and then no other try.
    backtest.run(family, db=store, parameters={"share": 0.9}, audit=False)
    assert counts(store) == {"share": (2, 2)}


def test_a_market_of_python_without_a_store_is_not_counted(store: Path) -> None:
    ran = backtest.run(half, panel=replace(backtest.load_market(store), store=None))
    assert ran.trials is None
    assert counts(store) == {}
    assert not any("counted" in note for note in ran.notes)


def test_the_address_of_a_store_is_never_shown_and_outlives_a_change_of_folder(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(store.parent)
    market = backtest.load_market("market.db")
    assert str(store.parent) not in repr(market)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    backtest.run(half, panel=market)
    assert counts(store) == {"half": (1, 1)}
    assert list((tmp_path / "elsewhere").iterdir()) == []


def run_function(store: Path) -> Any:  # noqa: ANN401 - a run
    return backtest.run(half, db=store)


def run_weights(store: Path) -> Any:  # noqa: ANN401 - a run
    path = store.with_name("mine.csv")
    path.write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    return backtest.run_targets(path, db=store)


def run_one_handler(store: Path) -> Any:  # noqa: ANN401 - a run
    return backtest.run_handler(lambda _view: orders({"600000.SH": 100}), FIRST, name="mine", db=store)


def run_file(store: Path) -> Any:  # noqa: ANN401 - a run
    path = store.with_name("mine.py")
    path.write_text("def weights(history):\n    return {'2024-01-02': {'600000.SH': 0.5}}\n")
    return backtest.run(path, db=store)


def run_handler_file(store: Path) -> Any:  # noqa: ANN401 - a run
    path = store.with_name("mine.py")
    path.write_text(
        "from backtest.handler import orders\n"
        "def make_handler(history):\n    return lambda view: orders({'600000.SH': 100})\n"
    )
    return backtest.run(path, db=store)


def run_batch(store: Path) -> Any:  # noqa: ANN401 - a run
    (finished,) = backtest.run_many(half, db=store, out=store.parent / "out").finished
    return finished.result


KINDS = [run_function, run_weights, run_one_handler, run_file, run_handler_file, run_batch]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_run_is_counted_once(store: Path, kind: Callable[[Path], Any]) -> None:
    name = kind(store).name
    assert kind(store).trials.looks == 1
    assert counts(store) == {name: (1, 1)}


@pytest.mark.parametrize("kind", [run_file, run_handler_file])
def test_a_changed_file_is_another_setting(store: Path, kind: Callable[[Path], Any]) -> None:
    kind(store)
    path = store.with_name("mine.py")
    path.write_text(path.read_text() + "# changed\n")
    assert backtest.run(path, db=store).trials.count == 2  # type: ignore[union-attr]


def test_another_weight_table_under_the_same_name_is_another_setting(store: Path) -> None:
    run_weights(store)
    store.with_name("mine.csv").write_text("date,symbol,weight\n2024-01-02,600000.SH,0.25\n")
    assert backtest.run_targets(store.with_name("mine.csv"), db=store).trials.count == 2  # type: ignore[union-attr]


def test_a_function_that_reads_another_global_is_another_setting(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rule(_history: History) -> dict[date, dict[str, float]]:
        return {FIRST: {"600000.SH": LOTS / 10}}

    for lots in (1, 2, 2, 3):
        monkeypatch.setitem(globals(), "LOTS", lots)
        backtest.run(rule, db=store)
    assert counts(store) == {"rule": (3, 3)}


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "DELETE FROM trials WHERE strategy = 'share' AND id < 3",
            "2 of 3 trials were taken away, the first is trial 1",
        ),
        ("UPDATE trials SET sharpe = 0.0 WHERE id = 2", "trial 2 of share: it was changed since it was counted"),
        # Of another strategy now, whose count nobody looks at.
        ("UPDATE trials SET strategy = 'other' WHERE id = 1", "trial 1 of other: it was changed since it was counted"),
    ],
)
def test_trials_that_were_altered_are_said_by_the_next_run(store: Path, statement: str, words: str) -> None:
    for share in (0.2, 0.4, 0.6):
        whole = backtest.run(SHARE, db=store, parameters={"share": share}, audit=False)
    assert whole.trials is not None
    assert (whole.trials.altered, whole.trials.doubt) == ("", "")
    with closing(sqlite3.connect(store)) as altered, altered:
        altered.execute(statement)
    ran = backtest.run(SHARE, db=store, parameters={"share": 0.8}, audit=False)
    assert ran.trials is not None
    assert ran.trials.altered.startswith(words)
    assert ran.trials.document()["altered"] == ran.trials.altered
    assert ran.trials.doubt == f"The trials on the store are not those that were counted ({ran.trials.altered})"


def broken_by_folder(_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_sources.store.frozen.os.access", lambda *_: False)


def broken_by_disk(_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(stored_trials, "_insert", full)


@pytest.fixture
def locked(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process that does not let go."""
    monkeypatch.setattr(stored_trials, "SECONDS", 0.1)
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


@pytest.mark.parametrize(
    ("harm", "words"), [(broken_by_folder, "readonly database"), (broken_by_disk, "database or disk is full")]
)
def test_a_store_that_cannot_be_written_fails_no_run(
    store: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path, pytest.MonkeyPatch], None], words: str
) -> None:
    backtest.run(SHARE, db=store, audit=False)
    harm(store, monkeypatch)
    stored_trials_before = counts(store)
    _forget_engines()
    ran = backtest.run(SHARE, db=store, parameters={"share": 0.25}, audit=False)
    (note,) = [each for each in ran.notes if "counted" in each]
    assert note.startswith("this trial could not be counted: the store ")
    assert words in note
    assert ran.trials is not None
    # The one that is stored, and this one, which is not.
    assert (ran.trials.count, ran.trials.looks) == (2, 2)
    assert words in ran.trials.problem
    _forget_engines()
    assert counts(store) == stored_trials_before


def _forget_engines() -> None:
    from data_sources.store import opening  # noqa: PLC0415 - this module's own

    opening._kept_engine.cache_clear()  # noqa: SLF001 - as in a process of its own


@pytest.mark.usefixtures("locked")
def test_a_locked_store_fails_no_run(store: Path) -> None:
    ran = backtest.run(half, db=store)
    assert any("this trial could not be counted" in note and "database is locked" in note for note in ran.notes)


def test_a_store_that_is_gone_is_not_made_again(store: Path) -> None:
    market = backtest.load_market(store)
    store.unlink()
    ran = backtest.run(half, panel=market)
    assert ran.trials is not None
    assert (ran.trials.count, ran.trials.looks) == (1, 1)
    assert "there is no store at" in ran.trials.problem
    assert not store.exists()


def test_no_file_stays_open_after_a_run(store: Path) -> None:
    backtest.run(half, db=store)
    open_files = [each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    assert not any(str(store) in str(each) for each in open_files)
    # Its log has been folded into it: a copy of the one file has the trial.
    assert not store.with_name("market.db-wal").exists()


def test_a_repetition_of_a_stored_run_is_not_counted(store: Path) -> None:
    backtest.run_many(run_file(store).name and store.with_name("mine.py"), db=store, out=store.parent / "out",
                      command=f"backtest run {store.with_name('mine.py')} --db {store}")  # fmt: skip
    before = counts(store)
    done = backtest.rerun(store.parent / "out")
    assert done.differences == ()
    assert counts(store) == before


def test_frames_and_documents_have_a_row_for_each(store: Path) -> None:
    backtest.run(SHARE, db=store, audit=False)
    backtest.run(SHARE, db=store, parameters={"share": 0.25}, audit=False)
    backtest.run(half, db=store)
    overview = backtest.trials(db=store)
    assert overview.to_frame()[["strategy", "trials", "settings"]].to_numpy().tolist() == [
        ["half", 1, 1],
        ["share", 2, 2],
    ]
    assert [each["strategy"] for each in overview.document()["strategies"]] == ["half", "share"]
    assert "trials" not in overview.document()
    one = backtest.trials("share", db=store)
    assert one.to_frame()["parameters"].tolist() == [{"share": 0.5}, {"share": 0.25}]
    assert [row["parameters"] for row in one.document()["trials"]] == [{"share": 0.5}, {"share": 0.25}]
    assert one.document()["trials"][0]["looked_at"].endswith("Z")


def test_what_was_never_tried_is_said_with_what_was(store: Path) -> None:
    assert backtest.trials(db=store).tallies == {}
    with pytest.raises(InputError, match=r"'half' was never tried on this store. It holds no trial at all"):
        backtest.trials("half", db=store)
    backtest.run(half, db=store)
    with pytest.raises(InputError, match=r"'hlaf' was never tried on this store. Did you mean half\?"):
        backtest.trials("hlaf", db=store)
    with pytest.raises(StoreError, match="there is no store"):
        backtest.trials(db=store.with_name("none.db"))


def test_a_sweep_counts_each_of_its_sets_at_once(store: Path) -> None:
    market = backtest.load_market(store)
    backtest.run(SHARE, panel=market, parameters={"share": 0.2}, audit=False)
    settings = [{"share": share} for share in (0.2, 0.4, "0.6")]
    tables = [SHARE.targets(known_history(market), Settings({"share": float(each["share"])})) for each in settings]
    curves = list(equity_curves(market, [each.targets for each in tables], Options()))
    count = backtest.count_sweep(SHARE, settings, curves, panel=market)
    assert count is not None
    # The first set is the run that was counted before.
    assert (count.count, count.looks, count.problem) == (3, 3, "")
    swept, ran = (
        backtest.trials("share", db=store).trials[-1],
        backtest.run(SHARE, panel=market, parameters={"share": 0.6}, audit=False),
    )
    assert ran.trials is not None
    assert ran.trials.count == 3
    assert (swept.parameters, swept.sessions, swept.base) == ({"share": 0.6}, 3, FIRST)
    assert backtest.count_sweep(SHARE, settings, curves, panel=replace(market, store=None)) is None
    assert backtest.count_sweep(SHARE, [], [], panel=market) is None
    with pytest.raises(InputError, match="there are 3 settings and 2 curves"):
        backtest.count_sweep(SHARE, settings, curves[:2], panel=market)


def test_runs_in_several_threads_are_all_counted(store: Path) -> None:
    market = backtest.load_market(store)

    def look(number: int) -> None:
        backtest.run(SHARE, panel=market, parameters={"share": number / 20}, audit=False)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, [*range(1, 11), *range(1, 11)]))
    assert counts(store) == {"share": (10, 10)}


def test_trials_show_themselves_as_a_line_and_in_a_notebook_as_a_table(store: Path) -> None:
    for share in (0.4, 0.5):
        backtest.run(SHARE, db=store, parameters={"share": share}, audit=False)
    found = backtest.trials(db=store)
    assert repr(found) == "<Trials of share: 2 trials of 2 settings>"
    html = found._repr_html_()
    assert html.startswith("<table")
    assert "<td>share</td>" in html
    assert "0.4" in backtest.trials("share", db=store)._repr_html_()
