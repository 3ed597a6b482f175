"""Files as users write them: every planted leak is caught, refused or gains nothing, and no honest rule is accused.

``leaks`` and ``honest`` hold a small file each, given by its path as a user would; the market is that of ``planted``.
"""

import sys
from pathlib import Path

import pytest

from backtest.targets import Targets
from backtest.validity.audit_outcome import AuditOutcome
from data_sources.errors import UserError
from strategies.contract.audit import audit_in_time, before_the_whole
from strategies.contract.strategy import decide
from strategies.own.file_rule import load_strategy
from strategies.own.process.landlock import version
from tests.strategies.own.planted import planted_market

HERE = Path(__file__).parent
MARKET = planted_market()

CAUGHT = (
    "tomorrows_close", "last_row", "whole_sample_mean", "centred_window", "fft_over_all",
    "delisting_date", "listing_date", "end_of_status", "next_sessions", "first_session_without_data",
    "resumption_price", "membership_to_come", "signal_to_come", "cache_in_a_module",
    "cache_in_builtins", "behaves_on_short_histories", "todays_date", "wants_tomorrows_row", "a_millionth",
    "silent_about_losers", "changes_the_auditor", "behaves_by_stack", "expected_to_come", "days_of_reports_to_come",
)  # fmt: skip
REFUSED = {
    "reads_a_file": "a rule may not read files while it decides",
    "starts_a_process": "a rule may not reach beyond what it is given while it decides (subprocess.Popen)",
    "asks_the_network": "a rule may not reach beyond what it is given while it decides (socket.",
    "borrows_money": "targets of 2025-02-26: the weight of 600001.SH is 5; at most 1 can be invested",
    "shared_memory_of_c": "(import _posixshmem)",
    "starts_a_process_in_c": "(subprocess._fork_exec)",
    "priority_of_the_parent": "(os.setpriority)",
    "limits_of_the_parent": "(resource.prlimit)",
    "path_from_another_folder": "a rule may not read files while it decides",
    "patches_the_watch": "a rule may not read files while it decides (/etc/hostname)",
    "code_of_the_watch": "a rule may not read files while it decides (/etc/hostname)",
    "cells_of_the_watch": "a rule may not read files while it decides (/etc/hostname)",
    "text_that_lies": "a rule may not read files while it decides (/etc/hostname)",
    "calls_c": "(import _cffi_backend)",
    "another_language": "(import _tkinter)",
    "posix_made_anew": "(a module made anew)",
    "posix_without_an_import": "(a module made anew)",
    "name_that_lies": "(import _posixshmem)",
    "empties_a_file": "a rule may not open files while it decides; its answer is all that it gives",
    "sizes_of_files": "a rule may not look at files, processes or the machine while it decides",
}
# By the kernel alone.
REFUSED_IN_C = ("reads_a_table_in_c", "reads_markup_in_c")
# What they fall back to on every date: without names all scores are equal, without findings the third share leads, ...
GAIN_NOTHING = {
    "names_of_today": "600001.SH",
    "findings": "600003.SH",
    "snapshot_and_store": "600003.SH",
    "shipped_reports": "600002.SH",
    "process_numbers": "600001.SH",
    "other_processes": "600001.SH",
    "names_in_folders": "600001.SH",
}
AS_IF_HONEST = ("cache_in_a_file", "behaves_by_environment", "behaves_by_question", "flags_of_a_stream")
# Only right behind some of the dates do these have anything to see.
RARE = ("backfilled", "dividend_to_come", "earnings_to_come", "dates_chosen_by_tomorrow", "next_to_nothing")
# The last one in test_time_limit.
ON_ITS_OWN = ("raises_when_cut", "only_one_date", "answers_and_lives_on")
HONEST = tuple(sorted(path.stem for path in (HERE / "honest").glob("*.py") if path.stem != "beside"))


def audited(folder: str, name: str, at_least: int) -> tuple[AuditOutcome, Targets]:
    rule = load_strategy(HERE / folder / f"{name}.py")
    blind = before_the_whole(rule, MARKET, days=1)
    decided = decide(rule, MARKET).targets
    return audit_in_time(rule, MARKET, decided=decided, blind=blind, seconds=0.0, at_least=at_least, quiet=0), decided


