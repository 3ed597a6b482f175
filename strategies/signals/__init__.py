"""Industry series as data: values, where they come from, and what is derived from them."""
