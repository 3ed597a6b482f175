"""The engine beside its peers, as ratios within one run: ``python -m benchmarks``. Not part of the product."""
