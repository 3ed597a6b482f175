"""The file of a report from the command line: begun, checked beside a store, shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Ran, backtest
from tests.cli.test_rerun_consent import in_a_terminal
from tests.data_sources.market_folder import spoiled, write_market
from tests.made_documents import BASKET, document, made_folder

OPTIONS = ("--id", "006", "--broker", "Example", "--title", 'Banks "and" more', "--published", "2024-01-04")
BEGUN = (*OPTIONS, "--sector", "banks")
NOTE = """\
id = "006"
broker = "Example Securities"
title = "Banks"
sector = "banks"
published = 2024-01-04
priced_on = 2024-01-03
rating = "推荐"

[rating_standard]
horizon_months = 6
benchmark = { A = "000300.SH", BSE = "899050.BJ" }
stock = [ { class = "buy", rating = "推荐", lower = 15 }, { class = "sell", rating = "回避" } ]
industry = [ { class = "positive", rating = "推荐", lower = 5 }, { class = "negative", rating = "回避" } ]

[[thesis]]
id = "margins"
name = "Margins widen"
[thesis.members]
"600000.SH" = { name = "浦发银行", line = 12, as = "formal" }
"000001.SZ" = { name = "平安银行", line = 12, as = "attention" }
"601939.SH" = { name = "建设银行", line = 14 }

[ratings]
"600000.SH" = { name = "浦发银行", rating = "推荐", close = 6.75, line = 3 }

[[excluded]]
name = "汇丰控股"
code = "00005.HK"
reason = "hong_kong"
line = 15
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return written(tmp_path, NOTE)


def written(folder: Path, text: str) -> Path:
    file = folder / "006.toml"
    file.write_text(text, encoding="utf-8")
    return file


def check(file: Path, store: Path) -> Ran:
    return backtest("report", "check", file, "--db", store)


def test_a_file_that_is_begun_passes_the_check(tmp_path: Path, tiny_store: Path) -> None:
    file = tmp_path / "notes" / "006.toml"
    made = backtest("report", "new", file, *BEGUN, "--json")
    assert (made.code, made.document) == (0, {"file": str(file), "report": "006"})
    checked = check(file, tiny_store)
    assert checked.code == 0
    assert "0 faults, 1 warning" in checked.out
    shown = backtest("report", "show", file, "--json").document
    assert (shown["title"], shown["due"], shown["calls"][0]["kind"]) == ('Banks "and" more', None, "own_names")


def test_all_that_is_known_at_the_beginning_stands_in_the_file(tmp_path: Path, tiny_store: Path) -> None:
    file = tmp_path / "006.toml"
    more = ("--rating", "推荐", "--horizon", "6", "--benchmark", "000300.SH", "--priced-on", "2024-01-03")
    assert backtest("report", "new", file, *BEGUN, *more).code == 0
    assert check(file, tiny_store).code == 0
    shown = backtest("report", "show", file, "--json").document
    assert (shown["rating"], shown["due"], shown["priced_on"]) == ("推荐", "2024-07-04", "2024-01-03")
    assert shown["standard"]["benchmarks"] == [{"market": "A", "name": "", "symbol": "000300.SH"}]


def test_every_comment_of_a_file_that_is_begun_is_a_line_that_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "006.toml"
    backtest("report", "new", file, *BEGUN)
    lines = file.read_text(encoding="utf-8").splitlines()
    start = (
        "# docs",
        '# "line"',
        "# A document",
        "# Classes",
        "# One",
        "# as:",
        "# code:",
        "# Rated",
        "# Exp",
        "# Comp",
        "# reason:",
        "# Rules",
    )
    used = [line if line.startswith(start) else line.removeprefix("# ") for line in lines]
    file.write_text("\n".join(used), encoding="utf-8")
    checked = backtest("report", "check", file)
    assert (checked.code, checked.out.count("fault:")) == (0, 0), checked.out


def test_a_file_that_is_there_stays(note: Path) -> None:
    refused = backtest("report", "new", note, *BEGUN)
    assert refused.code == 1
    assert "is there and stays as it is; --force replaces it" in refused.error
    assert note.read_text(encoding="utf-8") == NOTE
    assert backtest("report", "new", note, *BEGUN, "--force").code == 0
    assert note.read_text(encoding="utf-8") != NOTE


