"""An executor that there is not, or an address that none would read, is one line before anything is read."""

from __future__ import annotations

import pytest

import backtest
from backtest.app.executors import choice
from data_sources.errors import OptionError


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"executor": "dask"}, "executor dask: there are local, ray"),
        ({"address": "10.0.0.1:6379"}, "address 10.0.0.1:6379: only a Ray cluster has one; add executor ray"),
    ],
)
def test_what_no_executor_heeds_is_refused(given: dict[str, str], words: str) -> None:
    with pytest.raises(OptionError, match=words):
        backtest.sweep("rate_power", {"top": [3]}, db="nowhere.db", **given)  # type: ignore[arg-type]


def test_without_ray_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_spec", lambda _name: None)
    with pytest.raises(OptionError, match=r"Ray is not installed; pip install 'a-share-thesis-backtester\[ray\]'$"):
        backtest.sweep("rate_power", {"top": [3]}, db="nowhere.db", executor="ray")
