"""Every thesis has its place: traded, a premise without names, without an A share.

- Every shipped thesis has one row, in the order of the reports; each says where it went.
- Every name that may be traded is in a segment of a family, but 003's summary list, which repeats names of its
  chapters, and two names that 002 mentions without a claim that a family trades.
- Which series its signs read, and which gates read those, is found and not stated.
- A thesis without a row, with two, or with a row that names what does not exist, stops it.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from data_sources.errors import InputError
from data_sources.language.text import same
from strategies.coverage import FILE, HOLDS_ALL, CoverageRow, Statement, cover, coverage, read_statements
from strategies.documents.library import load_reports, memberships_of
from strategies.documents.sign import Sign
from strategies.registry import STRATEGIES
from strategies.signals.quantities import Quantity, SeriesSource
from tests.language import is_chinese

STATEMENTS = read_statements(Path(__file__).parents[2] / "strategies" / FILE)


# A new report without a place fails the first test alone, which names what is missing; the others are about the rules.
PLACED = {each.thesis.partition(".")[0] for each in STATEMENTS} | {
    report for name, strategy in STRATEGIES.items() if name != HOLDS_ALL for report in strategy.reports
}
REPORTS = tuple(each for each in load_reports() if each.id in PLACED)


def covered(*statements: Statement) -> tuple[CoverageRow, ...]:
    return cover(REPORTS, STRATEGIES, statements)


def test_every_thesis_has_one_row() -> None:
    rows = coverage()
    assert [(row.report, row.thesis) for row in rows] == [
        (report.id, thesis.id) for report in load_reports() for thesis in report.theses
    ]
    assert all(row.where for row in rows)


@pytest.mark.parametrize(
    ("thesis", "where"),
    [
        ("storage_super_cycle", "storage_cycle/storage_makers"),
        ("domestic_csp_capex", "premise, no names: a stored series tests it"),
        ("llm_vendor_dual_loop", "premise, no names: no stored series tests it"),
        ("sovereign_ai", "premise, no names: tested by rate_power, power_cooling"),
        ("ssd_replaces_hdd", "names no A-share to trade"),
        ("rate_plus_power_umbrella", "all_reports/003"),
    ],
)
def test_a_row_says_where_the_thesis_went(thesis: str, where: str) -> None:
    assert [row.where for row in covered(*STATEMENTS) if row.thesis == thesis] == [where]


def test_every_tradable_name_of_every_thesis_is_in_a_family() -> None:
    families = [strategy for name, strategy in STRATEGIES.items() if name != HOLDS_ALL]
    named = memberships_of(REPORTS)
    held = [m for m in named if any(s.holds(m) for family in families for s in family.segments)]
    left = [m for m in named if m.tradable and m not in held]
    chapters = {(m.report, m.symbol) for m in held}
    mentioned = {(m.report, m.symbol) for m in left} - chapters
    assert mentioned == {("000", "688981.SH"), ("002", "001309.SZ"), ("002", "688048.SH")}
    repeated = {m.thesis for m in left if (m.report, m.symbol) in chapters}
    # Section 2.5 of 002 gives a maker of processors and a cloud again, which chapter 3 has among its parts.
    assert repeated == {"rate_plus_power_umbrella", "chip_model_ecosystem"}


def test_what_tests_a_thesis_is_found_from_its_signs_and_the_gates() -> None:
    signs = (
        Sign(same("Orders fall"), "yoy(orders/north) < 0"),
        Sign(same("Customers leave")),
        Sign(same("Prices fall"), "price/ < 1"),
    )
    thesis = replace(load_reports()[0].theses[0], falsifiers=signs, confirms=())
    quantity = Quantity("orders", (SeriesSource("orders/", "level"),))
    strategy = replace(STRATEGIES["rate_power"], name="made_up", gates=(quantity,), segments=())
    (row,) = cover(
        [replace(load_reports()[0], theses=(thesis,), memberships=())],
        {"made_up": strategy},
        [replace(STATEMENTS[0], thesis=f"000.{thesis.id}", tested_by=())],
    )
    assert row.reads == ("orders/north", "price/")
    assert row.gates == ("made_up/orders",)


def test_a_thesis_without_a_row_is_named() -> None:
    with pytest.raises(InputError, match=r"000.inference_shift_premise: no strategy trades it and no row says why"):
        covered(*STATEMENTS[1:])


def test_a_row_for_a_thesis_that_is_traded_is_one_too_many() -> None:
    extra = replace(STATEMENTS[0], thesis="003.rate_ocs")
    with pytest.raises(InputError, match=r"003.rate_ocs: rate_power/ocs trades it"):
        covered(*STATEMENTS, extra)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"thesis": "000.nothing"}, "no strategy trades it"),
        ({"tested_by": ("rate_pwer",)}, "there is no strategy or segment rate_pwer"),
        ({"tested_by": ("rate_power/oc",)}, "there is no strategy or segment rate_power/oc"),
    ],
)
def test_a_row_that_names_what_does_not_exist_stops_it(changed: dict[str, object], sentence: str) -> None:
    wrong = replace(STATEMENTS[0], **changed)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=sentence):
        covered(wrong, *STATEMENTS[1:])


def test_a_row_for_no_thesis_at_all_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere.nothing: no report has such a thesis"):
        covered(*STATEMENTS, replace(STATEMENTS[0], thesis="nowhere.nothing"))


def test_a_thesis_with_names_is_no_premise() -> None:
    umbrella = next(each for each in STATEMENTS if each.status == "list")
    others = [each for each in STATEMENTS if each is not umbrella]
    with pytest.raises(InputError, match="is said to have no names, but gives"):
        covered(*others, replace(umbrella, status="premise"))


def test_every_row_says_its_place_in_both_languages() -> None:
    rows = coverage()
    assert [row.thesis for row in rows if not is_chinese(row.where)] == []
    assert [row.thesis for row in rows if row.note and not is_chinese(row.note)] == []
    by_name = {f"{row.report}.{row.thesis}": row.where for row in rows}
    assert by_name["003.rate_ocs"] == "rate_power/ocs"
    assert by_name["003.rate_ocs"].zh == "速率与功率/光交换（OCS）"
    assert by_name["001.edge_ai_overall"].zh == "前提，没有个股：由端侧 AI 与终端检验"