def test_what_a_report_cannot_do_without_is_asked_for(tmp_path: Path) -> None:
    lacking = backtest("report", "new", tmp_path / "006.toml", *OPTIONS)
    assert (lacking.code, lacking.error) == (1, "a report file needs sector; give --sector")
    wrong = backtest("report", "new", tmp_path / "006.toml", *BEGUN, "--id", "No 6")
    assert (wrong.code, wrong.error) == (1, "id: 'No 6' is no id; write small letters, digits, _ and -")
    assert list(tmp_path.iterdir()) == []


def test_a_good_file_is_held_against_the_store(note: Path, tiny_store: Path) -> None:
    checked = check(note, tiny_store)
    assert checked.code == 0
    first, last = checked.out.splitlines()
    assert first == (
        "not checked: 006.toml line 21: thesis margins: members 601939.SH: 建设银行 is not in the store, so that its "
        "name and close are not checked"
    )
    assert f"{note}: 0 faults, 0 warnings; held against snapshot s1-" in last


def test_all_faults_come_at_once_those_of_the_store_among_them(tmp_path: Path, tiny_store: Path) -> None:
    text = NOTE.replace('as = "attention"', 'as = "maybe"').replace("close = 6.75", "close = 67.5")
    text = text.replace('"000001.SZ" = { name = "平安银行"', '"000001.SZ" = { name = "建设银行"')
    checked = check(written(tmp_path, text), tiny_store)
    assert checked.code == 1
    standing, name, close = [line for line in checked.out.splitlines() if line.startswith("fault: ")]
    member = "fault: 006.toml line 20: thesis margins: members 000001.SZ"
    assert standing == (
        f"{member}: as: 'maybe' is unknown; there are formal, attention, mentioned, source, incidental, unreliable"
    )
    assert name == (
        f"{member}: the store calls 000001.SZ 平安银行, not 建设银行: correct the code or the name, or write "
        '"000001.SZ" = "平安银行" under [renamed] when 建设银行 is its earlier name'
    )
    assert close == "fault: 006.toml line 24: ratings 600000.SH: close 67.50: the store has 6.75 on 2024-01-03"


def test_the_document_of_a_check_has_lines_and_allowed_words(tmp_path: Path, tiny_store: Path) -> None:
    file = written(tmp_path, NOTE.replace('as = "formal"', 'as = "maybe"'))
    found = backtest("report", "check", file, "--db", tiny_store, "--json")
    assert found.code == 1
    (fault,) = found.document["faults"]
    assert (fault["line"], fault["where"]) == (19, "thesis margins: members 600000.SH: as")
    assert fault["allowed"] == ["formal", "attention", "mentioned", "source", "incidental", "unreliable"]


def test_nothing_is_held_against_the_invented_names_of_a_simulated_market(tmp_path: Path, sample_store: Path) -> None:
    # The sample market calls 688981.SH "Company 688981 (simulated)".
    text = NOTE.replace('"000001.SZ" = { name = "平安银行"', '"688981.SH" = { name = "中芯国际"')
    ran = check(written(tmp_path, text), sample_store)
    assert ran.code == 0
    assert "not checked: 006.toml: the store is a SIMULATED market" in ran.out
    assert "601939.SH: 建设银行 is not in the store" in ran.out


def test_without_a_store_the_file_is_checked_by_itself(note: Path, tmp_path: Path) -> None:
    checked = backtest("report", "check", note, store=tmp_path / "none.db")
    assert checked.code == 0
    assert "names and closes are not held against a store: there is no store at" in checked.out
    asked = check(note, tmp_path / "none.db")
    assert asked.code == 1
    assert "there is no store at" in asked.error


def test_a_file_that_is_not_there_or_not_toml(tmp_path: Path, tiny_store: Path) -> None:
    absent = check(tmp_path / "none.toml", tiny_store)
    assert absent.code == 1
    assert "there is no file" in absent.error
    broken = check(written(tmp_path, 'id = "006'), tiny_store)
    assert broken.code == 1
    assert "fault: 006.toml" in broken.out
    assert "is no TOML in UTF-8" in broken.out


def test_a_report_is_shown_with_its_dates_names_and_reasons(note: Path) -> None:
    shown = backtest("report", "show", note, "--as-of", "2024-03-01")
    assert shown.code == 0
    lines = [" ".join(line.split()) for line in shown.out.splitlines()]
    assert "published 2024-01-04, known from 2024-01-04" in lines
    assert "calls begin at the close of 2024-01-04, due 2024-07-04, open" in lines
    later = backtest("report", "show", note, "--as-of", "2024-07-05").out
    assert "due 2024-07-04, and that day has come" in later
    assert "judged against A 000300.SH, BSE 899050.BJ" in lines
    assert "600000.SH 浦发银行 margins margins formal 12" in lines
    assert "汇丰控股 00005.HK hong_kong 15" in lines


