"""The name of a run stays in its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.job import RunSettings
from backtest.app.run_name import check_run_name, folded
from backtest.options import Options
from data_sources.errors import UserError

WRONG = (
    "../../x", "/etc/x", "a/b", "rate_power/speed", "..", ".", ".hidden", "", " ", "a\nb", "a\x00b", "a\\b", "x" * 300,
    "a\u202eb", None,
)  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_leads_elsewhere_is_refused(name: object, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="name"):
        check_run_name(name)
    with pytest.raises(UserError, match="name"):
        RunSettings(Options(), out=tmp_path).folder(name, 2)  # type: ignore[arg-type] # as a user's file may have it


@pytest.mark.parametrize("name", ["rate_power", "rate_power/plain", "rate_power/momentum", "动量", "my rule-2.1"])
def test_an_ordinary_name_stays(name: str) -> None:
    assert check_run_name(name) == name


def test_names_that_a_file_system_takes_for_one_fold_to_one() -> None:
    assert folded("Ｍine.") == folded("mine") == "mine"
