"""A user's own file by its path, whichever kind of rule it defines."""

from __future__ import annotations

from pathlib import Path

from strategies.contract.strategy import Strategy
from strategies.library.library import Library
from strategies.library.strategy_file import binds
from strategies.own.file_rule import load_strategy
from strategies.own.handler_apart import NEEDED
from strategies.own.handler_file import UserHandler
from strategies.own.imports import imports_of
from strategies.own.module import read_file
from strategies.own.process.client import ask
from strategies.own.process.handled import read_description
from strategies.own.process.question import Question, elsewhere
from strategies.own.source import source_of_file


def load_file(path: Path, library: Library | None = None) -> Strategy | UserHandler:
    """Run a user's file in a process of its own and return what it defines.

    The reports that it names and the strategies that it follows are looked up in ``library``, None (default): among
    those that ship. Raises UserError in
    one line for a file that is wrong.
    """
    text = read_file(path)
    if not binds(text, "make_handler"):
        return load_strategy(path, library)
    imports = imports_of(path, text)
    source = source_of_file(path, text, imports, "handler file")
    packages = (*NEEDED, *imports.packages)
    start, parameters = read_description(path, ask(Question("describe handler", path, text), packages))
    return UserHandler(path, elsewhere, start, parameters, source.definition, source, text, library)
