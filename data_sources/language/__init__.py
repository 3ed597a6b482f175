"""The two languages in which the product speaks: English, and Chinese as the quants of the market write it."""
