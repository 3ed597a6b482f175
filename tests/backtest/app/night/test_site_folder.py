"""The site folder: readers meet one whole build, whatever happens while the next is made."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from backtest.app.night.site_folder import PUBLISHED, SiteFolder, new_build, only_night, read_stamp, site_folder
from backtest.result.run_folder import unfinished_run
from data_sources.errors import UserError
from data_sources.whole_folder import put_in_place


def publish(site: SiteFolder, name: str, text: str) -> None:
    with new_build(site, name) as build:
        for page in ("a.html", "b.html"):
            (build / page).write_text(text)


def names(site: SiteFolder) -> list[str]:
    """All that lies among the builds but the record of what readers saw."""
    return sorted(path.name for path in site.builds.iterdir() if path.name != PUBLISHED)


def test_next_build_takes_the_place_of_the_last_one_and_one_before_is_kept(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    for number in range(4):
        publish(site, f"n{number}", str(number))
    assert (tmp_path / "site" / "a.html").read_text() == "3"
    assert names(site) == ["n2", "n3"]


def test_failed_build_leaves_everything_as_it_was(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "first", "1")

    def fail_half_way() -> None:
        with new_build(site, "second") as build:
            (build / "a.html").write_text("half")
            assert (tmp_path / "site" / "a.html").read_text() == "1"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert (tmp_path / "site" / "a.html").read_text() == "1"
    assert names(site) == ["first"]


def test_what_a_killed_night_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "first", "1")
    for name in ("killed.part", ".killed.7-8.part"):
        (site.builds / name).mkdir()
    (site.builds / "next").symlink_to("nowhere")
    publish(site, "second", "2")
    assert names(site) == ["first", "second"]


def test_reader_never_sees_two_builds_mixed_or_none(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "n0", "0")
    done, readings = threading.Event(), threading.Semaphore(0)
    wrong: list[str] = []

    def read() -> None:
        while not done.is_set():
            # A reader who holds on to the folder it opened, as a web server's request does.
            opened = (tmp_path / "site").resolve()
            try:
                pages = {(opened / page).read_text() for page in ("a.html", "b.html")}
            except OSError as error:
                wrong.append(str(error))
            else:
                wrong.extend([] if len(pages) == 1 else [str(pages)])
            readings.release()

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 40):
        publish(site, f"n{number}", str(number))
        # Nights are a day apart: no reading lasts from one to the next but one. Of two readings that end after this
        # moment the second began after the link had moved; what ended before it says nothing.
        while readings.acquire(blocking=False):
            pass
        readings.acquire()
        readings.acquire()
    done.set()
    reader.join()
    assert wrong == []


def test_same_name_again_does_not_touch_the_build_that_is_read(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "n", "1")
    publish(site, "n", "2")
    assert (tmp_path / "site" / "a.html").read_text() == "2"
    assert (site.builds / "n" / "a.html").read_text() == "1"


def test_both_can_be_moved_together(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    publish(site_folder(tmp_path / "here" / "site"), "n", "1")
    (tmp_path / "here").rename(tmp_path / "there")
    assert (tmp_path / "there" / "site" / "a.html").read_text() == "1"


def test_empty_folder_becomes_the_site_and_a_full_one_never(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    publish(site_folder(tmp_path / "empty"), "n", "1")
    assert (tmp_path / "empty").is_symlink()
    (tmp_path / "elsewhere").symlink_to(tmp_path)
    with pytest.raises(UserError, match="which no night has made"):
        site_folder(tmp_path / "elsewhere")


def test_copy_of_a_build_in_the_place_of_the_link_is_named_as_one(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "n", "1")
    (site.builds / "n" / "site.json").write_text('{"fingerprint": "n", "data_of": "2026-05-07"}')
    site.link.unlink()
    shutil.copytree(site.builds / "n", site.link)
    with pytest.raises(UserError, match="is a copy of a site, not the link that a night makes; move it away"):
        site_folder(site.link)
    site.link.rename(tmp_path / "away")
    publish(site_folder(site.link), "m", "2")
    assert (site.link / "a.html").read_text() == "2"


def test_second_night_at_once_leaves(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    with only_night(site), pytest.raises(UserError, match="another night is at work"), only_night(site):
        pass


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_the_lock_of_a_night_leads_nowhere(kind: str, tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    lock = site.builds / "lock"
    lock.parent.mkdir()
    plant: dict[str, Callable[[], object]] = {
        "link": lambda: lock.symlink_to(tmp_path / "made_by_the_lock"),
        "pipe": lambda: os.mkfifo(lock),
        "folder": lock.mkdir,
    }
    plant[kind]()
    with pytest.raises(UserError, match="is no lock of this program"), only_night(site):
        pass
    assert not (tmp_path / "made_by_the_lock").exists()


def orphan(site: SiteFolder, name: str) -> None:
    """A build that was made whole and never linked, newer than all others."""
    build = site.builds / name
    build.mkdir()
    (build / "a.html").write_text(name)
    (build / "site.json").write_text('{"fingerprint": "orphan"}')


def test_orphaned_build_is_removed_and_never_counts_as_the_one_before(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "n0", "0")
    publish(site, "n1", "1")
    orphan(site, "killed")
    publish(site, "n2", "2")
    # Readers of n1 still have it; by its time the orphan would have been the one before.
    assert names(site) == ["n1", "n2"]
    assert site.published() == [site.builds / "n2", site.builds / "n1"]


def test_lost_link_takes_nothing_along(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "n0", "0")
    publish(site, "n1", "1")
    site.link.unlink()
    orphan(site, "killed")
    assert site.published() == [site.builds / "n1", site.builds / "n0"]
    publish(site_folder(tmp_path / "site"), "n2", "2")
    assert names(site) == ["n1", "n2"]


def test_without_link_and_record_nothing_is_removed_before_the_next_build_is_linked(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    for name in ("n0", "n1"):
        publish(site, name, name)
    site.link.unlink()
    (site.builds / PUBLISHED).write_text("[]\n")

    def fails() -> None:
        with new_build(site, "n2"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert names(site) == ["n0", "n1"]


def test_link_is_the_truth_where_the_record_lags(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "n0", "0")
    record = (site.builds / PUBLISHED).read_text()
    publish(site, "n1", "1")
    # Killed between the link and the record.
    (site.builds / PUBLISHED).write_text(record)
    assert site.published() == [site.builds / "n1", site.builds / "n0"]


def test_site_below_a_linked_folder_keeps_what_readers_see(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "var").symlink_to("disk")
    site = site_folder(tmp_path / "var" / "site")
    for number in range(3):
        publish(site, f"n{number}", str(number))
    assert (tmp_path / "var" / "site" / "a.html").read_text() == "2"
    assert names(site) == ["n1", "n2"]


@pytest.mark.parametrize("folder", ["site", "site/edge_ai", "site/of/mine"])
def test_run_into_a_site_that_readers_see_is_refused_and_that_of_a_night_is_not(tmp_path: Path, folder: str) -> None:
    site = site_folder(tmp_path / "site")
    with only_night(site), new_build(site, "n0") as build, unfinished_run(build / "edge_ai") as made:
        (made.part / "a.csv").write_text("a")
        put_in_place(made, (), "a.csv")
    inside = unfinished_run(tmp_path / folder)
    with pytest.raises(UserError, match="lies in a site that backtest nightly makes"), inside:
        pass
    assert (tmp_path / "site" / "edge_ai" / "a.csv").read_text() == "a"
    with unfinished_run(tmp_path / "beside"):
        pass


@pytest.mark.parametrize("stamp", ["{}", "[]", "{", '{"fingerprint": "f"}', '{"fingerprint": "f", "data_of": "soon"}'])
def test_stamp_that_cannot_be_one_is_none(tmp_path: Path, stamp: str) -> None:
    (tmp_path / "site.json").write_text(stamp)
    assert read_stamp(tmp_path) == {}


def test_stamp_of_an_earlier_version_has_nothing_missing(tmp_path: Path) -> None:
    (tmp_path / "site.json").write_text('{"fingerprint": "f", "data_of": "2024-01-02"}')
    assert read_stamp(tmp_path) == {"fingerprint": "f", "data_of": "2024-01-02", "missing": {}, "notes": []}
