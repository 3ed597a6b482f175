"""The theses as strategies, one module each."""
