"""``--reports DIR``: documents, series and strategy files of a user's own on every command that reads such things."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import rmtree

import pytest

from tests.cli.command import Ran, backtest
from tests.made_documents import NUMBER, document, made_folder

TINY = ("600000.SH", "000001.SZ")
HALF = 'id = "007"\nbroker = '


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose document names the two shares of the tiny market on its first day, 2024-01-02."""
    return made_folder(tmp_path / "mine", TINY, "2024-01-02")


def commands(folder: Path | None, out: Path, tag: str) -> dict[str, tuple[str | Path, ...]]:
    """Commands that read documents, with a folder of their own or without one."""
    reports = () if folder is None else ("--reports", folder)
    return {
        "list": ("list", "members", "--json", *reports),
        "strategies": ("list", "strategies", *reports),
        "theses": ("list", "theses", "--coverage", *reports),
        "scorecard": ("scorecard", "--json", *reports),
        "signals": ("signals", "--as-of", "2024-01-04", "--json", *reports),
        "status": ("status", *reports),
        "doctor": ("doctor", "--no-network", *reports),
        "explain": ("explain", "600000.SH", "2024-01-03", *reports),
        "refresh": ("refresh", "--source", out, "--dry-run", "--json", *reports),
        "run": ("run", "--targets", out / "weights.csv", "--out", out / tag, *reports),
    }


