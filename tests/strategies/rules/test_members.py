"""Who may be held.

- A name is a member from the decision dated its known_from on, not before.
- Listing: all takes mentions, recommended the list for attention, formal the formal list; source_only never.
- A name in two segments stands in both; a thesis or segment word that is not the segment's is left out.
- A name trades from its first bar until the day of its delisting; a suspension does not end it.
"""

import numpy as np
import pytest

from strategies.contract.strategy import Segment
from strategies.rules.members import eligible_memberships, known_members, trading
from strategies.rules.schedule import last_rows
from tests.strategies.rules.market import NONE, days, make_panel, member, weekdays

OCS = Segment("ocs", "rate", ("003.rate_ocs",), ("ocs",))
BOARDS = Segment("boards", "rate", ("003.rate_pcb_boards", "004.ai_cloud_side"), ("pcb_boards",))


def test_a_membership_counts_from_the_decision_of_its_known_from() -> None:
    named = [member("300308.SZ", "003.rate_ocs", "ocs", "2026-01-28")]
    known = known_members([OCS], named, ["300308.SZ"], days("2026-01-27", "2026-01-28", "2026-01-30"))
    assert known[0, :, 0].tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("listing", "expected"),
    [("all", ["1", "2", "3"]), ("recommended", ["1", "2"]), ("formal", ["1"])],
)
def test_listing_chooses_between_formal_names_attention_and_mentions(listing: str, expected: list[str]) -> None:
    named = [
        member("1", "003.rate_ocs", "ocs", "2026-01-28"),
        member("2", "003.rate_ocs", "ocs", "2026-01-28", "attention"),
        member("3", "003.rate_ocs", "ocs", "2026-01-28", "mentioned"),
        member("4", "003.rate_ocs", "ocs", "2026-01-28", "source"),
    ]
    assert [m.symbol for m in eligible_memberships([OCS], named, listing)] == expected


def test_a_name_of_two_segments_stands_in_both_and_foreign_words_in_none() -> None:
    named = [
        member("1", "003.rate_ocs", "ocs", "2026-01-28"),
        member("1", "004.ai_cloud_side", "pcb_boards", "2025-02-04"),
        member("2", "004.ai_cloud_side", "servers", "2025-02-04"),
        member("3", "002.ai_servers", "pcb_boards", "2025-05-07"),
    ]
    known = known_members([OCS, BOARDS], named, ["1", "2", "3"], days("2025-02-28", "2026-01-30"))
    assert known[0].tolist() == [[False, False, False], [True, False, False]]
    assert known[1].tolist() == [[True, False, False], [True, False, False]]


def test_a_name_trades_from_its_first_bar_to_its_delisting_and_through_a_suspension() -> None:
    sessions = weekdays("2025-01-06", 4)
    panel = make_panel(
        sessions,
        {"early": [10, 10, 10, 10], "late": [NONE, NONE, 10, NONE], "never": [NONE] * 4, "gone": [10, 10, NONE, NONE]},
        delisted={"gone": sessions[2]},
    )
    dates = np.array(sessions, dtype="datetime64[D]")
    found = trading(panel, dates, last_rows(panel.sessions, dates))
    assert panel.symbols == ("early", "gone", "late", "never")
    assert found.astype(int).tolist() == [[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 1, 0]]