def test_every_planted_file_has_its_place() -> None:
    files = {path.stem for path in (HERE / "leaks").glob("*.py")}
    assert files == {*CAUGHT, *REFUSED, *REFUSED_IN_C, *GAIN_NOTHING, *AS_IF_HONEST, *RARE, *ON_ITS_OWN}
    assert len(files) >= 20
    assert len(HONEST) >= 12


@pytest.mark.parametrize("name", CAUGHT)
def test_a_leak_is_caught_with_date_and_symbol(name: str) -> None:
    found, _ = audited("leaks", name, at_least=6)
    assert found.first_moved is not None
    assert found.sentence.startswith("LOOKS AHEAD: ")


@pytest.mark.parametrize("name", RARE)
def test_a_leak_on_few_dates_is_caught_when_all_are_audited(name: str) -> None:
    found, _ = audited("leaks", name, at_least=1000)
    assert found.first_moved is not None


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_audit_could_hold_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(UserError) as fault:
        decide(load_strategy(HERE / "leaks" / f"{name}.py"), MARKET)
    if name == "posix_made_anew" and sys.version_info >= (3, 13):
        pytest.skip("refused as well, in words of Python 3.13's own: the module loses an error while it is made")
    assert REFUSED[name] in str(fault.value)
    assert f"{name}.py:" in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.skipif(not version(), reason="the kernel of this machine has no Landlock, so code in C may open files")
@pytest.mark.parametrize("name", REFUSED_IN_C)
def test_files_that_code_in_c_opens_are_refused_by_the_kernel(name: str) -> None:
    with pytest.raises(UserError) as fault:
        decide(load_strategy(HERE / "leaks" / f"{name}.py"), MARKET)
    assert "ermission denied; a rule may not read files while it decides: they may hold the future" in str(fault.value)


@pytest.mark.parametrize("name", GAIN_NOTHING)
def test_what_has_no_clock_is_not_there_to_be_looked_at(name: str) -> None:
    if name == "names_in_folders" and sys.version_info >= (3, 13):
        pytest.skip("Path.iterdir of Python 3.13 scans a folder, which is refused")
    decided = decide(load_strategy(HERE / "leaks" / f"{name}.py"), MARKET).targets
    assert {symbol for _, symbol, _ in decided.rows()} == {GAIN_NOTHING[name]}


@pytest.mark.parametrize("name", AS_IF_HONEST)
def test_a_run_and_its_audit_cannot_be_told_apart(name: str) -> None:
    """So the file decides on both as it does when audited, like the rule that picks the highest close."""
    rule = load_strategy(HERE / "leaks" / f"{name}.py")
    decide(rule, MARKET)
    # Nor does the second decision know of the first one.
    decided = decide(rule, MARKET).targets
    honest = decide(load_strategy(HERE / "honest" / "highest_close.py"), MARKET).targets
    assert decided.rows() == honest.rows()
    assert not (HERE / "leaks" / "cache_in_a_file.kept").exists()


def test_a_rule_that_fails_wherever_the_future_is_cut_has_not_passed() -> None:
    found, _ = audited("leaks", "raises_when_cut", at_least=3)
    assert not found.passed
    assert found.sentence.startswith("whether it looks ahead cannot be told: ")


def test_a_leak_on_one_date_alone_is_caught_right_behind_it() -> None:
    """2025-05-14 is row 95; no other date of 24 looks ahead."""
    found, decided = audited("leaks", "only_one_date", at_least=1000)
    assert len(decided.dates) == 24
    assert [str(leak.decision) for leak in found.leaks] == ["2025-05-14"] * len(found.leaks)
    assert (found.held, found.dates) == (23, 24)
    assert "LOOKS AHEAD: " in found.sentence


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_rule_is_not_accused(name: str) -> None:
    found, decided = audited("honest", name, at_least=6)
    assert found.passed, found.sentence
    assert found.held >= 3
    assert len(decided.dates) == found.dates
