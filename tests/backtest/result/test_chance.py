"""What an index says of the best of several, and a page of the plain list of its names.

Of n independent runs without merit one at least has its 95% interval above zero with probability 1 - 0.975^n:
for 2 it is 1 - 0.950625 = 4.9%, for 11 it is 1 - 0.7569 = 24.3%.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from backtest.result.plain_list import PlainBeside, plain_sentence
from backtest.result.summary import chance_sentence
from backtest.validity.interval import Interval
from reports.index import IndexRow, write_index
from tests.reports.test_site import run


def rows(count: int) -> list[IndexRow]:
    return [run(f"s{k}", 0.1 if k % 2 else -0.1) for k in range(count)]


def test_eleven_tries_look_good_by_chance_in_a_quarter_of_cases() -> None:
    said = chance_sentence(rows(11))
    assert said.startswith(
        "11 strategies were tried on names that the reports chose, and the best of 11 looks good by "
    )
    assert "95% interval above zero in 24% of cases" in said
    assert said.endswith("5 of 11 are ahead of their index.")
    assert "in 5% of cases" in chance_sentence(rows(2))


def test_one_alone_is_not_the_best_of_several_and_what_is_pending_was_not_judged() -> None:
    assert chance_sentence(rows(1)) == ""
    assert chance_sentence([*rows(1), replace(run("open", 0.3), numbers=None)]) == ""


def test_rules_that_beat_the_plain_list_of_their_names_are_counted() -> None:
    better, worse = PlainBeside(rule=0.3, plain=0.2), PlainBeside(rule=0.1, plain=0.2)
    said = chance_sentence([replace(run("a", 0.1), plain=better), replace(run("b", 0.2), plain=worse), run("c", 0.3)])
    assert said.endswith(
        "3 of 3 are ahead of their index; the rule of 1 of 2 made more than the plain list of its names."
    )


def test_a_rule_that_takes_away_says_so_in_points() -> None:
    assert plain_sentence(PlainBeside(rule=0.1, plain=0.25)) == (
        "The plain list of the same names, equal, bought at publication and held, made +25.0%; the rule adds "
        "\N{MINUS SIGN}15.0 points, too short a record to tell it from its list."
    )


def test_a_rule_whose_interval_includes_zero_cannot_be_told_from_its_list() -> None:
    beside = PlainBeside(rule=0.8, plain=0.25, interval=Interval(-0.1, 1.3, 0.95, 250, 16))
    assert plain_sentence(beside).endswith(
        "the rule adds +55.0 points, but the 95% interval of what it adds includes zero: the rule cannot be told from "
        "its list."
    )


def test_a_rule_whose_interval_leaves_zero_out_is_told_from_its_list() -> None:
    beside = PlainBeside(rule=0.8, plain=0.25, interval=Interval(0.1, 1.3, 0.95, 250, 16))
    assert plain_sentence(beside).endswith(
        "the rule adds +55.0 points, and the 95% interval of what it adds leaves zero out."
    )


def test_the_index_shows_both(tmp_path: Path) -> None:
    beside = replace(run("a", 0.1), plain=PlainBeside(rule=0.3, plain=0.25))
    write_index([beside, run("b", 0.2)], tmp_path / "index.html")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "2 strategies were tried on names that the reports chose" in page
    assert '+25.0%<br><span class="code">rule adds +5.0</span>' in page
