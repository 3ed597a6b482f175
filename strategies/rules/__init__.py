"""Small pure functions over arrays from which strategies are made.

Letters in every docstring: D decisions, S sessions, N symbols of the panel, G segments. A decision dated d knows the
close of the last session up to d. Every function is causal: a value for a decision never reads a later row.
"""
