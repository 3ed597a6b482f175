"""``backtest report draft``: a made-up note becomes a draft, its decisions, its marks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.command import backtest

# 浦发银行 is the name that the store of these tests gives 600000.SH.
NOTE = "2025年7月1日\n建议关注:浦发银行、夜莺传媒。\n夜莺科技(600999.SH)发布新片。\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    (tmp_path / "Night Note.txt").write_text(NOTE, encoding="utf-8")
    return tmp_path / "Night Note.txt"


def symbols(text: str) -> set[str]:
    return {symbol for thesis in tomllib.loads(text)["thesis"] for symbol in thesis["members"]}


def test_the_draft_is_printed_or_written(note: Path, tiny_store: Path, tmp_path: Path) -> None:
    ran = backtest("report", "draft", note, store=tiny_store)
    assert ran.code == 0
    draft, _, last = ran.out.rstrip("\n").rpartition("\n")
    assert tomllib.loads(draft)["id"] == "night_note"
    assert symbols(draft) == {"600000.SH", "600999.SH"}
    assert "# CHECK: the store knows no 600999.SH" in draft
    # Broker, title, sector, rating, standard; two claims; the symbol that the store does not have. The day is printed.
    assert last == "DraftedReport of Night Note.txt: 2 symbols in 2 theses, 0 excluded, 8 to check"

    written = backtest("report", "draft", note, "--out", tmp_path / "night_note.toml", store=tiny_store)
    assert written.out.rstrip("\n") == last
    assert (tmp_path / "night_note.toml").read_text(encoding="utf-8").rstrip("\n") == draft


def test_a_file_that_is_there_is_not_written_over(note: Path, tiny_store: Path, tmp_path: Path) -> None:
    (tmp_path / "note.toml").write_text("corrected", encoding="utf-8")
    ran = backtest("report", "draft", note, "--out", tmp_path / "note.toml", store=tiny_store)
    assert ran.code == 1
    assert "is there already" in ran.error
    assert (tmp_path / "note.toml").read_text(encoding="utf-8") == "corrected"


def test_names_of_a_file_are_looked_for_in_their_time(note: Path, tiny_store: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text(
        "symbol,name,from,to\n600000.SH,浦发银行,,\n600998.SH,夜莺传媒,2025-07-01,\n600999.SH,夜莺科技,,2025-06-30\n",
        encoding="utf-8",
    )
    ran = backtest("report", "draft", note, "--names", names, "--json", store=tiny_store)
    assert ran.document["symbols"] == ["600000.SH", "600998.SH", "600999.SH"]
    rules = {each["name"]: each["rule"] for each in ran.document["decisions"] if each["taken"]}
    # The store has 浦发银行 as well; 夜莺科技 stood until the day before, so that the code alone speaks.
    assert rules == {"浦发银行": "full_name", "夜莺传媒": "given_name", "夜莺科技": "code_with_exchange"}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("symbol\n600000.SH\n", "name is missing"),
        ("symbol,name\n600000.SH,\n", "names.csv, line 2: the name is empty"),
        ("symbol,name\nABC,甲\n", "names.csv, line 2: "),
        ("symbol,name,from\n600000.SH,甲,yesterday\n", "names.csv, line 2: "),
    ],
)
def test_a_wrong_file_of_names_is_one_line(table: str, says: str, note: Path, tiny_store: Path, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(table, encoding="utf-8")
    ran = backtest("report", "draft", note, "--names", tmp_path / "names.csv", store=tiny_store)
    assert ran.code == 1
    assert says in ran.error


def test_explain_shows_every_decision_with_line_and_rule(note: Path, tiny_store: Path) -> None:
    ran = backtest("report", "draft", note, "--explain", store=tiny_store)
    table = [line.split("\t") for line in ran.out.splitlines()[:-1]]
    assert table[0] == ["line", "name", "symbol", "taken", "standing", "sure", "rule", "why"]
    assert [row[:7] for row in table[1:]] == [
        ["2", "浦发银行", "600000.SH", "yes", "mentioned", "high", "full_name"],
        ["3", "夜莺科技", "600999.SH", "yes", "mentioned", "high", "code_with_exchange"],
    ]
    assert table[2][7] == "the code 600999.SH is printed"


def test_a_document_that_is_not_there_is_one_line(tiny_store: Path, tmp_path: Path) -> None:
    ran = backtest("report", "draft", tmp_path / "none.txt", store=tiny_store)
    assert ran.code == 1
    assert "none.txt" in ran.error


def test_the_folder_of_a_draft_is_made_and_one_below_a_file_is_one_line(
    note: Path, tiny_store: Path, tmp_path: Path
) -> None:
    assert backtest("report", "draft", note, "--out", tmp_path / "new" / "note.toml", store=tiny_store).code == 0
    assert (tmp_path / "new" / "note.toml").is_file()
    ran = backtest("report", "draft", note, "--out", note / "note.toml", store=tiny_store)
    assert ran.code == 1
    assert ran.error == f"{note} is no folder, for --out {note / 'note.toml'}; give another --out"


def test_a_text_beside_the_draft_is_not_written_over_and_no_half_draft_is_left(
    tiny_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(f"<p>{NOTE}</p>", encoding="utf-8")
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    ran = backtest("report", "draft", tmp_path / "page.html", "--out", tmp_path / "note.toml", store=tiny_store)
    assert ran.code == 1
    assert "note.txt is there already" in ran.error
    assert not (tmp_path / "note.toml").exists()


def test_a_store_of_few_companies_says_so_in_the_draft(note: Path, tiny_store: Path) -> None:
    ran = backtest("report", "draft", note, store=tiny_store)
    assert "companies are known here; any other is found by its code, or by its name with --names FILE." in ran.out


def test_names_that_are_not_there_and_a_folder_for_a_document_are_one_line_each(
    note: Path, tiny_store: Path, tmp_path: Path
) -> None:
    ran = backtest("report", "draft", note, "--names", tmp_path / "none.csv", store=tiny_store)
    assert (ran.code, ran.error.count("No such file")) == (1, 1)
    assert backtest("report", "draft", ".", store=tiny_store).error == ". is a folder; give the file of one document"
