"""How often the intervals of ``backtest/validity`` miss the truth: ``python -m benchmarks.calibration``.

It stands beside the benchmarks, since it is the same kind of thing: measured on demand, written into a page of
``docs/``, and no part of the product. Nothing in ``backtest`` imports it.
"""
