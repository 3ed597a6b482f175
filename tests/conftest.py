"""Tests that need something from outside say so when it is missing, and fail where it was promised.

No example of a property races a clock.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cli.command import Ran

# How long an example takes says nothing on a busy machine, nor how long one takes to be drawn.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# Markers that must not be skipped here, split at spaces: `.ci/run` promises a browser.
REQUIRED = set(os.environ.get("BACKTEST_REQUIRE", "").split())


@pytest.fixture(autouse=True, scope="session")
def state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The files that tests run are no files that the developer ran."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    promised = REQUIRED & {marker.name for marker in item.iter_markers()}
    if report.skipped and promised and not hasattr(report, "wasxfail"):
        reason = cast("tuple[str, int, str]", report.longrepr)[2]
        report.outcome = "failed"
        report.longrepr = f"{', '.join(sorted(promised))} was promised by BACKTEST_REQUIRE, yet: {reason}"
    return report


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder of one demo, and how the command ran: half a minute's work, so once for all who look at it."""
    from tests.cli.command import backtest  # noqa: PLC0415 - tests of other folders need no command line

    folder = tmp_path_factory.mktemp("demo")
    return folder, backtest("demo", "--out", folder)
