"""What a notebook gets: frames with a row for each thing, and the product's own error for a wrong question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import backtest
from backtest.app.audit import Audits
from backtest.validity.audit_outcome import AuditOutcome, Leak
from data_sources.errors import InputError, StoreError, UserError
from strategies.contract.history import History
from tests.data_sources.market_folder import spoiled, write_market


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols, the CSI 300."""
    folder = tmp_path_factory.mktemp("answers")
    done = backtest.import_folder(str(write_market(folder / "data")), db=folder / "market.db")
    assert (done.outcome, done.counts["bars"].new) == ("done", 7)
    return folder / "market.db"


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain values by column."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def test_status_has_a_row_for_each_table(store: Path) -> None:
    rows = {row["table"]: row for row in rows_of(backtest.status(db=store).to_frame())}
    assert rows["bars"] == {"table": "bars", "rows": 7, "first": date(2024, 1, 2), "last": date(2024, 1, 5)}
    assert rows["instruments"]["rows"] == 2


def test_status_of_no_store_is_our_own_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        backtest.status(db=tmp_path / "none.db")


def test_explain_takes_any_dialect(store: Path) -> None:
    found = backtest.explain("sh600000", date(2024, 1, 3), db=store)
    # The second row of the file: close 6.75 after 6.65.
    assert found.document()["bar"]["values"]["close"] == 6.75
    assert found.prices["reference_price"] == 6.65


def test_doctor_has_a_row_for_each_check_and_counts_what_fails(store: Path, tmp_path: Path) -> None:
    frame = backtest.doctor(db=store, no_network=True).to_frame()
    checks = ["files of rules", "database", "stored facts", "disk"]
    assert frame["name"].tolist()[3:7] == checks
    assert "clock" not in set(frame["name"])
    assert backtest.doctor(db=tmp_path / "none.db", no_network=True).fails == 1


def test_audits_have_a_row_for_each_strategy_and_pass_together() -> None:
    day = date(2024, 1, 3)
    good = AuditOutcome((day,), 5, ())
    bad = AuditOutcome((day,), 5, (Leak("cut", day, day, "600000.SH", 0.5, 0.0),))
    audits = Audits({"good": good, "bad": bad})
    assert audits.to_frame()["passed"].tolist() == [True, False]
    assert audits.to_frame()["leaks"].tolist() == [0, 1]
    assert not audits.passed
    assert Audits({"good": good}).passed


def hold(_: History) -> dict[str, dict[str, float]]:
    """Buys on the first day, whatever comes."""
    return {"2024-01-02": {"600000.SH": 0.5}}


def peek(history: History) -> dict[str, dict[str, float]]:
    """Buys on the first day by the close of the last one."""
    return {"2024-01-02": {"600000.SH": float(history.panel.close[-1, history.panel.position["600000.SH"]]) / 100}}


@pytest.mark.parametrize("days", [None, 2])
def test_a_function_is_audited_where_it_stands(store: Path, days: int | None) -> None:
    found = backtest.audit([hold, peek], db=store, days=days)
    assert {name: outcome.passed for name, outcome in found.outcomes.items()} == {"hold": True, "peek": False}
    # The last close is 6.68, so the weight was 0.0668 until another future came; a missing one is a failure instead.
    moved = {(each.decision, each.symbol, each.before) for each in found.outcomes["peek"].leaks if not each.failure}
    assert moved == {(date(2024, 1, 2), "600000.SH", 0.0668)}
    assert backtest.audit(hold, db=store, days=days).passed


def test_scorecard_has_a_row_for_each_call(store: Path) -> None:
    judged = backtest.scorecard("002", db=store)
    frame = judged.to_frame()
    # One industry, 28 names, 23 theses and the equal weight of all names; the bars end before the publication.
    assert len(frame) == 1 + 28 + 23 + 1
    assert {"benchmark", "interval_low", "interval_high"} < set(frame.columns)
    assert set(frame["verdict"]) == {"no verdict"}
    assert frame["traded"].isna().all()
    assert judged.card.as_of == date(2024, 1, 5)


