"""The rules that a document declares, as they are read, and what a wrong basket says of itself."""

from datetime import date
from pathlib import Path

import pytest

from data_sources.language.text import same
from strategies.documents.basket import BasketRules, Gate, Sleeve
from strategies.documents.reading import check_report, read_report

DOCUMENT = """\
id = "906"
broker = "Example Securities"
title = "Warm houses"
sector = "heating"
published = 2026-01-28

[[thesis]]
id = "heating"
name = "Old boilers are replaced"
[thesis.members]
"600000.SH" = { name = "示例股份", segment = "boilers", line = 12 }
"600001.SH" = { name = "例子科技", segment = "pumps", line = 13 }

[basket]
edited = 2026-01-29
"""


def read(tmp_path: Path, more: str) -> BasketRules:
    file = tmp_path / "906.toml"
    file.write_text(DOCUMENT + more, encoding="utf-8")
    basket = read_report(file).basket
    assert basket is not None
    return basket


def faults(tmp_path: Path, more: str) -> list[str]:
    file = tmp_path / "906.toml"
    file.write_text(DOCUMENT + more, encoding="utf-8")
    report, found = check_report(file)
    assert report is None
    return [each.sentence for each in found]


SLEEVES = """
[[basket.sleeve]]
name = "{}"
share = 1
segments = ["boilers"]
[[basket.sleeve]]
name = "{}"
share = 3
segments = ["pumps"]
"""


def test_a_basket_of_nothing_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "906.toml"
    head, rules = DOCUMENT.split("[[thesis]]", maxsplit=1)[0], "[basket]" + DOCUMENT.split("[basket]")[1]
    file.write_text(head + rules, encoding="utf-8")
    _, found = check_report(file)
    assert [each.sentence for each in found] == [
        "906.toml line 7: basket: no thesis of the document names a company, so there is nothing to hold"
    ]


def test_two_sleeves_have_two_names(tmp_path: Path) -> None:
    """Their shares stand under their names: of two under one the first would be lost."""
    assert [each.share for each in read(tmp_path, SLEEVES.format("heat", "flow")).sleeves] == [1.0, 3.0]
    assert faults(tmp_path, SLEEVES.format("heat", "heat")) == [
        "906.toml line 22: basket: sleeve 2: name: there is a sleeve 'heat' already"
    ]


def test_a_basket_of_one_line_holds_every_segment_equally(tmp_path: Path) -> None:
    assert read(tmp_path, "") == BasketRules(
        title=same("Warm houses"),
        horizon_months=None,
        rebalance="month",
        max_weight=1.0,
        weighting="equal",
        listing="all",
        edited=date(2026, 1, 29),
        sleeves=(Sleeve("all", 1.0, ("boilers", "pumps")),),
    )


def test_every_key_of_a_basket_is_read(tmp_path: Path) -> None:
    rules = read(
        tmp_path,
        """\
title = "Boilers first"
horizon_months = 9
rebalance = "quarter"
max_weight = 0.1
weighting = "inverse_volatility"
listing = "recommended"
refuted = ["orders fall for a year"]
[[basket.sleeve]]
name = "heat"
share = 3
segments = ["boilers"]
because = "line 7"
[[basket.sleeve]]
name = "flow"
share = 1
segments = ["pumps"]
[[basket.gate]]
when = "orders_yoy/boilers < 0"
exposure = 0.5
because = "line 12"
""",
    )
    assert (rules.title, rules.horizon_months, rules.rebalance, rules.max_weight) == (
        "Boilers first",
        9,
        "quarter",
        0.1,
    )
    assert (rules.weighting, rules.listing) == ("inverse_volatility", "recommended")
    assert rules.refuted == ("orders fall for a year",)
    assert rules.sleeves == (Sleeve("heat", 3.0, ("boilers",), same("line 7")), Sleeve("flow", 1.0, ("pumps",)))
    assert rules.gates == (Gate("orders_yoy/boilers < 0", 0.5, same("line 12")),)


def test_a_document_without_a_basket_has_none(tmp_path: Path) -> None:
    file = tmp_path / "906.toml"
    file.write_text(DOCUMENT.partition("[basket]")[0], encoding="utf-8")
    assert read_report(file).basket is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("max_weight = 0", "line 16: basket: max_weight: 0 is no fraction from 0.01 up to 1"),
        ('weighting = "size"', "line 16: basket: weighting: 'size' is unknown; there are equal, inverse_volatility"),
        ('rebalance = "daily"', "line 16: basket: rebalance: 'daily' is unknown; there are week, month, quarter"),
        ("slices = 3", "line 16: basket: slices: unknown key"),
        ('sleeve = [{ name = "heat", share = 0, segments = ["boilers"] }]', "share: is missing or not above 0"),
        ('sleeve = [{ name = "heat", share = 1 }]', "segments: is missing"),
        (
            'sleeve = [{ name = "heat", share = 1, segments = ["boiler"] }]',
            "segments: 'boiler' is no segment of a thesis; there are boilers, pumps",
        ),
        (
            'sleeve = [{name = "a", share = 1, segments = ["pumps"]}, {name = "b", share = 1, segments = ["pumps"]}]',
            "segments: 'pumps' stands in the sleeve a already",
        ),
        ('gate = [{ when = "orders < ", exposure = 0.5 }]', "when: column 9: nothing stands where a number is wanted"),
        ('gate = [{ when = "orders < 0" }]', "exposure: is missing"),
        ('gate = [{ when = "orders < 0", exposure = 2 }]', "exposure: 2 is no fraction from 0 up to 1"),
    ],
)
def test_a_wrong_basket_names_its_line_and_what_is_allowed(tmp_path: Path, more: str, said: str) -> None:
    assert any(said in each for each in faults(tmp_path, more)), faults(tmp_path, more)


def test_all_faults_of_a_basket_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, 'max_weight = 2\nlisting = "most"\nrebalance = "day"\n')
    assert len(found) == 3


def test_rules_without_the_day_on_which_they_were_written_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "906.toml"
    file.write_text(DOCUMENT.replace("edited = 2026-01-29", ""), encoding="utf-8")
    assert "edited: is missing" in check_report(file)[1][0].sentence
