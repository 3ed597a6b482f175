"""A run says what it was made from, and its folder holds a copy of a user's own files."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import backtest
from backtest.app.run_many import run_many
from backtest.app.run_target_file import run_target_file
from backtest.result.files import write_run
from strategies.own.imports import imports_of
from strategies.own.source import source_of_file
from tests.attacks.markets import sample_store

RULE = "def weights(history):\n    return {history.panel.sessions[5]: {history.panel.symbols[0]: 0.5}}\n"


def test_file_and_the_modules_of_its_folder_are_followed_through_each_other(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import numpy\nimport picks\nfrom parts import third\n")
    (tmp_path / "picks.py").write_text("def of():\n    import deeper\n")
    (tmp_path / "deeper.py").write_text("from backtest import run\n")
    (tmp_path / "unused.py").write_text("")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "__init__.py").write_text("")
    (tmp_path / "parts" / "third.py").write_text("from . import fourth\nfrom .fourth import x\n")
    (tmp_path / "parts" / "fourth.py").write_text("x = 1\n")
    (tmp_path / "backtest.py").write_text("")  # ours is not theirs
    text = (tmp_path / "mine.py").read_bytes()
    imports = imports_of(tmp_path / "mine.py", text)
    # Whether ``run`` is a module of backtest or something in it shows when backtest is imported.
    assert imports.packages == ("backtest", "backtest.run", "numpy")
    source = source_of_file(tmp_path / "mine.py", text, imports, "file")
    assert [each.name for each in source.files] == [
        "mine.py",
        "deeper.py",
        "parts/__init__.py",
        "parts/fourth.py",
        "parts/third.py",
        "picks.py",
    ]


def test_another_module_beside_a_file_makes_another_rule(tmp_path: Path) -> None:
    """Its trials are other ones, and no audit of the old one speaks for it."""
    path, beside = tmp_path / "mine.py", tmp_path / "picks.py"
    path.write_text("import picks\n")
    found = []
    for text in (None, "NAMES = 1\n", "NAMES = 2\n", "NAMES = 1\n"):
        if text:
            beside.write_text(text)
        source = source_of_file(path, path.read_bytes(), imports_of(path, path.read_bytes()), "file")
        found.append(source.definition)
    assert found[0] == sha256(b"import picks\n").hexdigest()
    assert found[1] == found[3]
    assert len(set(found)) == 3


def test_run_of_a_file_keeps_it_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "rate_power.py"
    path.write_text(RULE)
    store = sample_store(tmp_path / "market.db")
    done = run_many(str(path), db=store, out=tmp_path / "run", audit=False)
    assert (tmp_path / "run" / "source" / "rate_power.py").read_text() == RULE
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert manifest["source"] == {
        "kind": "file",
        "path": str(path),
        "definition": sha256(RULE.encode()).hexdigest(),
        "files": {"rate_power.py": sha256(RULE.encode()).hexdigest()},
    }
    panel = backtest.load_market(store)
    shipped = backtest.run("rate_power", panel=panel, start="2026-03-02")
    assert shipped.source is not None
    assert (shipped.source.kind, shipped.source.files) == ("shipped", ())
    (tmp_path / "weights.csv").write_text("date,symbol,weight\n2026-06-01,600584.SH,0.5\n")
    table = run_target_file(tmp_path / "weights.csv", db=store, out=tmp_path / "table").finished[0].result
    assert table.source is not None
    text = (tmp_path / "weights.csv").read_bytes()
    assert table.source.document()["files"] == {"weights.csv": sha256(text).hexdigest()}
    assert not (tmp_path / "table" / "source").exists()

    def weights(history: object) -> dict[str, dict[str, float]]:
        assert history
        return {"2026-06-01": {"600584.SH": 0.5}}

    own = backtest.run(weights, panel=panel, audit=False)
    write_run(own, tmp_path / "function")
    assert "def weights(history: object)" in (tmp_path / "function" / "source" / "weights.py").read_text()
    assert own.source is not None
    assert own.source.kind == "function"
    assert done.finished[0].result.source is not None
