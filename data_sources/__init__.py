"""Facts in: symbols, canonical tables, vendors, checks and the store. Knows nothing of backtests."""