def test_signals_have_a_row_for_each_series_and_say_why_they_are_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKTEST_DATABASE_URL", str(tmp_path / "none.db"))
    known = backtest.signals("capex/", as_of=date(2025, 5, 7))
    # As printed, in billions: known from the results of Alibaba on 2025-02-20, of Baidu, the last of three,
    # on 2024-11-21, and of Amazon, the last of four, on 2025-02-07: 76, 167 and 89 days before.
    assert [(row["series"], row["value"], row["age_in_days"]) for row in rows_of(known.to_frame())] == [
        ("capex/Alibaba", 31.8, 76),
        ("capex/bat_sum", 36.23, 167),
        ("capex/big4_sum", 72.348, 89),
    ]
    assert known.without_store.startswith("there is no store")
    assert (known.gates, known.baskets) == ((), ())


def test_method_has_a_row_for_each_output() -> None:
    found = backtest.method("inference_wafer_demand", overrides={"yield_percent": 50}, output="wafers")
    values = found.to_frame().set_index("output")["value"]
    # 215 dies x 50% = 107.5, whole dies 107; 20 billion yuan / 20,000 yuan = 1e6 cards; 1e6 / 107 = 9,345.79.
    assert values["good_dies"] == 107
    assert values["wafers"] == pytest.approx(9_345.794, abs=0.001)
    assert {row.input for row in found.moved} == {each.name for each in found.method.inputs}


def test_methods_have_a_row_each() -> None:
    outputs = {row["key"]: list(row["outputs"]) for row in rows_of(backtest.method().to_frame())}
    assert outputs["000/inference_wafer_demand"] == ["cards", "good_dies", "wafers"]


def test_catalogue_has_a_row_for_each_thing() -> None:
    # The five reports: 71 theses, 283 mentions of 164 symbols.
    assert len(backtest.catalogue("theses", coverage=True).to_frame()) == 71
    members = backtest.catalogue("members").to_frame()
    bought = members[members["symbol"] != ""]
    assert (len(bought), bought["symbol"].nunique()) == (283, 164)
    # Companies without an A share on the day of their report stand behind its names, with the reason.
    assert set(members["why_not"][members["symbol"] == ""].str.partition(",")[0]) == {
        "hong_kong", "united_states", "other_market", "unlisted", "not_a_company", "source_only",
    }  # fmt: skip
    assert backtest.catalogue("reports", as_of=date(2025, 2, 4)).to_frame()["id"].tolist() == ["004"]


