"""Rows as such: keys, names, and the tables beside the bars."""
