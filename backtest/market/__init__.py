"""The market as arrays: the panel and how facts become one, corporate events, indices."""
