"""Theses of published reports as rules: the reports and signals as data, the strategies as modules."""
