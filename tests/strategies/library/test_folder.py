"""A user's folder beside what ships: everything of it counts, and a file that is wrong breaks itself alone."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UserError
from strategies.library.folder import library_of
from strategies.library.library import Library, shipped_library
from strategies.signals.values import latest_known
from tests.made_documents import NAMES, NUMBER, SERIES, document, made_folder, values

SHIPPED = shipped_library()
HEAD = values("x").splitlines()[0]
PRINTED = next(each for each in SHIPPED.signals if each.series == "capex/big4_sum")
OF_DAY = f"{PRINTED.series} of {PRINTED.period}, published on {PRINTED.published_on}"


def problems(library: Library) -> list[str]:
    return [fault.problem for fault in library.faults]


def test_documents_series_and_strategy_files_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    library = library_of(made_folder(tmp_path / "mine"))
    assert library.faults == ()
    assert library.reports == tuple(sorted((*SHIPPED.reports, library.report(NUMBER)), key=lambda each: each.id))
    assert [each.symbol for each in library.memberships() if each.report == NUMBER] == list(NAMES)
    assert {name: path.name for name, path in library.strategy_files.items()} == {"mine": "mine.py"}
    # 100 and 120 were published on 2025-05-02 and 2025-08-04; the file says where they come from.
    last = latest_known(library.signals, date(2025, 8, 3))[SERIES]
    assert (last.value, last.source) == (100, "an invented table (orders.csv)")
    assert latest_known(library.signals, date(2025, 8, 4))[SERIES].value == 120
    assert len(library.signals) == len(SHIPPED.signals) + 2


def test_a_document_is_known_from_its_day_on(tmp_path: Path) -> None:
    library = library_of(made_folder(tmp_path / "mine"))
    assert NUMBER not in [each.id for each in library.reports_as_of(date(2025, 8, 31))]
    assert NUMBER in [each.id for each in library.reports_as_of(date(2025, 9, 1))]
    assert {NAMES[0]} & {each.symbol for each in library.memberships(date(2025, 8, 31))} == set()
    assert library.named_from()[NAMES[0]] == date(2025, 9, 1)


def test_its_memberships_carry_their_broker_and_so_do_all_that_ship(tmp_path: Path) -> None:
    library = library_of(made_folder(tmp_path / "mine"))
    assert {each.broker for each in library.memberships() if each.report == NUMBER} == {"invented"}
    assert {each.broker for each in library.memberships() if each.report == "003"} == {"guolian_minsheng"}
    assert all(each.broker for each in library.memberships())


def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    assert library_of(tmp_path) is SHIPPED
    (tmp_path / "signals").mkdir()
    (tmp_path / "notes.txt").write_text("id = ", encoding="utf-8")
    (tmp_path / ".006.toml").write_text("half of what an editor saves", encoding="utf-8")
    assert library_of(tmp_path) is SHIPPED


BROKEN = {
    "no TOML": ("007.toml", 'id = "007"\nbroker = ', "007", "007.toml: is no TOML in UTF-8"),
    "no key": ("note.toml", 'id = "008"\n', "008", "note.toml line 1: published: is missing"),
    "a shipped id": ("x.toml", document("000"), "x", "x.toml: id: '000' is one that ships already"),
    "an id twice": ("z.toml", document(NUMBER), "z", f"z.toml: id: '{NUMBER}' is that of 006.toml already"),
    "no columns": ("signals/b.csv", "series\n", "b", "b.csv: line 1: the columns must be series,"),
    "other value": (
        "signals/c.csv",
        f"{HEAD}\n{PRINTED.series},{PRINTED.period},{PRINTED.period_end},{PRINTED.published_on},1,x,y\n",
        "c",
        f"c.csv: line 2: {OF_DAY}, is 1 here and {PRINTED.value:g} where it ships",
    ),
    "twice": (
        "signals/d.csv",
        values("a") + values("a").splitlines()[1].replace(",100,", ",101,") + "\n",
        "d",
        "d.csv: line 4: a of 2025Q1, published on 2025-05-02, is 101 here and 100 where it stands in d.csv: line 2",
    ),
    "no Python": ("half.py", "def weights(history):\n    return {\n", "half", "half.py: line 2: '{' was never closed"),
    "shipped name": ("rate_power.py", "STRATEGY = None\n", "", "rate_power.py: rate_power is the name of a strategy"),
}


@pytest.mark.parametrize(("name", "text", "called", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_wrong_file_breaks_itself_alone(tmp_path: Path, name: str, text: str, called: str, problem: str) -> None:
    folder = made_folder(tmp_path / "mine")
    whole = library_of(folder)
    (folder / name).write_text(text, encoding="utf-8")
    library = library_of(folder)
    assert [each.startswith(problem) for each in problems(library)] == [True], problems(library)
    assert library.reports == whole.reports
    assert library.signals == whole.signals
    assert library.strategy_files == whole.strategy_files
    assert library.sum == whole.sum
    assert f"mine: 1 file left out: {problem}" in library.left_out
    if called:
        with pytest.raises(UserError) as told:
            library.insist_on_sound(called)
        assert str(folder / name.rpartition("/")[0] / problem) in str(told.value)


def test_a_fault_is_the_answer_to_who_asks_for_its_document_and_to_nobody_else(tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "mine")
    (folder / "note.toml").write_text('id = "008"\n', encoding="utf-8")
    library = library_of(folder)
    with pytest.raises(UserError, match=r"mine/note\.toml line 1: published: is missing.*; it is left out until"):
        library.report("008")
    with pytest.raises(UserError, match=r"report '009' is unknown; there are 000, .*, 006"):
        library.report("009")
    assert library.report(NUMBER).sector == "machinery"


def test_a_file_that_cannot_be_opened_is_a_fault_too(tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "mine")
    os.mkfifo(folder / "007.toml")
    (folder / "008.toml").mkdir()
    (folder / "009.toml").write_bytes(b"\xff\xfe id")
    found = problems(library_of(folder))
    assert found[0] == "007.toml: it is a pipe or a device, not a file"
    assert found[1] == "008.toml: Is a directory"
    assert found[2] == "009.toml line 1: byte 0xff is no UTF-8; save the file as UTF-8"


def test_files_of_other_programs_are_read_with_their_mark_and_their_capitals(tmp_path: Path) -> None:
    (tmp_path / "signals").mkdir()
    (tmp_path / "NOTE.TOML").write_bytes(b"\xef\xbb\xbf" + document().replace("\n", "\r\n").encode())
    (tmp_path / "signals" / "Book.CSV").write_bytes(b"\xef\xbb\xbf" + values("a").replace("\n", "\r\n").encode())
    library = library_of(tmp_path)
    assert library.faults == ()
    assert library.report(NUMBER).broker == "Invented Securities"
    assert latest_known(library.signals, date(2025, 8, 4))["a"].value == 120


def test_a_table_in_another_encoding_says_so(tmp_path: Path) -> None:
    (tmp_path / "signals").mkdir()
    (tmp_path / "signals" / "gbk.csv").write_bytes(values("虚构/水泵").encode("gbk"))
    # The first byte of 虚 in GBK is D0.
    assert problems(library_of(tmp_path)) == ["gbk.csv: byte 0xd0 is no UTF-8; save the file as UTF-8"]


def test_signals_that_are_no_folder_are_a_fault_and_documents_are_read(tmp_path: Path) -> None:
    (tmp_path / "006.toml").write_text(document(), encoding="utf-8")
    (tmp_path / "signals").write_text("series\n", encoding="utf-8")
    library = library_of(tmp_path)
    assert [each.id for each in library.reports if each not in SHIPPED.reports] == [NUMBER]
    assert problems(library) == ["signals: is no folder that can be looked into; series are files signals/*.csv"]


def test_one_name_asks_for_one_thing(tmp_path: Path) -> None:
    """A document may not be called as a strategy, nor a strategy file as a document beside it."""
    folder = made_folder(tmp_path / "mine")
    (folder / "rp.toml").write_text(document("rate_power"), encoding="utf-8")
    (folder / "006.py").write_text("def weights(history):\n    return {}\n", encoding="utf-8")
    assert problems(library_of(folder)) == [
        "rp.toml: id: 'rate_power' is a strategy that ships already; give this one another id",
        "006.py: 006 is the id of a document of the folder; rename the file",
    ]


def test_a_path_with_a_tilde_is_that_of_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_folder(tmp_path / "mine")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert NUMBER in [each.id for each in library_of("~/mine").reports]


def test_the_same_value_as_a_shipped_one_is_no_news(tmp_path: Path) -> None:
    (tmp_path / "signals").mkdir()
    row = f"{PRINTED.series},{PRINTED.period},{PRINTED.period_end},{PRINTED.published_on},{PRINTED.value},x,y"
    (tmp_path / "signals" / "same.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    library = library_of(tmp_path)
    assert library.faults == ()
    assert library.signals == SHIPPED.signals


def test_a_later_vintage_of_a_shipped_series_is_a_value_beside_it(tmp_path: Path) -> None:
    (tmp_path / "signals").mkdir()
    row = f"{PRINTED.series},{PRINTED.period},{PRINTED.period_end},2026-10-01,777,x,y"
    (tmp_path / "signals" / "later.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    library = library_of(tmp_path)
    of_period = [each.value for each in library.signals.of_series([PRINTED.series]) if each.period == PRINTED.period]
    assert of_period[-1] == 777
    assert len(of_period) == 1 + sum(
        each.period == PRINTED.period for each in SHIPPED.signals.of_series([PRINTED.series])
    )
    assert library.sum_for(["capex/"]) != ""
    assert library.sum_for(["dram_contract/"]) == ""


def test_a_module_that_defines_no_rule_is_neither_a_strategy_nor_a_fault(tmp_path: Path) -> None:
    (tmp_path / "numbers.py").write_text("HALF = 0.5\n", encoding="utf-8")
    (tmp_path / "trail.py").write_text("def make_handler(history): ...\n", encoding="utf-8")
    library = library_of(tmp_path)
    assert list(library.strategy_files) == ["trail"]
    assert library.faults == ()


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match=rf"^reports .*/{name}: No.*; name the folder that your documents"):
        library_of(tmp_path / name)


def test_the_sum_is_that_of_documents_and_values_and_of_no_strategy_file(tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "mine")
    before = library_of(folder).sum
    (folder / "mine.py").write_text("def weights(history): return {}\n", encoding="utf-8")
    assert library_of(folder).sum == before
    (folder / "006.toml").write_text(document(names=NAMES[:2]), encoding="utf-8")
    assert library_of(folder).sum not in ("", before)


@given(names=st.lists(st.sampled_from(SHIPPED.memberships()), min_size=1, max_size=4, unique_by=lambda m: m.symbol))
def test_a_document_takes_nothing_from_those_that_ship(
    tmp_path_factory: pytest.TempPathFactory, names: list[object]
) -> None:
    """Whatever names it recommends: every shipped membership and value is there, in its order, and known as before."""
    folder = tmp_path_factory.mktemp("mine")
    symbols = [each.symbol for each in names]  # type: ignore[attr-defined]  # hypothesis knows no element type
    (folder / "006.toml").write_text(document(names=symbols), encoding="utf-8")
    library = library_of(folder)
    assert tuple(each for each in library.memberships() if each.report != NUMBER) == SHIPPED.memberships()
    assert library.named_from() == dict(SHIPPED.named_from()) | {
        each: min(SHIPPED.named_from()[each], date(2025, 9, 1)) for each in symbols
    }
