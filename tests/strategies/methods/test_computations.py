"""A document's file says what is wrong in it in one line: file, method and key, and the column of a formula."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_sources.errors import InputError, UserError
from strategies.methods.check_results import check_method
from strategies.methods.computations import read_computations
from strategies.methods.method import run_method
from tests.strategies.methods.systems import systems_of

TEXT = '''
systems = ["card", "words"]

[not_computed]
words = "a description without a number"

[methods.margin]
title = "Margin of a card"
formula = "1 - cost / price"
source = "line 3"
systems = ["card"]
series = { margin = "margin/card" }
inputs.price = { value = 10, unit = "CNY", meaning = "price", source = "line 3", low = 1, high = 100 }
inputs.cost = { value = 4, unit = "CNY", meaning = "cost" }
steps.kept = "price - cost"
requires = [{ condition = "kept > 0", otherwise = "the card earns nothing" }]
outputs.profit = { compute = "kept", unit = "CNY" }
outputs.margin = { compute = "100 * profit / price", unit = "percent" }
checks = [
  { name = "margin", expected = 60, tolerance = 1e-9 },
  { name = "dear", output = "profit", expected = 16, tolerance = 0, kind = "derived", with = { price = 20 }, note = """
    20 - 4""" },
  { name = "{card} {output}", expected = "{output}", tolerance = "expected / 100 + price / 1000", rows = [
    ["small", 5, 1, 20.0],
    ["large", 50, 46, 92.0],
    ["unprinted", 50, "", ""],
  ], columns = ["card", "price", "profit", "margin"], each = [
    { output = "profit" },
    { output = "margin", needs = ["profit"] },
  ], but = { "large margin" = { kind = "derived", note = "46 / 50" } }, note = "the {card} card" },
]
'''


def _write(folder: Path, text: str) -> Path:
    file = folder / "900.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_becomes_methods_that_compute_and_are_checked(tmp_path: Path) -> None:
    document = read_computations(_write(tmp_path, TEXT))
    assert (document.id, document.systems) == ("900", ("card", "words"))
    assert document.not_computed == {"words": "a description without a number"}
    margin = document.methods["margin"]
    assert (margin.key, systems_of(margin), margin.series) == ("900/margin", ("card",), {"margin": "margin/card"})
    # 10 - 4 = 6, 60% of 10; at a price of 8 and a cost of 2: 6, 75%
    assert run_method(margin) == {"profit": 6, "margin": 60}
    assert run_method(margin, {"price": 8, "cost": 2}) == {"profit": 6, "margin": 75}
    assert [each.holds for each in check_method(margin)] == [True] * 6
    with pytest.raises(UserError, match="900/margin has no result: the card earns nothing"):
        run_method(margin, {"cost": 10})


def test_rows_become_checks_in_their_order(tmp_path: Path) -> None:
    checks = read_computations(_write(tmp_path, TEXT)).methods["margin"].checks
    # the row without numbers gives no check
    assert [(each.name, each.expected, each.kind, each.note, each.output, each.inputs) for each in checks[2:]] == [
        ("small profit", 1, "reproduced", "the small card", "profit", {"price": 5}),
        ("small margin", 20, "reproduced", "the small card", "margin", {"price": 5}),
        ("large profit", 46, "reproduced", "the large card", "profit", {"price": 50}),
        ("large margin", 92, "derived", "46 / 50", "margin", {"price": 50}),
    ]
    # a hundredth of the number and a thousandth of the price: 0.01 + 0.005, 0.2 + 0.005, 0.46 + 0.05, 0.92 + 0.05
    assert [each.tolerance for each in checks[2:]] == pytest.approx([0.015, 0.205, 0.51, 0.97])
    assert checks[1].note == "20 - 4"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('systems = ["card"', "systems = [card", "is no TOML in UTF-8: "),
        ('["card", "words"]', '["card", "words"]\nauthor = "?"', "author: unknown key; there are "),
        ('words = "a', 'sentences = "a', "not_computed.sentences: nothing is called so; there are card, words"),
        ('systems = ["card"]', 'systems = ["cards"]', "margin: systems: cards is not among the document's"),
        ('title = "Margin of a card"', "", "margin: title: is missing"),
        ('title = "Margin', 'heading = "Margin', "margin: heading: unknown key; there are "),
        ("[methods.margin]", "[methods.Margin]", "methods.Margin: is no name; write small letters, digits and _"),
        ("{ margin =", "{ margins =", "margin: series.margins: nothing is called so; there are price, cost, "),
        ("value = 10,", "", "margin: inputs: price: value: is missing"),
        ("value = 10,", 'value = "ten",', "margin: inputs: price: value: 'ten' is not a number"),
        ("value = 10,", "value = true,", "margin: inputs: price: value: True is not a number"),
        ("value = 10,", "value = nan,", "margin: inputs: price: value: nan is not a number"),
        (
            "value = 10,",
            f"value = 1{'0' * 400},",
            "margin: inputs: price: value: a whole number of 401 digits is beyond what can be computed with",
        ),
        ("value = 10,", f"value = 1{'0' * 5000},", "is no TOML in UTF-8: Exceeds the limit"),
        ("value = 10,", "value = 0,", "margin: inputs: price: value: 0 does not lie between 1 and 100"),
        ('unit = "CNY", meaning = "cost"', 'unit = "CNY"', "margin: inputs: cost: meaning: is missing"),
        ("inputs.cost", "inputs.for", "margin: inputs.for: is a keyword of formulas; choose another name"),
        ("inputs.cost", "inputs.pi", "margin: inputs.pi: is a constant of formulas; choose another name"),
        ("steps.kept", "steps.not", "margin: steps.not: is a keyword of formulas; choose another name"),
        ("outputs.profit", "outputs.pi", "margin: outputs.pi: is a constant of formulas; choose another name"),
        ("low = 1,", "least = 1,", "margin: inputs: price: least: unknown key; there are "),
        ("steps.kept", "steps.cost", "margin: steps: cost: is an input already"),
        ('"price - cost"', '"price - costs"', "margin: steps: kept: column 9: nothing is called costs; did you "),
        ('"price - cost"', '"price - profit"', "margin: steps: kept: column 9: nothing is called profit"),
        ('"kept > 0"', '"kept > "', "margin: requirement 1: condition: column 7: is no formula: "),
        ('"kept > 0"', '"profit > 0"', "margin: requirement 1: condition: column 1: nothing is called profit"),
        ("outputs.profit", "outputs.kept", "margin: outputs: kept: compute: is a step already"),
        ('"100 * profit', '"100 * round(profit)', "margin: outputs: margin: compute: column 7: there is no func"),
        ('"100 * profit / price"', "100", "margin: outputs: margin: compute: 100 is no text"),
        ("expected = 60, ", "", "margin: check 1: expected: is missing"),
        ("tolerance = 1e-9 }", "tolerence = 1e-9 }", "margin: check 1: tolerence: unknown key; there are "),
        ("tolerance = 1e-9 }", 'tolerance = "a" }', "margin: check 1: tolerance: column 1: nothing is called a"),
        ("tolerance = 1e-9 }", "tolerance = inf }", "margin: check 1: tolerance: inf is not a finite number of 0"),
        ("tolerance = 1e-9 }", "tolerance = nan }", "margin: check 1: tolerance: nan is not a number"),
        ("tolerance = 1e-9 }", "tolerance = -1e-9 }", "margin: check 1: tolerance: -1e-09 is not a finite number"),
        ("tolerance = 1e-9 }", 'tolerance = "1e308 * 10" }', "margin: check 1: tolerance: inf is not a finite"),
        ("tolerance = 1e-9 }", 'tolerance = "1e308*10 - 1e308*10" }', "margin: check 1: tolerance: nan is not a f"),
        ("tolerance = 1e-9 }", 'tolerance = "-expected" }', "margin: check 1: tolerance: -60 is not a finite num"),
        ('"expected / 100 + price', '"0 - price', "margin: check 3: small profit: tolerance: -0.005 is not a finite"),
        ("but = { ", 'but = { "small margin" = { tolerance = inf }, ', "margin: check 3: small margin: tolerance: inf"),
        ("expected = 60,", "expected = inf,", "margin: check 1: expected: inf is not a finite number"),
        ('output = "profit", exp', 'output = "loss", exp', "margin: check 2: output: 'loss' is unknown; there"),
        ('name = "dear", output = "profit"', 'name = "dear"', "margin: check 2: output: is missing"),
        ('kind = "derived", with', 'kind = "right", with', "margin: check 2: kind: 'right' is unknown; there "),
        ("with = { price = 20 }", "with = { prise = 20 }", "margin: check 2: with.prise: nothing is called so"),
        ("with = { price = 20 }", "with = { price = 200 }", "margin: check 2: with.price: 200 lies outside "),
        ('expected = "{output}"', 'expected = "printed"', "margin: check 3: expected: there is no column 'pri"),
        ('"{card} {output}"', '"{cards} {output}"', "margin: check 3: name: '{cards} {output}' asks for what "),
        ('"{card} {output}"', '"{card.__class__.__mro__}"', "margin: check 3: name: '{card.__class__.__mro__}' may "),
        ('"{card} {output}"', '"{card[0]}"', "margin: check 3: name: '{card[0]}' may hold braces only as {column}"),
        ('"{card} {output}"', '"{card!r}"', "margin: check 3: name: '{card!r}' may hold braces only as {column}"),
        ('"{card} {output}"', '"{card:>9}"', "margin: check 3: name: '{card:>9}' may hold braces only as {column}"),
        ('"{card} {output}"', '"{}"', "margin: check 3: name: '{}' may hold braces only as {column} around the plain"),
        ('"{card} {output}"', '"{card"', "margin: check 3: name: '{card' may hold braces only as {column} around"),
        ('"the {card} card"', '"{card.real}"', "margin: check 3: note: '{card.real}' may hold braces only as {column}"),
        ('expected = "{output}"', 'expected = "{output!s}"', "margin: check 3: expected: '{output!s}' may hold b"),
        ('["small", 5, 1, 20.0]', '["small", 5, 1]', "margin: check 3: rows: row 1 is no list of 4 cells, one a"),
        ('["small", 5, 1, 20.0]', '["small", 5, "one", 20.0]', "margin: check 3: expected: 'one' is neither a n"),
        ('"expected / 100 + price', '"expected / 0 + price', "margin: check 3: small profit: tolerance: "),
        ('needs = ["profit"]', 'needs = ["loss"]', "margin: check 3: needs: there is no column 'loss'; there are"),
        ('"large margin" =', '"huge margin" =', "margin: check 3: but.huge margin: no row gives a check of this"),
        ('kind = "derived", note = "46', 'name = "x", note = "46', "margin: check 3: but.large margin: name: unk"),
        ("but = {", "but = 1, with = {", "margin: check 3: but: is no table"),
        ("rows = [", 'table = "cards", rows = [', "margin: check 3: table: there is no tables/900/cards.csv"),
        ('steps.kept = "price - cost"', 'code = "no_such"', "margin: requires: has no place beside code"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_with_file_method_and_key(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError) as fault:
        read_computations(_write(tmp_path, TEXT.replace(old, new, 1)))
    assert str(fault.value).startswith(f"900.toml: {line}")
    assert "\n" not in str(fault.value)


CODE = """
systems = ["lag"]

