"""``backtest scorecard --forecasts``: what was expected beside what was earned, for people, pipes and notebooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

import backtest as product
from tests.cli.command import backtest
from tests.data_sources.market_folder import write_market
from tests.data_sources.real_data import real_data
from tests.made_documents import document

HEAD = "symbol,period_end,announced_on,kind,eps,net_profit,source\n"
# 1.00 was expected and 0.80 earned, 25% too much; the year before, 0.50, would have been 37.5% too little.
EARNINGS = HEAD + """\
600000.SH,2022-12-31,2024-01-02,actual,0.50,,a newspaper
600000.SH,2023-12-31,2024-01-04,actual,0.80,,a newspaper
000001.SZ,2024-12-31,2024-01-05,forecast,2.40,,a newspaper
"""  # fmt: skip
FORECASTS = """
[forecasts]
"600000.SH" = { name = "Made-up bank", line = 9, eps = { 2023 = 1.00, 2024 = 1.10 }, close = 6.60 }
"000001.SZ" = { name = "Made-up lender", line = 10, by = "consensus", eps = { 2024 = 2.00 } }
"""


@pytest.fixture(autouse=True)
def of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing says how wide the reader is, whatever runs the tests."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document of 2024-01-03, which prints a close of 2024-01-02 that the store has otherwise."""
    text = document("906", ("600000.SH",), "2024-01-03").replace("rating =", "priced_on = 2024-01-02\nrating =", 1)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "906.toml").write_text(text + FORECASTS, encoding="utf-8")
    return tmp_path / "own"


@pytest.fixture
def earning_store(store: Path, tmp_path: Path) -> Path:
    """The tiny store with three announcements."""
    assert backtest("import", write_market(tmp_path / "more", earnings_csv=EARNINGS), store=store).code == 0
    return store


def test_a_store_without_earnings_says_so_once_a_report(sample_store: Path) -> None:
    ran = backtest("scorecard", "--forecasts", store=sample_store)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "SIMULATED market: no price in it is real"
    assert [line[:3] for line in lines if "broker" not in line and line[:4] in {"002 ", "003 ", "004 "}] == [
        "004", "002", "003",
    ]  # fmt: skip
    assert sum("no earnings of 2025 are stored" in line for line in lines) == 3
    assert "without a forecast: 000, 001" in lines
    assert "backtest refresh --earnings stores what companies earned and what analysts expect" in lines
    # The one company of two reports: report 002 and 003 print 0.84 for 2026, at 89.90 and 128.55.
    (row,) = (line.split() for line in lines if line.startswith("688981.SH") and " 2026 " in line)
    assert row[2:] == ["2026", "003", "0.84", "to", "0.84", "107", "to", "153", "+43.0%", "+0.0%", "+43.0%"]
    assert max(map(cell_len, lines)) <= 100


def test_with_earnings_each_forecast_has_its_error(earning_store: Path, folder: Path) -> None:
    ran = backtest("scorecard", "906", "--forecasts", "--reports", folder, store=earning_store)
    assert (ran.code, ran.err) == (0, "")
    lines = [line.rstrip() for line in ran.out.splitlines()]
    assert lines[0] == "906 Invented Securities (虚构证券), 2024-01-03, prices of 2024-01-02: 3 forecasts"
    assert lines[1].split() == ["company", "year", "by", "of", "expected", "earned", "error", "last", "year", "last",
                                "year's", "error"]  # fmt: skip
    assert lines[2].split()[-8:] == ["2023", "broker", "EPS", "1.00", "0.80", "+25.0%", "0.50", "-37.5%"]
    said = "\n".join(lines[3:])
    assert "its own forecasts: 1 of 1 too high (100%), bias +25.0%, typical error 25.0%; closer than the" in said
    assert "without an error: the year has not ended: 2 forecasts of 2024 (600000.SH, 000001.SZ)" in said
    # The close of the result's day is 6.62, printed was 6.60: +0.3%; 1.00 to 0.80 is -20%; 6.6 to 8.275 times +25.4%.
    (split,) = (line.split() for line in lines if line.startswith("600000.SH") and " result " in line)
    assert split[-9:] == ["1.00", "to", "0.80", "7", "to", "8", "+0.3%", "-20.0%", "+25.4%"]
    # 9.35 to 9.25; the bonus shares column is empty and not shown. 2.00 to 2.40 is +20%.
    (split,) = (line.split() for line in lines if line.startswith("000001.SZ") and " to " in line)
    assert split[-3:] == ["-1.1%", "+20.0%", "-17.6%"]
    assert "  906 prints 6.60 for 600000.SH on 2024-01-02, the store has 6.65" in lines
    assert "  not split: nobody has spoken of the year since: 1 forecast of 2024 (600000.SH)" in lines


