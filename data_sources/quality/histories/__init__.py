"""Histories: where the bars of a symbol begin, end and have holes."""
