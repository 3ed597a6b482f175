"""Canonical tables: columns and units, typed rows and cells, symbols, facts in memory, findings."""
