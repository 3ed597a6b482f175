"""The price unit of A shares, the same on every exchange and at all times."""

from __future__ import annotations

TICK = 0.01
"""CNY a share. Source: SSE and SZSE trading rules (交易规则), price unit of A shares."""
