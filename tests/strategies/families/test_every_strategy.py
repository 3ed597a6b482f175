"""What every registered strategy owes: no look-ahead, a docstring that reads like its thesis, documented parameters.

The market: every name the reports give, in random walks over weekdays from 2024-06-03 to 2026-05-29, a tenth of them
listed late, with suspensions and dividends; imported signals beside the shipped ones.
"""

import re
from datetime import date
from functools import cache
from importlib import import_module

import numpy as np
import pytest

from backtest.market.panel_building import build_panel
from backtest.targets import Targets
from data_sources.sample_market import sample_facts
from data_sources.tables.facts import CorporateAction
from data_sources.tables.signals import SignalValue
from strategies.contract.audit import audit_strategy
from strategies.contract.parameters import check_parameters
from strategies.contract.strategy import History, decide, known_history
from strategies.coverage import HOLDS_ALL
from strategies.documents.library import load_reports, memberships
from strategies.own.find import find_strategy
from strategies.plain_list.version import plain_version
from strategies.registry import NAMES, STRATEGIES
from strategies.rules import basket
from strategies.rules.basket import Basket
from strategies.rules.filters import FILTERS
from strategies.rules.schedule import last_rows
from strategies.signals.quantities import Quantity, Reading
from tests.strategies.rules.market import make_panel, signal, weekdays

SESSIONS = weekdays("2024-06-03", 520)
VARIANTS = [f"{name}/{each.name}" for name, strategy in STRATEGIES.items() for each in strategy.variants]


@cache
def random_market() -> History:
    random = np.random.default_rng(11)
    symbols = sorted({each.symbol for each in memberships()})
    walks = 20 * np.exp(np.cumsum(random.normal(0.0005, 0.03, (len(SESSIONS), len(symbols))), axis=0))
    walks[random.random(walks.shape) < 0.02] = np.nan
    for late in range(0, len(symbols), 10):
        walks[: int(random.integers(500)), late] = np.nan
    paid = [
        CorporateAction(symbol, SESSIONS[int(random.integers(1, 519))], cash_per_share=0.2) for symbol in symbols[::3]
    ]
    index = 4000 * np.exp(np.cumsum(random.normal(0.0005, 0.012, len(SESSIONS))))
    panel = make_panel(
        SESSIONS, dict(zip(symbols, walks.T, strict=True)), index, actions=paid, signals=imported_signals(random)
    )
    return known_history(panel)


@cache
def sample_market() -> History:
    return known_history(build_panel(sample_facts()))


def imported_signals(random: np.random.Generator) -> list[SignalValue]:
    """Monthly contract prices, quarterly capex and utilisation that go up and down, published 35 days later."""
    values = []
    for series, step in (
        ("dram_contract/DDR4", 1),
        ("nand_contract/MLC", 1),
        ("capex/big4_sum", 3),
        ("capex/bat_sum", 3),
    ):
        for months in range(0, 36, step):
            end = np.datetime64("2023-07-01", "D") + np.timedelta64(30 * months, "D")
            level = 100 * float(np.exp(random.normal(0, 0.3)))
            values.append(signal(series, str(end), str(end + np.timedelta64(35, "D")), level))
    for months in range(0, 36, 3):
        end = np.datetime64("2023-07-01", "D") + np.timedelta64(30 * months, "D")
        used = 100 * float(random.uniform(0.6, 1.0))
        values.append(signal("utilisation/SMIC", str(end), str(end + np.timedelta64(35, "D")), used, "percent"))
    return values


@pytest.mark.parametrize("name", NAMES)
def test_no_decision_changes_when_the_future_is_cut_or_scrambled(name: str) -> None:
    report = audit_strategy(STRATEGIES[name], random_market())
    assert report.passed, report.sentence
    # A thesis of 003 alone begins on 2026-01-28.
    assert report.decisions >= 5
    assert report.held >= 5


@pytest.mark.parametrize("name", NAMES)
def test_a_strategy_declares_every_quantity_that_its_rule_reads(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Quantity] = []
    read = Basket.read

    def recorded(self: Basket, quantity: Quantity) -> Reading:
        asked.append(quantity)
        return read(self, quantity)

    monkeypatch.setattr(Basket, "read", recorded)
    decide(STRATEGIES[name], sample_market())
    # Over how many months growth is taken may be a setting of the rule; what it is of may not.
    declared = (*STRATEGIES[name].gates, *STRATEGIES[name].reads)
    assert {(each.name, each.sources) for each in asked} == {(each.name, each.sources) for each in declared}
    plain = plain_version(STRATEGIES[name])
    assert (plain.gates, plain.reads) == ((), ())


