"""The committed reference is what the code says, and has everything that there is by name."""

from __future__ import annotations

import inspect
import re

import pytest
import typer

import backtest
from backtest.cli.app import COMMANDS
from backtest.engine.ledger import EVENT_KINDS, REASONS
from backtest.metrics.definitions import DEFINITIONS
from backtest.options import Options
from data_sources.quality.causes import all_causes
from tests.cli.command import ROOT, understood
from tests.cli.markdown import blocks, commands, headings, links
from tests.reference_pages.commands import command_of
from tests.reference_pages.environment import VARIABLES
from tests.reference_pages.markdown import anchor
from tests.reference_pages.pages import BY_HAND, COMMITTED, pages
from tests.reference_pages.python import functions

BAR = "\\|"
"""An upright line as a cell has it."""
MADE = pages()
THERE = {each.name: each.read_text(encoding="utf-8") for each in sorted(COMMITTED.glob("*.md"))}


def first_cells(page: str) -> set[str]:
    """What stands as code at the beginning of the rows of a page's tables."""
    return set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))


def section(page: str, heading: str) -> str:
    """What stands below a heading of the second degree."""
    return re.split(r"^## ", page.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", MADE)
def test_the_committed_page_is_what_the_code_says(name: str) -> None:
    assert THERE.get(name) == MADE[name], "run: make reference"


def test_there_is_no_other_page_and_the_first_one_leads_to_each() -> None:
    assert set(THERE) == {*MADE, *BY_HAND}
    assert {each for each in links(THERE["README.md"]) if "/" not in each} == {*MADE, *BY_HAND} - {"README.md"}


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_option_of_a_command_has_a_row_in_its_section_or_in_the_one_of_all(name: str) -> None:
    page = THERE["commands.md"]
    own, shared = section(page, name), section(page, "Of every command")
    context = typer.Context(command_of(name))
    for option in command_of(name).params:
        typed = option.opts[0] if option.param_type_name == "option" else option.get_help_record(context)[0]
        rows = re.findall(
            rf"^\\| `{re.escape(typed.split(' <')[0].replace('|', BAR))}[`, ].*$", own + shared, re.MULTILINE
        )
        assert [row for row in rows if option.help.replace("|", BAR) in row], typed


def test_every_example_of_a_command_is_in_its_section_and_is_understood() -> None:
    page = THERE["commands.md"]
    for name, _, examples in COMMANDS:
        assert commands(section(page, name)) == list(examples)
    assert [understood(line) for line in commands(THERE["findings.md"])] == ["findings", "findings", "import"]


def test_every_variable_of_the_environment_that_the_code_names_has_a_row() -> None:
    named = {
        word
        for package in ("backtest", "data_sources", "strategies", "reports")
        for path in (ROOT / package).rglob("*.py")
        for word in re.findall(r"(?<!_)BACKTEST_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    assert named == set(VARIABLES)
    assert first_cells(section(THERE["commands.md"], "Environment")) == set(VARIABLES)


def test_every_public_function_has_a_section_with_its_call_and_every_parameter() -> None:
    page = THERE["python.md"]
    for name in functions():
        own = section(page, name)
        (call,) = blocks(own, "python")
        assert call[0].startswith(f"backtest.{name}(")
        assert "Returns:" in own
        named = {word for cell in first_cells(own) for word in cell.replace("*", "").split(", ")}
        assert named == set(inspect.signature(getattr(backtest, name)).parameters), name
    assert first_cells(section(page, "Conditions of a run")) == set(Options.__dataclass_fields__)


def test_what_functions_return_is_on_the_page_of_answers() -> None:
    wanted = {each.partition("#")[2] for each in links(THERE["python.md"]) if each.startswith("answers.md#")}
    public = {name for name in backtest.__all__ if isinstance(getattr(backtest, name), type)}
    there = set(re.findall(r"^## (.+)$", THERE["answers.md"], re.MULTILINE))
    assert {anchor(each)[1:] for each in there} == wanted | {anchor(each)[1:] for each in public}
    # The properties and methods that a notebook is most often asked for.
    assert {"equity", "fills", "refusals", "positions", "to_vectorbt()"} <= first_cells(
        section(THERE["answers.md"], "Run")
    )


def test_every_metric_has_a_row_with_its_formula() -> None:
    page = THERE["metrics.md"]
    assert first_cells(page) == {each.key for each in DEFINITIONS}
    assert all(each.formula in page for each in DEFINITIONS)


def test_every_reason_and_every_kind_of_event_has_a_row() -> None:
    page = THERE["refusals.md"]
    assert first_cells(section(page, "Reasons of refusals")) == set(REASONS)
    assert first_cells(section(page, "Kinds of events")) == set(EVENT_KINDS)


def test_every_rule_has_a_row_where_it_says_whether_it_may_be_accepted() -> None:
    page = THERE["findings.md"]
    accepted = {rule for rule, cause in all_causes().items() if cause.accept}
    assert first_cells(section(page, "Judgements")) == accepted
    assert first_cells(section(page, "Errors")) == set(all_causes()) - accepted


@pytest.mark.parametrize("name", THERE)
def test_links_lead_to_files_and_to_headings(name: str) -> None:
    for link in links(THERE[name]):
        address, _, place = link.partition("#")
        assert not address or (COMMITTED / address).exists(), link
        if place and (address or name) in THERE:
            there = THERE[address or name]
            assert f"#{place}" in {anchor(each) for each in re.findall(r"^#+ (.+)$", there, re.MULTILINE)}, link
    assert headings(THERE[name])[0] == "#"
