"""Clean files are read to the last number; adjusted, wrongly scaled and shifted ones are named for what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data_sources.import_result import ImportResult
from data_sources.importing import import_files
from data_sources.store import open_store, read_facts
from tests.data_sources.sixty_files import layouts
from tests.data_sources.sixty_files.market import Market, a_day_early, adjusted, clean_market, in_ten_thousands

SINGLE = 1.2e-7
"""Of an amount in single precision: half of the last of 24 bits, once kept and once written in decimals."""


def written(market: Market, layout: str, folder: Path) -> ImportResult:
    layouts.write_around(market, folder)
    layouts.LAYOUTS[layout](market, folder)
    return import_files([folder], open_store(folder.parent / "market.db", create=True))


def told(result: ImportResult) -> str:
    """Return what was said of bars that were not read as they stand, severe findings first, then what was converted."""
    words = [str(finding) for finding in result.findings if finding.severity == "severe"]
    return "\n".join([*words, *(str(f) for f in result.findings if f.severity == "warning"), *result.said])


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_a_clean_file_is_read_to_the_last_number(tmp_path: Path, layout: str) -> None:
    market = clean_market()
    result = written(market, layout, tmp_path / "in")
    assert result.outcome == "done", told(result)
    bars = read_facts(open_store(tmp_path / "market.db")).bars
    for share in market.shares:
        own = slice(*bars.offsets[(k := bars.symbols.index(share.symbol)) : k + 2])
        assert bars.date[own].tolist() == share.date.tolist()
        for name in ("open", "high", "low", "close"):
            np.testing.assert_array_equal(getattr(bars, name)[own], getattr(share, name), name)
        np.testing.assert_allclose(bars.volume[own], share.volume, rtol=1e-12)
        if layout != "akshare_tencent":
            np.testing.assert_allclose(bars.amount[own], share.amount, rtol=SINGLE if layout == "tdx_day" else 1e-12)


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_adjusted_prices_are_refused_as_such(tmp_path: Path, layout: str) -> None:
    result = written(adjusted(clean_market()), layout, tmp_path / "in")
    assert result.outcome == "refused"
    assert "adjusted" in told(result)


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_a_unit_that_is_another_is_named(tmp_path: Path, layout: str) -> None:
    result = written(in_ten_thousands(clean_market()), layout, tmp_path / "in")
    assert result.outcome == "refused"
    assert "万" in told(result)


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_a_market_shifted_by_a_day_is_named(tmp_path: Path, layout: str) -> None:
    result = written(a_day_early(clean_market()), layout, tmp_path / "in")
    assert result.outcome == "refused"
    assert "shifted" in told(result)
