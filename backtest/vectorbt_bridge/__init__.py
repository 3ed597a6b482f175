"""vectorbt behind one wall: the second book that checks ours, and the Portfolio its users know.

Importing this package imports vectorbt, which takes seconds; import it only inside functions.
"""

from backtest.vectorbt_bridge.check import BookCheck, Holding, check_books
from backtest.vectorbt_bridge.portfolio import SessionPortfolio, to_vectorbt

__all__ = ["BookCheck", "Holding", "SessionPortfolio", "check_books", "to_vectorbt"]
