"""Whether two short names may be those of one company: marks, spaces, wide letters and shortening tell nothing."""

from __future__ import annotations

import re

from data_sources.tables.short_names import ST_MARK, plain_name

# What leads a name after its listing or in its delisting period, and what follows that of a share with unequal votes,
# without profit, or of a depositary receipt.
LEADING = re.compile(r"^(?:[NC](?=[^\x00-\x7f])|退市)")
TRAILING = re.compile(r"(?:-(?:UW|WD|U|W|D)|\(.*\)|退)$")
# Words that many names have and that no company is known by.
COMMON = re.compile(
    "股份|控股|集团|科技|技术|电子|信息|公司|有限|国际|中国|实业|发展|智能|电气|材料|新材|半导体|生物|医药|能源|环境"
)
LEAST = 2


def bare_name(name: str) -> str:
    """Return a short name without what a vendor or a day puts round it: XD, ST, N, -U, spaces, full-width letters."""
    plain = ST_MARK.sub("", plain_name(name), count=1) if ST_MARK.match(plain_name(name)) else plain_name(name)
    return TRAILING.sub("", LEADING.sub("", plain))


def same_company(printed: str, stored: str) -> bool:
    """Say whether a printed name may be the stored one: the same, a part of it, or with the same word of its own.

    韦尔 and 韦尔股份, 鼎龙控股 and 鼎龙股份, 中环股份 and TCL中环 may be one company; 东睦股份 and 立讯精密 are
    two. A new name that has no letter of the old one cannot be told from another company.
    """
    one, other = bare_name(printed), bare_name(stored)
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= LEAST and shorter in longer:
        return True
    own, others = COMMON.sub("", one), COMMON.sub("", other)
    if len(own) < LEAST or len(others) < LEAST:
        return False
    return own in other or others in one or own[:LEAST] == others[:LEAST]
