"""A user's own file by its path, whichever kind of rule it defines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from strategies.contract.strategy import Strategy
from strategies.own.file_rule import load_strategy
from strategies.own.handler_file import UserHandler, handler_of
from strategies.own.imports import binds, imports_of
from strategies.own.source import source_of_file
from strategies.own.surroundings import undisturbed
from strategies.own.weights_file import read_file


def load_file(path: Path) -> Strategy | UserHandler:
    """Run a user's file and return what it defines; raises UserError in one line for a file that is wrong."""
    # Only a handler's file is executed here; any other decides in processes of its own.
    text = read_file(path)
    if not binds(text, "make_handler"):
        return load_strategy(path)
    source = source_of_file(path, text, imports_of(path, text), "handler file")
    with undisturbed():
        return replace(handler_of(path, text), definition=source.definition, source=source)
