"""The product from Python: what a call takes, and what a wrong one says."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import backtest
from backtest.app.option_values import DatedOptionValues, options_of
from backtest.app.run import run_targets
from backtest.options import Options
from data_sources.errors import InputError, UserError
from data_sources.importing import import_facts
from data_sources.store import open_store
from strategies.contract.strategy import History
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, D, decide, tiny
from tests.execution.prepared import panel_of, targets_of

PANEL = panel_of(tiny({A: [10, 10, 11]}))
TARGETS = targets_of(decide(D[0], A=0.5))


def test_conditions_are_the_options_by_name() -> None:
    # The names that a caller's editor offers are written down beside the options that they become.
    assert DatedOptionValues.__optional_keys__ == {field.name for field in fields(Options)}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"slipage": 0.1}, "option 'slipage' is unknown; there are cash, fill"),
        ({"cash": "5m"}, "^cash: '5m' is no amount; write it like 5000000, 5,000,000 or 500万$"),
        ({"cash": [1000]}, "of the wrong kind"),
        ({"slippage": "5"}, r"^slippage is 5.0, 500%; it is a fraction between 0 and 1, such as 0.0005"),
        ({"slippage": "0,03%"}, "^slippage: '0,03%' is no rate; write it like 0.0005, 0.05%, 5bps or 万5$"),
        ({"cash": float("inf")}, "cash is inf; it is a finite number"),
        ({"end": "2025-02-30"}, "'2025-02-30' is no day"),
        ({"start": "2025-02-06", "end": date(2025, 1, 1)}, "^end 2025-01-01 is before start 2025-02-06; a run goes"),
    ],
)
def test_a_wrong_option_is_one_line(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        options_of(given)


def test_rates_and_money_may_be_written_as_text_and_are_kept_as_numbers() -> None:
    options = options_of({
        "cash": "100万", "commission_rate": "万2.5", "slippage": "5bps", "stamp_duty": "0.05%", "risk_free": "2%",
        "dividend_tax": "holding_period", "participation": "10%", "start": 20250206, "end": "2025/3/6",
    })  # fmt: skip
    assert options == Options(
        cash=1_000_000.0, commission_rate=0.00025, slippage=0.0005, stamp_duty=0.0005, risk_free=0.02,
        dividend_tax="holding_period", participation=0.1, start=date(2025, 2, 6), end=date(2025, 3, 6),
    )  # fmt: skip


def test_days_may_be_written_as_text() -> None:
    options = options_of({"start": "2025-02-06", "end": date(2025, 3, 6)})
    assert (options.start, options.end) == (date(2025, 2, 6), date(2025, 3, 6))
    with pytest.raises(InputError, match="start is '2025-02-06'; it is a date"):
        Options(start="2025-02-06")  # type: ignore[arg-type]


def test_a_handler_refuses_a_price_of_fills_in_the_words_of_the_caller(tmp_path: Path) -> None:
    file = tmp_path / "still.py"
    file.write_text("def make_handler(history):\n    return lambda view: None\n")
    with pytest.raises(UserError, match=r"^still names the auction of each instruction; leave out fill$"):
        backtest.run(file, panel=PANEL, fill="close")


def test_a_first_decision_after_the_data_is_an_error() -> None:
    with pytest.raises(InputError, match=f"after the last session with data, {D[2]}"):
        run_targets(targets_of(decide(date(2030, 2, 6), A=0.5)), panel=PANEL)


def test_a_weight_table_is_a_path_in_a_string_or_a_frame(tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    file.write_text(f"date,symbol,weight\n{D[0]},{A},0.5\n")
    from_file = run_targets(str(file), panel=PANEL, cash=100_000.0)
    frame = pd.DataFrame({"date": pd.to_datetime([D[0]]), "symbol": [A], "weight": [0.5]})
    from_frame = run_targets(frame, panel=PANEL, cash=100_000.0)
    assert (from_file.name, from_frame.name) == ("weights", "targets")
    # 5 000 shares at 10.00, once from each.
    assert [run.fills["quantity"].tolist() for run in (from_file, from_frame)] == [[5000], [5000]]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame({"date": ["2024-01-02"], "weight": [0.5]}), "column symbol is missing"),
        (pd.DataFrame({"date": ["soon"], "symbol": [A], "weight": [0.5]}), "targets:1: "),
        (pd.DataFrame({"date": [], "symbol": [], "weight": []}), "has no row"),
        (7, "int is no weight table"),
    ],
)
def test_a_frame_that_is_no_weight_table_is_one_line(table: pd.DataFrame, said: str) -> None:
    with pytest.raises(InputError, match=said):
        run_targets(table, panel=PANEL)


# Half in A on the first evening.
HALF = f"def weights(history):\n    return {{'{D[0]}': {{'{A}': 0.5}}}}\n"
# Orders on the second evening.
BUY = f"""
from backtest.handler import orders

def make_handler(history, lots=1):
    return lambda view: orders({{"{A}": lots * 100}}) if str(view.today) == "{D[1]}" else None
