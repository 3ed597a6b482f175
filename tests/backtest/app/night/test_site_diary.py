"""The diary of a site through nights, kills and losses: no row is lost, written twice, or put behind a later one."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.app.diary.restore import diary_restore
from backtest.app.diary.verify import diary_verify
from backtest.app.night.diary import HEAD
from backtest.app.night.diary_file import append_rows
from backtest.app.night.diary_reading import FORMER_HEAD, read_diary
from backtest.app.night.site_folder import site_folder
from data_sources.calendar.clock import SHANGHAI
from data_sources.errors import UserError, WriteFailed
from tests.backtest.app.night.small_nights import SESSIONS, Weights, killed_night, small_night, written_rows

DAYS: list[date] = SESSIONS.tolist()
HELD: Weights = {"one": {"600000.SH": 0.5, "000001.SZ": 0.25, "600519.SH": 0.1}, "two": {"": 0.0}}
needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="a kill here is a fork and SIGKILL")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site after three nights."""
    for day in DAYS[:3]:
        small_night(tmp_path / "site", day, HELD)
    return tmp_path / "site"


def place(out: Path) -> Path:
    return site_folder(out).diary


def refused(out: Path) -> str:
    """Do the next night, which must be refused and change nothing; return its reason."""
    before = {path: path.read_bytes() for path in sorted(out.parent.rglob("*")) if path.is_file()}
    with pytest.raises(UserError) as fault:
        small_night(out, DAYS[3], HELD)
    assert {path: path.read_bytes() for path in sorted(out.parent.rglob("*")) if path.is_file()} == before
    return str(fault.value)


def test_the_diary_lies_beside_the_link_and_each_build_has_a_copy(out: Path) -> None:
    # Three nights of three names and one row of cash.
    assert place(out) == out.with_name("site.diary.csv")
    assert len(written_rows(out)) == 12
    assert (out / "diary.csv").read_bytes() == place(out).read_bytes()
    check = diary_verify(out=out)
    assert (check.fault, check.rows, check.days, check.late, len(check.builds)) == ("", 12, 3, 0, 2)


