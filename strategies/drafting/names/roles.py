"""Rules of the part that a company plays in a sentence: who buys or competes is named beside the matter."""

from __future__ import annotations

import re

from strategies.drafting.names.sight import Sight, Verdict, accepted

CUSTOMERS = re.compile(
    r"(?:客户|用户|买方|业主|采购方|竞争对手|竞品|控股股东|实控人)(?:主要)?(?:包括|涵盖|覆盖|有|为|含|如|包含|囊括|是)(?:了)?[^。;:]{0,60}$"
)
BUYS = re.compile(r"^(?:的)?(?:集采|招标|采购项目|采购金额|中标候选|中标公告)")


def roles(sight: Sight) -> Verdict | None:
    """Tag a name in an enumeration of customers, competitors or owners (``customer``) as incidental."""
    if CUSTOMERS.search(sight.before[-80:]) or BUYS.match(sight.behind):
        name = sight.hit.name.text
        return accepted("customer", f"{name} is named as customer, competitor or owner", "medium", "incidental")
    return None
