"""The rating standard (评级标准) of a disclaimer: horizon, benchmarks, classes with their thresholds."""

from strategies.drafting.facts.standard.reading import rating_standard

__all__ = ["rating_standard"]
