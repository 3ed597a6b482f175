"""How long a share may be silent before its last price is one at which nobody can sell."""

from __future__ import annotations

LONGEST_PAUSE = 20
"""Sessions, about a month, that a share may be silent without a word.

Since 2018-12-28 a planned acquisition may suspend a share for 10 sessions at most (Shanghai and Shenzhen guidelines on
suspension and resumption, 停复牌业务指引); twice as long is hardly a suspension, and a price that no one can sell at.
"""
