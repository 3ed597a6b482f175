"""Falsifiers and confirming signs of a document's file.

- A sign is a text, or a table with the condition that says it and where its threshold is from.
- A fault names the row, the key and, of a condition, the column.
- What ships reads only series that ship, that are awaited because their forecast ships, or that a store brings.
"""

from __future__ import annotations

import pytest

from data_sources.language.text import same
from data_sources.tables.schema import FORECAST
from strategies.conditions.condition import series_quantities
from strategies.conditions.parsing import read_condition
from strategies.documents.citation import OURS
from strategies.documents.library import load_reports
from strategies.documents.reading.row import ReportRow, Sheet
from strategies.documents.reading.signs import read_signs
from strategies.documents.sign import Sign
from strategies.signals.values import load_signal_values

# What no document prints and an import brings.
STORED = ("wsts_billings/worldwide", "dram_contract/", "nand_contract/")


def signs(*values: object) -> tuple[tuple[Sign, ...], list[str]]:
    """The signs of a thesis with these falsifiers, and what is wrong with them."""
    sheet = Sheet("x.toml", "", [])
    found = read_signs(ReportRow("thesis 1", {"falsifiers": list(values)}, sheet), "falsifiers")
    return found, [each.sentence for each in sheet.faults]


def test_a_sign_is_a_text_or_a_table_with_its_condition() -> None:
    assert signs(
        "Customers  go back",
        {"text": "Orders fall", "when": "yoy(orders) < 0"},
        {"text": "Prices fall", "when": "price < 8", "from": "906, lines 12-14"},
    ) == (
        (
            Sign(same("Customers go back")),
            Sign(same("Orders fall"), "yoy(orders) < 0", "ours"),
            Sign(same("Prices fall"), "price < 8", "906, lines 12-14"),
        ),
        [],
    )
    assert signs() == ((), [])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (3, "falsifiers: text 1 3 is neither a text nor a table; there are text, when, from"),
        (" ", "falsifiers: text 1 is empty"),
        ({"text": "Orders fall"}, "falsifiers 1: when: is missing"),
        ({"when": "orders < 0"}, "falsifiers 1: text: is missing"),
        ({"text": "Orders fall", "when": "orders"}, "falsifiers 1: when: column 7: nothing stands where"),
        ({"text": "Orders fall", "when": "orders < 0", "from": "page 3"}, "falsifiers 1: from: 'page 3' is neither"),
        ({"text": "Orders fall", "if": "orders < 0"}, "falsifiers 1: if: unknown key; there are from, text, when"),
    ],
)
def test_a_fault_names_the_row_and_the_key(value: object, said: str) -> None:
    assert signs(value)[1][0].startswith(f"x.toml line 1: thesis 1: {said}")


def test_what_ships_reads_series_that_there_are() -> None:
    values = load_signal_values()
    # For domestic_share/ai_compute/forecast, or cowos_capacity/TSMC/low/forecast, the fact is awaited.
    awaited = {name.removesuffix(FORECAST).removesuffix(end) for name in values.by_series for end in ("", "/low")}
    known = {*values.by_series, *awaited, *STORED}
    for document in load_reports():
        for thesis in document.theses:
            for sign in (*thesis.falsifiers, *thesis.confirms):
                if sign.when:
                    read_condition(sign.when, known, excess=bool(thesis.segments) or thesis.kind == "umbrella")


def test_a_printed_threshold_is_of_the_documents_own_lines() -> None:
    for document in load_reports():
        for thesis in document.theses:
            for sign in (*thesis.falsifiers, *thesis.confirms):
                assert sign.source in ("", OURS) or sign.source.startswith(f"{document.id}, line"), sign


def test_conditions_that_ship_are_many() -> None:
    conditions = [
        read_condition(sign.when, excess=True)
        for document in load_reports()
        for thesis in document.theses
        for sign in (*thesis.falsifiers, *thesis.confirms)
        if sign.when
    ]
    assert {"capex/big4_sum", "utilisation/SMIC"} <= {
        read.series for each in conditions for read in series_quantities(each)
    }
