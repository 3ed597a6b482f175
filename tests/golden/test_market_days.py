"""Market days on which backtests go wrong, to the cent: the files in `market_days` tell each story and its arithmetic.

The product and the reference implementation both have to write the same text.
"""

from pathlib import Path

import pytest

from tests.execution.conftest import MODULES, execute_of
from tests.golden.market_day import OUTPUTS, read_market_day, written

DAYS = sorted(Path(__file__).parent.glob("market_days/*.txt"))


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("path", DAYS, ids=lambda path: path.stem)
def test_a_market_day_is_traded_as_written(path: Path, name: str) -> None:
    day, execute = read_market_day(path), execute_of(name)
    found = written(execute(day.tables, day.targets, **day.options))
    for output in OUTPUTS:
        assert found[output] == day.expected[output], output


def test_every_market_day_is_found() -> None:
    assert [path.stem[0] for path in DAYS] == ["1", "2", "3", "4", "5", "6"]