@pytest.mark.parametrize("name", commands(None, Path(), ""))
def test_an_empty_folder_changes_no_answer(name: str, store: Path, tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    with_folder = backtest(*commands(empty, tmp_path, "run")[name], store=store)
    rmtree(tmp_path / "run", ignore_errors=True)  # or the second run would say what it replaced
    without = backtest(*commands(None, tmp_path, "run")[name], store=store)
    assert (with_folder.code, _timeless(with_folder.out), with_folder.err) == (
        without.code, _timeless(without.out), without.err,
    )  # fmt: skip


def _timeless(text: str) -> str:
    """An answer without the line on free room, which other programs change, and without the count of this look."""
    return "\n".join(line for line in text.splitlines() if "disk:" not in line and "trial" not in line)


def test_a_document_of_the_folder_is_listed_and_judged(folder: Path, store: Path) -> None:
    listed = backtest("list", "reports", "--json", "--reports", folder).document["reports"]
    assert [each["id"] for each in listed][-1] == NUMBER
    judged = backtest("scorecard", NUMBER, "--json", "--reports", folder, store=store).document["reports"]
    assert [each["report"] for each in judged] == [NUMBER]
    assert {name for row in judged[0]["rows"] if row["kind"] == "formal" for name in row["symbols"]} == set(TINY)
    assert f"named by {NUMBER} on 2024-01-02: pumps, pumps, formal" in backtest(
        "explain", "600000.SH", "2024-01-03", "--reports", folder, store=store
    ).out  # fmt: skip


def test_the_environment_names_the_folder_as_the_option_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = backtest("list", "members", "--reports", folder).out
    monkeypatch.setenv("BACKTEST_REPORTS", str(folder))
    assert backtest("list", "members").out == asked
    # The option goes before the environment.
    monkeypatch.setenv("BACKTEST_REPORTS", str(tmp_path / "nowhere"))
    assert backtest("list", "members", "--reports", folder).out == asked
    assert backtest("list", "members").error.endswith("(from BACKTEST_REPORTS)")


def test_a_half_written_document_is_a_line_and_everything_else_goes_on(folder: Path, store: Path) -> None:
    whole = backtest("scorecard", NUMBER, "--reports", folder, store=store)
    (folder / "007.toml").write_text(HALF, encoding="utf-8")
    ran = backtest("scorecard", NUMBER, "--reports", folder, store=store)
    assert (ran.code, ran.out) == (whole.code, whole.out)
    assert ran.err.splitlines() == [f"warning: {folder}: 1 file left out: {_problem()}"]
    told = backtest("list", "reports", "--json", "--reports", folder).document
    assert told["reports_faults"] == [{"file": str(folder / "007.toml"), "problem": _problem()}]
    shown = backtest("status", "--reports", folder, store=store).out
    assert f"documents of {folder}: 1 document, 1 series, 1 strategy file, 1 left out" in shown
    checked = backtest("doctor", "--no-network", "--reports", folder, store=store).out
    assert f"warn  documents: {folder}: 1 document, 1 series, 1 strategy file; left out: {_problem()}; " in checked


@pytest.mark.parametrize("command", [("scorecard", "007"), ("run", "007")])
def test_who_asks_for_the_half_written_document_gets_its_fault(
    folder: Path, store: Path, command: tuple[str, ...]
) -> None:
    (folder / "007.toml").write_text(HALF, encoding="utf-8")
    ran = backtest(*command, "--reports", folder, store=store)
    assert ran.code == 1
    assert _errors(ran) == [f"error: {folder}/{_problem()}; it is left out until that is put right"]


def test_the_first_three_of_many_faults_fit_the_line(folder: Path) -> None:
    for number in range(5):
        (folder / f"90{number}.toml").write_text(HALF, encoding="utf-8")
    ran = backtest("list", "--reports", folder)
    assert len(ran.err.splitlines()) == 1
    assert "mine: 5 files left out: 900.toml: " in ran.err
    assert ran.err.endswith("and 2 more, which `backtest doctor` names\n")


def test_a_folder_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    ran = backtest("list", "--reports", tmp_path / "none")
    assert ran.code == 1
    assert ran.error.startswith(f"--reports {tmp_path / 'none'}: No such file or directory; name the folder")


def test_a_strategy_file_of_the_folder_is_found_by_its_name(folder: Path, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    ran = backtest("run", "mine", "--reports", folder, "--out", out, "--json", store=store)
    assert ran.code == 0, ran.err
    # Both names of the document, half each, from the close of its day on.
    assert (out / "targets.csv").read_text().splitlines()[1:] == [
        "2024-01-02,000001.SZ,0.5", "2024-01-02,600000.SH,0.5",
    ]  # fmt: skip
    listed = backtest("list", "strategies", "--reports", folder).out.splitlines()
    assert listed[-1].split("\t")[:2] == ["mine", "Pumps, all alike, from the day of the document on."]
    unknown = backtest("run", "mina", "--reports", folder, store=store)
    assert "Did you mean mine?" in unknown.error


def test_a_handler_follows_what_the_folder_has_by_its_name(folder: Path, store: Path, tmp_path: Path) -> None:
    text = (
        "from strategies.own.following import followed\n"
        "def make_handler(history, name='mine'):\n    return followed(history, name)\n"
    )
    (folder / "stop.py").write_text(text, encoding="utf-8")
    reports, out = ("--reports", folder), tmp_path / "run"
    ran = backtest("run", "stop", *reports, "--out", out, store=store)
    assert ran.code == 0, ran.err
    # Decided on 2024-01-02 and bought at the next open, as the strategy itself does.
    bought = {line.split(",")[1] for line in (out / "fills.csv").read_text().splitlines()[1:]}
    assert bought == set(TINY)
    unknown = backtest("run", "stop", "--set", "name=mina", *reports, "--out", out, store=store)
    assert unknown.error.startswith(f"{folder / 'stop.py'}: followed: no strategy 'mina'. Did you mean mine?")


def test_a_listed_file_is_not_executed(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "executed"
    (folder / "loud.py").write_text(f"open({str(mark)!r}, 'w')\ndef weights(history): ...\n", encoding="utf-8")
    assert "loud" in backtest("list", "strategies", "--reports", folder).out
    assert not mark.exists()


def test_a_report_without_a_strategy_says_what_can_be_done_with_it(folder: Path, store: Path) -> None:
    ran = backtest("run", NUMBER, "--reports", folder, store=store)
    assert ran.error == (
        f"the report {NUMBER} has no [basket], so it has no rule to run; `{NUMBER}/plain` holds its names equally"
    )


def test_a_rule_may_not_read_the_documents_beside_it(folder: Path, store: Path) -> None:
    """They may hold the future; what was known of them on the day stands in the history."""
    text = "from pathlib import Path\ndef weights(history):\n    Path(__file__).with_name('006.toml').read_text()\n"
    (folder / "peeks.py").write_text(text, encoding="utf-8")
    ran = backtest("run", "peeks", "--reports", folder, store=store)
    assert ran.code == 1
    assert "a rule may not read files while it decides" in ran.error


def test_the_audit_and_the_universe_know_the_documents_of_the_folder(folder: Path, store: Path, tmp_path: Path) -> None:
    audited = backtest("audit", "mine", "--days", "2", "--reports", folder, store=store)
    # Its one decision is of the day of the document: on the cut histories it knew the names too.
    assert audited.code == 0
    assert audited.out.startswith("mine: no look-ahead: 1 of 1 decision dates stood")
    out = tmp_path / "run"
    assert backtest("run", "mine", "--reports", folder, "--out", out, store=store).code == 0
    assert json.loads((out / "manifest.json").read_text())["look_ahead"]["standing"] == "passed"


# How a run says what it read ------------------------------------------------------------------------------------------


@pytest.fixture
def run_folder(folder: Path, store: Path, tmp_path: Path) -> Path:
    """The run of the folder's strategy."""
    out = tmp_path / "run"
    assert backtest("run", "mine", "--reports", folder, "--out", out, store=store).code == 0
    return out


def test_a_run_records_what_it_read(run_folder: Path, folder: Path) -> None:
    manifest = json.loads((run_folder / "manifest.json").read_text())
    assert manifest["reports"]["path"] == str(folder)
    assert list(manifest["reports"]["files"]) == ["006.toml", "signals/orders.csv"]
    assert all(len(each) == 64 for each in (manifest["reports"]["sum"], *manifest["reports"]["files"].values()))


def test_a_run_records_where_a_folder_lies_however_it_was_named(
    folder: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert backtest("run", "mine", "--reports", ".", "--out", tmp_path / "run", store=store).code == 0
    monkeypatch.chdir(tmp_path)
    assert json.loads((tmp_path / "run" / "manifest.json").read_text())["reports"]["path"] == str(folder)
    assert backtest("rerun", tmp_path / "run", "--json", store=store).code == 0


def test_rerun_reads_the_folder_of_the_run(run_folder: Path, store: Path) -> None:
    ran = backtest("rerun", run_folder, "--json", store=store)
    assert ran.code == 0, ran.out
    assert (ran.document["identical"], ran.document["moved"]) == (True, [])


def test_rerun_names_the_document_that_moved(run_folder: Path, folder: Path, store: Path) -> None:
    (folder / "006.toml").write_text(document(names=TINY[:1], known_from="2024-01-02"), encoding="utf-8")
    ran = backtest("rerun", run_folder, "--json", store=store)
    assert ran.code == 1
    moved = {each["input"] for each in ran.document["moved"]}
    assert moved == {"reports.sum", "reports.files.006.toml", "source.definition"}


def test_rerun_takes_another_place_of_the_same_folder_and_misses_a_lost_one(
    run_folder: Path, folder: Path, store: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "moved")
    lost = backtest("rerun", run_folder, store=store)
    assert lost.code == 1
    assert lost.error == (f"mine read documents in {folder}, which is not there; say where they are with --reports DIR")
    assert backtest("rerun", run_folder, "--reports", tmp_path / "moved", "--trust", store=store).code == 0


def test_rerun_of_a_run_without_a_folder_does_not_read_the_one_of_the_environment(
    folder: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "w.csv").write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    assert backtest("run", "--targets", tmp_path / "w.csv", "--out", tmp_path / "w", store=store).code == 0
    monkeypatch.setenv("BACKTEST_REPORTS", str(folder))
    assert backtest("rerun", tmp_path / "w", "--json", store=store).document["moved"] == []


def test_the_same_rule_on_other_documents_is_another_setting(run_folder: Path, folder: Path, store: Path) -> None:
    assert run_folder.exists()

    def settings() -> int:
        found = backtest("trials", "--json", store=store).document["strategies"]
        return next(int(each["settings"]) for each in found if each["strategy"] == "mine")

    assert settings() == 1
    again = run_folder.with_name("again")
    assert backtest("run", "mine", "--reports", folder, "--out", again, store=store).code == 0
    assert settings() == 1
    (folder / "006.toml").write_text(document(names=TINY[:1], known_from="2024-01-02"), encoding="utf-8")
    assert backtest("run", "mine", "--reports", folder, "--out", again, store=store).code == 0
    assert settings() == 2


def _problem() -> str:
    return "007.toml: is no TOML in UTF-8: Invalid value (at end of document)"


def _errors(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if line.startswith("error: ")]
