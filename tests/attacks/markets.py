"""Markets and stores to attack: parts of the simulated one, made in a few seconds in a folder of the attack's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data_sources.importing import import_facts
from data_sources.sample_market import sample_facts
from data_sources.store import opened_store
from tests.data_sources.folder_writing import write_folder

START, END = date(2025, 1, 2), date(2026, 6, 30)


def sample_folder(folder: Path, start: date = START, end: date = END) -> Path:
    """Write the simulated market between two days in the layout that ``import`` and ``--source`` read."""
    write_folder(sample_facts(start, end), folder)
    return folder


def sample_store(store: Path, start: date = START, end: date = END) -> Path:
    """Make a store of the simulated market between two days; the last session is a Tuesday, 2026-06-30."""
    store.parent.mkdir(parents=True, exist_ok=True)
    with opened_store(store, create=True) as engine:
        assert import_facts(sample_facts(start, end), engine).outcome == "done"
    return store
