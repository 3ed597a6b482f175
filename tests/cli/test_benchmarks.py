"""``run --benchmark`` several times: kept in the manifest, printed, repeated and compared."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import backtest


def test_several_indices_are_printed_kept_repeated_and_compared(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text("date,symbol,weight\n2025-01-02,600000.SH,0.5\n")
    words = ("run", "--targets", tmp_path / "weights.csv", "--benchmark", "000300", "--benchmark", "h00300")
    ran = backtest(*words, "--out", tmp_path / "two", store=sample_store)
    assert ran.code == 0, ran.err
    assert "CSI 300 price index" in ran.out
    assert "against other indices, on which no verdict rests:" in ran.out
    assert "CSI 300 total return H00300.CSI" in ran.out
    manifest = json.loads((tmp_path / "two" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["options"]["benchmark"], manifest["options"]["other_indices"]) == ("000300.SH", ["H00300.CSI"])
    assert "identical" in backtest("rerun", tmp_path / "two", store=sample_store).out
    assert backtest(*words[:-2], "--out", tmp_path / "one", store=sample_store).code == 0
    compared = backtest("compare", tmp_path / "one", tmp_path / "two", "--out", tmp_path / "c", store=sample_store)
    assert compared.code == 0, compared.err
    assert "indices beside it: " in compared.out.replace("\n", " ")
