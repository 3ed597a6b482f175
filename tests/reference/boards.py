"""From a symbol to its board and exchange."""

import re

from tests.reference.rules import BEIJING, CHINEXT, MAIN, STAR

A_SHARE = re.compile(r"(?:6[08]\d{4}\.SH|00[0-3]\d{3}\.SZ|30[0-2]\d{3}\.SZ|\d{6}\.BJ)\Z")


def is_a_share(symbol: str) -> bool:
    """60x and 68x of Shanghai, 000-003 and 300-302 of Shenzhen, all of Beijing."""
    return A_SHARE.match(symbol) is not None


def exchange_of(symbol: str) -> str:
    """`SH`, `SZ` or `BJ`."""
    return symbol[-2:]


def board_of(symbol: str) -> str:
    """688 and 689 are STAR, 300 to 302 ChiNext, `.BJ` Beijing, the rest main."""
    if exchange_of(symbol) == "BJ":
        return BEIJING
    if symbol[:3] in ("688", "689"):
        return STAR
    if symbol[:3] in ("300", "301", "302"):
        return CHINEXT
    return MAIN
