"""A simulated A-share market (模拟市场) for the first run and for tests; nothing in it is a real price.

It is about the symbols that the reports name, plus five invented ones for what never happened to those: an ST spell,
a delisting, a changed code, a Beijing listing and a debut under the 44% rule. The source, every instrument's name
and every signal say that it is simulated.

One seed gives the same bits on every machine: draws come from PCG64, and only sums, products, quotients, square roots
and rounding touch them, because ``exp``, ``log`` and matrix products differ between processors in the last bit.
"""

from __future__ import annotations

from data_sources.sample_market.market import sample_facts

__all__ = ["sample_facts"]
