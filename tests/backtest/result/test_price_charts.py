"""The word that says of which names a page shows the price."""

from __future__ import annotations

import pytest

from backtest.result.price_charts import checked_price_charts
from data_sources.errors import InputError


def test_a_word_that_there_is_comes_back_and_another_is_refused_with_those_there_are() -> None:
    assert [checked_price_charts(word) for word in ("held", "all", "none")] == ["held", "all", "none"]
    with pytest.raises(InputError, match=r"price_charts is 'some'; there are held, all, none"):
        checked_price_charts("some")
