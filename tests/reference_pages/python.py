"""The page of Python: every function of `backtest` with its call, parameters, answer and errors."""

from __future__ import annotations

import inspect

import backtest
from backtest.options import Options
from tests.backtest.app.test_twins import TWINS
from tests.reference_pages.answers import answers
from tests.reference_pages.docstring import Docstring, docstring, entry_table
from tests.reference_pages.markdown import anchor, block, code, contents, page, plain
from tests.reference_pages.signature import parameters

INTRODUCTION = """\
Every name that `import backtest` gives, with the call and its defaults as the code has them. Each command is the twin
of one of these functions: the same options, the same defaults. [../python.md](../python.md) is the guide,
[words.md](words.md) leads from other libraries' words to these. What a user can get wrong raises `UserError` or one
of its kinds (`InputError`, `OptionError`, `StoreError`, all in `data_sources.errors`), one line that says what was
asked, what there is and what to do next."""

FIRST_LINES = (
    "import backtest",
    "",
    'result = backtest.run("rate_power", db="var/market.db", cash=1_000_000, slippage=0.001)',
    'result.metrics["sharpe"], result.equity.tail(), result.fills, result.refusals',
    'result.report("rate_power.html")',
)

CONDITIONS = "Conditions of a run"
CONDITIONS_WORDS = "The fields of `Options`: what `**conditions` takes, and each an option of `backtest run`."


def python_page() -> str:
    """The whole page."""
    return page(
        "Functions",
        INTRODUCTION,
        block("python", FIRST_LINES),
        contents([*functions(), CONDITIONS]),
        *(_function(name) for name in functions()),
        f"## {CONDITIONS}",
        CONDITIONS_WORDS,
        entry_table(docstring(Options).entries("Parameters"), "condition"),
    )


def functions() -> list[str]:
    """The names of all public functions."""
    return [name for name in backtest.__all__ if inspect.isfunction(getattr(backtest, name))]


def call_of(name: str) -> list[str]:
    """A call with every parameter and its default, one line, or a line for each where it is long."""
    words = [*parameters(inspect.signature(getattr(backtest, name)))]
    short = f"backtest.{name}({', '.join(words)})"
    if len(short) <= 100:
        return [short]
    return [f"backtest.{name}(", *(f"    {word}," for word in words), ")"]


def _function(name: str) -> str:
    found = docstring(getattr(backtest, name))
    commands = [command for command, twin in TWINS.items() if twin == name]
    twins = [f"[`backtest {each}`](commands.md{anchor(each)})" for each in commands]
    parts = [
        f"## {name}",
        plain(found.summary),
        plain(found.more),
        f"On the command line {' and '.join(twins)}." if twins else "",
        block("python", call_of(name)),
        entry_table(found.entries("Parameters"), "parameter"),
        _listed("Returns", found),
        _listed("Raises", found),
    ]
    return "\n\n".join(part for part in parts if part)


def _listed(heading: str, found: Docstring) -> str:
    """What is returned or raised, a line each."""
    lines = [f"- {_linked(each.name)}: {plain(each.meaning)}" for each in found.entries(heading)]
    lines = lines or [f"- {plain(found.words(heading))}"] * bool(found.words(heading))
    return "\n".join([f"{heading}:", "", *lines]) if lines else ""


def _linked(name: str) -> str:
    """The kinds of an answer, each leading to what it holds."""
    kinds = {kind.__name__ for kind in answers(functions())}
    words = [f"[{code(word)}](answers.md{anchor(word)})" if word in kinds else word for word in name.split(" ")]
    return " ".join(words) if len(words) > 1 or name in kinds else code(name)