def test_refresh_from_a_folder_says_what_it_would_ask_and_asks_nobody(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data")
    planned = backtest.refresh(folder, "all", dry_run=True, db=tmp_path / "market.db")
    assert (planned.outcome, planned.plan["index"].calls) == ("planned", 0)
    assert not (tmp_path / "market.db").exists()


def test_long_work_is_heard(tmp_path: Path) -> None:
    heard = []
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    done = backtest.import_folder(folder, db=tmp_path / "market.db", hear=lambda what, *_: heard.append(what))
    assert done.outcome == "refused"
    assert "reading bars" in heard


WRONG: dict[str, tuple[Callable[[], object], type[UserError], str]] = {
    "no day to audit": (lambda: backtest.audit("rate_power", days=0), InputError, "days is 0"),
    "a seed below 0": (lambda: backtest.audit("rate_power", seed=-1), InputError, "seed is -1"),
    "no rule to audit": (lambda: backtest.audit([3]), InputError, "strategies is of the kind int; give a name, a file"),  # type: ignore[list-item] # the fault
    "one rule twice": (lambda: backtest.audit(["edge_ai", "edge_ai"]), InputError, "edge_ai is given twice; give each"),
    "nothing to audit": (lambda: backtest.audit([]), InputError, "no strategy to audit; give one or more"),
    "nothing to run": (lambda: backtest.run_many([]), InputError, "no strategy to run; give one or more"),
    "no pool of that name": (lambda: backtest.scorecard(pool="x"), InputError, "pool is 'x'; there are store"),  # type: ignore[arg-type]
    "a parameter of nobody": (lambda: backtest.run_many(["rate_power"], parameters={"mine.top": 5}),
                              InputError, "^parameters mine.top: mine is not among"),
    "no strategy of that name": (lambda: backtest.audit("rate_pwer"), UserError, "Did you mean rate_power"),
    "no time for a vendor": (lambda: backtest.doctor(timeout=0), InputError, "timeout is 0"),
    "no time for a refresh": (lambda: backtest.refresh(within=0), InputError, "within is 0"),
    "a list of something else": (lambda: backtest.catalogue("prices"), InputError, "no list of 'prices'"),  # type: ignore[arg-type]
    "coverage of names": (lambda: backtest.catalogue("members", coverage=True), InputError, "coverage is of theses"),
    "another input of no method": (lambda: backtest.method(overrides={"a": 1}), InputError, "name of a method"),  # type: ignore[call-overload]
    "no report of that id": (lambda: backtest.scorecard("009"), UserError, "report '009' is unknown"),
    "a day that has not come": (lambda: backtest.signals(as_of=date(2140, 1, 1)), UserError, "^as_of 2140-01-01 is"),
    "a folder that is none": (lambda: backtest.import_folder("./nowhere"), UserError, "is no folder"),
}  # fmt: skip


def test_one_name_is_as_good_as_a_list_of_one(store: Path) -> None:
    panel = backtest.load_market(store, "sh600519")
    assert {"600000.SH", "600519.SH"} < set(panel.symbols)
    with pytest.raises(UserError, match="Did you mean rate_power"):
        backtest.run_many("rate_powers", db=store)
    with pytest.raises(InputError, match="'foo' is in no known dialect"):
        backtest.load_market(store, ["foo"])


def test_a_name_that_the_store_lacks_is_noted_and_never_bought(store: Path) -> None:
    held = {"2024-01-02": {"600000.SH": 0.4, "600999.SH": 0.2}}

    def mine(_history: object) -> object:
        return held

    for found in (backtest.run(mine, db=store, audit=False), backtest.run_targets(held, db=store)):
        assert "without any bar in the store, so never bought: 600999.SH" in found.notes
        assert found.fills["symbol"].unique().tolist() == ["600000.SH"]


NO_DAY: dict[str, Callable[[], object]] = {
    "catalogue": lambda: backtest.catalogue("members", as_of="2025-02-30"),
    "explain": lambda: backtest.explain("600000.SH", "2025-02-30"),
    "refresh": lambda: backtest.refresh(since="2025-02-30"),
    "run": lambda: backtest.run("rate_power", start="2025-02-30"),
    "run_handler": lambda: backtest.run_handler(lambda _view: None, "2025-02-30", name="still"),
    "run_many": lambda: backtest.run_many(["rate_power"], end="2025-02-30"),
    "scorecard": lambda: backtest.scorecard(as_of="2025-02-30"),
    "signals": lambda: backtest.signals(as_of="2025-02-30"),
}


@pytest.mark.parametrize("name", NO_DAY)
def test_what_is_no_day_is_one_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_DATABASE_URL", str(tmp_path / "none.db"))
    with pytest.raises(InputError, match=r"^'2025-02-30' is no day; write it like 2025-02-06$"):
        NO_DAY[name]()


def test_a_moment_that_is_none_is_no_day(store: Path) -> None:
    day: Any = pd.NaT
    for ask in (
        lambda: backtest.explain("600000.SH", day, db=store),
        lambda: backtest.signals(as_of=day, db=store),
        lambda: backtest.scorecard(as_of=day, db=store),
        lambda: backtest.catalogue("members", as_of=day),
        lambda: backtest.run("rate_power", start=day, db=store),
    ):
        with pytest.raises(InputError, match=r"^NaT is no day; write it like 2025-02-06$"):
            ask()


OF_ANOTHER_KIND: dict[str, Callable[[Any], object]] = {
    "strategy": backtest.trials,
    "name": backtest.method,
    "overrides": lambda given: backtest.method("inference_wafer_demand", overrides=given),
    "series": backtest.signals,
    "rule": lambda given: backtest.findings(rule=given),
    "symbol": lambda given: backtest.findings(symbol=given),
    "open": lambda given: backtest.findings(open=given),
    "kind": backtest.catalogue,
    "days": lambda given: backtest.audit("rate_power", days=given),
    "seconds": lambda given: backtest.audit("rate_power", seconds=given),
    "seed": lambda given: backtest.audit("rate_power", seed=given),
    "parameters": lambda given: backtest.run("rate_power", parameters=given),
    "parameters of several": lambda given: backtest.run_many("rate_power", parameters=given),
    "parameters of a handler": lambda given: backtest.run_handler(
        lambda _view: None, "2024-01-02", name="still", parameters=given
    ),
    "panel": lambda given: backtest.run("rate_power", panel=given),
    "panel of a table": lambda given: backtest.run_targets(
        pd.DataFrame({"date": ["2024-01-02"], "symbol": ["600000.SH"], "weight": [0.5]}), panel=given
    ),
}


@pytest.mark.parametrize("argument", OF_ANOTHER_KIND)
@pytest.mark.parametrize("given", [[], b"x", pd.DataFrame()], ids=["list", "bytes", "frame"])
def test_an_argument_of_another_kind_is_named(
    argument: str, given: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKTEST_DATABASE_URL", str(tmp_path / "none.db"))
    name = argument.partition(" ")[0]
    with pytest.raises(InputError, match=rf"^{name} is of the kind {type(given).__name__}; give "):
        OF_ANOTHER_KIND[argument](given)


@pytest.mark.parametrize(("given", "named"), [(5, "accept is of the kind int"), ([None], "a rule in accept is of the")])
def test_what_names_no_rule_is_named(given: object, named: str, store: Path) -> None:
    with pytest.raises(InputError, match=f"^{named}"):
        backtest.import_data(store.parent / "data", db=store, accept=given)  # type: ignore[arg-type]


def test_an_import_has_a_row_for_each_finding_and_is_shown_in_a_few_lines(tmp_path: Path) -> None:
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    refused = backtest.import_data(folder, db=tmp_path / "market.db")
    (row,) = rows_of(refused.to_frame())
    assert (row["severity"], row["rule"], row["file"], row["line"]) == ("severe", "bad_number", "bars/600000.SH.csv", 3)
    assert row["mend"].startswith("write plain digits with a point")
    assert repr(refused).startswith(
        "<ImportResult of data: refused, snapshot None, new or changed nothing,\n 1 findings"
    )
    assert "first severe: bars/600000.SH.csv:3: 600000.SH 2024-01-03: high 'oops'" in repr(refused)
    # 2 instruments, 4 + 3 bars, 1 action, 1 status row, 4 + 2 levels of indices, 1 signal.
    done = backtest.import_data(write_market(tmp_path / "good"), db=tmp_path / "market.db", dry_run=True)
    rows = "2 instruments, 7 bars, 1 actions, 1 status, 6 index, 1 signals"
    assert f"done (dry run), snapshot None, new or changed {rows}," in repr(done)


def test_a_day_may_be_written_as_text(store: Path) -> None:
    assert backtest.explain("600000", "2024-01-03", db=store).day == date(2024, 1, 3)
    # Bars of 2024-01-02 to 2024-01-05; a market is judged up to its last session.
    assert backtest.scorecard("002", as_of="2025-12-31", db=store).card.as_of == date(2024, 1, 5)
    assert backtest.signals(as_of="2024-01-03", db=store).as_of == date(2024, 1, 3)
    assert backtest.catalogue("reports", as_of="2025-02-04").to_frame()["id"].tolist() == ["004"]


def test_answers_are_shown_in_a_few_lines(store: Path) -> None:
    # 1 industry, 28 names, 23 theses and the equal weight of all names.
    judged = "<JudgedReports on 2024-01-05: 1 reports (002),\n 53 rows, pool reports, snapshot s1-"
    assert repr(backtest.scorecard("002", db=store)).startswith(judged)
    assert repr(backtest.catalogue("members")) == "<Catalogue of members: 371 rows>"
    assert repr(backtest.findings(db=store)).endswith(": 0, of which 0 hold,\n rules none>")
    assert repr(backtest.method()).startswith("<MethodList: ")
    assert repr(backtest.method("inference_wafer_demand", overrides={"yield_percent": 50})) == (
        "<ComputedMethod 000/inference_wafer_demand: cards 1e+06, good_dies 107, wafers 9,345.79,\n 3 of 3 checks hold>"
    )
    known = backtest.signals("capex/", as_of="2024-01-03", db=store)
    assert repr(known).startswith("<KnownSignals on 2024-01-03: ")
    everything = backtest.signals(as_of="2025-05-07", db=store)
    assert max(len(repr(each)) for each in (backtest.method(), known, everything)) < 400


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_question_is_our_own_error(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, kind, said = WRONG[case]
    monkeypatch.setenv("BACKTEST_DATABASE_URL", str(tmp_path / "none.db"))
    with pytest.raises(kind, match=said):
        ask()
