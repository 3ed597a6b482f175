"""``--accept RULE``: facts in spite of a judge, which all that is made of them says; and ``backtest findings``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import backtest as library
from backtest.app.findings import Findings
from backtest.app.run import load_market
from backtest.cli.layouts.findings import print_findings
from data_sources.errors import OptionError, UserError
from data_sources.store.kept_findings import KeptFinding
from data_sources.tables.finding import Finding
from tests.cli.command import backtest, process
from tests.data_sources.market_folder import spoiled, write_market

LOTS = spoiled("bars/600000.SH.csv", "2000000,13400000", "20000,13400000")
"""The volume of 2024-01-03 in lots; the third line of the file."""
SENTENCE = "the data was published in spite of unit_proof (1 symbol), which somebody accepted"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_market(tmp_path / "data", bars__600000_SH_csv=LOTS)


@pytest.fixture
def accepted(folder: Path, tmp_path: Path) -> Path:
    """A store of the folder in spite of its unit."""
    assert backtest("import", folder, "--accept", "unit_proof", store=tmp_path / "accepted.db").code == 0
    return tmp_path / "accepted.db"


def weights(folder: Path, symbol: str) -> Path:
    path = folder / f"{symbol}.csv"
    path.write_text(f"date,symbol,weight\n2024-01-02,{symbol},0.5\n", encoding="utf-8")
    return path


def test_a_refusal_names_the_mend_and_the_way_past_a_judgement(folder: Path, tmp_path: Path) -> None:
    ran = backtest("import", folder, "--db", tmp_path / "market.db")
    assert ran.code == 1
    assert ran.error.endswith("; it is a judgement: publish in spite of it with --accept unit_proof")
    lines = ran.out.splitlines()
    assert lines[0].startswith("severe: bars/600000.SH.csv:3: 600000.SH 2024-01-03: amount / volume is 670")
    assert lines[1] == "  mend: give volume in shares, amount in CNY and raw prices (不复权), each beside its own day"
    assert lines[2] == "findings: 1 severe in all; --json lists every one"


def test_an_error_by_the_execution_rules_has_no_such_way(tmp_path: Path) -> None:
    twice = spoiled("bars/600000.SH.csv", "600000.SH,2024-01-03", "600000.SH,2024-01-02")
    ran = backtest("import", write_market(tmp_path / "data", bars__600000_SH_csv=twice), "--db", tmp_path / "market.db")
    assert ran.code == 1
    assert "--accept" not in ran.error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("unit_prof", "there is no rule 'unit_prof'; did you mean unit_proof"),
        ("unit_proof,zzz", "there is no rule 'zzz'; there are "),
        ("bad_price", "bad_price cannot be accepted: it is no judgement"),
        ("", "accept names no rule; give one"),
    ],
)
@pytest.mark.parametrize("command", ["import", "refresh", "nightly"])
def test_what_cannot_be_accepted_is_wrong_usage(command: str, words: str, said: str, folder: Path) -> None:
    given = (folder,) if command == "import" else ()
    ran = backtest(command, *given, "--accept", words, "--db", folder / "none.db")
    assert ran.code == 2
    assert said in ran.error
    assert not (folder / "none.db").exists()


def test_an_import_says_what_was_accepted_and_what_needed_not_be(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "market.db"
    ran = backtest("import", folder, "--db", db, "--accept", "unit_proof, stale_market", "--accept", "row_floor")
    assert ran.code == 0
    assert "[unit_proof, accepted]" in ran.out
    assert f"findings: 1 severe, 1 accepted in all; backtest findings --db {db} lists and explains every one" in ran.out
    assert "nothing was published in spite of stale_market or row_floor: leave --accept away" in ran.err
    document = backtest("import", folder, "--db", db, "--accept", "unit_proof", "--json").document
    assert (document["accepted"], document["findings"][0]["accepted"]) == (["unit_proof"], True)


def test_every_verdict_on_such_facts_says_so(accepted: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    ran = backtest("run", "--targets", weights(tmp_path, "600000.SH"), "--out", out, store=accepted)
    assert ran.code == 0
    table = {line[:24].strip(): line[24:].strip() for line in ran.out.splitlines()}
    assert table["accepted data"] == "in spite of unit_proof"
    assert f"but: {SENTENCE}: backtest findings --open --rule unit_proof" in ran.out
    assert SENTENCE.removeprefix("the ") in (out / "report.html").read_text(encoding="utf-8")
    assert json.loads((out / "manifest.json").read_text())["accepted"] == ["unit_proof"]
    result = library.run_targets(weights(tmp_path, "600000.SH"), db=accepted)
    assert SENTENCE in result._repr_html_()
    again = backtest("rerun", out, "--json", store=accepted)
    assert (again.document["identical"], again.document["moved"]) == (True, [])


def test_explain_marks_what_was_accepted(accepted: Path) -> None:
    shown = backtest("explain", "600000.SH", "2024-01-03", store=accepted).out
    assert "[unit_proof, accepted]" in shown


def test_a_scorecard_of_judged_names_says_so(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    market = load_market(sample_store)
    # 688981.SH is rated by report 002, 600000.SH by none.
    both = ("688981.SH", "600000.SH")
    marked = tuple(Finding("severe", "unit_proof", "x", "bars", symbol, accepted=True) for symbol in both)
    monkeypatch.setattr("backtest.app.scorecard.load_market", lambda _: replace(market, findings=marked))
    assert backtest("scorecard", "002", store=sample_store).out.splitlines()[1].startswith(f"but: {SENTENCE}")
    (said,) = backtest("scorecard", "002", "--json", store=sample_store).document["caveats"]
    assert said.startswith(SENTENCE)
    assert backtest("scorecard", "004", "--json", store=sample_store).document["caveats"] == []


def test_a_run_without_these_rows_says_nothing(accepted: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    ran = backtest("run", "--targets", weights(tmp_path, "000001.SZ"), "--out", out, store=accepted)
    assert ran.code == 0
    assert "in spite of" not in ran.out
    assert "accepted" not in json.loads((out / "manifest.json").read_text())


def test_a_run_has_the_acceptance_of_its_own_snapshot(accepted: Path, tmp_path: Path) -> None:
    out, table = tmp_path / "run", weights(tmp_path, "600000.SH")
    assert backtest("run", "--targets", table, "--out", out, store=accepted).code == 0
    assert backtest("import", write_market(tmp_path / "corrected"), store=accepted).code == 0
    assert "in spite of" not in backtest("run", "--targets", table, store=accepted).out
    kept = tmp_path / "again"
    again = backtest("rerun", out, "--out", kept, "--json", store=accepted)
    assert again.document["identical"] is True
    assert json.loads((kept / "manifest.json").read_text())["accepted"] == ["unit_proof"]


def test_status_counts_findings_and_names_what_was_accepted(accepted: Path, store: Path) -> None:
    shown = backtest("status", store=accepted).out
    assert "findings: 1 severe; backtest findings --open lists and explains them" in shown
    assert "  WARNING: published in spite of unit_proof, which somebody accepted" in shown
    assert backtest("status", "--json", store=accepted).document["accepted"] == ["unit_proof"]
    assert "findings: none\n" in backtest("status", store=store).out


def test_findings_are_explained_rule_by_rule(tmp_path: Path) -> None:
    # 6.555 and 6.625 are no whole cents; volume 0 is a session without trading.
    bars = LOTS.replace("6.55,6.65", "6.555,6.65").replace("6.60,6.62,1500000", "6.60,6.625,0")
    store = tmp_path / "market.db"
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bars)
    assert backtest("import", folder, "--accept", "unit_proof", store=store).code == 0
    lines = backtest("findings", store=store).out.splitlines()
    # The severe rule first, then warnings, then notes.
    heads = [line for line in lines if line.endswith(" finding")]
    assert heads == ["unit_proof: 1 finding", "off_tick: 1 finding", "not_traded: 1 finding"]
    assert lines[1].startswith("  cause: amount / volume is the average price paid")
    assert lines[2] == "  mend: give volume in shares, amount in CNY and raw prices (不复权), each beside its own day"
    assert lines[3].startswith("  severe: bars/600000.SH.csv:3: 600000.SH 2024-01-03: amount / volume is 670")
    assert lines[3].endswith("[unit_proof, accepted] (s1-" + lines[3].rpartition("(s1-")[2])
    assert lines[3].endswith(" of data)")
    assert "findings: 1 severe, 1 warning, 1 note, 1 accepted" in lines


def test_findings_are_filtered(accepted: Path, tmp_path: Path) -> None:
    def rules(*words: str) -> list[str]:
        return [each["rule"] for each in backtest("findings", *words, "--json", store=accepted).document["findings"]]

    assert rules() == rules("--symbol", "sh600000") == rules("--rule", "unit_proof", "--severity", "severe")
    assert rules("--symbol", "000001.SZ") == rules("--severity", "note") == rules("--rule", "off_tick") == []
    assert rules("--open") == ["unit_proof"]
    assert backtest("import", write_market(tmp_path / "corrected"), store=accepted).code == 0
    assert (rules(), rules("--open")) == (["unit_proof"], [])
    shown = backtest("findings", store=accepted).out
    assert ", ended with s2-" in shown
    assert "findings: none; 1 more ended" in shown


def test_a_rule_that_found_nothing_is_explained_all_the_same(store: Path) -> None:
    ran = backtest("findings", "--rule", "stale_copy", store=store)
    assert ran.code == 0
    assert ran.out.startswith("stale_copy: 0 findings\n  cause: a bar repeats the one before")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--severity", "bad"), "--severity 'bad' is none; there are severe, warning, note"),
        (("--rule", "off_tik"), "there is no rule 'off_tik'; did you mean off_tick"),
        (("--symbol", "ABC"), "--symbol 'ABC' is no share or index"),
    ],
)
def test_a_filter_that_is_none_is_wrong_usage(words: tuple[str, str], said: str, store: Path) -> None:
    ran = backtest("findings", *words, store=store)
    assert ran.code == 2
    assert said in ran.error


def test_a_pipe_has_every_finding(tmp_path: Path) -> None:
    # Sixty bars of 600000.SH of days after the calendar are one finding each only where their symbols differ.
    symbols = [f"6001{number:02d}.SH" for number in range(60)]
    listed = "symbol,name,list_date,delist_date\n600000.SH,浦发银行,1999-11-10,\n000001.SZ,平安银行,1991-04-03,\n"
    head = "symbol,date,open,high,low,close,volume,amount\n"
    write_market(
        tmp_path / "data",
        instruments_csv=listed + "".join(f"{symbol},x,,\n" for symbol in symbols),
        bars__more_csv=head + "".join(f"{symbol},2024-01-05,9.1,9.3,9.1,9.255,100,920\n" for symbol in symbols),
    )
    assert backtest("import", tmp_path / "data", store=tmp_path / "market.db").code == 0
    ran = process("findings", "--rule", "off_tick", "--db", tmp_path / "market.db", cwd=tmp_path)
    assert sum(line.startswith("  warning: bars/more.csv:") for line in ran.out.splitlines()) == 60
    assert "off_tick: 60 findings" in ran.out


def test_a_terminal_shows_a_few_of_each_rule_and_how_to_see_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    kept = [KeptFinding(Finding("warning", rule, f"case {k}"), "data", "s1-x") for rule in "ab" for k in range(50)]
    print_findings(Findings("store", "s1-x", tuple(kept), {}))
    shown = capsys.readouterr().out
    assert (shown.count("case"), shown.count("  and 45 more: backtest findings --rule ")) == (2 * 5, 2)
    assert "findings: 100 warnings" in shown
    # Of one rule, forty.
    print_findings(Findings("store", "s1-x", tuple(kept[:50]), {}))
    assert "  and 10 more: backtest findings --rule a, into a pipe or with --json" in capsys.readouterr().out


def test_of_a_symbol_that_the_store_does_not_know_nothing_is_called_sound(accepted: Path) -> None:
    with pytest.raises(UserError, match=r"^the store knows no 600999\.SH; `backtest status` shows what it holds$"):
        library.findings(db=accepted, symbol="600999")
    # A share and an index of the store may well have none.
    assert library.findings(db=accepted, symbol="000300.SH").found == ()


def test_in_python_there_is_a_frame(accepted: Path) -> None:
    found = library.findings(db=accepted, symbol="sh600000")
    (row,) = found.to_frame().to_dict("records")
    assert (row["rule"], row["file"], row["line"], row["accepted"]) == ("unit_proof", "bars/600000.SH.csv", 3, True)
    assert str(row["date"]) == "2024-01-03"
    assert library.findings(db=accepted, rule="off_tick").to_frame().columns.tolist() == list(row)
    with pytest.raises(OptionError, match="severity 'bad' is none"):
        library.findings(db=accepted, severity="bad")
    with pytest.raises(OptionError, match="bad_price cannot be accepted"):
        library.import_folder(accepted.parent / "data", db=accepted, accept="bad_price")
