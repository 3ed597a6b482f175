"""Prices against those before, the limits, the actions and the reference that a table gives."""
