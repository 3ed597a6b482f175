"""A market without stamp duty and transfer fee. These two are law and no options, so the tables are replaced."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from data_sources.market_rules import tables
from data_sources.market_rules.tables import rule_rows

NO_OPTIONAL_FEES = {"commission_rate": 0.0, "commission_min": 0.0, "dividend_tax": 0.0}
NO_STAMP_DUTY = ({"fee": "stamp_duty", "exchange": "all", "rate": "0", "from": "1990-12-19"},)


@contextmanager
def free_of_charge() -> Iterator[None]:
    """Trade without the fees that options cannot turn off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "rule_rows", lambda table: NO_STAMP_DUTY if table == "fees" else rule_rows(table))
        yield