"""


def test_a_strategy_is_a_function_or_the_path_of_a_file(tmp_path: Path) -> None:
    def half(history: History) -> dict[date, dict[str, float]]:
        return {D[0]: {history.panel.symbols[0]: 0.5}}

    path = tmp_path / "half.py"
    path.write_text(HALF)
    runs = [backtest.run(each, panel=PANEL, cash=100_000.0) for each in (half, path, str(path))]
    assert [run.name for run in runs] == ["half"] * 3
    # 5 000 shares at 10.00, from each.
    assert [run.fills["quantity"].tolist() for run in runs] == [[5000]] * 3


def test_what_a_function_does_wrong_is_one_line_with_its_file() -> None:
    def broken(_history: History) -> float:
        return 1 / 0

    with pytest.raises(UserError, match=r"test_run\.py:\d+: ZeroDivisionError"):
        backtest.run(broken, panel=PANEL)
    with pytest.raises(UserError, match=r"test_run\.py: weights\(history\) returned int; return weights by symbol"):
        backtest.run(lambda _: 7, panel=PANEL)


def test_a_file_that_decides_day_by_day_runs_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "buy.py"
    path.write_text(BUY)
    flat = panel_of(tiny({A: [10, 10, 10]}))
    result = backtest.run(path, panel=flat, parameters={"lots": 3}, start=D[1], cash=100_000.0)
    assert (result.name, len(result.targets.dates)) == ("buy", 0)
    assert result.fills["quantity"].tolist() == [300]
    # The base date and the day of the fill.
    assert result.ledger.sessions.tolist() == [D[1], D[2]]
    with pytest.raises(UserError, match="buy decides day by day, which hindsight does not know"):
        backtest.run(path, panel=PANEL, hindsight=True)


def test_a_run_says_what_it_really_held(tmp_path: Path) -> None:
    # 5,000 of A at 10.00 on the second session, fees 12.50 and 0.50; they close at 10.00 and 11.00 beside 49,987.00.
    table = run_targets(TARGETS, panel=PANEL, cash=100_000.0).metrics
    assert (table["names_wanted"], table["names_never_held"], table["effective_names_last"]) == (1, 0, 1.0)
    assert table["mean_invested"] == pytest.approx((50_000 / 99_987 + 55_000 / 104_987) / 2)
    assert (table["best_name"], table["total_return_without_best"]) == (A, 0.0)
    # Day by day there are no targets: what was bought was wanted.
    path = tmp_path / "buy.py"
    path.write_text(BUY)
    bought = backtest.run(path, panel=panel_of(tiny({A: [10, 10, 10]})), start=D[1], cash=100_000.0).metrics
    assert (bought["names_wanted"], bought["effective_names_last"]) == (1, 1.0)
    # On the day that A closes at its upper limit the buy is refused: wanted, not held, and not for want of money.
    refused = backtest.run(path, panel=PANEL, start=D[1], cash=100_000.0).metrics
    assert (refused["names_wanted"], refused["names_never_held"], refused["effective_names_last"]) == (1, 0, None)


def test_many_runs_have_a_folder_each_and_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    store, out = tmp_path / "market.db", tmp_path / "out"
    engine = open_store(store, create=True)
    import_facts(facts_from_tables(tiny({A: [10, 10, 11]})), engine)
    engine.dispose()
    (tmp_path / "half.py").write_text(HALF)
    (tmp_path / "bad.py").write_text("def weights(history):\n    return 1 / 0\n")
    heard, told = list[str](), list[str]()
    outcome = backtest.run_many(
        [tmp_path / "bad.py", tmp_path / "half.py"],
        db=store,
        out=out,
        hear=lambda what, _done, _total: heard.append(what),
        tell=told.append,
    )
    assert [run.result.name for run in outcome.finished] == ["half"]
    assert (out / "half" / "report.html").is_file()
    # The one that ended leads back to a front page, which says why the other is missing.
    assert heard == ["deciding bad", "deciding half", "running half", "writing the site"]
    assert "ZeroDivisionError" in (out / "index.html").read_text(encoding="utf-8")
    assert list(outcome.failed) == ["bad"]
    assert told == [f"bad: {outcome.failed['bad']}"]
    assert "ZeroDivisionError" in told[0]


def early(_history: History) -> dict[date, dict[str, float]]:
    return {D[0]: {A: 0.5}}


def late(_history: History) -> dict[date, dict[str, float]]:
    return {D[1]: {A: 0.5}}


def test_the_runs_of_one_command_share_one_index(tmp_path: Path) -> None:
    # The total return lacks D[0], on which only the run of `early` begins.
    store = tmp_path / "market.db"
    engine = open_store(store, create=True)
    tables = tiny({A: [10, 10, 11]})
    tables["index"] += [{"symbol": "H00300.CSI", "date": day, "close": 5000.0} for day in D[1:3]]
    import_facts(facts_from_tables(tables), engine)
    engine.dispose()

    def indices(*strategies: object, **conditions: str) -> list[str]:
        outcome = backtest.run_many(strategies, db=store, out=tmp_path / "out", command="backtest run", **conditions)  # type: ignore[arg-type]
        assert not outcome.failed
        commands.append([str(run.result.manifest["command"]) for run in outcome.finished])
        return [str(run.result.metrics["benchmark"]) for run in outcome.finished]

    commands = list[list[str]]()
    assert indices(late) == ["H00300.CSI"]
    assert indices(early, late) == ["000300.SH", "000300.SH"]
    assert indices(late, benchmark="000300.SH") == ["000300.SH"]
    # Alone `late` would choose another index, so its command names the shared one.
    assert commands[1] == ["backtest run", "backtest run --benchmark 000300.SH"]
    assert commands[0] == commands[2] == ["backtest run"]


def test_a_result_writes_its_page(tmp_path: Path) -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    path = result.report(str(tmp_path / "page.html"))
    assert path == tmp_path / "page.html"
    assert "mine" in path.read_text(encoding="utf-8")