[methods.lag]
title = "Lag"
formula = "days"
source = "line 1"
code = "CODE"
outputs.vendors = { unit = "vendors" }
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "CODE",
            "no_such",
            "lag: code: there is no strategies.methods.special.no_such with a function compute",
        ),
        (
            'unit = "v',
            'compute = "1", unit = "v',
            "lag: outputs: vendors: compute: unknown key; there are unit",
        ),
        ("code =", 'steps.a = "1"\ncode =', "lag: steps: has no place beside code"),
    ],
)
def test_code_has_a_module_and_no_formulas(tmp_path: Path, old: str, new: str, line: str) -> None:
    with pytest.raises(InputError) as fault:
        read_computations(_write(tmp_path, CODE.replace(old, new, 1)))
    assert str(fault.value).startswith(f"900.toml: {line}")


def test_an_output_called_like_an_input_leaves_the_input_its_name(tmp_path: Path) -> None:
    text = TEXT.replace("outputs.profit", "outputs.price").replace("* profit", "* kept").replace('"profit"', '"price"')
    margin = read_computations(_write(tmp_path, text.partition("checks = [")[0])).methods["margin"]
    # 100 x 6 / 10: the price of 10, not the output of the same name
    assert run_method(margin) == {"price": 6, "margin": 60}