@pytest.mark.parametrize("name", NAMES)
def test_no_decision_looks_ahead_on_the_sample_market(name: str) -> None:
    report = audit_strategy(STRATEGIES[name], sample_market(), days=6)
    assert report.passed, report.sentence


@pytest.mark.parametrize("name", ["rate_power/momentum", "domestic_compute"])
def test_the_audit_catches_a_registered_strategy_that_reads_one_row_too_many(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basket, "last_rows", lambda sessions, dates: last_rows(sessions, dates) + 1)
    assert audit_strategy(find_strategy(name), random_market()).leaks


@pytest.mark.parametrize("name", NAMES)
def test_it_decides_first_on_the_day_of_its_first_report_and_is_invested_sometime(name: str) -> None:
    strategy = STRATEGIES[name]
    found = decide(strategy, random_market())
    first = min(report.known_from for report in load_reports() if report.id in strategy.reports)
    assert found.targets.dates[0] >= np.datetime64(first)
    assert len(found.targets.weights) >= 8
    assert set(found.segment_of) == {symbol for _, symbol, _ in found.targets.rows() if symbol}


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_held_before_a_report_gave_it(name: str) -> None:
    known = {
        m.symbol: m.known_from
        for m in sorted(memberships(), key=lambda each: each.known_from, reverse=True)
        if m.tradable and any(segment.holds(m) for segment in STRATEGIES[name].segments)
    }
    held = [(day, symbol) for day, symbol, _ in decide(STRATEGIES[name], random_market()).targets.rows() if symbol]
    assert [(day, symbol) for day, symbol in held if day < known[symbol]] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_of_every_filter_leaves_only_names_that_pass_it(name: str) -> None:
    plain = plain_version(STRATEGIES[name])
    for word in FILTERS:
        for choice in STRATEGIES[name].parameters[word].choices:
            held, passing = (decide(each, random_market(), {word: choice}) for each in (STRATEGIES[name], plain))
            assert set(held.segment_of) <= set(passing.segment_of), (word, choice)


@pytest.mark.parametrize("name", NAMES)
def test_hindsight_begins_with_the_first_session_and_says_so(name: str) -> None:
    found = decide(STRATEGIES[name], random_market(), hindsight=True)
    assert found.targets.dates[0] == np.datetime64(SESSIONS[0])
    assert found.notes[0].startswith("HINDSIGHT: names of the first publication were traded before it;")


@pytest.mark.parametrize("name", [*NAMES, *(f"{name}/plain" for name in NAMES)])
def test_the_test_part_of_a_hindsight_run_holds_the_names_as_they_became_known(name: str) -> None:
    strategy = find_strategy(name)
    found, known = (decide(strategy, random_market(), hindsight=asked).targets for asked in (True, False))
    first = strategy.known_from
    assert first is not None
    assert rows_from(found, first) == rows_from(known, first)
    before = {held for day, held, _ in found.rows() if day < first and held}
    assert before <= {m.symbol for m in memberships(as_of=first)}
    assert before


def rows_from(targets: Targets, day: date) -> list[tuple[date, str, float]]:
    return [row for row in targets.rows() if row[0] >= day]


@pytest.mark.parametrize("name", NAMES)
def test_every_segment_has_names_unless_its_document_names_none_and_every_thesis_exists(name: str) -> None:
    theses = {f"{thesis.report}.{thesis.id}" for report in load_reports() for thesis in report.theses}
    for segment in import_module(f"strategies.families.{name}").SEGMENTS:
        assert set(segment.theses) <= theses, segment.name
        named = {f"{each.report}.{each.thesis}" for each in memberships()} & set(segment.theses)
        assert not named or any(segment.holds(each) and each.tradable for each in memberships()), segment.name


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_those_that_its_own_segments_draw_from(name: str) -> None:
    segments = STRATEGIES[name].own_segments
    assert STRATEGIES[name].reports == tuple(sorted({thesis[:3] for s in segments for thesis in s.theses}))