def test_json_and_frames_have_the_same(earning_store: Path, folder: Path) -> None:
    document = backtest(
        "scorecard", "906", "--forecasts", "--json", "--reports", folder, store=earning_store
    ).document  # fmt: skip
    (report,) = document["reports"]
    row = report["rows"][0]
    assert (row["symbol"], row["year"], row["expected"], row["earned"]) == ("600000.SH", 2023, 1.0, 0.8)
    assert row["error"] == pytest.approx(0.25)
    assert row["closer"] is True
    assert report["rows"][1]["error"] is None
    assert report["summaries"]["broker"]["last_year_typical"] == pytest.approx(0.375)
    assert report["summaries"]["consensus"]["bias"] is None
    assert [each["then_said_by"] for each in report["re_ratings"]] == ["result", "consensus"]
    assert report["re_ratings"][0]["first_stored"] == 6.65
    found = product.forecasts("906", reports=folder, db=earning_store)
    assert found.to_frame()["error"].tolist()[0] == pytest.approx(0.25)
    assert len(found.to_frame()) == 3
    assert found.re_ratings_to_frame()["revision"].tolist() == pytest.approx([-0.2, 0.2])
    assert "1 reports (906),\n 3 forecasts, 2 prices split" in repr(found)


def test_as_of_a_day_nothing_later_is_known(earning_store: Path, folder: Path) -> None:
    words = ("scorecard", "906", "--forecasts", "--reports", folder, "--as-of")
    document = backtest(*words, "2024-01-03", "--json", store=earning_store).document
    (report,) = document["reports"]
    assert document["as_of"] == "2024-01-03"
    assert report["rows"][0]["why"] == "no earnings of 2023 are stored"
    assert report["re_ratings"] == []
    ran = backtest(*words, "2024-01-02", store=earning_store)
    assert ran.error == "on 2024-01-02 none of these reports was published; the first came on 2024-01-03"


def test_a_pool_of_random_lists_does_not_go_with_it(tiny_store: Path) -> None:
    ran = backtest("scorecard", "--forecasts", "--pool", "store", store=tiny_store)
    assert ran.code == 2
    assert "--pool is for random lists, and --forecasts draws none" in ran.err


@pytest.mark.realdata
def test_of_the_real_chip_maker_the_printed_closes_are_the_stored_ones(tmp_path: Path) -> None:
    store = tmp_path / "market.db"
    assert backtest("import", real_data(), store=store).code == 0
    document = backtest("scorecard", "002", "--forecasts", "--json", store=store).document
    splits = {each["year"]: each for each in document["reports"][0]["re_ratings"] if each["symbol"] == "688981.SH"}
    assert set(splits) == {2025, 2026, 2027}
    found = splits[2026]
    for side, close in (("first", 89.90), ("then", 128.55)):
        assert found[f"{side}_close"] == found[f"{side}_stored"] == close
    # No bonus share between: 128.55 / 89.90 - 1 = 42.99%, all of it the multiple.
    assert (found["shares"], found["revision"]) == (1.0, 0.0)
    assert found["re_rating"] == pytest.approx(0.42992, abs=1e-5)
