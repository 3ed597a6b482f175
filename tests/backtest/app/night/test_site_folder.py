"""The site folder: readers meet one whole build, whatever happens while the next is made."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from backtest.app.night.site_folder import SiteFolder, new_build, only_night, site_folder
from data_sources.errors import UserError


def publish(site: SiteFolder, name: str, text: str) -> None:
    with new_build(site, name) as build:
        for page in ("a.html", "b.html"):
            (build / page).write_text(text)


def test_next_build_takes_the_place_of_the_last_one_and_one_before_is_kept(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    for number in range(4):
        publish(site, f"n{number}", str(number))
    assert (tmp_path / "site" / "a.html").read_text() == "3"
    assert sorted(path.name for path in site.builds.iterdir()) == ["n2", "n3"]


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
    assert [path.name for path in site.builds.iterdir()] == ["first"]


def test_what_a_killed_night_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    publish(site, "first", "1")
    for name in ("killed.part", ".killed.7-8.part"):
        (site.builds / name).mkdir()
    (site.builds / "next").symlink_to("nowhere")
    publish(site, "second", "2")
    assert sorted(path.name for path in site.builds.iterdir()) == ["first", "second"]


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


def test_second_night_at_once_leaves(tmp_path: Path) -> None:
    site = site_folder(tmp_path / "site")
    with only_night(site), pytest.raises(UserError, match="another night is at work"), only_night(site):
        pass
