"""Conditions on industry series as text, ``yoy(capex/big4_sum) < 0 for 2 periods``: read, and told true day by day."""
