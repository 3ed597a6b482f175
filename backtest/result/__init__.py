"""A run judged: the result, its verdict and caveats, its tables and files."""
