"""Runs side by side: curves on common sessions, numbers, correlations, holdings in common, and settings that differ."""