@pytest.mark.parametrize(
    ("day", "state"),
    [("2024-01-03", "unknown yet"), ("2024-01-04", "open"), ("2024-07-04", "open"), ("2024-07-05", "due")],
)
def test_the_state_of_a_report_is_that_of_a_day(note: Path, day: str, state: str) -> None:
    shown = backtest("report", "show", note, "--as-of", day, "--json").document
    assert (shown["state"], shown["due"]) == (state, "2024-07-04")


def test_a_report_on_a_day_without_a_session_begins_at_the_close_before_it() -> None:
    # 004 came out in the Spring Festival, whose last session before was 2025-01-27.
    assert backtest("report", "show", "004", "--json").document["base_day"] == "2025-01-27"


def test_an_unknown_report_and_a_wrong_file_are_one_line(tmp_path: Path) -> None:
    assert "report '999' is unknown; there are 000" in backtest("report", "show", "999").error
    wrong = backtest("report", "show", written(tmp_path, NOTE.replace('"formal"', '"maybe"')))
    assert wrong.error.startswith("006.toml line 19: thesis margins: members 600000.SH: as: 'maybe' is unknown")


def test_a_list_of_members_says_why_a_company_is_none() -> None:
    rows = [line.split("\t") for line in backtest("list", "members").out.splitlines()]
    why = {(row[2], row[1]): row[7] for row in rows}
    assert why["002", "联想集团"] == "hong_kong"
    assert why["002", "沐曦技术"] == "unlisted, listed on 2025-12-17"
    assert why["001", "比亚迪"] == "incidental"
    assert why["002", "中芯国际"] == ""


def test_a_terminal_is_asked_for_what_is_not_given(tmp_path: Path) -> None:
    answers = "006\nExample\nBanks\n2024-01-04\nbanks\n"
    code, said = in_a_terminal(answers, tmp_path, "report", "new", asks="id, such as 006")
    assert code == 0, said
    assert "sector, a free word" in said
    shown = backtest("report", "show", tmp_path / "006.toml", "--json").document
    assert (shown["broker"], shown["published"], shown["sector"]) == ("Example", "2024-01-04", "banks")


def test_a_name_that_the_store_had_before_is_one_of_the_company(tmp_path: Path) -> None:
    store = tmp_path / "market.db"
    before = spoiled("instruments.csv", "浦发银行", "旧时钱庄")
    assert backtest("import", write_market(tmp_path / "before", instruments_csv=before), store=store).code == 0
    assert backtest("import", write_market(tmp_path / "after"), store=store).code == 0
    file = written(tmp_path, NOTE.replace("浦发银行", "旧时钱庄"))
    assert check(file, store).code == 0
    assert check(written(tmp_path, NOTE.replace("浦发银行", "另一钱庄")), store).code == 1


def test_a_report_of_a_folder_is_shown_by_its_id(tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "mine")
    assert backtest("report", "show", "006", "--reports", folder, "--json").document["broker"] == "Invented Securities"
    assert "report '006' is unknown" in backtest("report", "show", "006").error


def test_the_check_knows_the_series_and_the_ids_of_the_folder_beside_a_file(tmp_path: Path, tiny_store: Path) -> None:
    folder = made_folder(tmp_path / "mine", ("600000.SH", "000001.SZ"), "2024-01-02")
    asked = BASKET.replace("invented/orders", "invented/order")
    (folder / "006.toml").write_text(document(names=("600000.SH",)) + asked, encoding="utf-8")
    near = "no series is called invented/order, so that this stays unknown; did you mean invented/orders?"
    assert near in check(folder / "006.toml", tiny_store).out
    # The same file beside a folder that has its id already.
    other = tmp_path / "other.toml"
    other.write_text(document(names=("600000.SH",)), encoding="utf-8")
    assert "is taken" not in check(other, tiny_store).out
    ran = backtest("report", "check", other, "--reports", folder, store=tiny_store)
    assert "id: '006' is taken, of Invented Securities: Invented pumps; give this one another id" in ran.out


def test_theses_are_shown_by_their_chinese_names() -> None:
    shown = backtest("report", "show", "000", "--lang", "zh").out
    assert "先进封装设备" in shown
    assert "advanced_packaging_equipment" in shown
