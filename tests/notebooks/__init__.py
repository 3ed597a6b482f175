"""The notebooks of ``docs/notebooks``, executed."""
