"""A sweep on a real Ray cluster of two nodes on one host: the same tables, whatever is lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

import backtest
from backtest.app.executors.on_ray import handing_out
from backtest.app.sweep.writing import write_sweep
from backtest.sweeps.outcome import Sweep
from data_sources.calendar import clock
from data_sources.errors import OptionError, ResourceError
from data_sources.store import opened_store
from data_sources.store.tables import swept
from data_sources.store.trials import read_tallies
from strategies.contract.history import History
from tests.backtest.app.executors import signs

if TYPE_CHECKING:
    from ray.cluster_utils import Cluster

pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.filterwarnings("default")]

STORE: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}
SOON = {"health_check_period_ms": 1000}
"""A node is lost after five checks without an answer, each of which waits for 10 s: a slow machine loses none."""
GRID: dict[str, list[Any]] = {"lookback": list(range(20, 60, 2)), "top": list(range(2, 12))}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    pytest.importorskip("ray", reason="Ray is not installed")
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - only where Ray is

    made = Cluster(initialize_head=True, head_node_args={**STORE, "_system_config": SOON})
    yield made
    made.shutdown()


@pytest.fixture
def copied(untouched: Path, tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: Path(shutil.copy(untouched, tmp_path / name))


def tables(found: Sweep, folder: Path) -> dict[str, bytes]:
    """The files of a sweep but the one that says how many sets were computed now."""
    place = write_sweep(found, folder)
    return {name: (place / name).read_bytes() for name in ("settings.csv", "curves.csv")}


def rows(store: Path) -> tuple[set[Any], int]:
    """The kept sets but the moment of each, and how many trials were counted."""
    columns = [column for column in swept.c if column.name in {"identity", "curve", "seal", "base", "last", "fault"}]
    with opened_store(f"sqlite:///{store}") as engine, engine.connect() as connection:
        return {tuple(row) for row in connection.execute(sa.select(*columns))}, read_tallies(engine)[
            "rate_power"
        ].trials


def test_200_sets_one_by_one_on_all_cores_and_on_ray_with_a_node_killed_are_identical(
    cluster: Cluster, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    def swept_with(name: str, **given: Any) -> tuple[dict[str, bytes], tuple[set[Any], int]]:  # noqa: ANN401 - arguments by name
        store = copied(f"{name}.db")
        found = backtest.sweep("rate_power/momentum", GRID, db=store, **given)
        assert found.computed == 201  # 20 x 10 settings and the strategy's own
        assert len(found.ranked) > 190
        return tables(found, tmp_path / name), rows(store)

    one_by_one = swept_with("here", workers=1)
    assert one_by_one[1][1] == len(one_by_one[1][0])
    assert swept_with("local", workers=2) == one_by_one
    second = cluster.add_node(**STORE)
    killed: list[int] = []

    def kill(_what: str, done: int, total: int) -> None:
        if not killed and 0 < done < total // 2:
            killed.append(done)
            cluster.remove_node(second, allow_graceful=False)

    assert swept_with("ray", executor="ray", address=cluster.address, hear=kill) == one_by_one
    assert killed


def furthest(history: History, lookback: int = 40, top: int = 3) -> dict[Any, dict[str, float]]:
    names = signs.best(history, 100, lookback, top)
    return {history.panel.sessions[100]: dict.fromkeys(names, 0.9 / top)}


def test_a_function_of_a_notebook_with_a_module_beside_it(cluster: Cluster, store: Path) -> None:
    market = backtest.load_market(store)
    grid = {"lookback": [20, 40, 60], "top": [2, 4]}
    here = backtest.sweep(furthest, grid, panel=market, workers=1)
    market = replace(market, store=None)  # where nothing is kept, so all is computed again
    there = backtest.sweep(furthest, grid, panel=market, executor="ray", address=cluster.address)
    assert there.computed == 7  # 3 x 2 settings and the rule's own
    assert there.rows() == here.rows()
    assert [row["state"] for row in there.rows()] == ["traded"] * 7


def test_runs_on_ray_have_the_files_and_the_trials_of_one_process(
    cluster: Cluster, copied: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text("def weights(history):\n    return {history.panel.sessions[30]: {}}\n")
    asked: list[str | Path] = ["rate_power", "edge_ai", tmp_path / "mine.py", "rate_power/momentum"]
    # Pages say when a strategy was first looked at, and manifests where the store is.
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: datetime(2026, 3, 2, tzinfo=UTC)))

    def ran_with(name: str, **given: Any) -> tuple[dict[str, bytes], int]:  # noqa: ANN401 - arguments by name
        place = tmp_path / name
        place.mkdir()
        monkeypatch.chdir(place)
        store = copied(f"{name}/market.db")
        outcome = backtest.run_many(asked, db="market.db", out="out", hindsight=False, audit=False, **given)
        assert not outcome.failed
        files = {path.relative_to(place).as_posix(): path.read_bytes() for path in (place / "out").rglob("*.*")}
        return files, rows(store)[1]

    one = ran_with("here", workers=1)
    assert one[1] == 2  # the strategy and its variant
    assert ran_with("ray", executor="ray", address=cluster.address) == one


def test_a_key_keeps_what_is_done_and_the_next_sweep_goes_on(cluster: Cluster, store: Path) -> None:
    def interrupt(_what: str, done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    given: dict[str, Any] = {"db": store, "executor": "ray", "address": cluster.address}
    with pytest.raises(KeyboardInterrupt):
        backtest.sweep("rate_power/momentum", GRID, hear=interrupt, **given)
    found = backtest.sweep("rate_power/momentum", {**GRID, "top": [2, 3]}, **given)
    # Pieces are neighbours: of one core's eighth of 201, at most 26 settings, those with top 2 or 3 were kept.
    assert 0 < found.kept < 41
    assert found.kept + found.computed == 41


def test_a_node_of_another_state_is_refused_in_one_line(
    cluster: Cluster, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_out, "state", lambda: {"program": "0" * 64})
    with pytest.raises(ResourceError, match=r"^node \S+ has another program .* install the same on every node$"):
        backtest.sweep("rate_power", {"top": [3]}, db=store, executor="ray", address=cluster.address)


def test_a_cluster_that_is_not_there_is_one_line(store: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    with pytest.raises(ResourceError, match=r"^the Ray cluster at 127.0.0.1:1 cannot be used: .*refused"):
        backtest.sweep("rate_power", {"top": [3]}, db=store, executor="ray", address="127.0.0.1:1")
    with pytest.raises(OptionError, match="write the head of the cluster as HOST:PORT"):
        backtest.sweep("rate_power", {"top": [3]}, db=store, executor="ray", address="ray://127.0.0.1:1")
