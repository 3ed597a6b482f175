"""The sections of a page as plain data, one module each."""
