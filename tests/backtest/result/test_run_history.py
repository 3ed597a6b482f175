"""The runs of one name: each in a folder of its own, the last ten kept, ``latest`` at the newest."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backtest.result.run_folder import MANIFEST
from backtest.result.run_history import is_kept, keep_newest, new_run_folder, newest_run

# Half past four in the afternoon in Shanghai.
NOW = datetime(2026, 11, 30, 8, 30, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, when: int = 0) -> Path:
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text("{}")
    os.utime(folder / MANIFEST, ns=(when * 10**9, when * 10**9))
    return folder


def test_a_run_has_a_folder_of_its_own_named_by_the_time_in_shanghai() -> None:
    first = new_run_folder("rate_power/plain", NOW)
    assert first == Path("var/runs/rate_power/plain/2026-11-30_163005")
    run(first)
    second = new_run_folder("rate_power/plain", NOW)
    assert second.name == "2026-11-30_163005_2"
    run(second)
    assert new_run_folder("rate_power/plain", NOW).name == "2026-11-30_163005_3"
    assert is_kept(second)
    assert not is_kept(Path("results/2026-11-30_163005"))
    assert not is_kept(Path("var/runs/mine"))


def test_latest_leads_to_the_newest_and_the_last_ten_stay() -> None:
    place = Path("var/runs/mine")
    made = [run(place / f"2026-11-{day:02}_163005", day) for day in range(1, 13)]
    own = run(place / "my_notes", 0)
    unfinished = place / "2026-10-01_163005"
    unfinished.mkdir()
    keep_newest(made[-1])
    # Twelve runs: those of the first two days go; what is no run of ours, or is not whole, stays.
    assert sorted(each.name for each in place.iterdir() if each.name.startswith("2026-11")) == [
        f"2026-11-{day:02}_163005" for day in range(3, 13)
    ]
    assert own.is_dir()
    assert unfinished.is_dir()
    assert newest_run(place) == place / "2026-11-12_163005"
    assert (place / "latest" / MANIFEST).is_file()


def test_a_folder_without_a_link_has_no_newest_run() -> None:
    place = Path("var/runs/mine")
    run(place / "2026-11-01_163005")
    assert newest_run(place) is None
    assert newest_run(Path("nowhere")) is None