@pytest.mark.parametrize("name", NAMES)
def test_the_docstring_reads_like_a_thesis(name: str) -> None:
    text = str(import_module(f"strategies.families.{name}").__doc__)
    for heading in ("Reports:", "The claim:", "How each sentence became a rule:", "Refuted if:", "Edits:"):
        assert heading in text
    assert re.search(r"Edits: \d{4}-\d{2}-\d{2} ", text)
    # Whoever follows every report lists none of them.
    for report in () if name == HOLDS_ALL else STRATEGIES[name].reports:
        assert f"{report} " in text


@pytest.mark.parametrize("name", NAMES)
def test_the_reports_that_state_the_thesis_are_argued_with_the_day_of_the_first(name: str) -> None:
    strategy = STRATEGIES[name]
    assert strategy.stated_by
    assert set(strategy.stated_by) <= set(strategy.reports)
    if name == HOLDS_ALL:
        assert strategy.stated_by == strategy.reports == tuple(each.id for each in load_reports())
        return
    argued = strategy.account.partition("\nStated by: ")[2].partition("\n\n")[0]
    named = re.match(r"(\d{3})(?: \(\d{4}-\d{2}-\d{2}\))?(?:(?:, | and )\d{3}(?: \(\d{4}-\d{2}-\d{2}\))?)*", argued)
    assert named is not None
    assert tuple(re.findall(r"\b\d{3}\b", re.sub(r"\(.*?\)", "", named[0]))) == strategy.stated_by
    first = min(report.known_from for report in load_reports() if report.id in strategy.stated_by)
    assert f"({first})" in argued
    for report in strategy.reports:
        assert report in argued


@pytest.mark.parametrize("name", NAMES)
def test_rules_were_written_on_the_day_of_their_last_edit(name: str) -> None:
    edits = STRATEGIES[name].account.partition("\nEdits: ")[2]
    assert STRATEGIES[name].rules_written == date.fromisoformat(max(re.findall(r"\d{4}-\d{2}-\d{2}", edits)))


@pytest.mark.parametrize("name", NAMES)
def test_parameters_have_a_meaning_a_range_and_a_default_inside_it(name: str) -> None:
    for parameter in STRATEGIES[name].parameters.values():
        assert parameter.meaning
        if isinstance(parameter.default, str):
            assert parameter.default in parameter.choices
        else:
            assert parameter.low is not None
            assert parameter.high is not None
            assert parameter.low <= parameter.default <= parameter.high


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_says_which_line_prints_its_default_or_that_it_is_ours(name: str) -> None:
    for word, parameter in STRATEGIES[name].parameters.items():
        assert re.fullmatch(r"ours|\d{3}, line \d+|\d{3}, lines \d+-\d+", parameter.source), word


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_sets_other_values_than_the_defaults_and_says_why(name: str) -> None:
    varied = find_strategy(name)
    assert varied.variant is not None
    assert re.fullmatch(r"[a-z_]+", varied.variant.name)
    assert len(varied.variant.reason) > 20
    assert not varied.variant.reason.endswith(".")
    check_parameters(name, varied.family.parameters, varied.variant.values)
    for word, value in varied.variant.values.items():
        assert value != varied.family.parameters[word].default


@pytest.mark.parametrize("name", VARIANTS)
def test_no_decision_of_a_variant_looks_ahead_or_is_that_of_its_family(name: str) -> None:
    varied = find_strategy(name)
    report = audit_strategy(varied, random_market(), days=6)
    assert report.passed, report.sentence
    assert decide(varied, random_market()).targets.rows() != decide(varied.family, random_market()).targets.rows()


@pytest.mark.parametrize("name", NAMES)
def test_every_gate_that_a_rule_reads_is_declared_and_no_other(name: str) -> None:
    spoken = {note.split()[1] for note in decide(STRATEGIES[name], random_market()).notes if note.startswith("gate ")}
    assert spoken == {gate.name for gate in STRATEGIES[name].gates}


def test_no_source_only_name_is_ever_held() -> None:
    sources = {each.symbol for each in memberships() if not each.tradable}
    named = {each.symbol for each in memberships() if each.tradable}
    assert sources - named, "the case is empty"
    for strategy in STRATEGIES.values():
        found = decide(strategy, random_market(), hindsight=True)
        assert not (sources - named) & set(found.segment_of)