def test_link_builds_and_diary_can_be_moved_together(out: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    for each in (out, out.with_name(".site.builds"), place(out)):
        each.rename(there / each.name)
    assert len(small_night(there / "site", DAYS[3], HELD).rows) == 16


def test_lost_link_and_lost_builds_lose_no_row(out: Path) -> None:
    before = written_rows(out)
    out.unlink()
    small_night(out, DAYS[3], HELD)
    out.unlink()
    shutil.rmtree(out.with_name(".site.builds"))
    small_night(out, DAYS[4], HELD)
    assert written_rows(out)[:12] == before
    assert len(written_rows(out)) == 20


@pytest.mark.parametrize("link", [True, False])
def test_deleted_diary_is_refused_with_and_without_a_link_until_it_is_put_back(out: Path, link: bool) -> None:
    before = place(out).read_bytes()
    place(out).unlink()
    if not link:
        out.unlink()
    for _ in range(2):
        reason = refused(out)
        assert "is gone and the builds know 12 rows of it; put back your own back-up of it, or else " in reason
        assert reason.endswith(f"backtest diary restore --out {out} (what stands there is kept beside it)")
    restored = diary_restore(out=out)
    assert (restored.rows, restored.kept) == (12, None)
    assert place(out).read_bytes() == before
    assert len(small_night(out, DAYS[3], HELD).rows) == 16


def test_no_new_diary_is_begun_where_a_link_or_a_build_says_that_there_was_one(out: Path) -> None:
    place(out).unlink()
    for name in ("site.json", "diary.csv"):
        for path in out.with_name(".site.builds").glob(f"*/{name}"):
            path.unlink()
    end = f"or begin a new one: remove {out} and {out.with_name('.site.builds')}"
    assert refused(out).endswith(end)
    # Only the link is left, and leads to nothing.
    shutil.rmtree(out.with_name(".site.builds"))
    with pytest.raises(UserError, match="is gone, and no build is left that knows it"):
        small_night(out, DAYS[3], HELD)
    out.unlink()
    assert len(small_night(out, DAYS[3], HELD).rows) == 4


def test_shorter_diary_is_refused_and_kept_when_the_copy_is_put_back(out: Path) -> None:
    whole = place(out).read_bytes()
    cut = b"".join(whole.splitlines(keepends=True)[:9])
    place(out).write_bytes(cut)
    assert "has 8 rows and 2024-01-04 knows 12; " in refused(out)
    assert "has 8 rows and 2024-01-04 knows 12" in diary_verify(out=out).fault
    restored = diary_restore(out=out)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == cut
    assert place(out).read_bytes() == whole


def test_empty_diary_is_refused(out: Path) -> None:
    for text in ("", HEAD[:10], HEAD):
        place(out).write_text(text)
        assert "has 0 rows and 2024-01-04 knows 12; " in refused(out)


def test_edited_reordered_or_missing_line_is_refused_by_its_number(out: Path) -> None:
    lines = place(out).read_text().splitlines(keepends=True)
    edited = [*lines[:5], lines[5].replace("0.25", "0.35"), *lines[6:]]
    swapped = [*lines[:4], lines[5], lines[4], *lines[6:]]
    for wrong, line in ((edited, 6), (swapped, 5), (lines[:7] + lines[8:], 8)):
        place(out).write_text("".join(wrong))
        assert f"is not what was written, line {line}: it does not follow" in refused(out)
        assert diary_verify(out=out).fault.startswith(f"line {line}: ")


def test_diary_that_was_chained_anew_is_refused(out: Path, tmp_path: Path) -> None:
    # Another site's diary: unbroken and as long, but not this one's.
    for day in DAYS[:3]:
        small_night(tmp_path / "other", day, {"one": {"600000.SH": 0.9, "000001.SZ": 0.01}, "two": {"": 0.0}})
    small_night(tmp_path / "other", DAYS[3], HELD)
    shutil.copy(place(tmp_path / "other"), place(out))
    assert "has other lines up to line 13 than 2024-01-04 knows" in refused(out)


def test_stamp_lost_as_well_the_copy_itself_is_what_the_build_knows(out: Path) -> None:
    (out / "site.json").unlink()
    place(out).unlink()
    assert "the builds know 12 rows of it" in refused(out)


@needs_fork
def test_half_written_tail_is_moved_aside_and_the_night_done(out: Path) -> None:
    whole = place(out).read_bytes()
    place(out).write_bytes(whole + b"2024-01-05,one,2024")
    assert "line 14 is half-written; the next night mends it" in diary_verify(out=out).fault
    small_night(out, DAYS[3], HELD)
    assert place(out).with_name("site.diary.csv.torn").read_bytes() == b"2024-01-05,one,2024\n"
    assert place(out).read_bytes().startswith(whole)
    assert diary_verify(out=out).fault == ""


def test_tail_that_a_build_knows_as_a_row_is_not_half_written_but_cut(out: Path) -> None:
    place(out).write_bytes(place(out).read_bytes()[:-30])
    assert "has 11 rows and 2024-01-04 knows 12; " in refused(out)


def test_line_end_alone_is_put_back(out: Path) -> None:
    whole = place(out).read_bytes()
    place(out).write_bytes(whole[:-1])
    small_night(out, DAYS[3], HELD)
    assert place(out).read_bytes().startswith(whole)
    assert len(written_rows(out)) == 16


def test_something_else_that_writes_while_a_night_runs_is_not_overwritten(out: Path) -> None:
    whole = place(out).read_bytes()
    rows = read_diary(whole).diary.rows[:1]
    place(out).write_bytes(whole + b"x")
    with pytest.raises(UserError, match="something else wrote to it"):
        append_rows(place(out), len(whole), rows)
    place(out).unlink()
    with pytest.raises(UserError, match="No such file"):
        append_rows(place(out), len(whole), rows)
    assert not place(out).exists()


def test_write_that_the_disk_cuts_off_is_taken_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = place(out).read_bytes()
    write = os.write

    def full(opened: int, data: bytes) -> int:
        # Half of it fits.
        if len(data) < 100:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(opened, bytes(data)[: len(data) // 2])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteFailed, match="No space left on device"):
        small_night(out, DAYS[3], HELD)
    assert place(out).read_bytes() == before
    assert out.resolve().name == "2024-01-04"
    monkeypatch.undo()
    assert len(small_night(out, DAYS[3], HELD).rows) == 16


def test_night_made_again_adds_no_row_and_an_earlier_day_never_does(out: Path) -> None:
    before = written_rows(out)
    small_night(out, DAYS[2], {"one": {"600000.SH": 0.9}, "two": {"600000.SH": 0.9}})
    small_night(out, DAYS[1], {"three": {"600000.SH": 0.9}})
    assert written_rows(out) == before


def test_day_filled_in_later_is_late_for_ever(out: Path) -> None:
    # The night of DAYS[3] is made up for on the evening of DAYS[4]; the copy of a build says the same.
    diary = small_night(out, DAYS[3], HELD, now=datetime.combine(DAYS[4], time(18), SHANGHAI))
    assert {row.late for row in diary.rows[12:]} == {"yes"}
    small_night(out, DAYS[4], HELD)
    check = diary_verify(out=out)
    assert (check.fault, check.late, check.rows) == ("", 2, 20)


def former_site(out: Path, *builds: tuple[str, str]) -> None:
    """A site as an earlier version left it: builds with a diary of six columns, the last one linked."""
    folder = out.with_name(".site.builds")
    for name, rows in builds:
        (folder / name).mkdir(parents=True)
        (folder / name / "diary.csv").write_text(FORMER_HEAD + rows)
        (folder / name / "site.json").write_text(f'{{"fingerprint": "{name}", "data_of": "2024-01-03"}}')
    (folder / "lock").touch()
    out.symlink_to(Path(".site.builds") / builds[-1][0])


OLD = "2024-01-02,one,2024-01-02,600000.SH,0.5,s1\n", "2024-01-03,one,2024-01-02,600000.SH,0.5,s1\n"


@pytest.mark.parametrize("link", [True, False])
def test_diary_of_an_earlier_version_is_taken_over_with_all_its_rows(tmp_path: Path, link: bool) -> None:
    out = tmp_path / "site"
    former_site(out, ("a", OLD[0]), ("b", OLD[0] + OLD[1]))
    if not link:
        out.unlink()
    small_night(out, DAYS[2], HELD)
    rows = [line.decode().split(",") for line in written_rows(out)]
    assert [",".join(row[:6]) + "\n" for row in rows[:2]] == list(OLD)
    assert [row[6:9] for row in rows[:2]] == [["", "unknown", "1/1"]] * 2
    assert len(rows) == 6
    check = diary_verify(out=out)
    assert (check.fault, check.unknown) == ("", 2)
    # From now on it cannot be lost in silence either.
    place(out).unlink()
    assert "is gone and the builds know 6 rows of it" in refused(out)


def test_two_diaries_of_an_earlier_version_that_differ_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "site"
    former_site(out, ("a", OLD[0] + OLD[1]), ("b", OLD[1]))
    assert "hold two paper diaries: the longest has another line 2 than the copy in b; keep the right" in refused(out)


def test_a_copy_of_an_earlier_version_put_in_its_place_is_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.with_name("site.diary.csv").write_text(FORMER_HEAD + OLD[0])
    small_night(out, DAYS[1], HELD)
    assert len(written_rows(out)) == 5
    assert out.with_name("site.diary.csv.before-1").read_text() == FORMER_HEAD + OLD[0]


def test_verify_names_a_copy_that_was_touched_or_removed(out: Path) -> None:
    copy = out / "diary.csv"
    text = copy.read_text()
    copy.write_text(text.replace("0.25", "0.35", 1))
    assert diary_verify(out=out).fault == "the copy 2024-01-04/diary.csv is not a beginning of it"
    copy.write_text("".join(text.splitlines(keepends=True)[:-1]))
    assert diary_verify(out=out).fault.startswith("the copy 2024-01-04/diary.csv has 11 rows and the stamp")
    copy.unlink()
    assert diary_verify(out=out).fault == "the copy 2024-01-04/diary.csv is gone"


def test_restore_leaves_a_right_diary_alone_and_takes_no_copy_that_was_touched(out: Path) -> None:
    with pytest.raises(UserError, match="is right; nothing is to be put back"):
        diary_restore(out=out)
    copy = out / "diary.csv"
    copy.write_text(copy.read_text().replace("0.25", "0.35", 1))
    place(out).unlink()
    # The build before has fewer rows than this one knows.
    with pytest.raises(UserError, match=r"has 8 rows and 2024-01-04 knows 12; put back your own back-up, or move"):
        diary_restore(out=out)
    assert not place(out).exists()


@needs_fork
def test_a_kill_at_each_step_loses_no_row_and_the_next_night_goes_on(tmp_path: Path) -> None:
    at, killed = 0, True
    while killed:
        at += 1
        out = tmp_path / str(at) / "site"
        out.parent.mkdir()
        for day in DAYS[:2]:
            small_night(out, day, HELD)
        before = written_rows(out)
        killed = killed_night(out, DAYS[2], HELD, at)
        there = written_rows(out)
        assert there[:8] == before
        # Never behind what a build shows.
        assert place(out).read_bytes().startswith((out / "diary.csv").read_bytes())
        seen = out.resolve().name
        diary = small_night(out, DAYS[2], HELD)
        assert written_rows(out)[: len(there)] == there
        assert [(entry.day, entry.strategy, len(entry.rows)) for entry in diary.entries] == [
            (day, *of) for day in DAYS[:3] for of in (("one", 3), ("two", 1))
        ]
        assert diary_verify(out=out).fault == ""
        # Beside the new build the one that readers saw before it, and no orphan.
        names = {path.name for path in out.with_name(".site.builds").iterdir() if path.is_dir()}
        assert names == {seen, out.resolve().name}
        assert len(names) == 2
    # Writing, flushing, linking and recording are more than a dozen steps.
    assert at > 12


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["night", "again", "earlier", "kill", "link", "copy", "record", "builds", "gone", "cut"]),
        st.integers(1, 24),
    ),
    min_size=1,
    max_size=8,
)


