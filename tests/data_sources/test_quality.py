"""Each rule finds its fault in an otherwise sound market, and nothing in a sound one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data_sources.quality import RULES, check, reference
from data_sources.quality.prices.moves import JUMP, NO_JUMP
from data_sources.quality.units.unit_proof import unit_proof
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import RawTable
from data_sources.tables.schema import TABLES
from tests.data_sources.facts import raw_table

Row = dict[str, object]
DAYS = ("2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08")


def bar(day: str, close: float = 10.0, **changes: object) -> Row:
    """A sound bar: 1,000,000 shares at an average of ``close``, which is also open, a tick inside high and low."""
    return {
        "symbol": "600000.SH",
        "date": day,
        "open": close,
        "high": close + 0.1,
        "low": close - 0.1,
        "close": close,
        "volume": 1_000_000,
        "amount": close * 1_000_000,
        **changes,
    }


def market(**changes: list[Row]) -> dict[str, list[Row]]:
    """Five sessions of one share and the CSI 300, all sound, with whole tables replaced."""
    sound: dict[str, list[Row]] = {
        "instruments": [{"symbol": "600000.SH", "name": "浦发银行", "list_date": "1999-11-10"}],
        "bars": [bar(day, 10 + number) for number, day in enumerate(DAYS)],
        "index": [{"symbol": "000300.SH", "date": day, "close": 3300 + n} for n, day in enumerate(DAYS)],
    }
    return sound | changes


def found(tables: dict[str, list[Row]]) -> tuple[Finding, ...]:
    frames: dict[str, Frame] = {}
    for name, rows in tables.items():
        raw: RawTable = raw_table(name, rows)
        frame, unreadable = typed_frame(raw, TABLES[name])
        assert unreadable == ()
        frames[name] = frame.in_key_order()
    # The bars of these markets rise by 10% a day, and many cases break one of them; section 4 is about that.
    return tuple(finding for finding in check(reference(frames)) if finding.rule not in (JUMP, NO_JUMP))


def the_only(tables: dict[str, list[Row]]) -> Finding:
    findings = found(tables)
    assert len(findings) == 1, [str(finding) for finding in findings]
    return findings[0]


def with_bar(**changes: object) -> dict[str, list[Row]]:
    """The sound market with its third bar (2024-01-04, close 12) changed."""
    bars = market()["bars"]
    bars[2] = bars[2] | changes
    return market(bars=bars)


def test_a_sound_market_has_no_finding() -> None:
    assert found(market()) == ()


def test_every_rule_says_what_it_finds_and_how_bad_it_is() -> None:
    for rule in RULES:
        assert rule.__doc__, rule
        assert any(f"({severity}" in rule.__doc__ for severity in ("severe", "warning", "note")), rule


# 1. Bars --------------------------------------------------------------------------------------------------------------

BAD_BARS: list[tuple[int, Row, str, str, str]] = [
    (1, {"volume": -5}, "severe", "negative_volume", "volume is -5"),
    (2, {"amount": -5.0}, "severe", "negative_amount", "amount is -5"),
    (3, {"open": None}, "severe", "bad_price", "open is empty"),
    (4, {"close": 0}, "severe", "bad_price", "close is 0; a raw price is above 0"),
    (5, {"low": -0.2, "amount": None}, "severe", "bad_price", "low is -0.2; a raw price is above 0"),
    (6, {"high": 11.8, "amount": None}, "severe", "high_below_low", "high 11.8 is below low 11.9"),
    (7, {"close": 12.11}, "warning", "outside_range", "close 12.11 is outside 11.9 to 12.1"),
    (7, {"close": 12.22}, "warning", "outside_range", "close 12.22 is outside 11.9 to 12.1"),
    (7, {"close": 12.23}, "severe", "far_outside_range", "close 12.23 is outside 11.9 to 12.1 by more than 1%"),
    (8, {"open": 11.78}, "severe", "far_outside_range", "open 11.78 is outside 11.9 to 12.1 by more than 1%"),
    (8, {"open": 11.89}, "warning", "outside_range", "open 11.89 is outside 11.9 to 12.1"),
    (9, {"volume": 10_000}, "severe", "unit_proof", "outside 11.9 to 12.1; volume seems to be in lots of 100"),
    (10, {"volume": 12_000_000}, "severe", "unit_proof", "volume seems to hold the amount"),
    (11, {"amount": 1200.0}, "severe", "unit_proof", "amount seems to be in 10,000 CNY"),
    (12, {"amount": 12000.0}, "severe", "unit_proof", "amount seems to be in thousand CNY"),
    # 12 a share for 1,000,000 shares; 60 times the volume of the other days at the same amount.
    (13, {"amount": 9_000_000.0}, "severe", "unit_proof", "the amount differs: 9e+06, by its other figures 1.2e+07"),
    (13, {"volume": 60e6}, "severe", "unit_proof", "the volume differs: 6e+07, by its other figures 1e+06"),
    (13, {"amount": 3.6e8}, "severe", "unit_proof", "the amount differs: 3.6e+08, by its other figures 1.2e+07"),
    (
        13,
        {"open": 4.0, "high": 4.1, "low": 3.9, "close": 4.0},
        "severe",
        "unit_proof",
        "of this one the prices differ: the nearest close is 11",
    ),
    # One cent of slack is allowed, more is not: high is 12.10.
    (14, {"amount": 12_110_001.0 + 9}, "severe", "unit_proof", "amount / volume is 12.11"),
    (15, {"open": 12.005}, "warning", "off_tick", "open 12.005 is no whole number of cents"),
    (16, {"volume": 1_000_000.5}, "warning", "fractional_volume", "is no whole number of shares"),
    (17, {"volume": 12_500_000_001, "amount": None}, "warning", "huge_turnover", "volume x close is 1.5e+11 CNY"),
    (18, {"volume": 0, "open": None, "high": 0, "low": 9, "close": -3}, "note", "not_traded", "its prices are ignored"),
    (19, {"volume": None}, "note", "not_traded", "its prices are ignored"),
    (20, {"date": "2024-01-06"}, "severe", "not_a_session", "2024-01-06 is no session"),
    (21, {"date": "2024-01-06", "volume": 0}, "severe", "not_a_session", "2024-01-06 is no session"),
    (22, {"date": "2024-01-09"}, "warning", "after_calendar", "2024-01-09 is after the last known session 2024-01-08"),
    (24, {"date": "1990-12-18"}, "severe", "before_the_exchange", "the first session of the exchange was 1990-12-19"),
    (25, {"date": "1970-01-01"}, "severe", "before_the_exchange", "a bar on 1970-01-01, the first session of the exch"),
    (26, {"date": "1990-12-19"}, "warning", "before_listing", "a bar on 1990-12-19, listed 1999-11-10"),
    (23, {"date": "1999-11-09"}, "warning", "before_listing", "a bar on 1999-11-09, listed 1999-11-10"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes", "severity", "rule", "said"), BAD_BARS)
def test_a_bar_that_breaks_one_rule(number: int, changes: Row, severity: str, rule: str, said: str) -> None:
    findings = [
        finding for finding in found(with_bar(**changes)) if finding.rule != "not_traded" or rule == "not_traded"
    ]
    assert [(finding.severity, finding.rule) for finding in findings] == [(severity, rule)], number
    assert said in findings[0].message
    assert (findings[0].table, findings[0].symbol, findings[0].file) == ("bars", "600000.SH", "bars")
    assert findings[0].line == 3
    assert findings[0].date == date.fromisoformat(str(changes.get("date", "2024-01-04")))


def test_bars_that_are_wrong_one_after_another_seem_to_be_adjusted() -> None:
    # At half the price on every day: 10 a share was paid, and the bar says 4.9 to 5.1.
    half = {"open": 5.0, "high": 5.1, "low": 4.9, "close": 5.0}
    every = found(market(bars=[bar(day) | half for day in DAYS]))
    (finding,) = (finding for finding in every if finding.rule == "unit_proof")
    assert "in 5 of 5 rows; prices are adjusted (复权); download unadjusted prices" in finding.message


@pytest.mark.parametrize("amount", [11.89 * 1_000_000, 12.11 * 1_000_000, None, 0])
def test_a_cent_of_slack_and_an_unknown_amount_prove_nothing_wrong(amount: float | None) -> None:
    assert found(with_bar(amount=amount)) == ()


def test_bars_before_the_calendar_are_history() -> None:
    assert found(market(index=market()["index"][2:])) == ()


def test_a_bar_on_the_delisting_day_is_severe_and_the_day_before_is_fine() -> None:
    listed: Row = {"symbol": "600000.SH", "delist_date": "2024-01-08"}
    finding = the_only(market(instruments=[listed]))
    assert (finding.severity, finding.rule, finding.date) == ("severe", "after_delisting", date(2024, 1, 8))
    assert found(market(instruments=[listed | {"delist_date": "2024-01-09"}])) == ()


def test_a_stale_copy_of_the_day_before_is_suspicious() -> None:
    bars = market()["bars"]
    bars[3] = bars[2] | {"date": "2024-01-05"}
    assert the_only(market(bars=bars)).rule == "stale_copy"


def test_a_thin_bar_at_one_price_was_saved_during_the_session_unless_it_sits_at_a_limit() -> None:
    flat = {"open": 12.2, "high": 12.2, "low": 12.2, "close": 12.2, "volume": 900, "amount": None}
    bars = market()["bars"]
    bars[1] = bar("2024-01-03", 12.0)
    bars[2] = bars[2] | flat
    assert the_only(market(bars=bars)).rule == "thin_flat_bar"
    # 13.2 is 12.0 plus 10%: hardly anybody sells at limit up.
    bars[2] = bars[2] | {"open": 13.2, "high": 13.2, "low": 13.2, "close": 13.2}
    assert found(market(bars=bars)) == ()


# 2. Keys and symbols --------------------------------------------------------------------------------------------------


def test_a_second_bar_of_one_day_names_both_lines() -> None:
    finding = the_only(market(bars=[*market()["bars"], bar("2024-01-04", 12)]))
    assert (finding.severity, finding.rule, finding.line) == ("severe", "duplicate_key", 6)
    assert finding.message == "bars has 600000.SH 2024-01-04 twice, first in bars:3"


def test_one_key_in_two_dialects_is_a_duplicate_too() -> None:
    rows: list[Row] = [{"symbol": "600000.SH"}, {"symbol": "sh600000"}]
    finding = the_only(market(instruments=rows))
    assert (finding.rule, finding.table, finding.symbol) == ("duplicate_key", "instruments", "600000.SH")


@pytest.mark.parametrize("name", ["actions", "status", "renames", "sessions", "index", "signals"])
def test_keys_are_unique_in_every_table(name: str) -> None:
    rows: dict[str, Row] = {
        "actions": {"symbol": "600000.SH", "ex_date": "2024-01-04", "cash_per_share": 0.1},
        "status": {"symbol": "600000.SH", "start": "2024-01-04", "kind": "ST"},
        "renames": {"old_symbol": "600000.SH", "new_symbol": "600001.SH", "date": "2024-01-04"},
        "sessions": {"date": "2024-01-04"},
        "index": {"symbol": "H00300.CSI", "date": "2024-01-04", "close": 1},
        "signals": {
            "series": "x",
            "period": "2023",
            "period_end": "2023-12-31",
            "published_on": "2024-01-04",
            "value": 1,
        },
    }
    others: list[Row] = [{"date": day} for day in DAYS if day != "2024-01-04"] if name == "sessions" else []
    calendar = market()["index"] if name == "index" else []
    finding = the_only(market(**{name: [*calendar, *others, rows[name], rows[name]]}))
    assert (finding.severity, finding.rule, finding.table) == ("severe", "duplicate_key", name)


def test_a_symbol_that_is_no_a_share_is_severe_in_instruments_bars_and_as_a_new_code() -> None:
    fund: list[Row] = [{"symbol": "510300.SH"}, *market()["instruments"]]
    finding = the_only(market(instruments=fund))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "not_an_a_share", "510300.SH")
    bars = [*market()["bars"], bar("2024-01-02", symbol="510300.SH")]
    assert [f.rule for f in found(market(instruments=fund, bars=bars))] == ["not_an_a_share", "not_an_a_share"]
    into_a_fund: Row = {"old_symbol": "600000.SH", "new_symbol": "510300.SH", "date": "2024-01-04"}
    assert the_only(market(renames=[into_a_fund])).rule == "not_an_a_share"


def test_bars_without_an_instrument_are_severe_actions_without_one_are_not() -> None:
    bars = [*market()["bars"], bar("2024-01-02", symbol="600001.SH"), bar("2024-01-03", 11, symbol="600001.SH")]
    finding = the_only(market(bars=bars))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "unknown_symbol", "600001.SH")
    actions: list[Row] = [{"symbol": "600001.SH", "ex_date": "2024-01-04"}]
    finding = the_only(market(actions=actions))
    assert (finding.severity, finding.rule, finding.table) == ("warning", "unknown_symbol", "actions")


# 3. The calendar and indices ------------------------------------------------------------------------------------------


def test_without_sessions_and_csi_300_there_is_no_calendar() -> None:
    other: list[Row] = [{"symbol": "H00300.CSI", "date": "2024-01-02", "close": 1}]
    assert the_only(market(index=other)).rule == "no_calendar"
    assert found(market(index=other, sessions=[{"date": day} for day in DAYS])) == ()


def test_stored_sessions_decide_and_an_index_row_between_them_is_a_warning() -> None:
    sessions: list[Row] = [{"date": day} for day in DAYS if day != "2024-01-04"]
    findings = found(market(sessions=sessions))
    assert [(f.severity, f.rule) for f in findings] == [("severe", "not_a_session"), ("warning", "index_off_session")]


def test_a_session_without_csi_300_is_named() -> None:
    index = [row for row in market()["index"] if row["date"] != "2024-01-04"]
    finding = the_only(market(index=index, sessions=[{"date": day} for day in DAYS]))
    assert (finding.rule, finding.date) == ("index_gap", date(2024, 1, 4))


def test_a_gap_of_any_index_between_its_first_and_last_row_is_named() -> None:
    # The total return begins a session later than the CSI 300, which is no gap, and lacks 2024-01-05.
    days = ("2024-01-03", "2024-01-04", "2024-01-08")
    index: list[Row] = [*market()["index"], *({"symbol": "H00300.CSI", "date": day, "close": 5100} for day in days)]
    finding = the_only(market(index=index))
    assert (finding.severity, finding.rule, finding.symbol) == ("warning", "index_gap", "H00300.CSI")
    assert finding.message == "H00300.CSI has no row on a session, 2024-01-05"


HOLIDAYS = ("2024-01-01", "2024-01-06", "2024-01-07", "2024-05-01", "2024-10-01", "2024-10-02", "2024-10-03")


@pytest.mark.parametrize("day", HOLIDAYS)
def test_a_session_on_a_holiday_is_suspicious_and_more_so_when_no_share_trades_on_it(day: str) -> None:
    index: list[Row] = [*market()["index"], {"symbol": "000300.SH", "date": day, "close": 3310.5}]
    finding = the_only(market(index=index))
    assert (finding.severity, finding.rule, finding.date) == ("warning", "holiday_session", date.fromisoformat(day))
    assert finding.message.endswith("counts as a session; no share trades on it: remove the row")
    # A bar on it: the market may be a made-up one, with sessions of its own.
    found_now = found(market(index=index, bars=[*market()["bars"], bar(day, 10.5)]))
    (told,) = (f for f in found_now if f.rule == "holiday_session")
    assert (told.severity, told.message.endswith("counts as a session")) == ("warning", True)


@pytest.mark.parametrize(
    ("close", "said"), [(0, "close is 0; a level is above 0"), (-1, "close is -1"), (None, "close is empty")]
)
def test_an_index_level_is_above_zero(close: float | None, said: str) -> None:
    index = market()["index"]
    index[1]["close"] = close
    finding = the_only(market(index=index))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "bad_level", "000300.SH")
    assert said in finding.message


def test_an_index_row_that_repeats_the_one_before_is_suspicious() -> None:
    index = [row | {"amount": 5e11} for row in market()["index"]]
    index[3] = index[2] | {"date": "2024-01-05"}
    assert the_only(market(index=index)).rule == "repeated_level"


# 4. Actions, status, renames, signals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cash_per_share", "bonus_per_share", "rights_per_share", "rights_price"])
def test_no_number_of_an_action_is_negative(name: str) -> None:
    finding = the_only(market(actions=[{"symbol": "600000.SH", "ex_date": "2024-01-04", name: -0.1}]))
    assert (finding.severity, finding.rule, finding.message) == ("severe", "negative_action", f"{name} is -0.1")


def test_status_kinds_are_known_and_end_after_they_start() -> None:
    status: Row = {"symbol": "600000.SH", "start": "2024-01-04", "end": "2024-01-04", "kind": "*ST"}
    assert found(market(status=[status])) == ()
    assert found(market(status=[status | {"end": None}])) == ()
    unknown = the_only(market(status=[status | {"kind": "PT"}]))
    assert (unknown.severity, unknown.rule) == ("severe", "unknown_status")
    assert unknown.message == "kind 'PT' is unknown; there are DELISTING, NO_LIMIT, ST"
    early = the_only(market(status=[status | {"end": "2024-01-03"}]))
    assert (early.severity, early.rule) == ("severe", "status_ends_early")


def test_a_rename_goes_to_another_code_at_a_ratio_above_zero() -> None:
    rename: Row = {"old_symbol": "600000.SH", "new_symbol": "600001.SH", "date": "2024-01-04", "ratio": None}
    assert found(market(renames=[rename])) == ()
    assert the_only(market(renames=[rename | {"ratio": 0}])).rule == "rename_ratio"
    assert the_only(market(renames=[rename | {"new_symbol": "sh600000"}])).rule == "rename_to_itself"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("2024-01-03", "but 600001.SH has itself been renamed on 2024-01-03"),
        ("2024-01-04", "but 600001.SH has itself been renamed on 2024-01-04"),
        ("2024-01-05", ""),
    ],
)
def test_a_rename_does_not_go_into_a_code_that_was_renamed_by_then(gone: str, said: str) -> None:
    into: Row = {"old_symbol": "600000.SH", "new_symbol": "600001.SH", "date": "2024-01-04"}
    onwards: Row = {"old_symbol": "600001.SH", "new_symbol": "600002.SH", "date": gone}
    findings = found(market(renames=[into, onwards]))
    assert [(f.severity, f.rule, f.symbol) for f in findings] == (
        [("severe", "rename_into_gone", "600000.SH")] if said else []
    )
    assert all(said in finding.message for finding in findings)


def test_a_rename_does_not_go_into_a_code_that_was_delisted_by_then() -> None:
    into: Row = {"old_symbol": "600000.SH", "new_symbol": "600001.SH", "date": "2024-01-04"}
    for day, rules in (("2024-01-04", ["rename_into_gone"]), ("2024-01-05", [])):
        target: Row = {"symbol": "600001.SH", "delist_date": day}
        findings = found(market(renames=[into], instruments=[*market()["instruments"], target]))
        assert [finding.rule for finding in findings if finding.rule != "no_bar"] == rules


@pytest.mark.parametrize(("value", "rules"), [(None, []), (0, []), (5.2, []), (-0.01, ["bad_delist_value"])])
def test_what_a_delisting_pays_is_zero_or_more(value: float | None, rules: list[str]) -> None:
    listed = market()["instruments"][0] | {"delist_value": value}
    assert [finding.rule for finding in found(market(instruments=[listed]))] == rules


# The close before the ex-date of 2024-01-04 is 11.00; 1 bonus share each makes it 5.50, which bars of about 5.5 meet.
EX_DATES: list[tuple[float | None, list[str]]] = [
    (11.0, ["prev_close_of_ex_date"]),
    (5.53, ["prev_close_of_ex_date"]),
    (5.51, []),
    (5.5, []),
    (None, []),
    (0, []),
]


@pytest.mark.parametrize(("prev_close", "rules"), EX_DATES)
def test_a_prev_close_that_forgets_the_action_of_its_day_is_named(prev_close: float | None, rules: list[str]) -> None:
    bars = market()["bars"]
    bars[2:] = [bar(day, 5.5, prev_close=None) for day in DAYS[2:]]
    bars[2]["prev_close"] = prev_close
    bars[3:] = []
    action: Row = {"symbol": "600000.SH", "ex_date": "2024-01-04", "bonus_per_share": 1}
    findings = found(market(bars=bars, actions=[action]))
    assert [finding.rule for finding in findings] == rules
    for finding in findings:
        assert (finding.severity, finding.date) == ("warning", date(2024, 1, 4))
        assert finding.message == f"prev_close {prev_close:.2f} on an ex-date; the action makes it 5.50"


@pytest.mark.parametrize(
    ("prev_close", "rules"),
    # The close before is 10.00 and the bar lies between 10.0 and 10.2. Around 5.00 at most 5.50 is legal, around 9.80
    # the bar is legal too: an ex-date of which nobody told. A cent or two are the exchange's right.
    [
        (5.0, ["prev_close_differs"]),
        (20.0, ["prev_close_differs"]),
        (9.8, ["prev_close_without_action"]),
        (9.99, []),
        (10.0, []),
    ],
)
def test_a_prev_close_that_no_action_explains_is_named(prev_close: float, rules: list[str]) -> None:
    bars = [bar("2024-01-02", 10.0), bar("2024-01-03", 10.1, prev_close=prev_close)]
    action: Row = {"symbol": "600000.SH", "ex_date": "2024-01-08", "cash_per_share": 0.0}
    findings = found(market(bars=bars, actions=[action]))
    assert [(finding.severity, finding.rule) for finding in findings] == [("warning", rule) for rule in rules]


def test_actions_of_one_day_that_repeat_each_other_name_both_lines() -> None:
    cash: Row = {"symbol": "600000.SH", "ex_date": "2024-01-04", "cash_per_share": 0.1}
    bonus: Row = {"symbol": "600000.SH", "ex_date": "2024-01-04", "bonus_per_share": 0.1}
    finding = the_only(market(actions=[cash, bonus, cash]))
    assert (finding.rule, finding.line) == ("duplicate_key", 3)
    assert finding.message == "actions has 600000.SH 2024-01-04 twice, first in actions:1"


def test_a_signal_is_published_after_its_period_unless_it_is_a_forecast() -> None:
    signal: Row = {
        "series": "capex",
        "period": "2024",
        "period_end": "2024-12-31",
        "published_on": "2024-06-30",
        "value": 1,
    }
    finding = the_only(market(signals=[signal]))
    assert (finding.severity, finding.rule, finding.table) == ("warning", "published_early", "signals")
    assert found(market(signals=[signal | {"series": "capex/forecast"}])) == ()


def test_a_fourth_quarter_above_the_other_three_together_may_be_the_year() -> None:
    def quarters(last: float) -> list[Row]:
        return [
            {
                "series": "s",
                "period": f"2024Q{n}",
                "period_end": "2024-12-31",
                "published_on": "2025-02-04",
                "value": value,
            }
            for n, value in enumerate((10, 11, 12, last), start=1)
        ]

    assert the_only(market(signals=quarters(46))).rule == "year_total_as_quarter"
    assert found(market(signals=quarters(13))) == ()


# 4. Bars beside each other -------------------------------------------------------------------------------------------


def jumps(tables: dict[str, list[Row]]) -> list[tuple[str, str, date | None, str]]:
    frames = {name: typed_frame(raw_table(name, rows), TABLES[name])[0].in_key_order() for name, rows in tables.items()}
    return [
        (finding.severity, finding.rule, finding.date, finding.message)
        for finding in check(reference(frames))
        if finding.rule in (JUMP, NO_JUMP)
    ]


def test_a_close_beyond_the_limit_of_its_board_is_a_warning_unless_an_action_explains_it() -> None:
    # 10.00, then 7.00: 30% down where 10% is legal. With 0.4 new shares for one the reference is 10 / 1.4 = 7.14.
    bars = [bar("2024-01-02", 10.0), bar("2024-01-03", 7.0), bar("2024-01-04", 7.0)]
    said = jumps(market(bars=bars))
    assert [found[:3] for found in said] == [("warning", "price_jump", date(2024, 1, 3))]
    assert said[0][3] == (
        "close 7.00 (-30.0%) after a reference of 10.00; at most 10% is legal; a bonus of 4 shares for 10 does that, "
        "and no action says so"
    )
    action: Row = {"symbol": "600000.SH", "ex_date": "2024-01-03", "bonus_per_share": 0.4}
    assert jumps(market(bars=bars, actions=[action])) == []
    # The first of its kind names the rows that follow.
    again = [*bars, bar("2024-01-05", 10.0)]
    assert jumps(market(bars=again))[0][3].endswith("and 1 more row")


def test_no_limits_on_a_no_limit_day_in_a_suspended_row_or_on_a_new_listing() -> None:
    bars = [bar("2024-01-02", 10.0), bar("2024-01-03", 7.0)]
    status: Row = {"symbol": "600000.SH", "start": "2024-01-03", "end": "2024-01-03", "kind": "NO_LIMIT"}
    assert jumps(market(bars=bars, status=[status])) == []
    assert jumps(market(bars=[bars[0], bars[1] | {"volume": 0}])) == []
    # Listed on 2024-01-02: main board listings since 2023-04-10 have five sessions without limits.
    assert jumps(market(bars=bars, instruments=[{"symbol": "600000.SH", "list_date": "2024-01-02"}])) == []


@pytest.mark.parametrize(("volume", "severe"), [(5.9e-37, True), (0.5, True), (0.9999999, False), (1.0, False)])
def test_a_volume_below_one_share_is_severe(volume: float, severe: bool) -> None:
    rules = {f.rule: f.severity for f in found(with_bar(volume=volume, amount=None))}
    assert rules.get("less_than_a_share") == ("severe" if severe else None)


def test_a_volume_a_thousand_times_the_usual_one_may_be_the_amount() -> None:
    # The middle volume is 1,000,000 shares; without an amount nothing proves the unit.
    assert the_only(with_bar(volume=1_000_000_001, amount=None)).rule == "huge_volume"
    assert found(with_bar(volume=1_000_000_000, amount=None)) == ()


def test_an_instrument_without_any_bar_is_named_and_more_than_five_are_counted() -> None:
    more: list[Row] = [{"symbol": f"60000{number}.SH"} for number in range(1, 7)]
    listed = market()["instruments"]
    finding = the_only(market(instruments=[*listed, more[0]]))
    assert (finding.severity, finding.rule, finding.symbol) == ("note", "no_bar", "600001.SH")
    named = found(market(instruments=[*listed, *more[:5]]))
    assert [finding.symbol for finding in named] == [f"60000{number}.SH" for number in range(1, 6)]
    finding = the_only(market(instruments=[*listed, *more]))
    assert finding.message.startswith("6 instruments have no bar: 600001.SH, ")
    assert finding.message.endswith("600005.SH and 1 more")


# 5. On both sides of each threshold -----------------------------------------------------------------------------------


def test_a_volume_in_lots_leaves_the_average_in_doubt_by_half_a_lot() -> None:
    # 100 shares known to half a lot: the average of 12 is in doubt by 12 x 50 / 100 = 6, so at most 12.1 + 0.01 + A/2
    # for an average A passes: A = 24.22 is the end of it.
    def in_lots(amount: float) -> list[str]:
        tables = with_bar(volume=100, amount=amount)
        frames = {n: typed_frame(raw_table(n, rows), TABLES[n])[0].in_key_order() for n, rows in tables.items()}
        return [f.rule for f in unit_proof(replace(reference(frames), in_lots=True))]

    assert in_lots(2_421.0) == []
    assert in_lots(2_423.0) == ["unit_proof"]


# The day's range is 11.9 to 12.1, its middle 12: a cause is guessed from average / 12.
CAUSES = [
    (12 * 80.1, "lots of 100"),
    (12 * 124.9, "lots of 100"),
    (12 * 79.9, "the amount differs"),
    (12 * 125.1, "the amount differs"),
    (12 * 0.0081, "100 times the shares"),
    (12 * 0.0124, "100 times the shares"),
    (12 * 0.0079, "the amount differs"),
    (12 * 0.0126, "the amount differs"),
    (12 * 0.00081, "thousand CNY"),
    (12 * 0.00124, "thousand CNY"),
    (12 * 0.00079, "the amount differs"),
    (12 * 0.00126, "the amount differs"),
    (12 * 0.000081, "10,000 CNY"),
    (12 * 0.000124, "10,000 CNY"),
    (12 * 0.000079, "the amount differs"),
    (12 * 0.000126, "the amount differs"),
    (0.991, "hold the amount"),
    (1.009, "hold the amount"),
    (0.989, "the amount differs"),
    (1.011, "the amount differs"),
]


@pytest.mark.parametrize(("average", "cause"), CAUSES)
def test_the_likely_cause_of_a_wrong_unit_is_told_within_its_bounds(average: float, cause: str) -> None:
    assert cause in the_only(with_bar(amount=average * 1_000_000)).message


@pytest.mark.parametrize(("close", "rules"), [(12.1000009, []), (12.1000011, ["outside_range", "off_tick"])])
def test_a_price_may_differ_by_rounding_alone(close: float, rules: list[str]) -> None:
    # 1e-6 CNY outside the range, and 1e-4 of a cent off the tick, are the noise of a file's decimals.
    assert [finding.rule for finding in found(with_bar(close=close))] == rules


def test_the_largest_turnover_is_150_billion() -> None:
    # 12,500,000,000 shares at 12 are 150 billion CNY to the yuan; the amount proves the unit.
    assert found(with_bar(volume=12_500_000_000, amount=1.5e11)) == ()
    assert the_only(with_bar(volume=12_500_000_001, amount=1.5e11)).rule == "huge_turnover"


@pytest.mark.parametrize(
    ("price", "volume", "rules"),
    # After a close of 12.00: +4.42% is quiet, +4.58% is not. The middle volume is 1,000,000, so 20,000 is not thin.
    [
        (12.53, 19_999, ["thin_flat_bar"]),
        (12.53, 20_000, []),
        (12.55, 19_999, []),
        (11.47, 19_999, ["thin_flat_bar"]),
        (11.45, 19_999, []),
    ],
)
def test_a_flat_bar_is_thin_below_a_fiftieth_and_quiet_below_four_and_a_half_percent(
    price: float, volume: int, rules: list[str]
) -> None:
    bars = market()["bars"]
    bars[1] = bar("2024-01-03", 12.0)
    flat = {"open": price, "high": price, "low": price, "close": price, "volume": volume, "amount": None}
    bars[2] = bars[2] | flat
    assert [finding.rule for finding in found(market(bars=bars))] == rules


@pytest.mark.parametrize(("high", "jumped"), [(11.02, False), (11.03, True)])
def test_a_move_may_pass_the_limit_by_two_ticks(high: float, jumped: bool) -> None:
    # 10% above 10.00 is 11.00; a tick for the rounding of the limit and one for that of the reference make 11.02.
    bars = [bar("2024-01-02", 10.0), bar("2024-01-03", 10.9, high=high)]
    assert [found[1] for found in jumps(market(bars=bars))] == (["price_jump"] if jumped else [])
    # 10% below is 9.00, so 8.98 passes as well.
    low = round(20.0 - high, 2)
    bars = [bar("2024-01-02", 10.0), bar("2024-01-03", 9.1, low=low)]
    assert [found[1] for found in jumps(market(bars=bars))] == (["price_jump"] if jumped else [])


@pytest.mark.parametrize(("cash", "rule"), [(0.02, "price_jump"), (0.03, "action_without_jump")])
def test_an_action_of_two_ticks_is_too_small_to_show(cash: float, rule: str) -> None:
    # The reference is 10.00 less the dividend. A high of 11.02 is legal after 10.00 but not after 9.98 or 9.97, where
    # 10.978 + 0.02 and 10.967 + 0.02 are the most; a dividend of two ticks explains nothing.
    bars = [bar("2024-01-02", 10.0), bar("2024-01-03", 10.9, high=11.02)]
    action: Row = {"symbol": "600000.SH", "ex_date": "2024-01-03", "cash_per_share": cash}
    assert [found[1] for found in jumps(market(bars=bars, actions=[action]))] == [rule]


def _severe(bars: list[Row]) -> list[Finding]:
    return [finding for finding in found(market(bars=bars)) if finding.severity == "severe"]


def test_five_severe_rows_of_a_symbol_are_shown_and_the_rest_counted() -> None:
    bars = [bar(day, 10 + n, amount=-1.0) for n, day in enumerate(DAYS)]
    assert len(_severe(bars)) == 5
    sixth = [*bars, bar("2023-12-29", 9.0, amount=-1.0)]
    findings = _severe(sixth)
    assert len(findings) == 5
    assert findings[-1].message == "amount is -1, and 1 more row"


@pytest.mark.parametrize(("last", "rules"), [(33, []), (34, ["year_total_as_quarter"])])
def test_a_fourth_quarter_equal_to_the_other_three_is_only_a_good_one(last: int, rules: list[str]) -> None:
    values = (10, 11, 12, last)
    signals: list[Row] = [
        {"series": "s", "period": f"2024Q{n}", "period_end": "2024-12-31", "published_on": "2025-02-04", "value": value}
        for n, value in enumerate(values, start=1)
    ]
    assert [finding.rule for finding in found(market(signals=signals))] == rules


def test_a_finding_is_one_line_whatever_the_cell_holds() -> None:
    finding = Finding("severe", "unknown_status", "kind 'S\nT\x00' is unknown", "status", "600000.SH")
    assert str(finding) == r"600000.SH: kind 'S\nT\x00' is unknown [unknown_status]"
