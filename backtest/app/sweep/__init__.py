"""Sweeps: many settings of one strategy, each counted, judged together."""