@needs_fork
@settings(max_examples=15)
@given(STEPS)
def test_whatever_happens_between_nights_no_row_is_lost_or_moved(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        small_night(out, DAYS[0], HELD)
        today = 0
        for step, number in steps:
            before = written_rows(out)
            if step == "night":
                today += 1
            elif step == "kill":
                killed_night(out, DAYS[today + 1], HELD, number)
            elif step == "earlier":
                small_night(out, DAYS[0], {"new": {"": 0.0}})
            elif step == "link":
                out.unlink()
            elif step == "copy":
                (out / "diary.csv").unlink()
            elif step == "record":
                (out.with_name(".site.builds") / "published").unlink(missing_ok=True)
            elif step == "builds":
                shutil.rmtree(out.with_name(".site.builds"))
            elif step in ("gone", "cut"):
                known = (out / "diary.csv").read_bytes()
                place(out).write_bytes(known[: len(known) // 2]) if step == "cut" else place(out).unlink()
                assert refused_anywhere(out, DAYS[today + 1])
                diary_restore(out=out)
                # All that a reader ever saw is there again.
                assert place(out).read_bytes() == known
                before = written_rows(out)
            diary = small_night(out, DAYS[today], HELD)
            assert written_rows(out)[: len(before)] == before
            days = [entry.day for entry in diary.entries]
            assert days == sorted(days)
            assert len({(entry.day, entry.strategy) for entry in diary.entries}) == len(diary.entries)
            # A copy that was deleted is named as long as its build is kept, and nothing else.
            fault = diary_verify(out=out).fault
            assert fault == "" or ("copy" in {name for name, _ in steps} and fault.endswith("is gone"))


def refused_anywhere(out: Path, day: date) -> bool:
    try:
        small_night(out, day, HELD)
    except UserError:
        return True
    return False


def test_a_clock_that_was_put_back_makes_no_row_one_in_time(tmp_path: Path) -> None:
    out = tmp_path / "site"
    # The second day is written at noon of the fourth; then somebody sets the clock to the evening of the third.
    small_night(out, DAYS[0], HELD)
    small_night(out, DAYS[1], HELD, datetime.combine(DAYS[3], time(12), SHANGHAI))
    diary = small_night(out, DAYS[2], HELD, datetime.combine(DAYS[2], time(18), SHANGHAI))
    assert [{row.late for row in diary.rows if row.date == str(day)} for day in DAYS[:3]] == [{"no"}, {"yes"}, {"yes"}]
